import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  InfoCircleFilled,
  LoadingOutlined,
} from '@ant-design/icons';

/**
 * Signs for the eye alone, beside words that say the same. Those of antd are read aloud as
 * "check-circle" or "loading", in whatever language.
 */
export const quietIcons = {
  success: <CheckCircleFilled aria-hidden />,
  info: <InfoCircleFilled aria-hidden />,
  warning: <ExclamationCircleFilled aria-hidden />,
  error: <CloseCircleFilled aria-hidden />,
  loading: <LoadingOutlined aria-hidden />,
};

/** What empties a list of choices; antd calls it "Clear". */
export const clearButton = (label: string) => ({ clearIcon: quietIcons.error, label });

import { Popconfirm, type PopconfirmProps } from 'antd';
import { quietIcons } from './quiet-icons.tsx';

/** Asks beside a button whether what it does is meant. */
export function Sure(props: PopconfirmProps) {
  return <Popconfirm icon={quietIcons.warning} {...props} />;
}

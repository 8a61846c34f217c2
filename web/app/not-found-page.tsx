import { Result } from 'antd';
import { useText } from '../i18n/language.tsx';
import { LinkButton } from './link-button.tsx';
import { quietIcons } from './quiet-icons.tsx';

export function NotFoundPage() {
  const t = useText();
  return (
    <Result
      status="info"
      icon={quietIcons.info}
      title={t.state.notFoundTitle}
      subTitle={t.state.notFound}
      extra={
        <LinkButton to="/" type="primary">
          {t.state.toHome}
        </LinkButton>
      }
    />
  );
}

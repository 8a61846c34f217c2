import { Button, Result } from 'antd';
import { Link } from 'react-router';
import { useText } from '../i18n/language.tsx';

export function NotFoundPage() {
  const t = useText();
  return (
    <Result
      status="info"
      title={t.state.notFoundTitle}
      subTitle={t.state.notFound}
      extra={
        <Link to="/">
          <Button tabIndex={-1} type="primary">
            {t.state.toHome}
          </Button>
        </Link>
      }
    />
  );
}

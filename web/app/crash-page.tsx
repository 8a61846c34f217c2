import { Button, Result } from 'antd';
import { useRouteError } from 'react-router';
import { useText } from '../i18n/language.tsx';

/** What stands where a page broke, a chunk that could not be loaded included. */
export function CrashPage() {
  const t = useText();
  const error = useRouteError();
  return (
    <Result
      status="error"
      title={t.state.crashed}
      subTitle={
        <>
          {t.state.crashedHint}
          <br />
          <code>{error instanceof Error ? error.message : String(error)}</code>
        </>
      }
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {t.state.retry}
        </Button>
      }
    />
  );
}

import { Button, Result } from 'antd';
import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { useText } from '../i18n/language.tsx';
import { doubtService, useIsServiceThere, whenBack } from '../remote/service-state.ts';

/** What stands where a page broke. One that could not be loaded comes when the service is back. */
export function CrashPage() {
  const t = useText();
  const error = useRouteError();
  const isUnloaded = error instanceof TypeError && /module|import/i.test(error.message);
  useEffect(() => {
    if (!isUnloaded) return;
    void doubtService();
    return whenBack(() => location.reload());
  }, [isUnloaded]);
  const isAway = !useIsServiceThere();
  if (isUnloaded && isAway) return <Result status="warning" title={t.state.offline} />;
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

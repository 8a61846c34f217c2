import { Button, Result } from 'antd';
import { useEffect, useState } from 'react';
import { useRouteError } from 'react-router';
import { useText } from '../i18n/language.tsx';
import { doubtService, useIsServiceThere, whenBack } from '../remote/service-state.ts';
import { quietIcons } from './quiet-icons.tsx';
import { Loading } from './states.tsx';
import { isUnloaded, loadAnew } from './unloaded.ts';

/** What stands where a page broke. One that could not be loaded comes when the service is back. */
export function CrashPage() {
  const t = useText();
  const error = useRouteError();
  const isMissing = isUnloaded(error);
  const [isAsking, setAsking] = useState(isMissing);
  useEffect(() => {
    if (!isMissing) return;
    // With the service there, the page fails for having failed before, or its code has a newer name.
    void doubtService().then((isThere) => setAsking(isThere && loadAnew()));
    return whenBack(() => location.reload());
  }, [isMissing]);
  const isAway = !useIsServiceThere();
  if (isMissing && isAway)
    return <Result status="warning" icon={quietIcons.warning} title={t.state.notLoaded} />;
  if (isAsking) return <Loading />;
  return (
    <Result
      status="error"
      icon={quietIcons.error}
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

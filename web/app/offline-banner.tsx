import { Alert } from 'antd';
import { useText } from '../i18n/language.tsx';
import { useIsServiceThere } from '../remote/service-state.ts';

/** Stands over every page while the service does not answer. */
export function OfflineBanner() {
  const t = useText();
  if (useIsServiceThere()) return null;
  return <Alert banner type="warning" title={t.state.offline} role="status" className="no-print" />;
}

import { Alert } from 'antd';
import { useLanguage } from '../i18n/language.tsx';

/** A link that is made where the service is reached as this machine alone leads nobody else to it. */
export function LocalOnly() {
  const { t } = useLanguage();
  if (!/^(localhost|127\.|\[::1\])/.test(location.hostname)) return null;
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 10 }}
      title={t.share.localOnly(location.host)}
    />
  );
}

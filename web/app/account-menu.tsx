import { UserOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { signOut } from '../remote/client.ts';
import { useMe } from '../remote/me.ts';

const PasswordDialog = lazy(async () => ({
  default: (await import('./password-dialog.tsx')).PasswordDialog,
}));

/** Who is signed in, and the way out; nothing where sign-in is off. */
export function AccountMenu() {
  const { t } = useLanguage();
  const { data: me } = useMe();
  const [asksPassword, setAsksPassword] = useState(false);
  if (me?.kind !== 'user') return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'password', label: t.account.password, onClick: () => setAsksPassword(true) },
            { key: 'out', label: t.account.signOut, onClick: () => void signOut() },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={t.account.label(me.name)}>
          <span className="only-wide">{me.name}</span>
        </Button>
      </Dropdown>
      {asksPassword && (
        <Suspense>
          <PasswordDialog onClose={() => setAsksPassword(false)} />
        </Suspense>
      )}
    </>
  );
}

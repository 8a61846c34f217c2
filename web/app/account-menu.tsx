import { UserOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { KeptDraft } from '../editor/kept-drafts.ts';
import { useLanguage } from '../i18n/language.tsx';
import { signOut } from '../remote/client.ts';
import { useMe } from '../remote/me.ts';
import { useFailureText } from './states.tsx';
import { useMessage } from './use-message.ts';

const PasswordDialog = lazy(async () => ({
  default: (await import('./password-dialog.tsx')).PasswordDialog,
}));

const LeaveDialog = lazy(async () => ({
  default: (await import('./leave-dialog.tsx')).LeaveDialog,
}));

/** Who is signed in, and the way out; nothing where sign-in is off. */
export function AccountMenu() {
  const { t } = useLanguage();
  const { data: me } = useMe();
  const message = useMessage();
  const textOf = useFailureText();
  const [asksPassword, setAsksPassword] = useState(false);
  const [drafts, setDrafts] = useState<readonly KeptDraft[]>([]);
  if (me?.kind !== 'user') return null;
  const leave = (whenOut?: () => Promise<void>) =>
    void signOut(whenOut).catch((error: unknown) => message.error(textOf(error)));
  const askToLeave = async () => {
    const { keptDrafts } = await import('../editor/kept-drafts.ts');
    const left = await keptDrafts(me.id).catch(() => []);
    if (left.length > 0) setDrafts(left);
    else leave();
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        autoFocus
        menu={{
          items: [
            { key: 'password', label: t.account.password, onClick: () => setAsksPassword(true) },
            { key: 'out', label: t.account.signOut, onClick: () => void askToLeave() },
          ],
        }}
      >
        <Button
          type="text"
          icon={<UserOutlined aria-hidden />}
          aria-label={t.account.label(me.name)}
        >
          <span className="only-wide">{me.name}</span>
        </Button>
      </Dropdown>
      {drafts.length > 0 && (
        <Suspense>
          <LeaveDialog drafts={drafts} onLeave={leave} onClose={() => setDrafts([])} />
        </Suspense>
      )}
      {asksPassword && (
        <Suspense>
          <PasswordDialog onClose={() => setAsksPassword(false)} />
        </Suspense>
      )}
    </>
  );
}

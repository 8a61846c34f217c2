import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, type InputRef, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../i18n/language.tsx';
import { askToSignIn, request } from '../remote/client.ts';
import { type Me, useMe } from '../remote/me.ts';
import {
  lookForSession,
  sessionRenewed,
  useIsOtherSignedIn,
  useIsSessionOver,
} from '../remote/session.ts';
import { Field } from './field.tsx';
import { Failure } from './states.tsx';

/**
 * Stands over the page when the session has ended in the middle of work: what is on the page stays,
 * and what was asked for goes on once the person has signed in again.
 */
export function SignInAgain() {
  const t = useText();
  const isOver = useIsSessionOver();
  const isOther = useIsOtherSignedIn();
  const [isHidden, setHidden] = useState(false);
  useEffect(() => {
    // Put off is this end of a session, not the next one.
    if (!isOver) return setHidden(false);
    const look = () => void lookForSession();
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [isOver]);
  if (!isOver) return null;
  return (
    <>
      <Alert
        banner
        type="warning"
        role="status"
        className="no-print"
        title={isOther ? t.account.other : t.account.over}
        action={
          <Button size="small" onClick={() => setHidden(false)}>
            {t.account.signIn}
          </Button>
        }
      />
      {!isHidden && <SignInDialog onHide={() => setHidden(true)} />}
    </>
  );
}

function SignInDialog({ onHide }: { onHide(): void }) {
  const t = useText();
  const client = useQueryClient();
  const { data: me } = useMe();
  const isOther = useIsOtherSignedIn();
  const [password, setPassword] = useState('');
  const field = useRef<InputRef>(null);
  const username = me?.name ?? '';
  const enter = useMutation({
    mutationFn: () => request<Me>('POST', '/v1/login', { username, password }),
    onSuccess: () => {
      // Their rights may have changed meanwhile.
      void client.invalidateQueries({ queryKey: ['me'] });
      sessionRenewed();
    },
  });
  const send = () => password !== '' && !enter.isPending && enter.mutate();
  return (
    <Modal
      open
      // Over whatever dialog or drawer the work was in.
      zIndex={1500}
      title={isOther ? t.account.otherTitle : t.account.overTitle}
      okText={t.account.signIn}
      okButtonProps={{ disabled: password === '' }}
      confirmLoading={enter.isPending}
      cancelText={t.account.later}
      onOk={send}
      onCancel={onHide}
      mask={{ closable: false }}
      // The dialog takes the focus to its first button when it has opened.
      afterOpenChange={(isOpen) => isOpen && field.current?.focus()}
    >
      <p>{t.account.overHint}</p>
      <Field label={t.account.username}>
        {(id) => <Input id={id} autoComplete="username" value={username} readOnly />}
      </Field>
      <Field label={t.account.passwordOf}>
        {(id) => (
          <Input.Password
            id={id}
            ref={field}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            onPressEnter={send}
          />
        )}
      </Field>
      {enter.error && <Failure error={enter.error} />}
      <Button type="link" style={{ padding: 0 }} onClick={askToSignIn}>
        {t.account.somebodyElse}
      </Button>
    </Modal>
  );
}

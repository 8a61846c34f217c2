import { useMutation } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { request } from '../remote/client.ts';
import { Field } from './field.tsx';
import { Failure } from './states.tsx';
import { useMessage } from './use-message.ts';

/** Changes one's own password; all other sessions end with it. */
export function PasswordDialog({ onClose }: { onClose(): void }) {
  const { t } = useLanguage();
  const message = useMessage();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () => request('POST', '/v1/me/password', { current, password }),
    onSuccess: () => {
      void message.success(t.account.changed);
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t.account.password}
      okText={t.word.save}
      okButtonProps={{ disabled: current === '' || password === '' }}
      confirmLoading={change.isPending}
      onOk={() => change.mutate()}
      onCancel={onClose}
    >
      <Field label={t.account.current}>
        {(id) => (
          <Input.Password
            id={id}
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        )}
      </Field>
      <Field label={t.account.next}>
        {(id) => (
          <Input.Password
            id={id}
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      {change.error && <Failure error={change.error} />}
    </Modal>
  );
}

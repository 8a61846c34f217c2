import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Select, Tag } from 'antd';
import { useState } from 'react';
import { DataTable } from '../app/data-table.tsx';
import { Field } from '../app/field.tsx';
import { InSight } from '../app/in-sight.tsx';
import { Failure, Loading, Nothing } from '../app/states.tsx';
import { Sure } from '../app/sure.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { type ApiKey, useKeys } from '../remote/admin.ts';
import { request } from '../remote/client.ts';
import { useMe } from '../remote/me.ts';
import { useSchoolNames, useSchoolOptions } from './role-rows.tsx';
import { Secret } from './secret.tsx';

/** Keys with which machines sign in: for named schools, with named rights, until a day. */
export function KeysTab() {
  const { t, dateTime, list } = useLanguage();
  const keys = useKeys();
  const nameOf = useSchoolNames();
  const client = useQueryClient();
  const [made, setMade] = useState<{ key: ApiKey; secret: string }>();
  const [isOpen, setOpen] = useState(false);
  const revoke = useMutation({
    mutationFn: (id: string) => request('DELETE', `/v1/keys/${id}`),
    // Also where another admin was quicker.
    onSettled: () => client.invalidateQueries({ queryKey: ['keys'] }),
  });
  if (keys.error) return <Failure error={keys.error} retry={() => void keys.refetch()} />;
  if (!keys.data) return <Loading />;
  const stateOf = ({ revokedAt, expiresAt }: ApiKey) =>
    revokedAt !== null
      ? 'revoked'
      : expiresAt !== null && new Date(expiresAt) < new Date()
        ? 'expired'
        : 'active';
  return (
    <>
      <p>
        <Button type="primary" onClick={() => setOpen(true)}>
          {t.admin.newKey}
        </Button>{' '}
        <span className="muted">{t.admin.keyHint}</span>
      </p>
      {revoke.error && (
        <InSight of={revoke.error}>
          <Failure error={revoke.error} />
        </InSight>
      )}
      {made && (
        <InSight of={made}>
          <Secret title={t.admin.keyOnce} text={made.secret}>
            {made.key.name}
          </Secret>
        </InSight>
      )}
      {keys.data.length === 0 ? (
        <Nothing text={t.admin.noKeys} />
      ) : (
        <DataTable
          label={t.admin.tabs.keys}
          stacks
          rows={keys.data}
          keyOf={({ id }) => id}
          columns={[
            { head: t.word.name, cell: ({ name }) => name },
            { head: t.admin.prefix, cell: ({ prefix }) => <code>{prefix}…</code> },
            {
              head: t.admin.verbs,
              className: 'verbs',
              cell: ({ verbs }) => list(verbs.map((verb) => t.admin.verbNames[verb] ?? verb)),
            },
            {
              head: t.admin.tabs.schools,
              cell: ({ schoolIds }) =>
                schoolIds ? list(schoolIds.map(nameOf)) : t.admin.everySchool,
            },
            {
              head: t.word.status,
              cell: (key) => (
                <>
                  <Tag color={stateOf(key) === 'active' ? 'green' : 'default'}>
                    {t.admin.keyStates[stateOf(key)]}
                  </Tag>
                  {key.expiresAt !== null && (
                    <div className="muted small">{t.admin.until(dateTime(key.expiresAt))}</div>
                  )}
                </>
              ),
            },
            {
              head: t.admin.lastUsed,
              className: 'nowrap',
              cell: ({ lastUsedAt }) =>
                lastUsedAt === null ? t.admin.neverUsed : dateTime(lastUsedAt),
            },
            {
              head: t.admin.actions,
              isHeadHidden: true,
              cell: (key) =>
                stateOf(key) === 'active' && (
                  <Sure title={t.admin.revokeSure} onConfirm={() => revoke.mutate(key.id)}>
                    <Button size="small" danger>
                      {t.admin.revoke}
                    </Button>
                  </Sure>
                ),
            },
          ]}
        />
      )}
      {isOpen && <KeyDialog onClose={() => setOpen(false)} onMade={setMade} />}
    </>
  );
}

function KeyDialog(props: {
  onClose(): void;
  onMade(made: { key: ApiKey; secret: string }): void;
}) {
  const { onClose, onMade } = props;
  const { t } = useLanguage();
  const client = useQueryClient();
  const { data: me } = useMe();
  const schools = useSchoolOptions();
  const [name, setName] = useState('');
  const [verbs, setVerbs] = useState<string[]>([]);
  const [chosen, setChosen] = useState<string[]>([]);
  const [days, setDays] = useState(365);
  const mine = [...new Set(me?.grants.flatMap((grant) => grant.verbs))];
  const save = useMutation({
    mutationFn: () =>
      request<{ key: ApiKey; secret: string }>('POST', '/v1/keys', {
        name,
        verbs,
        schoolIds: chosen.includes('') ? null : chosen,
        ...(days > 0 ? { expiresInDays: days } : {}),
      }),
    onSuccess: (made) => {
      onMade(made);
      onClose();
      return client.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  const isWhole = name.trim() !== '' && verbs.length > 0 && chosen.length > 0;
  return (
    <Modal
      open
      title={t.admin.newKey}
      okText={t.admin.makeKey}
      okButtonProps={{ disabled: !isWhole }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <Field label={t.word.name}>
        {(id) => (
          <Input
            id={id}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={t.admin.verbs}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            optionFilterProp="label"
            style={{ width: '100%' }}
            value={verbs}
            onChange={setVerbs}
            options={mine.map((verb) => ({
              value: verb,
              label: `${t.admin.verbNames[verb] ?? verb} ${verb}`,
            }))}
          />
        )}
      </Field>
      <Field label={t.admin.tabs.schools}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            optionFilterProp="label"
            style={{ width: '100%' }}
            value={chosen}
            onChange={setChosen}
            options={schools}
          />
        )}
      </Field>
      <Field label={t.admin.expiry}>
        {(id) => (
          <Select
            id={id}
            style={{ width: '100%' }}
            value={days}
            onChange={setDays}
            options={[30, 180, 365, 0].map((n) => ({ value: n, label: t.share.days(n) }))}
          />
        )}
      </Field>
      {save.error && <Failure error={save.error} />}
    </Modal>
  );
}

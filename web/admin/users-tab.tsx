import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Tag } from 'antd';
import { useState } from 'react';
import { DataTable } from '../app/data-table.tsx';
import { Field } from '../app/field.tsx';
import { InSight } from '../app/in-sight.tsx';
import { LocalOnly } from '../app/local-only.tsx';
import { Failure, Loading } from '../app/states.tsx';
import { Sure } from '../app/sure.tsx';
import { useMessage } from '../app/use-message.ts';
import { useLanguage } from '../i18n/language.tsx';
import { type OneTimeLink, type Person, type RoleGrant, useUsers } from '../remote/admin.ts';
import { request } from '../remote/client.ts';
import { useMe } from '../remote/me.ts';
import { useSchools } from '../remote/portal.ts';
import { RoleNames, RoleRows } from './role-rows.tsx';
import { Secret } from './secret.tsx';

/** Who may sign in. People come in by a one-time link, with which they set their password. */
export function UsersTab() {
  const { t, dateTime } = useLanguage();
  const message = useMessage();
  const users = useUsers();
  const { data: me } = useMe();
  const client = useQueryClient();
  const [link, setLink] = useState<OneTimeLink>();
  const [edited, setEdited] = useState<Person | 'new'>();
  const refresh = () => client.invalidateQueries({ queryKey: ['users'] });
  const renew = useMutation({
    mutationFn: (id: string) => request<OneTimeLink>('POST', `/v1/users/${id}/link`, {}),
    onSuccess: setLink,
  });
  const remove = useMutation({
    mutationFn: (id: string) => request('DELETE', `/v1/users/${id}`),
    onSuccess: () => void message.success(t.admin.removed),
    // Also where another admin was quicker.
    onSettled: refresh,
  });
  if (users.error) return <Failure error={users.error} retry={() => void users.refetch()} />;
  if (!users.data) return <Loading />;
  const failure = renew.error ?? remove.error;
  return (
    <>
      <p>
        <Button type="primary" onClick={() => setEdited('new')}>
          {t.admin.invite}
        </Button>{' '}
        <span className="muted">{t.admin.inviteHint}</span>
      </p>
      {failure && (
        <InSight of={failure}>
          <Failure error={failure} />
        </InSight>
      )}
      {link && (
        <InSight of={link}>
          <LocalOnly />
          <Secret title={t.admin.linkOnce} text={`${location.origin}${link.link}`}>
            {t.admin.linkFor(link.user.name, link.user.username, dateTime(link.expiresAt))}
          </Secret>
        </InSight>
      )}
      <DataTable
        label={t.admin.tabs.users}
        stacks
        rows={users.data}
        keyOf={({ id }) => id}
        columns={[
          { head: t.admin.username, cell: ({ username }) => username },
          { head: t.fairness.person, cell: ({ name }) => name },
          { head: t.admin.role, cell: ({ memberships }) => <RoleNames grants={memberships} /> },
          {
            head: t.word.status,
            cell: ({ hasPassword }) => (
              <Tag color={hasPassword ? 'green' : 'gold'}>
                {hasPassword ? t.admin.active : t.admin.invited}
              </Tag>
            ),
          },
          {
            head: t.admin.actions,
            isHeadHidden: true,
            className: 'nowrap',
            cell: (person) =>
              person.id !== me?.id && (
                <>
                  <Button size="small" onClick={() => setEdited(person)}>
                    {t.admin.changeRoles}
                  </Button>{' '}
                  <Button size="small" onClick={() => renew.mutate(person.id)}>
                    {t.admin.newLink}
                  </Button>{' '}
                  <Sure
                    title={t.admin.removeSure(person.name)}
                    onConfirm={() => remove.mutate(person.id)}
                  >
                    <Button size="small" danger>
                      {t.word.remove}
                    </Button>
                  </Sure>
                </>
              ),
          },
        ]}
      />
      {edited && (
        <PersonDialog
          person={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
          onLink={setLink}
        />
      )}
    </>
  );
}

function PersonDialog(props: {
  /** Absent for somebody new. */
  person: Person | undefined;
  onClose(): void;
  onLink(link: OneTimeLink): void;
}) {
  const { person, onClose, onLink } = props;
  const { t } = useLanguage();
  const client = useQueryClient();
  const [username, setUsername] = useState('');
  const [name, setName] = useState('');
  const [chosen, setRoles] = useState<RoleGrant[] | undefined>(person?.memberships);
  // The school that came last is the one at work; the first may be the demo's.
  const own = useSchools().data?.toSorted((a, b) =>
    (a.createdAt ?? '') < (b.createdAt ?? '') ? 1 : -1,
  )[0]?.id;
  const roles = chosen ?? [{ role: 'coordinator', schoolId: own ?? null }];
  const save = useMutation({
    mutationFn: async () => {
      if (person) return void (await request('POST', `/v1/users/${person.id}/roles`, { roles }));
      onLink(await request<OneTimeLink>('POST', '/v1/users', { username, name, roles }));
    },
    onSuccess: () => {
      onClose();
      return client.invalidateQueries({ queryKey: ['users'] });
    },
  });
  return (
    <Modal
      open
      title={person ? t.admin.rolesOf(person.name) : t.admin.invite}
      okText={person ? t.word.save : t.admin.makeLink}
      okButtonProps={{ disabled: !person && (username === '' || name === '') }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      {!person && (
        <>
          <Field label={t.admin.username}>
            {(id) => (
              <>
                <Input
                  id={id}
                  value={username}
                  autoComplete="off"
                  aria-describedby={`${id}-hint`}
                  onChange={(event) => setUsername(event.target.value.trim())}
                />
                <div className="muted small" id={`${id}-hint`}>
                  {t.admin.usernameHint}
                </div>
              </>
            )}
          </Field>
          <Field label={t.fairness.person}>
            {(id) => (
              <Input id={id} value={name} onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
        </>
      )}
      <RoleRows value={roles} onChange={setRoles} />
      {save.error && <Failure error={save.error} />}
    </Modal>
  );
}

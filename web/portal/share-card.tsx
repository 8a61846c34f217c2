import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, QRCode, Select, Typography } from 'antd';
import { useState } from 'react';
import { announce } from '../app/announce.ts';
import { DataTable } from '../app/data-table.tsx';
import { LocalOnly } from '../app/local-only.tsx';
import { Failure } from '../app/states.tsx';
import { Sure } from '../app/sure.tsx';
import { useMessage } from '../app/use-message.ts';
import { useLanguage } from '../i18n/language.tsx';
import { request } from '../remote/client.ts';
import {
  linkAddress,
  type PortalLink,
  type Subject,
  usePortalLinks,
  usePortalSubjects,
} from '../remote/portal.ts';
import { usePortalPlace } from './published-week.tsx';

/** Links that need no sign-in: a school allows them by making one, and ends them by revoking. */
export function ShareCard({ schoolId }: { schoolId: string }) {
  const { t, dateTime } = useLanguage();
  const message = useMessage();
  const client = useQueryClient();
  const links = usePortalLinks(schoolId);
  const names = useSubjectNames(schoolId);
  const { data: { hasPupils } = {} } = usePortalSubjects({ school: schoolId });
  const { subject } = usePortalPlace();
  const [scope, setScope] = useState<'school' | 'one'>('school');
  const [days, setDays] = useState(180);
  const refresh = () => client.invalidateQueries({ queryKey: ['portal-links', schoolId] });
  const make = useMutation({
    mutationFn: () =>
      request<PortalLink & { token: string }>('POST', '/v1/portal/links', {
        schoolId,
        ...(scope === 'one' && subject ? { subject } : {}),
        ...(days > 0 ? { days } : {}),
      }),
    onSuccess: refresh,
  });
  const revoke = useMutation({
    mutationFn: (id: string) => request('DELETE', `/v1/portal/links/${id}`),
    onSuccess: (_, id) => {
      if (make.data?.id === id) make.reset();
      void message.success(t.share.revoked);
    },
    // Also where somebody else was quicker.
    onSettled: refresh,
  });
  const failure = make.error ?? revoke.error;
  const told = (of: Subject | null, name = of && names(of)) =>
    of === null ? t.share.wholeSchool : `${t.portal.kinds[of.kind]} ${name ?? of.id}`;
  const scopes = [
    { value: 'school' as const, label: t.share.wholeSchool },
    ...(subject ? [{ value: 'one' as const, label: told(subject) }] : []),
  ];
  return (
    <section className="card">
      <h2>{t.share.title}</h2>
      <p className="muted">{t.share.intro}</p>
      <LocalOnly />
      <div className="share-form">
        <Select
          aria-label={t.share.scope}
          style={{ minWidth: 150 }}
          value={subject ? scope : 'school'}
          onChange={setScope}
          options={scopes}
        />
        <Select
          aria-label={t.share.until}
          style={{ minWidth: 120 }}
          value={days}
          onChange={setDays}
          options={[30, 180, 400, 0].map((n) => ({ value: n, label: t.share.days(n) }))}
        />
        <Button type="primary" loading={make.isPending} onClick={() => make.mutate()}>
          {t.share.make}
        </Button>
      </div>
      {hasPupils && (!subject || scope === 'school') && (
        <p className="muted small">{t.share.wholeHint}</p>
      )}
      {failure && <Failure error={failure} />}
      {make.data && (
        <div className="share-made">
          <div aria-hidden="true">
            <QRCode type="svg" value={linkAddress(make.data.token)} size={148} />
          </div>
          <div>
            <Alert type="success" showIcon title={t.share.once} />
            <p>{told(make.data.subject)}</p>
            <Typography.Paragraph
              copyable={{ onCopy: () => announce(t.word.copied) }}
              className="share-address"
            >
              {linkAddress(make.data.token)}
            </Typography.Paragraph>
            <a href={linkAddress(make.data.token)} target="_blank" rel="noreferrer">
              {t.share.open}
            </a>
          </div>
        </div>
      )}
      {links.data && links.data.length > 0 && (
        <DataTable
          label={t.share.title}
          isPart
          stacks
          rows={links.data}
          keyOf={({ id }) => id}
          columns={[
            { head: t.share.scope, cell: ({ subject, name }) => told(subject, name) },
            {
              head: t.word.created,
              className: 'nowrap',
              cell: ({ createdAt }) => dateTime(createdAt),
            },
            {
              head: t.share.until,
              className: 'nowrap',
              cell: ({ expiresAt }) => (expiresAt === null ? t.share.days(0) : dateTime(expiresAt)),
            },
            {
              head: t.share.revoke,
              isHeadHidden: true,
              cell: ({ id }) => (
                <Sure title={t.share.sure} onConfirm={() => revoke.mutate(id)}>
                  <Button size="small" danger>
                    {t.share.revoke}
                  </Button>
                </Sure>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}

function useSubjectNames(schoolId: string): (subject: Subject) => string {
  const { data } = usePortalSubjects({ school: schoolId });
  return ({ kind, id }) => {
    const list = kind === 'class' ? data?.classes : kind === 'staff' ? data?.staff : undefined;
    return list?.find((one) => one.id === id)?.name ?? id;
  };
}

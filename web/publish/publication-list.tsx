import { Button, Tag } from 'antd';
import { Link } from 'react-router';
import { spansOf } from '../../src/domain/validity.ts';
import { DataTable } from '../app/data-table.tsx';
import { doerText } from '../app/doer-text.ts';
import { Failure, Loading } from '../app/states.tsx';
import { Sure } from '../app/sure.tsx';
import { useMessage } from '../app/use-message.ts';
import { useLanguage } from '../i18n/language.tsx';
import { dataVersions } from '../problems/data-versions.ts';
import { useMay } from '../remote/me.ts';
import { type Publication, usePublications, useWithdraw } from '../remote/portal.ts';
import { useVersions } from '../remote/queries.ts';

/** What a school published, newest first, and from when each of it holds. */
export function PublicationList({ schoolId }: { schoolId: string }) {
  const { t, dateTime, date } = useLanguage();
  const { data, error, refetch } = usePublications(schoolId);
  const may = useMay();
  const message = useMessage();
  const withdraw = useWithdraw();
  const holding = new Set(spansOf(data ?? []).map(({ held }) => held.id));
  const now = data?.find(({ inForce }) => inForce)?.validFrom ?? '';
  const isComing = ({ id, validFrom, inForce }: Publication) =>
    !inForce && holding.has(id) && validFrom > now;
  const versions = dataVersions(useVersions(schoolId, may('problems:read', schoolId)).data ?? []);
  return (
    <section className="card">
      <h2>{t.publish.history}</h2>
      {withdraw.error && <Failure error={withdraw.error} />}
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={3} />
      ) : data.length === 0 ? (
        <p className="muted">{t.publish.never}</p>
      ) : (
        <DataTable
          label={t.publish.history}
          isPart
          stacks
          rows={data}
          keyOf={({ id }) => id}
          columns={[
            {
              head: t.publish.validFrom,
              cell: (one) => (
                <>
                  <span className="nowrap">{date(one.validFrom)}</span>{' '}
                  {one.inForce ? (
                    <Tag color="green">{t.publish.inForce}</Tag>
                  ) : !holding.has(one.id) ? (
                    <Tag>{t.publish.replaced}</Tag>
                  ) : (
                    isComing(one) && <Tag color="gold">{t.publish.coming}</Tag>
                  )}
                </>
              ),
            },
            {
              head: t.publish.at,
              className: 'nowrap',
              cell: ({ createdAt }) => dateTime(createdAt),
            },
            { head: t.publish.who, cell: ({ publishedBy }) => doerText(publishedBy, t) },
            { head: t.publish.note, cell: ({ note }) => note || '–' },
            {
              head: t.publish.plan,
              className: 'nowrap',
              cell: (one) => (
                <>
                  <Link to={`/plans/${one.planId}`}>{t.publish.look}</Link>{' '}
                  {one.inForce && versions.get(one.problemId)?.isCurrent === false && (
                    <Tag color="gold">{t.plan.oldData}</Tag>
                  )}
                  {isComing(one) && may('plans:publish', schoolId) && (
                    <Sure
                      title={t.publish.withdrawSure(date(one.validFrom))}
                      onConfirm={() =>
                        withdraw.mutate(one.id, {
                          onSuccess: () => void message.success(t.publish.withdrawn),
                        })
                      }
                    >
                      <Button size="small" danger>
                        {t.publish.withdraw}
                      </Button>
                    </Sure>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}

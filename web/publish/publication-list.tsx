import { Tag } from 'antd';
import { Link } from 'react-router';
import { spansOf } from '../../src/domain/validity.ts';
import { DataTable } from '../app/data-table.tsx';
import { doerText } from '../app/doer-text.ts';
import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { dataVersions } from '../problems/data-versions.ts';
import { useMay } from '../remote/me.ts';
import { usePublications } from '../remote/portal.ts';
import { useVersions } from '../remote/queries.ts';

/** What a school published, newest first, and from when each of it holds. */
export function PublicationList({ schoolId }: { schoolId: string }) {
  const { t, dateTime, date } = useLanguage();
  const { data, error, refetch } = usePublications(schoolId);
  const may = useMay();
  const holding = new Set(spansOf(data ?? []).map(({ held }) => held.id));
  const now = data?.find(({ inForce }) => inForce)?.validFrom ?? '';
  const versions = dataVersions(useVersions(schoolId, may('problems:read', schoolId)).data ?? []);
  return (
    <section className="card">
      <h2>{t.publish.history}</h2>
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
              cell: ({ id, validFrom, inForce }) => (
                <>
                  <span className="nowrap">{date(validFrom)}</span>{' '}
                  {inForce ? (
                    <Tag color="green">{t.publish.inForce}</Tag>
                  ) : !holding.has(id) ? (
                    <Tag>{t.publish.replaced}</Tag>
                  ) : (
                    validFrom > now && <Tag color="gold">{t.publish.coming}</Tag>
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
                </>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}

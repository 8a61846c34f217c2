import { Tag } from 'antd';
import { Link } from 'react-router';
import { DataTable } from '../app/data-table.tsx';
import { doerText } from '../app/doer-text.ts';
import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { dataVersions } from '../problems/data-versions.ts';
import { useMay } from '../remote/me.ts';
import { usePublications } from '../remote/portal.ts';
import { useVersions } from '../remote/queries.ts';

/** What a school published, newest first: the first one is in force, the others stay readable. */
export function PublicationList({ schoolId }: { schoolId: string }) {
  const { t, dateTime } = useLanguage();
  const { data, error, refetch } = usePublications(schoolId);
  const may = useMay();
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
              head: t.publish.when,
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
                  {one.id === data[0]?.id && <Tag color="green">{t.publish.inForce}</Tag>}
                  {one.id === data[0]?.id && versions.get(one.problemId)?.isCurrent === false && (
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

import { Tag } from 'antd';
import { Link } from 'react-router';
import { DataTable } from '../app/data-table.tsx';
import { PageHead } from '../app/page-head.tsx';
import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { dataVersions } from '../problems/data-versions.ts';
import { usePlans, useProblems } from '../remote/queries.ts';
import { NoPlans } from './no-plans.tsx';
import { originOf } from './plan-words.ts';

/** Every plan, newest first. */
export function PlansPage() {
  const { t, number, dateTime, dayOf } = useLanguage();
  const { data: plans, error, refetch } = usePlans();
  const versions = dataVersions(useProblems().data ?? []);
  return (
    <>
      <PageHead title={t.plan.list} intro={t.plan.listIntro} />
      {error && !plans ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !plans ? (
        <Loading />
      ) : plans.length === 0 ? (
        <NoPlans />
      ) : (
        <DataTable
          label={t.plan.list}
          stacks
          rows={plans}
          keyOf={({ id }) => id}
          columns={[
            {
              head: t.word.school,
              cell: ({ id, schoolName }) => <Link to={`/plans/${id}`}>{schoolName}</Link>,
            },
            {
              head: t.word.created,
              className: 'nowrap',
              cell: ({ createdAt }) => dateTime(createdAt),
            },
            {
              head: t.plan.origin,
              className: 'nowrap',
              cell: (plan) => t.plan.origins[originOf(plan)],
            },
            {
              head: t.word.status,
              cell: ({ publishable, published, inForce, holdsFrom, problemId }) => (
                <>
                  <Tag color={publishable ? 'green' : 'red'}>
                    {publishable ? t.publishable : t.notPublishable}
                  </Tag>
                  {inForce ? (
                    <Tag color="green">{t.publish.inForce}</Tag>
                  ) : holdsFrom ? (
                    <Tag color="gold">{t.publish.holdsFrom(dayOf(holdsFrom))}</Tag>
                  ) : (
                    published && <Tag color="blue">{t.publish.wasPublished}</Tag>
                  )}
                  {versions.get(problemId)?.isCurrent === false && (
                    <Tag color="gold">{t.plan.oldData}</Tag>
                  )}
                </>
              ),
            },
            { head: t.word.hard, className: 'n', cell: ({ score }) => number(score.hard) },
            { head: t.word.medium, className: 'n', cell: ({ score }) => number(score.medium) },
            { head: t.word.soft, className: 'n', cell: ({ score }) => number(score.soft) },
            {
              head: t.problems.actions,
              isHeadHidden: true,
              className: 'nowrap',
              cell: ({ id }) => (
                <span className="links">
                  <Link to={`/fairness/${id}`}>{t.plan.fairness}</Link>
                  <Link to={`/compare?plans=${id}`}>{t.plan.compare}</Link>
                </span>
              ),
            },
          ]}
        />
      )}
    </>
  );
}

import { Tag } from 'antd';
import { Link } from 'react-router';
import { DataTable } from '../app/data-table.tsx';
import { LinkButton } from '../app/link-button.tsx';
import { PageHead } from '../app/page-head.tsx';
import { Failure, Loading, Nothing } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useMay } from '../remote/me.ts';
import { usePlans } from '../remote/queries.ts';

/** Every plan, newest first. */
export function PlansPage() {
  const { t, number, dateTime } = useLanguage();
  const { data: plans, error, refetch } = usePlans();
  const canRun = useMay()('jobs:write');
  return (
    <>
      <PageHead title={t.plan.list} intro={t.plan.listIntro} />
      {error && !plans ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !plans ? (
        <Loading />
      ) : plans.length === 0 ? (
        <Nothing text={t.plan.none}>
          {canRun && (
            <LinkButton to="/solve" type="primary">
              {t.solve.start}
            </LinkButton>
          )}
        </Nothing>
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
              cell: ({ jobId }) => (jobId === null ? t.plan.origins.hand : t.plan.origins.run),
            },
            {
              head: t.word.status,
              cell: ({ publishable, published }) => (
                <>
                  <Tag color={publishable ? 'green' : 'red'}>
                    {publishable ? t.publishable : t.notPublishable}
                  </Tag>
                  {published && <Tag color="blue">{t.publish.wasPublished}</Tag>}
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

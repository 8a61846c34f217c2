import { Tag } from 'antd';
import { Link } from 'react-router';
import { LinkButton } from '../app/link-button.tsx';
import { PageHead } from '../app/page-head.tsx';
import { Failure, Loading, Nothing } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useMay } from '../remote/me.ts';
import { usePlans } from '../remote/queries.ts';
import './tables.css';

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
        <div className="card scroll-x">
          <table className="table plans">
            <thead>
              <tr>
                <th>{t.word.school}</th>
                <th>{t.word.created}</th>
                <th>{t.word.status}</th>
                <th className="n">{t.word.hard}</th>
                <th className="n">{t.word.medium}</th>
                <th className="n">{t.word.soft}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {plans.map((plan) => (
                <tr key={plan.id}>
                  <td>
                    <Link to={`/plans/${plan.id}`}>{plan.schoolName}</Link>
                  </td>
                  <td className="nowrap">{dateTime(plan.createdAt)}</td>
                  <td>
                    <Tag color={plan.publishable ? 'green' : 'red'}>
                      {plan.publishable ? t.publishable : t.notPublishable}
                    </Tag>
                  </td>
                  <td className="n">{number(plan.score.hard)}</td>
                  <td className="n">{number(plan.score.medium)}</td>
                  <td className="n">{number(plan.score.soft)}</td>
                  <td className="nowrap">
                    <Link to={`/fairness/${plan.id}`}>{t.plan.fairness}</Link>{' '}
                    <Link to={`/compare?plans=${plan.id}`}>{t.plan.compare}</Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

import { Steps } from 'antd';
import { Navigate } from 'react-router';
import { LinkButton } from '../app/link-button.tsx';
import { PageHead } from '../app/page-head.tsx';
import { Failure, Loading, Nothing } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useMay, useMe } from '../remote/me.ts';
import { useJobs } from '../remote/queries.ts';
import { hasEnded } from '../remote/types.ts';
import { RunCard } from '../solve/run-card.tsx';
import { TourButton } from '../tour/tour-button.tsx';
import './home.css';

/** Where a new user arrives: the demo school solved, the way in five steps, and a start. */
export function HomePage() {
  const { t } = useLanguage();
  const { data: jobs, error, refetch } = useJobs();
  const may = useMay();
  const me = useMe();
  // Whoever sees only what is published has nothing to do here.
  if (me.data && !may('jobs:read')) return <Navigate to="/portal" replace />;
  const newest = jobs?.items[0];
  return (
    <>
      <PageHead title={t.home.title} intro={t.home.intro} />
      <section className="card hero">
        <div>
          {newest && (newest.planId || !hasEnded(newest.status)) && (
            <p className="hero-line">
              <b>
                {!hasEnded(newest.status)
                  ? t.home.solving(newest.schoolName)
                  : newest.publishable === false
                    ? t.home.notWhole(newest.schoolName)
                    : t.home.solved(newest.schoolName)}
              </b>
            </p>
          )}
          <div className="hero-actions">
            {newest?.planId ? (
              <LinkButton to={`/plans/${newest.planId}`} type="primary" size="large">
                {t.home.see}
              </LinkButton>
            ) : (
              newest && (
                <LinkButton to={`/solve/${newest.id}`} type="primary" size="large">
                  {t.home.seeLive}
                </LinkButton>
              )
            )}
            {may('problems:write') && (
              <LinkButton to="/problems/start" size="large" type={newest ? 'default' : 'primary'}>
                {t.home.own}
              </LinkButton>
            )}
            <TourButton isReady={newest?.planId != null} />
          </div>
        </div>
        <Steps
          className="hero-steps"
          current={-1}
          responsive
          items={t.home.steps.map((title, i) => ({ title, content: t.home.stepsHint[i] }))}
        />
      </section>
      <h2 className="home-recent">{t.home.recent}</h2>
      {error && !jobs ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !jobs ? (
        <Loading />
      ) : jobs.items.length === 0 ? (
        <Nothing text={may('jobs:write') ? t.home.noRuns : t.state.empty} />
      ) : (
        <div className="run-cards">
          {jobs.items.slice(0, 6).map((job) => (
            <RunCard key={job.id} job={job} />
          ))}
        </div>
      )}
    </>
  );
}

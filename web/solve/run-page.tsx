import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { problemOfPlan } from '../../src/domain/profiles.ts';
import { LinkButton } from '../app/link-button.tsx';
import { Figure, PageHead } from '../app/page-head.tsx';
import { Loading, PageFailure, useFailureText } from '../app/states.tsx';
import { Sure } from '../app/sure.tsx';
import { useMessage } from '../app/use-message.ts';
import { useLanguage } from '../i18n/language.tsx';
import { ScorePanel } from '../plan/score-panel.tsx';
import { request } from '../remote/client.ts';
import { useLiveJob } from '../remote/job-events.ts';
import { useMay } from '../remote/me.ts';
import { queryClient, usePlanInfo, useProblem } from '../remote/queries.ts';
import { hasEnded, type Job, type Score } from '../remote/types.ts';
import { CostChart, useNoCurve } from './cost-chart.tsx';
import { RuleCurves } from './rule-curves.tsx';
import { RunFailure, RunProgress, StatusTag } from './run-status.tsx';
import { useRunTold } from './run-told.ts';
import { useWeightsTold } from './weights-told.ts';
import './solve.css';

/** One run, live until it ends. */
export function RunPage() {
  const { jobId = '' } = useParams();
  const { t, number, aside } = useLanguage();
  const live = useLiveJob(jobId);
  const may = useMay();
  const { job, points } = live;
  const problem = useProblem(job?.problemId);
  const weightsTold = useWeightsTold();
  const noCurve = useNoCurve(live);
  useRunTold(job, live.progress ?? job?.progress ?? undefined);
  // The end of a run names the plan, and the plan knows whether it can be published.
  const made = usePlanInfo(job?.planId ?? undefined).data;
  if (live.failure) return <PageFailure error={live.failure} />;
  if (!job) {
    return (
      <>
        <PageHead title={t.solve.live} />
        <Loading />
      </>
    );
  }
  const progress = live.progress ?? job.progress ?? undefined;
  const score = progress?.score ?? job.score ?? undefined;
  const proof = progress?.bound ?? undefined;
  const bound = proof?.soft;
  const weighted = problem.data && problemOfPlan(problem.data, { solver: { ...job.options } });
  return (
    <>
      <PageHead
        title={job.schoolName}
        intro={
          <>
            <StatusTag status={job.status} />{' '}
            {progress && !hasEnded(job.status) && (t.phase[progress.phase] ?? progress.phase)}{' '}
            {weightsTold(job.options)}
          </>
        }
      >
        <RunActions job={job} canRun={may('jobs:write', job.schoolId)} />
      </PageHead>
      {job.status === 'queued' && <Alert type="info" title={t.solve.waiting} />}
      {job.status === 'failed' && job.error && <RunFailure error={job.error} />}
      <RunProgress job={job} progress={progress} />
      {made && progress && (
        <Alert
          showIcon
          style={{ marginBottom: 10 }}
          type={made.publishable ? 'success' : 'warning'}
          title={made.publishable ? t.solve.good : t.solve.lacking(openOf(progress.score))}
        />
      )}
      <div className="figures" aria-live="off">
        <Figure
          label={t.word.hard}
          value={score ? number(score.hard) : '–'}
          bad={(score?.hard ?? 0) > 0}
        />
        <Figure
          label={t.word.medium}
          value={score ? number(score.medium) : '–'}
          bad={(score?.medium ?? 0) > 0}
        />
        <Figure label={t.word.soft} value={score ? number(score.soft) : '–'} />
        {(job.options.bound !== undefined || proof) && (
          <Figure
            label={t.solve.gap}
            value={
              bound !== undefined && score && score.soft > 0
                ? number(score.soft - bound) +
                  aside(`${number((100 * (score.soft - bound)) / score.soft, 1)}%`)
                : '–'
            }
          />
        )}
        {proof && (
          <Figure
            label={t.solve.bound}
            value={<span title={proof.method}>{number(proof.soft)}</span>}
          />
        )}
        <Figure
          label={t.solve.proposals}
          value={progress ? number(progress.stepsPerSecond) : '–'}
        />
        <Figure label={t.solve.steps} value={progress ? number(progress.steps) : '–'} />
        <Figure
          label={t.solve.elapsed + aside(t.word.seconds)}
          value={
            progress
              ? `${number(progress.elapsedMs / 1000, 1)}${job.options.seconds ? ` / ${number(job.options.seconds)}` : ''}`
              : '–'
          }
        />
        <Figure label={t.solve.seed} value={job.options.seed ?? 1} />
      </div>
      <div className="columns">
        <div className="run-curves">
          <section className="card">
            <h2>{t.solve.costOverTime}</h2>
            <CostChart
              points={points}
              seconds={hasEnded(job.status) ? undefined : job.options.seconds}
              bound={bound}
              nothing={noCurve}
            />
            <p className="muted small">{t.solve.feasibleFirst}</p>
          </section>
          <RuleCurves points={points} />
        </div>
        {progress && (
          <ScorePanel
            score={progress.score}
            problem={weighted}
            isOnTheWay={progress.phase !== 'finish'}
          />
        )}
      </div>
    </>
  );
}

/** Posts without a person, and sessions that were not placed; 0 where worse than these is wrong. */
function openOf({ hard, rules }: Score): number {
  if (hard > 0) return 0;
  return (rules.openSeat?.count ?? 0) + (rules.openSession?.count ?? 0);
}

function RunActions({ job, canRun }: { job: Job; canRun: boolean }) {
  const { t } = useLanguage();
  const message = useMessage();
  const textOf = useFailureText();
  const navigate = useNavigate();
  const act = useMutation({
    mutationFn: ({ method, path }: { method: string; path: string }) =>
      request<Job>(method, `/v1/jobs/${job.id}${path}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['jobs'] }),
    onError: (error) => void message.error(textOf(error)),
  });
  const isOver = hasEnded(job.status);
  return (
    <>
      {!isOver && canRun && (
        <>
          <Button
            type="primary"
            loading={act.isPending || job.stopRequested}
            onClick={() => act.mutate({ method: 'POST', path: '/stop' })}
          >
            {t.solve.stop}
          </Button>
          <Sure
            title={t.solve.cancelSure}
            okText={t.solve.cancel}
            cancelText={t.word.close}
            onConfirm={() => act.mutate({ method: 'DELETE', path: '' })}
          >
            <Button danger>{t.solve.cancel}</Button>
          </Sure>
        </>
      )}
      {job.planId && (
        <LinkButton to={`/plans/${job.planId}`} type="primary">
          {t.solve.openPlan}
        </LinkButton>
      )}
      {isOver && canRun && (
        <Button onClick={() => navigate(`/solve?again=${job.id}`)}>{t.solve.again}</Button>
      )}
    </>
  );
}

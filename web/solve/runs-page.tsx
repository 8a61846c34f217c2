import { Alert } from 'antd';
import { useSearchParams } from 'react-router';
import { PageHead } from '../app/page-head.tsx';
import { Failure, Loading, Nothing } from '../app/states.tsx';
import { useText } from '../i18n/language.tsx';
import { isGone } from '../remote/client.ts';
import { useMay } from '../remote/me.ts';
import { useJob, useJobs } from '../remote/queries.ts';
import { NewRun } from './new-run.tsx';
import { RunCard } from './run-card.tsx';
import { RunsCompared } from './runs-compared.tsx';
import './solve.css';

/** Starts runs, and shows those that are there. */
export function RunsPage() {
  const t = useText();
  const [search] = useSearchParams();
  const canRun = useMay()('jobs:write');
  const again = useJob(search.get('again') ?? undefined);
  const { data: jobs, error, refetch } = useJobs();
  return (
    <>
      <PageHead title={t.solve.title} />
      {canRun && isGone(again.error) && (
        <Alert type="warning" showIcon title={t.solve.againGone} style={{ marginBottom: 14 }} />
      )}
      {!canRun ? null : search.has('again') && again.isPending ? (
        <Loading rows={2} />
      ) : (
        <NewRun
          key={again.data?.id ?? ''}
          first={{
            problemId: search.get('problem') ?? again.data?.problemId,
            startPlanId: search.get('start') ?? undefined,
            options: again.data?.options ?? {},
          }}
        />
      )}
      {jobs && <RunsCompared jobs={jobs.items} />}
      <h2 style={{ fontSize: 16, margin: '18px 0 0' }}>{t.solve.runs}</h2>
      {error && !jobs ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !jobs ? (
        <Loading />
      ) : jobs.items.length === 0 ? (
        <Nothing text={canRun ? t.home.noRuns : t.state.empty} />
      ) : (
        <div className="run-cards">
          {jobs.items.map((job) => (
            <RunCard key={job.id} job={job} />
          ))}
        </div>
      )}
    </>
  );
}

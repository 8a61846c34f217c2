import { Link } from 'react-router';
import { DataTable } from '../app/data-table.tsx';
import { Figure } from '../app/page-head.tsx';
import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useQueue } from '../remote/admin.ts';
import type { JobStatus } from '../remote/types.ts';

/** How the queue stands: whose turn it is, what runs, what is stuck. */
export function QueueTab() {
  const { t, number } = useLanguage();
  const { data: board, error, refetch } = useQueue();
  if (error && !board) return <Failure error={error} retry={() => void refetch()} />;
  if (!board) return <Loading />;
  const { state } = board;
  const seconds = (value: number) => `${number(value)} ${t.word.seconds}`;
  return (
    <>
      <div className="figures">
        <Figure label={t.admin.queued} value={number(state.queued)} />
        <Figure label={t.admin.running} value={number(state.running)} />
        <Figure label={t.admin.oldest} value={seconds(state.oldestWaitSeconds)} />
        <Figure label={t.admin.silent} value={number(state.silent)} bad={state.silent > 0} />
        {Object.entries(board.lastHour).map(([status, count]) => (
          <Figure
            key={status}
            label={t.admin.lastHour(t.job[status as JobStatus])}
            value={number(count ?? 0)}
          />
        ))}
      </div>
      <div className="columns">
        <section className="card">
          <h2>{t.admin.runningNow}</h2>
          {board.running.length === 0 ? (
            <p className="muted">{t.admin.nothingRuns}</p>
          ) : (
            <DataTable
              label={t.admin.runningNow}
              isPart
              rows={board.running}
              keyOf={({ jobId }) => jobId}
              columns={[
                {
                  head: t.word.school,
                  cell: (job) => <Link to={`/solve/${job.jobId}`}>{job.schoolName}</Link>,
                },
                { head: t.admin.worker, cell: ({ worker }) => worker ?? '–' },
                {
                  head: t.admin.attempt,
                  className: 'n',
                  cell: ({ attempt }) => number(attempt),
                },
                {
                  head: t.solve.elapsed,
                  className: 'n',
                  cell: ({ runningSeconds }) => seconds(runningSeconds),
                },
              ]}
            />
          )}
        </section>
        <section className="card">
          <h2>{t.admin.parties}</h2>
          {board.parties.length === 0 ? (
            <p className="muted">{t.admin.nothingWaits}</p>
          ) : (
            <DataTable
              label={t.admin.parties}
              isPart
              rows={board.parties}
              keyOf={({ flow }) => flow}
              columns={[
                { head: t.word.name, cell: ({ name, flow }) => name || flow },
                { head: t.admin.queued, className: 'n', cell: ({ queued }) => number(queued) },
                { head: t.admin.running, className: 'n', cell: ({ running }) => number(running) },
              ]}
            />
          )}
        </section>
      </div>
    </>
  );
}

import { Link } from 'react-router';
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
        <section className="card scroll-x">
          <h2>{t.admin.runningNow}</h2>
          {board.running.length === 0 ? (
            <p className="muted">{t.admin.nothingRuns}</p>
          ) : (
            <table className="table">
              <thead>
                <tr>
                  <th>{t.word.school}</th>
                  <th>{t.admin.worker}</th>
                  <th className="n">{t.admin.attempt}</th>
                  <th className="n">{t.solve.elapsed}</th>
                </tr>
              </thead>
              <tbody>
                {board.running.map((job) => (
                  <tr key={job.jobId}>
                    <td>
                      <Link to={`/solve/${job.jobId}`}>{job.schoolName}</Link>
                    </td>
                    <td>{job.worker ?? '–'}</td>
                    <td className="n">{number(job.attempt)}</td>
                    <td className="n">{seconds(job.runningSeconds)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
        <section className="card scroll-x">
          <h2>{t.admin.parties}</h2>
          {board.parties.length === 0 ? (
            <p className="muted">{t.admin.nothingWaits}</p>
          ) : (
            <table className="table">
              <thead>
                <tr>
                  <th>{t.word.name}</th>
                  <th className="n">{t.admin.queued}</th>
                  <th className="n">{t.admin.running}</th>
                </tr>
              </thead>
              <tbody>
                {board.parties.map((party) => (
                  <tr key={party.flow}>
                    <td>{party.name || party.flow}</td>
                    <td className="n">{number(party.queued)}</td>
                    <td className="n">{number(party.running)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      </div>
    </>
  );
}

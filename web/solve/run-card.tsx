import { Link } from 'react-router';
import { useLanguage } from '../i18n/language.tsx';
import type { Job } from '../remote/types.ts';
import { RunProgress, StatusTag } from './run-status.tsx';
import { useWeightsTold } from './weights-told.ts';
import './solve.css';

/** One run in a list: where it stands and what it costs. */
export function RunCard({ job }: { job: Job }) {
  const { t, number, dateTime } = useLanguage();
  const weightsTold = useWeightsTold();
  const score = job.score ?? job.progress?.score;
  return (
    <Link className="card run-card" to={`/solve/${job.id}`}>
      <div className="top">
        <b>{job.schoolName}</b>
        <StatusTag status={job.status} />
      </div>
      <div className="muted small">
        {[
          dateTime(job.createdAt),
          job.options.seconds && `${number(job.options.seconds, 1)} ${t.word.seconds}`,
          `${t.solve.seed} ${job.options.seed ?? 1}`,
          weightsTold(job.options),
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      <RunProgress job={job} progress={job.progress ?? undefined} />
      {job.publishable !== null && job.publishable !== undefined && (
        <div className="small">{job.publishable ? t.publishable : t.notPublishable}</div>
      )}
      <div className="num">
        {score
          ? `${t.word.hard} ${number(score.hard)} · ${t.word.medium} ${number(score.medium)} · ${t.word.soft} ${number(score.soft)}`
          : '…'}
      </div>
    </Link>
  );
}

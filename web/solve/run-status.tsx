import { Alert, Progress, Tag } from 'antd';
import { useText } from '../i18n/language.tsx';
import type { Job, JobProgress, JobStatus } from '../remote/types.ts';

const colours: Record<JobStatus, string> = {
  queued: 'gold',
  running: 'blue',
  completed: 'green',
  stopped: 'cyan',
  cancelled: 'default',
  failed: 'red',
};

export function StatusTag({ status }: { status: JobStatus }) {
  const t = useText();
  return <Tag color={colours[status]}>{t.job[status]}</Tag>;
}

/** Says what to do about a run that failed; what happened inside is for whoever runs the service. */
export function RunFailure({ error }: { error: NonNullable<Job['error']> }) {
  const t = useText();
  return (
    <Alert
      type="error"
      showIcon
      title={t.solve.failed}
      description={
        <>
          {t.solve.failedHint}
          <div className="muted small">
            <code>{error.code}</code> {error.message}
          </div>
        </>
      }
    />
  );
}

/** How far a run is towards its limit, which is seconds, or steps, or whichever comes first. */
export function RunProgress({ job, progress }: { job: Job; progress: JobProgress | undefined }) {
  const { seconds, steps } = job.options;
  const part = Math.max(
    seconds && progress ? progress.elapsedMs / 1000 / seconds : 0,
    steps && progress ? progress.steps / steps : 0,
  );
  const isOver = job.status === 'completed' || job.status === 'stopped';
  const t = useText();
  return (
    <Progress
      aria-label={t.solve.live}
      percent={isOver ? 100 : Math.min(99, Math.round(part * 100))}
      status={
        job.status === 'failed' ? 'exception' : job.status === 'running' ? 'active' : undefined
      }
      showInfo={false}
      strokeColor="#0f5e52"
    />
  );
}

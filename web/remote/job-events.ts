import { useEffect, useRef, useState } from 'react';
import { request } from './client.ts';
import { queryClient } from './queries.ts';
import { hasEnded, type Job, type JobProgress } from './types.ts';

/** A place on the curve of a run. */
export interface CostPoint {
  seconds: number;
  hard: number;
  medium: number;
  soft: number;
}

export interface LiveJob {
  job: Job | undefined;
  /** What events have said since, also before the job itself was read. */
  changed: Partial<Job>;
  /** Why the job could not be read. */
  failure: Error | undefined;
  progress: JobProgress | undefined;
  points: readonly CostPoint[];
  /** The stream is broken and being opened again. */
  isReconnecting: boolean;
}

/** More points than pixels tell nothing; older ones are thinned to every second. */
const MAX_POINTS = 600;

/** Follows a job by its event stream; the browser reconnects by itself and misses nothing. */
export function useLiveJob(jobId: string): LiveJob {
  const [live, setLive] = useState<LiveJob>(nothing);
  const points = useRef<CostPoint[]>([]);
  useEffect(() => {
    points.current = [];
    setLive(nothing);
    // From the first event on: the curve of a run that is over can be drawn too.
    const source = new EventSource(`/v1/jobs/${jobId}/events?lastEventId=0`);
    let isHere = true;
    request<Job>('GET', `/v1/jobs/${jobId}`).then(
      (job) => isHere && setLive((old) => ({ ...old, job: { ...job, ...old.changed } })),
      (failure: unknown) => {
        source.close();
        if (isHere) setLive((old) => ({ ...old, failure: failure as Error }));
      },
    );
    const on = <T>(type: string, act: (data: T) => void) =>
      source.addEventListener(type, (event) => act(JSON.parse((event as MessageEvent).data)));
    const progressed = (progress: JobProgress) => {
      points.current = withPoint(points.current, progress);
      setLive((old) => ({ ...old, progress, points: points.current, isReconnecting: false }));
    };
    on<Partial<Job>>('status', (data) => setLive((old) => merge(old, data)));
    on('progress', progressed);
    on('best', progressed);
    on<Partial<Job>>('end', (data) => {
      source.close();
      setLive((old) => merge(old, data));
      void queryClient.invalidateQueries({ queryKey: ['jobs'] });
      void queryClient.invalidateQueries({ queryKey: ['plans'] });
    });
    source.onerror = () => {
      setLive((old) =>
        old.job && hasEnded(old.job.status) ? old : { ...old, isReconnecting: true },
      );
    };
    return () => {
      isHere = false;
      source.close();
    };
  }, [jobId]);
  return live;
}

const nothing: LiveJob = {
  job: undefined,
  changed: {},
  failure: undefined,
  progress: undefined,
  points: [],
  isReconnecting: false,
};

function merge(old: LiveJob, data: Partial<Job>): LiveJob {
  const changed = { ...old.changed, ...data };
  return { ...old, changed, job: old.job && { ...old.job, ...changed }, isReconnecting: false };
}

function withPoint(points: readonly CostPoint[], progress: JobProgress): CostPoint[] {
  const { hard, medium, soft } = progress.score;
  const next = [...points, { seconds: progress.elapsedMs / 1000, hard, medium, soft }];
  if (next.length <= MAX_POINTS) return next;
  return next.filter((_, i) => i % 2 === 0 || i >= next.length - MAX_POINTS / 4);
}

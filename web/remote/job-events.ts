import { useEffect, useRef, useState } from 'react';
import { ApiFailure, request } from './client.ts';
import { queryClient } from './queries.ts';
import { doubtService, whenBack } from './service-state.ts';
import { isSessionOver, onSession } from './session.ts';
import type { Job, JobProgress } from './types.ts';

/** A place on the curve of a run. */
export interface CostPoint {
  seconds: number;
  hard: number;
  medium: number;
  soft: number;
  /** By the ids of the rules that cost something then. */
  rules: Readonly<Record<string, number>>;
}

export interface LiveJob {
  job: Job | undefined;
  /** What events have said since, also before the job itself was read. */
  changed: Partial<Job>;
  /** Why the job could not be read. */
  failure: Error | undefined;
  progress: JobProgress | undefined;
  points: readonly CostPoint[];
  /** It is over, and everything that was told of it has been read. */
  isWhole: boolean;
}

/** More points than pixels tell nothing; older ones are thinned to every second. */
const MAX_POINTS = 600;

const REOPEN_MS = 3000;

/** Follows a job by its event stream; the browser reconnects by itself and misses nothing. */
export function useLiveJob(jobId: string): LiveJob {
  const [live, setLive] = useState<LiveJob>(nothing);
  const points = useRef<CostPoint[]>([]);
  /** Up to which event it was told, and of which job. */
  const heard = useRef({ jobId: '', lastId: '0' });
  const [opened, reopen] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `opened` opens it anew
  useEffect(() => {
    // From the first event on: the curve of a run that is over can be drawn too. What was told
    // already stays while the stream is away.
    if (heard.current.jobId !== jobId) {
      heard.current = { jobId, lastId: '0' };
      points.current = [];
      setLive(nothing);
    }
    const from = new URLSearchParams({ lastEventId: heard.current.lastId });
    const source = new EventSource(`/v1/jobs/${jobId}/events?${from}`);
    let isHere = true;
    /** Nothing more will come. */
    let isOver = false;
    const again = () => {
      // Without a session it would be refused again.
      const isWanted = isHere && !isOver && !isSessionOver();
      if (isWanted && source.readyState === EventSource.CLOSED) reopen((n) => n + 1);
    };
    const stops = [whenBack(again), onSession(again)];
    request<Job>('GET', `/v1/jobs/${jobId}`).then(
      (job) => isHere && setLive((old) => ({ ...old, job: { ...job, ...old.changed } })),
      (failure: unknown) => {
        source.close();
        // What is only away is asked again when it is back.
        if (failure instanceof ApiFailure && failure.isOffline) return;
        isOver = true;
        if (isHere) setLive((old) => ({ ...old, failure: failure as Error }));
      },
    );
    const on = <T>(type: string, act: (data: T) => void) =>
      source.addEventListener(type, (event) => {
        const { data, lastEventId } = event as MessageEvent;
        if (lastEventId !== '') heard.current.lastId = lastEventId;
        act(JSON.parse(data));
      });
    const progressed = (progress: JobProgress) => {
      points.current = withPoint(points.current, progress);
      setLive((old) => ({ ...old, progress, points: points.current }));
    };
    on<Partial<Job>>('status', (data) => setLive((old) => merge(old, data)));
    on('progress', progressed);
    on('best', progressed);
    on<Partial<Job>>('end', (data) => {
      isOver = true;
      source.close();
      setLive((old) => ({ ...merge(old, data), isWhole: true }));
      void queryClient.invalidateQueries({ queryKey: ['jobs'] });
      void queryClient.invalidateQueries({ queryKey: ['plans'] });
    });
    // The browser opens a broken stream again by itself, unless it was refused.
    source.onerror = () => {
      if (isOver) return;
      void doubtService();
      if (source.readyState === EventSource.CLOSED) setTimeout(again, REOPEN_MS);
    };
    return () => {
      isHere = false;
      for (const stop of stops) stop();
      source.close();
    };
  }, [jobId, opened]);
  return live;
}

const nothing: LiveJob = {
  job: undefined,
  changed: {},
  failure: undefined,
  progress: undefined,
  points: [],
  isWhole: false,
};

function merge(old: LiveJob, data: Partial<Job>): LiveJob {
  const changed = { ...old.changed, ...data };
  return { ...old, changed, job: old.job && { ...old.job, ...changed } };
}

function withPoint(points: readonly CostPoint[], progress: JobProgress): CostPoint[] {
  const { hard, medium, soft } = progress.score;
  const costly = Object.entries(progress.score.rules).filter(([, { cost }]) => cost > 0);
  const rules = Object.fromEntries(costly.map(([id, { cost }]) => [id, cost]));
  // What was found last may have been told with an earlier time than the progress before it.
  const seconds = Math.max(points.at(-1)?.seconds ?? 0, progress.elapsedMs / 1000);
  const next = [...points, { seconds, hard, medium, soft, rules }];
  if (next.length <= MAX_POINTS) return next;
  return next.filter((_, i) => i % 2 === 0 || i >= next.length - MAX_POINTS / 4);
}

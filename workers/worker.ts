import { hostname } from 'node:os';
import type { JobQueue } from '../src/queue/queue.ts';
import { type Claim, claimJob } from '../src/store/index.ts';
import { type AttemptDeps, type AttemptReport, runAttempt } from './attempt.ts';

export type { Solve } from './solve.ts';

/**
 * Takes jobs off the queue and works on them.
 *
 *   taking ──drain──> draining (no new jobs; those in work are checkpointed and put back)
 *                        └──> ended
 */
export interface Worker {
  ready(): Promise<void>;
  drain(): Promise<void>;
}

export interface WorkerDeps extends AttemptDeps {
  queue: JobQueue;
  /** Jobs at a time. */
  concurrency: number;
  /** Called with the begin and the end of each attempt, for the log and the metrics. */
  onStart?(claim: Claim): void;
  onReport?(claim: Claim, report: AttemptReport): void;
}

export function startWorker(deps: WorkerDeps): Worker {
  const draining = new AbortController();
  const name = `${hostname()}:${process.pid}`;
  const consumer = deps.queue.work(
    async ({ jobId, generation }) => {
      if (draining.signal.aborted) return;
      const claim = await claimJob(deps.db, jobId, generation, name);
      if (!claim) return;
      deps.onStart?.(claim);
      const report = await runAttempt(deps, claim, draining.signal);
      deps.onReport?.(claim, report);
    },
    {
      concurrency: deps.concurrency,
      onError: (error) => deps.onTrouble('the queue reports', error),
    },
  );
  return {
    ready: consumer.ready,
    async drain() {
      draining.abort();
      await consumer.close();
    },
  };
}

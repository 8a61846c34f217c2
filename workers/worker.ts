import { setMaxListeners } from 'node:events';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobQueue } from '../src/queue/queue.ts';
import { type Claim, claimJob, isInWork, returnMessage } from '../src/store/index.ts';
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

/** As long as an attempt insists on its result; then the sweep sends the job again. */
const STORE_TRIES = 14;
const STORE_PAUSE_MS = 1000;
const IN_WORK_PAUSE_MS = 500;

export function startWorker(deps: WorkerDeps): Worker {
  const draining = new AbortController();
  // Each job in work listens.
  setMaxListeners(0, draining.signal);
  const name = `${hostname()}:${process.pid}`;
  const consumer = deps.queue.work(
    async ({ jobId, generation }) => {
      await patiently(async () => {
        // Its messages come a second time when the queue misses a sign of life that the store has.
        while (!draining.signal.aborted && (await isInWork(deps.db, jobId, generation))) {
          await sleep(IN_WORK_PAUSE_MS);
        }
        if (draining.signal.aborted) return await returnMessage(deps.db, jobId, generation);
        const claim = await claimJob(deps.db, jobId, generation, name);
        if (!claim) return;
        deps.onStart?.(claim);
        const report = await runAttempt(deps, claim, draining.signal);
        deps.onReport?.(claim, report);
      });
    },
    {
      concurrency: deps.concurrency,
      onError: (error) => deps.onTrouble('the queue reports', error),
    },
  );

  /**
   * What the solver does wrong ends the attempt. What is thrown here comes from a store that is
   * away, also between a claim and its answer: the job is claimed anew when it is back. Without
   * this the message would be forgotten, and the job found by the sweep alone, after 15 s.
   */
  async function patiently(work: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        if (tries === STORE_TRIES || draining.signal.aborted) throw error;
        deps.onTrouble('the store cannot be reached', error);
        await sleep(STORE_PAUSE_MS);
      }
    }
  }

  return {
    ready: consumer.ready,
    async drain() {
      draining.abort();
      await consumer.close();
    },
  };
}

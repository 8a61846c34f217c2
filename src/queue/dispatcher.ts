import { type Database, drainOutbox, takeSilentJobs } from '../store/index.ts';
import type { JobQueue } from './queue.ts';

/**
 * Carries messages from the store's outbox to the queue.
 *
 *   idle ──kick or every second──> draining ──outbox empty──> idle ──stop──> stopped
 *
 * `kick` is called by whoever has just written to the outbox in this process, and when a worker
 * takes a job, so that there is room for another; the timer finds what others wrote, and what was left by a crash between the two. Every `SWEEP_MS` jobs that
 * were not heard of are sent again, which brings back messages that the queue lost.
 */
export interface Dispatcher {
  kick(): void;
  stop(): Promise<void>;
}

const POLL_MS = 1000;
const SWEEP_MS = 5000;
/** Longer than any pause between two beats of a living worker. */
const SILENT_SECONDS = 15;
const BATCH = 100;

export function startDispatcher(
  db: Database,
  queue: JobQueue,
  onError: (error: Error) => void,
): Dispatcher {
  let isStopped = false;
  /** Set by a kick during a drain, which may have looked before the new row was there. */
  let isKicked = false;
  let running: Promise<void> | undefined;
  let lastSweep = performance.now();

  const drain = async () => {
    try {
      do {
        isKicked = false;
        while ((await drainOutbox(db, queue.send, BATCH)) === BATCH && !isStopped);
      } while (isKicked && !isStopped);
      if (performance.now() - lastSweep >= SWEEP_MS) {
        lastSweep = performance.now();
        await queue.send(await takeSilentJobs(db, SILENT_SECONDS));
      }
    } catch (error) {
      onError(error as Error);
    }
  };
  const kick = () => {
    isKicked = true;
    if (isStopped || running) return;
    running = drain().finally(() => {
      running = undefined;
    });
  };
  const timer = setInterval(kick, POLL_MS);
  kick();
  return {
    kick,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

import { Tinypool } from 'tinypool';
import { ApiError } from '../problem-details.ts';
import type * as tasks from './tasks.ts';

type Tasks = typeof tasks;
type Task = {
  [K in keyof Tasks]: Tasks[K] extends (...given: never[]) => unknown ? K : never;
}[keyof Tasks];

/** At one time: the event loop and the solver want the cores as well. */
const MOST_THREADS = 2;
/** Who comes when this many wait is told to come again. */
const MOST_WAITING = 100;
/** Nothing of a school within the limits takes as long; its thread is ended. */
const LONGEST_MS = 120_000;
/** A thread that has nothing to do for this long is ended, and its memory given back. */
const IDLE_MS = 60_000;
/** What is not done so soon after the service was told to end is refused, while there is still a connection. */
const LAST_MS = 1000;

/** Runs the tasks of `tasks.ts` in a few threads, so that the event loop is free for others. */
export class HeavyWork {
  private readonly asked = new Set<AbortController>();
  private isOver = false;
  private readonly pool = new Tinypool({
    filename: new URL('./tasks.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: MOST_THREADS,
    maxQueue: MOST_WAITING,
    idleTimeout: IDLE_MS,
  });

  constructor(closing: AbortSignal) {
    const end = () => {
      this.isOver = true;
      for (const one of this.asked) one.abort();
    };
    closing.addEventListener('abort', () => setTimeout(end, LAST_MS).unref(), { once: true });
  }

  async run<N extends Task>(
    name: N,
    input: Parameters<Tasks[N]>[0],
  ): Promise<Awaited<ReturnType<Tasks[N]>>> {
    if (this.isOver) throw over();
    if (this.pool.queueSize >= MOST_WAITING) throw busy('Too much is being worked out already.');
    const own = new AbortController();
    const timer = setTimeout(() => own.abort(), LONGEST_MS);
    this.asked.add(own);
    try {
      return await this.pool.run(input ?? null, { name, signal: own.signal });
    } catch (error) {
      if (this.isOver) throw over();
      throw own.signal.aborted ? busy(`It took longer than ${LONGEST_MS / 1000} s.`) : error;
    } finally {
      clearTimeout(timer);
      this.asked.delete(own);
    }
  }

  async stop(): Promise<void> {
    await this.pool.destroy();
  }
}

function busy(what: string): ApiError {
  return new ApiError('unavailable', what, { headers: { 'Retry-After': '5' } });
}

function over(): ApiError {
  return new ApiError('shutting-down', undefined, { headers: { 'Retry-After': '2' } });
}

import type { Problem, Score } from '../../src/domain/problem.ts';
import type { Progress } from '../options.ts';
import type { Bound } from './bound.ts';
import { boundInThread } from './in-thread.ts';

/** A search that still lowers medium is given so long before it is bounded all the same. */
const patienceMs = 3000;

/**
 * Bounds a problem while it is searched. A bound counts for plans with no more medium cost than
 * the limit that it was made for, so the limit follows the search down:
 *
 *   waiting ──medium 0, or patience over──> running(limit) ──limit too high──> running(less) …
 *      └─────────────the search ends──────────┘   └──done, out of time, or stopped──> ended
 */
export class Bounding {
  private readonly problem: Problem;
  private readonly until: number;
  private readonly onBetter: () => void;
  private readonly stopped = new AbortController();
  /** The best bound of each limit, limits falling. */
  private readonly found: { limit: number; bound: Bound }[] = [];
  private run: { limit: number; abort: AbortController; end: Promise<void> } | undefined;
  private fault: unknown;
  private firstHeard: number | undefined;

  constructor(
    problem: Problem,
    seconds: number,
    signal: AbortSignal | undefined,
    onBetter: () => void,
  ) {
    this.problem = problem;
    this.until = performance.now() + 1000 * seconds;
    this.onBetter = onBetter;
    const stop = () => this.stop();
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    this.stopped.signal.addEventListener('abort', () => signal?.removeEventListener('abort', stop));
  }

  /** Hears the score of the best plan so far. */
  hear(score: Score): void {
    if (score.hard > 0) return;
    this.firstHeard ??= performance.now();
    if (score.medium === 0 || performance.now() - this.firstHeard > patienceMs) this.aim(score);
  }

  get isRunning(): boolean {
    return this.run !== undefined && !this.stopped.signal.aborted;
  }

  /** Waits until the time is over or nothing is left to prove; throws what went wrong. */
  async finish(score: Score): Promise<void> {
    if (score.hard === 0) this.aim(score);
    await this.run?.end;
    if (this.fault !== undefined) throw this.fault;
  }

  stop(): void {
    this.stopped.abort();
    this.run?.abort.abort();
  }

  /** The best bound that holds for plans with this score. */
  boundOf({ hard, medium }: Score): Bound | undefined {
    if (hard > 0) return undefined;
    let best: Bound | undefined;
    for (const { limit, bound } of this.found)
      if (limit >= medium && bound.soft > (best?.soft ?? 0)) best = bound;
    return best;
  }

  /** Progress with the bound that holds for its plan. A contradiction is left to the end to tell. */
  addTo(progress: Progress): Progress {
    const bound = this.boundOf(progress.score);
    if (bound === undefined || bound.soft > progress.score.soft) return progress;
    return { ...progress, bound: { soft: bound.soft, method: bound.method } };
  }

  private aim({ medium }: Score): void {
    if (this.run !== undefined && this.run.limit <= medium) return;
    if (this.stopped.signal.aborted) return;
    this.run?.abort.abort();
    const abort = new AbortController();
    this.run = { limit: medium, abort, end: this.start(medium, abort.signal) };
  }

  private async start(limit: number, signal: AbortSignal): Promise<void> {
    const seconds = (this.until - performance.now()) / 1000;
    if (seconds <= 0) return;
    const keep = (bound: Bound) => {
      if (signal.aborted || bound.soft <= 0) return;
      const last = this.found.at(-1);
      if (last?.limit === limit) {
        if (bound.soft <= last.bound.soft) return;
        last.bound = bound;
      } else this.found.push({ limit, bound });
      this.onBetter();
    };
    try {
      keep(await boundInThread(this.problem, { seconds, mediumLimit: limit }, signal, keep));
    } catch (error) {
      this.fault = error;
    }
  }
}

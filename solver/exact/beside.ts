import type { Plan, Problem, Score } from '../../src/domain/problem.ts';
import type { OnProgress, Progress } from '../options.ts';
import { type PortfolioOptions, solveInThreads } from '../search/portfolio.ts';
import { type Bound, withBound } from './bound.ts';
import { Bounding } from './bounding.ts';

export interface SolveAndBoundOptions extends PortfolioOptions {
  /**
   * Bounds in a thread of its own beside the search, for so many seconds from the start; where
   * the search ends before that, the answer waits. Default: no bound.
   */
  bound?: number;
  /** Told where bounding itself fails: the plan then comes without a bound. */
  onBoundFault?(error: unknown): void;
}

/**
 * `solveInThreads` with a lower bound: progress and the plan carry the best one that holds for
 * them. Aborting the signal ends both with what they have, and a plan that is proven to be the
 * best one ends the search.
 */
export async function solveAndBound(
  problem: Problem,
  { bound: seconds, onBoundFault, ...options }: SolveAndBoundOptions = {},
  onProgress?: OnProgress,
  signal?: AbortSignal,
): Promise<Plan> {
  if (seconds === undefined) return await solveInThreads(problem, options, onProgress, signal);
  const began = performance.now();
  let latest: Progress | undefined;
  const proven = new AbortController();
  const bounding = new Bounding(problem, seconds, signal, () => {
    if (latest === undefined) return;
    if (isProven(latest.score, bounding.boundOf(latest.score))) proven.abort();
    // A plan goes out once, with the progress that brought it.
    const { plan: _, ...figures } = latest;
    tell({ ...figures, elapsedMs: performance.now() - began });
  });
  const tell = (progress: Progress) => onProgress?.(bounding.addTo(progress));
  const hear = (score: Score) => bounding.hear(score);
  try {
    const plan = await solveInThreads(
      problem,
      options,
      (progress) => {
        latest = progress;
        hear(progress.score);
        tell(progress);
        if (isProven(progress.score, bounding.boundOf(progress.score))) proven.abort();
      },
      signal === undefined ? proven.signal : AbortSignal.any([signal, proven.signal]),
    );
    latest = latest && { ...latest, score: plan.score };
    try {
      await bounding.finish(plan.score);
      const bound = bounding.boundOf(plan.score);
      return bound === undefined ? plan : withBound(plan, bound);
    } catch (error) {
      onBoundFault?.(error);
      return plan;
    }
  } finally {
    bounding.stop();
  }
}

/**
 * Whether no plan can be better. A bound by branching is 1e-6 of itself and of its dearest column
 * (72 by default weights) below what was proven, for the tolerances of its solver. With medium left,
 * a plan with less of it may be found yet.
 */
function isProven({ hard, medium, soft }: Score, bound: Bound | undefined): boolean {
  if (hard > 0 || medium > 0 || bound === undefined) return false;
  return soft - bound.soft <= 2e-6 * (50 + soft);
}

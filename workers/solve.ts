import type { OnProgress, SolveAndBoundOptions } from '../solver/index.ts';
import type { Plan, Problem } from '../src/domain/problem.ts';

/**
 * What a worker needs of the solver. It must leave the event loop free (the solver spawns
 * threads), and when the signal aborts, it must soon return the best plan so far.
 */
export type Solve = (
  problem: Problem,
  options: SolveAndBoundOptions,
  onProgress?: OnProgress,
  signal?: AbortSignal,
) => Promise<Plan>;

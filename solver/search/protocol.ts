import type { Plan, Problem } from '../../src/domain/problem.ts';
import type { Progress, SolveOptions, Team } from '../options.ts';

/** What one thread solves. Its team has peers of its own, reached over a channel. */
export interface Task {
  problem: Problem;
  options: SolveOptions;
  team?: Omit<Team, 'peers'> & { channel: string };
}

/** What the main thread sends to a solver thread. */
export type ToThread = ({ kind: 'solve' } & Task) | { kind: 'stop' };

/** What a solver thread answers. */
export type FromThread =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'plan'; plan: Plan }
  | { kind: 'error'; message: string; stack?: string };

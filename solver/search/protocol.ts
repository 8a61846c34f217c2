import type { Plan, Problem } from '../../src/domain/problem.ts';
import type { Progress, SolveOptions } from '../options.ts';

/** What the main thread sends to a solver thread. */
export type ToThread =
  | { kind: 'solve'; problem: Problem; options: SolveOptions; channel?: string }
  | { kind: 'stop' };

/** What a solver thread answers. */
export type FromThread =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'plan'; plan: Plan }
  | { kind: 'error'; message: string; stack?: string };

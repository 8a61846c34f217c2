import type { Problem } from '../../src/domain/problem.ts';
import type { Bound, BoundOptions } from './bound.ts';

/** What the main thread sends to a thread that bounds. */
export interface ToBoundThread {
  problem: Problem;
  options: BoundOptions;
}

/** What such a thread answers: better and better bounds, then the last one. */
export type FromBoundThread =
  | { kind: 'better'; bound: Bound }
  | { kind: 'done'; bound: Bound }
  | { kind: 'error'; message: string; stack?: string };

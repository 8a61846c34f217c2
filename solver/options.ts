import type { Plan, Score } from '../src/domain/problem.ts';
import type { Peers } from './search/peers.ts';

/**
 * How strictly the engine checks itself against a full recount: never, between phases, at each
 * new best, or at every proposal. Each level costs more than the one before.
 */
export const checkLevels = ['off', 'phase', 'step', 'move'] as const;
export type CheckLevel = (typeof checkLevels)[number];

export interface SolveOptions {
  /** Wall-clock limit in seconds. Default 10, or none when only `steps` is given. */
  seconds?: number;
  /** Limit in proposals; with the same seed it gives the same plan on any machine (one thread). */
  steps?: number;
  /** Default 1. */
  seed?: number;
  checkLevel?: CheckLevel;
  /** A plan of this same problem to go on from, as after a crash; invalid parts are dropped. */
  start?: Plan;
  /** Other searches of the same problem, to share what is found with; such a run is not repeatable. */
  peers?: Peers;
  /** Least milliseconds between two progress calls. Default 250. */
  progressMs?: number;
  /** Least milliseconds between two plans that progress carries. Default 1500. */
  planMs?: number;
}

export type Phase = 'compile' | 'construct' | 'search' | 'finish';

export interface Progress {
  phase: Phase;
  /** Score of the best plan so far, by rule. */
  score: Score;
  steps: number;
  /** Proposals a second since the search began. */
  stepsPerSecond: number;
  elapsedMs: number;
  seed: number;
  /** No plan with as little hard and medium cost has a lower soft cost; only where it was asked for. */
  bound?: { soft: number; method: string };
  /** The best plan so far; present when it is better than the last one, at most every `planMs`. */
  plan?: Plan;
}

export type OnProgress = (progress: Progress) => void;

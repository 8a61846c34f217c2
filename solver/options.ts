import type { Plan, Score } from '../src/domain/problem.ts';
import type { Peers } from './search/peers.ts';

/**
 * How strictly the engine checks itself against a full recount: never, between phases, at each
 * new best, or at every proposal. Each level costs more than the one before.
 */
export const checkLevels = ['off', 'phase', 'step', 'move'] as const;
export type CheckLevel = (typeof checkLevels)[number];

/** What the threads of one solve have in common. */
export interface Team {
  /** When the solve began, in milliseconds since 1970: their limits and temperatures go by it. */
  began: number;
  /** Of `commonMemory()`, for the log by which they search one assignment together. */
  memory: SharedArrayBuffer;
  /** Of the numbers that this thread draws; what comes before the search goes by the common seed. */
  searchSeed: number;
  /** To tell what they have found when each searches an assignment of its own. */
  peers: Peers;
}

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
  /**
   * Share (0 to 1) of its search that was done when `start` was found, where that was cut short: what
   * is left of it follows. Without it only the last stage does.
   */
  done?: number;
  /** The other threads of this solve; such a run is not repeatable. */
  team?: Team;
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

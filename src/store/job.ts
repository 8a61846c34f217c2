import type { Score } from '../domain/problem.ts';
import type { ProfileName } from '../domain/profiles.ts';

/**
 * A job: solve one problem.
 *
 *   queued ──claim──> running ──finish──> completed | stopped
 *     │  ^               │ ├───fail────> failed
 *     │  └───release─────┘ └───cancel──> cancelled
 *     ├──stop (keeps the best plan of an earlier attempt)──> stopped
 *     └──cancel──> cancelled
 *
 * Each claim makes a new attempt, and every write of a worker names its attempt: a worker that
 * was thought dead finds its attempt out of date and can change nothing. A job that is claimed
 * while running is one whose worker died; it goes on from its checkpoint.
 */
export const jobStatuses = [
  'queued',
  'running',
  'completed',
  'stopped',
  'cancelled',
  'failed',
] as const;
export type JobStatus = (typeof jobStatuses)[number];

export function hasEnded(status: JobStatus): boolean {
  return status !== 'queued' && status !== 'running';
}

export interface JobOptions {
  seconds?: number;
  steps?: number;
  seed: number;
  threads?: number;
  /** Seconds of a thread beside the search that proves a lower bound. */
  bound?: number;
  /** Weights other than the problem's own; the plan records them. */
  profile?: ProfileName;
  weights?: Record<string, number>;
  /** A plan of the same problem to go on from. */
  startPlanId?: string;
}

/** What is told of a running search; small, for it is stored and sent every second. */
export interface JobProgress {
  phase: string;
  score: Score;
  steps: number;
  stepsPerSecond: number;
  /** Of the whole job, earlier attempts included. */
  elapsedMs: number;
  /** No plan with as little hard and medium cost has a lower soft cost, as far as is proven. */
  bound?: { soft: number; method: string };
}

export interface JobError {
  code: string;
  message: string;
}

/** A job as it is shown; never with the bodies of its problem or plan. */
export interface Job {
  id: string;
  problemId: string;
  schoolId: string;
  schoolName: string;
  status: JobStatus;
  options: JobOptions;
  attempt: number;
  stopRequested: boolean;
  progress: JobProgress | null;
  planId: string | null;
  score: { hard: number; medium: number; soft: number } | null;
  publishable: boolean | null;
  error: JobError | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Number of the job's newest event. */
  eventSeq: number;
}

/**
 * `status` tells every change of it, `best` a better plan, `progress` that the search goes on,
 * `end` is the last one.
 */
const jobEventTypes = ['status', 'progress', 'best', 'end'] as const;
export type JobEventType = (typeof jobEventTypes)[number];

export interface JobEvent {
  jobId: string;
  /** 1, 2, 3 … without gaps up to the end of the job, when some `progress` is cleaned away. */
  seq: number;
  type: JobEventType;
  data: unknown;
}

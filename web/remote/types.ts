import type { Fault } from '../../src/domain/faults.ts';
import type { Plan, Problem, Score } from '../../src/domain/problem.ts';

/** What the API answers, as far as the console reads it. */
export type { Fault, Plan, Problem, Score };

export type JobStatus = 'queued' | 'running' | 'completed' | 'stopped' | 'cancelled' | 'failed';

export interface JobProgress {
  phase: string;
  score: Score;
  steps: number;
  stepsPerSecond: number;
  elapsedMs: number;
  /** A proven lower bound of the soft cost, where the service has one. */
  bound?: { soft: number; method: string } | null;
}

export interface JobOptions {
  seconds?: number;
  steps?: number;
  seed?: number;
  threads?: number;
}

export interface Job {
  id: string;
  problemId: string;
  schoolName: string;
  status: JobStatus;
  options: JobOptions;
  attempt: number;
  stopRequested: boolean;
  progress: JobProgress | null;
  planId: string | null;
  score: { hard: number; medium: number; soft: number } | null;
  publishable: boolean | null;
  error: { code: string; message: string } | null;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  eventSeq: number;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface ProblemInfo {
  id: string;
  hash: string;
  schoolId: string;
  schoolName: string;
  counts: Record<string, number>;
  createdAt: string;
  isNew?: boolean;
}

export interface RuleInfo {
  id: string;
  level: 'hard' | 'medium' | 'soft';
  defaultWeight: number;
  title: { zh: string; en: string };
  sentence: { zh: string; en: string };
  params: string[];
}

export function hasEnded(status: JobStatus): boolean {
  return status !== 'queued' && status !== 'running';
}

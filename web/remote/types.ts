import type { Edit } from '../../src/domain/edit.ts';
import type { Fault } from '../../src/domain/faults.ts';
import type { Plan, Problem, Score, Segment, StaffKind } from '../../src/domain/problem.ts';

/** What the API answers, as far as the console reads it. */
export type { Edit, Fault, Plan, Problem, Score };

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
  /** Seconds in which a lower bound is proven beside the search. */
  bound?: number;
  profile?: string;
  weights?: Record<string, number>;
  startPlanId?: string;
}

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
  /** What its school sent last. */
  isCurrent: boolean;
  createdAt: string;
  /** Null where nobody knows. */
  storedBy: string | null;
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

/** A named set of weights. */
export interface ProfileInfo {
  id: string;
  title: Bilingual;
  about: Bilingual;
  weights: Record<string, number>;
}

export function hasEnded(status: JobStatus): boolean {
  return status !== 'queued' && status !== 'running';
}

/** What is known of a plan without opening it. */
export interface PlanInfo {
  id: string;
  schoolId?: string;
  schoolName: string;
  problemId: string;
  /** Null for a plan made by hand, and for a copy. */
  jobId: string | null;
  /** Nobody changed it by hand: it was stored once more for other data. */
  isCopy?: boolean;
  score: { hard: number; medium: number; soft: number };
  publishable: boolean | null;
  /** Whether it was ever published, whether it holds now, and from when on it is still to. */
  published?: boolean;
  inForce?: boolean;
  holdsFrom?: string | null;
  createdAt: string;
}

export interface Bilingual {
  zh: string;
  en: string;
}

/** What would have to give way for a person to take a seat. */
export interface Way {
  staffId: string;
  relaxations: { kind: string; ruleId: string; staffId: string; text: Bilingual }[];
  exchange?: { sessionId: string; staffId: string };
  furtherExchanges?: { sessionId: string; staffId: string }[];
}

/** Why one seat is open, who comes nearest to it, and what would fill it. */
export interface OpenPost {
  sessionId: string;
  seat: number;
  role: string;
  name: Bilingual;
  medium: number;
  cause: { code: string; sentence: Bilingual };
  candidates: {
    staffId: string;
    name: string;
    bars: { ruleId: string; sentence: Bilingual }[];
  }[];
  ways: Way[];
}

/** Why a series has fewer sessions than it should; a club that is not held lacks all of them. */
export interface MissingSessions {
  activityId: string;
  forKey?: string;
  isClosedClub: boolean;
  cause: { code: string; sentence: Bilingual };
}

export interface ToldMatch {
  ruleId: string;
  level: 'hard' | 'medium' | 'soft';
  weighted: number;
  sentence: Bilingual;
  /** Of a hard rule: why it is broken, as far as that is known. */
  causes?: { code: string; sentence: Bilingual }[];
}

/** What edits would do to a plan. */
export interface WhyNot {
  before: Score;
  after: Score;
  verdict: { isBetter: boolean; sentence: Bilingual };
  rules: {
    ruleId: string;
    level: 'hard' | 'medium' | 'soft';
    title: Bilingual;
    before: number;
    after: number;
  }[];
  added: ToldMatch[];
  removed: ToldMatch[];
  plan: Plan;
}

type Levels = Pick<Score, 'hard' | 'medium' | 'soft'>;

/** Everybody for one seat; `after` is the score of the plan with them, counted for the likeliest. */
export interface SeatCandidate {
  staffId: string;
  name: string;
  isHere: boolean;
  bars: { ruleId: string; sentence: Bilingual }[];
  after?: Levels;
}

export interface SeatChoices {
  before: Levels;
  candidates: SeatCandidate[];
}

/** One person's week beside what would be fair, in load minutes where nothing else is said. */
export interface Fairness {
  staffId: string;
  name: string;
  kind: StaffKind;
  share: number;
  load: number;
  loadTarget: number | null;
  loadMedian: number;
  edge: number;
  edgeTarget: number | null;
  edgeMedian: number;
  comparable: number;
  late: number;
  early: number;
  streaks: number;
  days: number;
  minutes: number;
  pay: number;
  parts: { segment: Segment; minutes: number }[];
  heaviest?: {
    ruleId: string;
    cost: number;
    matches: number;
    median: number;
    sentence: Bilingual;
  };
  sentence: Bilingual;
}

/** What the check before solving tells of stored data, as far as the console reads it. */
export interface Capacity {
  shortages: { short: number; sentence: Bilingual }[];
  seatsForNobody: { sentence: Bilingual }[];
  warnings: { sentence: Bilingual }[];
  hardConflicts: { sentence: Bilingual }[];
}

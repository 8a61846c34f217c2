import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Score } from '../../src/domain/problem.ts';

/** Hard, medium and soft cost. */
export type Levels = readonly [number, number, number];

/** One solve of one school. */
export interface Run {
  instance: string;
  seed: number;
  threads: number;
  /** Limit of the run in seconds. */
  seconds: number;
  /** Seconds are of processor time; absent: of the wall clock. */
  clock?: 'processor';
  /** Which state of the solver ran: a hash of its compiled files. */
  code: string;
  /** Best cost known at each of `marks` up to the limit; null before the first plan. */
  course: { seconds: number; cost: Levels | null }[];
  /** Seconds from the start to the first plan without broken hard rules; null if there is none. */
  firstPlanSeconds: number | null;
  proposals: number;
  /** Of the process that solved, its threads included. */
  peakMegabytes: number;
  /** Whether `verify` gives the plan's own score, rule by rule. */
  verified: boolean;
}

/** What is proven of one school, worked out once. */
export interface Proof {
  /** No plan has less medium cost. Absent if nobody asked. */
  leastMedium?: number;
  /** The same among plans that leave out no duty (docs/adr/0007). */
  leastMediumWithDuties?: number;
  /** Every plan with at most `mediumLimit` costs at least `soft`. */
  soft: number;
  mediumLimit: number;
  method: string;
  /** Seconds that it may take, and took. */
  limit: number;
  seconds: number;
}

export interface Results {
  schema: 'afterbell.quality/1';
  /** Of the machine: what the figures depend on. */
  machine: { node: string; cores: number; note: string };
  proofs: Record<string, Proof>;
  runs: Run[];
}

/** Seconds at which the cost of a run is noted, beside its limit. */
export const marks = [0.5, 1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 120, 180, 300];

export function levelsOf({ hard, medium, soft }: Pick<Score, 'hard' | 'medium' | 'soft'>): Levels {
  return [hard, medium, soft];
}

/** The file as it is, or empty results; of another machine, where one is given. */
export function readResults(file: string, machine?: Results['machine']): Results {
  if (!existsSync(file)) {
    if (machine === undefined) throw new Error(`there is no ${file}`);
    return { schema: 'afterbell.quality/1', machine, proofs: {}, runs: [] };
  }
  const read = JSON.parse(readFileSync(file, 'utf8')) as Results;
  if (read.schema !== 'afterbell.quality/1')
    throw new Error(`${file} holds ${JSON.stringify(read.schema)}, no results of this benchmark`);
  return { ...read, machine: machine ?? read.machine };
}

/** Written beside and renamed, so that an interrupted run leaves the old file or the new one. */
export function writeResults(file: string, results: Results): void {
  mkdirSync(dirname(file), { recursive: true });
  const { runs, ...rest } = results;
  const head = JSON.stringify({ ...rest, runs: [] }, undefined, 1).replace(/\[\]\n\}$/, '');
  const lines = runs.map((run) => `  ${JSON.stringify(run)}`).join(',\n');
  writeFileSync(`${file}.part`, `${head}[\n${lines}\n ]\n}\n`);
  renameSync(`${file}.part`, file);
}

export function hasRun({ runs }: Results, wanted: Question & Pick<Run, 'code'>): boolean {
  return runs.some((run) => isSame(run, wanted) && run.code === wanted.code);
}

type Question = Pick<Run, 'instance' | 'seed' | 'threads' | 'seconds' | 'clock'>;

function isSame(a: Question, b: Question): boolean {
  return (
    a.instance === b.instance &&
    a.seed === b.seed &&
    a.threads === b.threads &&
    a.seconds === b.seconds &&
    a.clock === b.clock
  );
}

/** A run takes the place of an older one with the same question. */
export function addRun(results: Results, run: Run): void {
  results.runs = results.runs.filter((old) => !isSame(old, run));
  results.runs.push(run);
}

import { existsSync, readFileSync } from 'node:fs';
import type { Proof } from '../quality/results.ts';

/** What `bench:gaps` has proven of one school, as it went on. */
export interface Course {
  /** Seconds that it may take: of processor time on one thread, of the wall clock on several. */
  limit: number;
  threads?: number;
  /** The bounds hold for plans with at most this medium cost. */
  mediumLimit: number;
  /** Each better bound and when it was there. */
  steps: { seconds: number; soft: number; method: string }[];
}

/** By name of the school; empty if there is no such file. */
export function readCourses(file: string): Record<string, Course> {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** The proofs, and where a course ends higher for the same medium cost or more, its end. */
export function withCourses(
  proofs: Readonly<Record<string, Proof>>,
  courses: Readonly<Record<string, Course>>,
): Record<string, Proof> {
  const all = { ...proofs };
  for (const [name, { limit, mediumLimit, steps }] of Object.entries(courses)) {
    const last = steps.at(-1);
    const old = all[name];
    if (last === undefined) continue;
    if (old !== undefined && (old.soft >= last.soft || old.mediumLimit > mediumLimit)) continue;
    all[name] = { ...old, ...last, mediumLimit, limit };
  }
  return all;
}

import type { ProblemInfo } from '../remote/types.ts';

/** One version of a school's data among all that the school stored. */
export interface DataVersion {
  /** The first one is 1. */
  number: number;
  /** How many there are. */
  of: number;
  /** What the school sent last: others are data of before. */
  isCurrent: boolean;
}

/** Versions by the ids of their problems; `problems` are newest first, of any schools. */
export function dataVersions(problems: readonly ProblemInfo[]): ReadonlyMap<string, DataVersion> {
  const all = new Map<string, DataVersion>();
  for (const versions of bySchool(problems))
    for (const [i, { id, isCurrent }] of versions.entries())
      all.set(id, { number: versions.length - i, of: versions.length, isCurrent });
  return all;
}

/** Versions of one school, that which it sent last before all others: it may be an older one again. */
export function inUseFirst(versions: readonly ProblemInfo[]): ProblemInfo[] {
  const inUse = versions.filter(({ isCurrent }) => isCurrent);
  return [...inUse, ...versions.filter(({ isCurrent }) => !isCurrent)];
}

/** Versions of each school, newest first; schools by their newest one. */
export function bySchool(problems: readonly ProblemInfo[]): ProblemInfo[][] {
  const schools = new Map<string, ProblemInfo[]>();
  for (const problem of problems) {
    const versions = schools.get(problem.schoolId);
    if (versions) versions.push(problem);
    else schools.set(problem.schoolId, [problem]);
  }
  return [...schools.values()];
}

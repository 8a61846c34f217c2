import type { CttInstance } from './instance.ts';
import type { Lecture } from './solution.ts';

/** What a solution costs, by the official words of ITC-2007 track 3 (formulation UD2). */
export interface CttCosts {
  /** Lectures of a course that are missing or too many, or in one slot with another of theirs. */
  lectures: number;
  /** Pairs of lectures of two courses with a common curriculum or teacher in one slot. */
  conflicts: number;
  /** Lectures in a slot in which their course may not be. */
  availability: number;
  /** Lectures in a room and slot beyond the first. */
  roomOccupancy: number;
  /** 1 for each student over the capacity and lecture. */
  roomCapacity: number;
  /** 5 for each day below the minimum of a course. */
  minWorkingDays: number;
  /** 2 for each lecture of a curriculum with none of the same curriculum right before or after. */
  curriculumCompactness: number;
  /** 1 for each room of a course beyond its first. */
  roomStability: number;
}

const hardCosts = ['lectures', 'conflicts', 'availability', 'roomOccupancy'] as const;
export const softCosts = [
  'roomCapacity',
  'minWorkingDays',
  'curriculumCompactness',
  'roomStability',
] as const;

/**
 * Scores a solution from scratch with sets and strings of the problem alone. It shares nothing
 * with the solver, its model or its rules, so that it can catch them out.
 */
export function verifySolution(instance: CttInstance, lectures: readonly Lecture[]): CttCosts {
  const { courses, rooms, curricula, periodsPerDay } = instance;
  const dayOf = (slot: number) => Math.floor(slot / periodsPerDay);
  const ofCourse = courses.map((_, c) => lectures.filter((l) => l.course === c));

  let wrongLectures = 0;
  let availability = 0;
  let roomCapacity = 0;
  let minWorkingDays = 0;
  let roomStability = 0;
  courses.forEach((course, c) => {
    const own = ofCourse[c];
    wrongLectures += Math.abs(course.lectures - own.length);
    wrongLectures += own.length - new Set(own.map((l) => l.slot)).size;
    availability += own.filter((l) => course.unavailable.has(l.slot)).length;
    for (const { room } of own) roomCapacity += Math.max(0, course.students - rooms[room].capacity);
    const days = new Set(own.map((l) => dayOf(l.slot))).size;
    minWorkingDays += 5 * Math.max(0, course.minWorkingDays - days);
    roomStability += Math.max(0, new Set(own.map((l) => l.room)).size - 1);
  });

  const roomOccupancy = lectures.length - new Set(lectures.map((l) => `${l.room} ${l.slot}`)).size;

  const conflicting = conflictsOf(instance);
  let conflicts = 0;
  lectures.forEach((a, i) => {
    for (const b of lectures.slice(i + 1))
      if (a.slot === b.slot && conflicting.has(pairOf(a.course, b.course))) conflicts++;
  });

  let curriculumCompactness = 0;
  for (const curriculum of curricula) {
    const own = curriculum.courses.flatMap((c) => ofCourse[c]);
    const busy = new Set(own.map((l) => l.slot));
    const follows = (slot: number, other: number) =>
      busy.has(other) && dayOf(other) === dayOf(slot);
    for (const { slot } of own)
      if (!follows(slot, slot - 1) && !follows(slot, slot + 1)) curriculumCompactness += 2;
  }
  return {
    lectures: wrongLectures,
    conflicts,
    availability,
    roomOccupancy,
    roomCapacity,
    minWorkingDays,
    curriculumCompactness,
    roomStability,
  };
}

export function hardOf(costs: CttCosts): number {
  return hardCosts.reduce((sum, name) => sum + costs[name], 0);
}

export function softOf(costs: CttCosts): number {
  return softCosts.reduce((sum, name) => sum + costs[name], 0);
}

function pairOf(a: number, b: number): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** Pairs of different courses that may not be in one slot. */
function conflictsOf({ courses, curricula }: CttInstance): Set<string> {
  const pairs = new Set<string>();
  for (const curriculum of curricula)
    for (const a of curriculum.courses)
      for (const b of curriculum.courses) if (a < b) pairs.add(pairOf(a, b));
  courses.forEach((a, i) => {
    courses.forEach((b, j) => {
      if (i < j && a.teacher === b.teacher) pairs.add(pairOf(i, j));
    });
  });
  return pairs;
}

import type { Period, Problem, SchoolClass, Student } from './problem.ts';
import type { ProblemIndex } from './problem-index.ts';
import { minuteOf } from './time.ts';

/** Whether a pupil is in school in the whole of a period; never in `duty` periods. */
export function isPresent(index: ProblemIndex, student: Student, period: Period): boolean {
  if (period.segment === 'duty') return false;
  if (period.segment === 'earlyArrival') return student.early?.includes(period.weekday) ?? false;
  const leavePointId = student.leave[String(period.weekday) as keyof Student['leave']];
  if (leavePointId === undefined) return false;
  return minuteOf(index.leavePoint(leavePointId).time) >= minuteOf(period.end);
}

/**
 * Pupils of a class who are in school in the whole of a period: those whose leave point that
 * weekday is at or after the period's end; for `earlyArrival` those signed up; 0 for `duty`.
 */
export function attendance(index: ProblemIndex, classId: string, period: Period): number {
  if (period.segment === 'duty') return 0;
  const pupils = index.studentsOfClass(classId);
  if (pupils.length > 0) {
    let present = 0;
    for (const pupil of pupils) if (isPresent(index, pupil, period)) present++;
    return present;
  }
  const schoolClass = index.schoolClass(classId);
  if (period.segment === 'earlyArrival') {
    return sum(schoolClass.early, (row) => (row.weekday === period.weekday ? row.count : 0));
  }
  const end = minuteOf(period.end);
  return sum(schoolClass.leave, (row) =>
    row.weekday === period.weekday && minuteOf(index.leavePoint(row.leavePointId).time) >= end
      ? row.count
      : 0,
  );
}

function sum<T>(rows: readonly T[] | undefined, value: (row: T) => number): number {
  let total = 0;
  for (const row of rows ?? []) total += value(row);
  return total;
}

/** Whether classes tell how many pupils they have instead of naming them. */
export function hasNumbers({ classes }: Problem): boolean {
  return classes.some(({ leave, early }) => leave !== undefined || early !== undefined);
}

/** Pupils who stay on the weekday with most of them, named ones and numbers of classes together. */
export function mostPupils(index: ProblemIndex): number {
  const { classes, periods } = index.problem;
  const ofClass = (one: SchoolClass, day: number) => {
    const named = index.studentsOfClass(one.id);
    return named.length > 0
      ? named.filter(({ leave }) => String(day) in leave).length
      : (one.leave ?? []).reduce((n, row) => n + (row.weekday === day ? row.count : 0), 0);
  };
  const onDay = (day: number) => classes.reduce((sum, one) => sum + ofClass(one, day), 0);
  return Math.max(0, ...periods.map(({ weekday }) => onDay(weekday)));
}

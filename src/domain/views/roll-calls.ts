import { className } from '../naming.ts';
import type { Period, Plan, Student } from '../problem.ts';
import type { ProblemIndex } from '../problem-index.ts';
import { sessionPupils } from './session-pupils.ts';
import { type WeekEntry, weekViews } from './week-views.ts';

/** The pupils of one group on one weekday. For staff only: it names pupils. */
export interface RollCall {
  entry: WeekEntry;
  /** Pupils known by name, by class. */
  pupils: { id: string; className: string; leave: string | undefined }[];
  /** Classes that are known as numbers. */
  numbers: { className: string; count: number }[];
}

/**
 * A roll call for every group with pupils, by weekday and time. Priority flags are not in it.
 *
 * @param entries every session of the plan, as `weekViews` tells them
 */
export function rollCalls(
  plan: Plan,
  index: ProblemIndex,
  entries: readonly WeekEntry[] = weekViews(plan, index).all,
): RollCall[] {
  const pupilsOf = sessionPupils(plan, index);
  const sessions = new Map(plan.sessions.map((session) => [session.id, session]));
  const place = new Map(index.problem.classes.map(({ id }, i) => [id, i]));
  return entries.flatMap((entry): RollCall[] => {
    const session = sessions.get(entry.sessionId);
    if (session === undefined) return [];
    const { students, numbers, count } = pupilsOf(session);
    if (count === 0) return [];
    const period = index.period(session.periodIds[0] as string);
    const pupils = students
      .toSorted((a, b) => (place.get(a.classId) ?? 0) - (place.get(b.classId) ?? 0))
      .map((student) => ({
        id: student.id,
        className: className(index, student.classId),
        leave: leaveTime(student, period, index),
      }));
    const counted = numbers.map((one) => ({
      className: className(index, one.classId),
      count: one.count,
    }));
    return [{ entry, pupils, numbers: counted }];
  });
}

function leaveTime(student: Student, period: Period, index: ProblemIndex): string | undefined {
  const id = student.leave[String(period.weekday) as keyof Student['leave']];
  return id === undefined ? undefined : index.leavePoint(id).time;
}

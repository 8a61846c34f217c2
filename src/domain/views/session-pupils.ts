import { attendance, isPresent } from '../attendance.ts';
import type { Plan, Session, Student } from '../problem.ts';
import type { ProblemIndex } from '../problem-index.ts';

/** Who comes to a session: pupils known by name, and numbers of classes without names. */
export interface SessionPupils {
  students: readonly Student[];
  numbers: readonly { classId: string; count: number }[];
  count: number;
}

/**
 * Looks up the pupils who come to each session of a plan. To a choice session: its roster, as far
 * as they are in school in all its periods. To a whole-class session: those in school in some of
 * them. To care: those in school who are in no club, of classes that no whole-class session has.
 */
export function sessionPupils(
  plan: Plan,
  index: ProblemIndex,
): (session: Session) => SessionPupils {
  const placed = new Map<string, Student[]>();
  for (const { studentId, activityId } of plan.placements ?? []) {
    const list = placed.get(activityId);
    if (list) list.push(index.student(studentId));
    else placed.set(activityId, [index.student(studentId)]);
  }
  const isOf = (session: Session, classId: string) =>
    index.seriesOf(session.activityId as string, classId)?.forKey === session.forKey;
  const roster = (session: Session): Student[] => {
    const { id, studentIds, enrolment } = index.activity(session.activityId as string);
    if (enrolment !== undefined && studentIds === undefined) return [];
    const all = studentIds?.map((one) => index.student(one)) ?? placed.get(id) ?? [];
    // A fixed roster may name pupils outside the audience; without groups they all belong.
    return session.forKey === undefined ? all : all.filter((s) => isOf(session, s.classId));
  };
  const inClub = new Set<string>();
  const numbersInClub = new Map<string, number>();
  const wholeClass = new Set<string>();
  const key = (a: string, periodId: string) => JSON.stringify([a, periodId]);
  for (const session of plan.sessions) {
    const enrol = enrolOf(session, index);
    for (const periodId of session.periodIds) {
      if (enrol === 'class') for (const c of session.classIds) wholeClass.add(key(c, periodId));
      if (enrol !== 'choice') continue;
      for (const student of roster(session)) inClub.add(key(student.id, periodId));
      for (const { classId, count } of enrolmentOf(session, index)) {
        const at = key(classId, periodId);
        numbersInClub.set(at, (numbersInClub.get(at) ?? 0) + count);
      }
    }
  }
  return (session) => {
    const periods = session.periodIds.map((id) => index.period(id));
    const [first] = periods;
    const enrol = enrolOf(session, index);
    if (first === undefined || enrol === 'none') return { students: [], numbers: [], count: 0 };
    if (enrol === 'choice') {
      const students = roster(session).filter((s) => periods.every((p) => isPresent(index, s, p)));
      const numbers = enrolmentOf(session, index).map(({ classId, count }) => ({
        classId,
        count: Math.min(count, ...periods.map((p) => attendance(index, classId, p))),
      }));
      return counted(students, numbers);
    }
    const students: Student[] = [];
    const numbers: { classId: string; count: number }[] = [];
    for (const classId of new Set(session.classIds)) {
      const named = index.studentsOfClass(classId);
      if (enrol === 'class') {
        students.push(...named.filter((s) => periods.some((p) => isPresent(index, s, p))));
        const most = Math.max(...periods.map((p) => attendance(index, classId, p)));
        if (named.length === 0) numbers.push({ classId, count: most });
      } else if (!wholeClass.has(key(classId, first.id))) {
        students.push(
          ...named.filter((s) => isPresent(index, s, first) && !inClub.has(key(s.id, first.id))),
        );
        const left =
          attendance(index, classId, first) - (numbersInClub.get(key(classId, first.id)) ?? 0);
        if (named.length === 0) numbers.push({ classId, count: Math.max(0, left) });
      }
    }
    return counted(students, numbers);
  };
}

/** How pupils come to a session; care is no activity and counts as "care". */
export function enrolOf(
  session: Session,
  index: ProblemIndex,
): 'class' | 'choice' | 'none' | 'care' {
  return session.activityId === undefined ? 'care' : index.activity(session.activityId).enrol;
}

function enrolmentOf(session: Session, index: ProblemIndex): { classId: string; count: number }[] {
  const { enrolment = [], studentIds } = index.activity(session.activityId as string);
  if (studentIds !== undefined) return [];
  return enrolment.filter(
    ({ classId }) =>
      session.forKey === undefined ||
      index.seriesOf(session.activityId as string, classId)?.forKey === session.forKey,
  );
}

function counted(
  students: readonly Student[],
  numbers: readonly { classId: string; count: number }[],
): SessionPupils {
  const some = numbers.filter(({ count }) => count > 0);
  const count = students.length + some.reduce((sum, one) => sum + one.count, 0);
  return { students, numbers: some, count };
}

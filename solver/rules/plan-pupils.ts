import type { Activity, Period, Plan, Student } from '../../src/domain/problem.ts';
import { keyFor, type ProblemIndex, seriesKey } from '../../src/domain/problem-index.ts';
import { PairMap } from './pair-map.ts';
import { presenceOf } from './presence.ts';
import type { Roster, SessionView } from './session-view.ts';

/** Where the pupils of a class are in one period. */
export interface Whereabouts {
  readonly present: number;
  /** Present pupils known by name who are in a choice session, and in two or more. */
  readonly inChoice: ReadonlySet<Student>;
  readonly inTwoChoices: ReadonlySet<Student>;
  /** Pupils of clubs that are known as numbers: never more than the attendance leaves. */
  readonly inNumbers: number;
}

export interface PupilView {
  whereabouts(classId: string, period: Period): Whereabouts;
  /** Pupils of the class who stay for care in a period: present and in no club or whole-class session. */
  inCare(classId: string, period: Period): number;
  /** Choice sessions of a pupil known by name, whether or not the pupil is in school then. */
  choiceSessionsOf(studentId: string): readonly SessionView[];
  headcountOf(session: SessionView): number;
  hasPupils(session: SessionView): boolean;
}

/** Looks up the pupils of a choice series: `studentIds` if given, else `enrolment`, else placements. */
export function rostersOf(
  index: ProblemIndex,
  plan: Plan,
): (activity: Activity, forKey: string | undefined) => Roster {
  const placed = new Map<string, Set<Student>>();
  for (const { studentId, activityId } of plan.placements ?? []) {
    const student = index.student(studentId);
    const key = keyFor(index.activity(activityId), index.schoolClass(student.classId));
    const list = placed.get(seriesKey(activityId, key));
    if (list) list.add(student);
    else placed.set(seriesKey(activityId, key), new Set([student]));
  }
  const byName = (source: Roster['source'], students: readonly Student[]): Roster => ({
    source,
    students,
    counts: new Map(),
    classIds: [...new Set(students.map((s) => s.classId))],
    size: students.length,
  });
  return (activity, forKey) => {
    const has = (classId: string) => keyFor(activity, index.schoolClass(classId)) === forKey;
    if (activity.studentIds !== undefined) {
      const students = [...new Set(activity.studentIds)].map((id) => index.student(id));
      return byName(
        'fixed',
        students.filter((s) => has(s.classId)),
      );
    }
    if (activity.enrolment !== undefined) {
      const counts = new Map<string, number>();
      let size = 0;
      for (const { classId, count } of activity.enrolment) {
        if (!has(classId) || count === 0) continue;
        counts.set(classId, (counts.get(classId) ?? 0) + count);
        size += count;
      }
      return { source: 'numbers', students: [], counts, classIds: [...counts.keys()], size };
    }
    return byName('placed', [...(placed.get(seriesKey(activity.id, forKey)) ?? [])]);
  };
}

const nobody: ReadonlySet<Student> = new Set();

export function makePupilView(
  index: ProblemIndex,
  sessions: readonly SessionView[],
  wholeClassAt: (classId: string, periodId: string) => readonly SessionView[],
): PupilView {
  const presence = presenceOf(index);
  const once = new PairMap<Set<Student>>();
  const twice = new PairMap<Set<Student>>();
  const numbers = new PairMap<number>();
  const choices = new Map<string, SessionView[]>();
  for (const session of sessions) {
    const roster = session.series?.roster;
    if (roster === undefined) continue;
    for (const student of roster.students) {
      const own = choices.get(student.id);
      if (own) own.push(session);
      else choices.set(student.id, [session]);
    }
    for (const period of session.periods) {
      for (const student of roster.students) {
        if (!presence.isPresent(student, period)) continue;
        const first = once.getOrMake(student.classId, period.id, () => new Set());
        if (first.has(student))
          twice.getOrMake(student.classId, period.id, () => new Set()).add(student);
        first.add(student);
      }
      for (const [classId, count] of roster.counts)
        numbers.set(classId, period.id, (numbers.get(classId, period.id) ?? 0) + count);
    }
  }

  const whereabouts = (classId: string, period: Period): Whereabouts => {
    const present = presence.count(classId, period);
    const inChoice = once.get(classId, period.id) ?? nobody;
    const enrolled = numbers.get(classId, period.id) ?? 0;
    return {
      present,
      inChoice,
      inTwoChoices: twice.get(classId, period.id) ?? nobody,
      inNumbers: Math.min(enrolled, present - inChoice.size),
    };
  };
  const inCare = (classId: string, period: Period): number => {
    if (wholeClassAt(classId, period.id).length > 0) return 0;
    const { present, inChoice, inNumbers } = whereabouts(classId, period);
    return present - inChoice.size - inNumbers;
  };
  const sumOver = (session: SessionView, count: (classId: string, period: Period) => number) =>
    session.periods.map((period) =>
      session.classIds.reduce((sum, classId) => sum + count(classId, period), 0),
    );
  const headcountOf = (session: SessionView): number => {
    switch (session.hosting) {
      case 'care':
        return Math.min(...sumOver(session, inCare));
      case 'class':
        return Math.min(...sumOver(session, presence.count));
      case 'choice':
        return session.series?.roster?.size ?? 0;
      case 'none':
        return 0;
    }
  };
  return {
    whereabouts,
    inCare,
    choiceSessionsOf: (studentId) => choices.get(studentId) ?? [],
    headcountOf,
    hasPupils: (session) =>
      session.hosting === 'class'
        ? sumOver(session, presence.count).some((count) => count > 0)
        : headcountOf(session) > 0,
  };
}

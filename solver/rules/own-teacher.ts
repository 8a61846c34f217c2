import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import type { Rule } from './rule.ts';
import type { SeatView, SessionView } from './session-view.ts';

export const ownTeacher: Rule = {
  id: 'ownTeacher',
  level: 'soft',
  defaultWeight: 2,
  title: { zh: '由任课教师看护', en: 'Teachers who know the class' },
  sentence: {
    zh: '作业时间看护和按班进行的活动尽量由本班任课教师或班主任负责。',
    en: 'Homework care, and an activity for each class, is in the hands of somebody who teaches one of its classes or is its head teacher.',
  },
  params: [],
  reference(plan, index) {
    return plan.sessions.flatMap((session) =>
      session.seats.flatMap((seat) => {
        const { staff } = seat;
        if (staff === undefined || !asksForOwn(seat) || knowsSome(seat, index)) return [];
        return [{ cost: 1, staffIds: [staff.id], sessionIds: [session.id] }];
      }),
    );
  },
  fast: [],
};

/** Every care seat of a homework period, and the lead seats of an activity held class by class. */
function asksForOwn({ session, role }: SeatView): boolean {
  if (session.activity === undefined) return session.periods.some((p) => p.segment === 'homework');
  return role === 'lead' && session.activity.forEach === 'class';
}

function knowsSome({ session, staff }: SeatView, index: ProblemIndex): boolean {
  return classesOf(session).some(
    (id) => staff?.classIds?.includes(id) || index.schoolClass(id).headTeacherId === staff?.id,
  );
}

/** A choice session or a duty held class by class is of its series' class, whoever comes. */
function classesOf({ hosting, classIds, series }: SessionView): readonly string[] {
  if (hosting === 'care' || hosting === 'class') return classIds;
  return series?.forKey === undefined ? [] : [series.forKey];
}

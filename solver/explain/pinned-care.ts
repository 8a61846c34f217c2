import type { Bilingual } from '../../src/domain/bilingual.ts';
import { className, listOf, same } from '../../src/domain/naming.ts';
import type { Period, Student } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { pinnedSession } from '../rules/pinned.ts';
import type { PlanView } from '../rules/plan-view.ts';
import { presenceOf } from '../rules/presence.ts';
import { isOff } from '../rules/registry.ts';
import type { Roster } from '../rules/session-view.ts';
import type { Obstacle } from './obstacle.ts';

/** Care of a class that a pin holds: somebody of the class has to stay in it. */
interface PinnedCare {
  classId: string;
  period: Period;
}

/** The care in these periods that the pins hold and the plan has. */
export function pinnedCareIn(
  periods: readonly Period[],
  view: PlanView,
  index: ProblemIndex,
): PinnedCare[] {
  if (isOff(index.problem, 'pinned')) return [];
  return (index.problem.pins ?? []).flatMap((pin) => {
    const period = periods.find(({ id }) => id === pin.care?.periodId);
    if (pin.care === undefined || period === undefined) return [];
    return pinnedSession(pin, view) === undefined ? [] : [{ classId: pin.care.classId, period }];
  });
}

/** Whether all pupils who are in care then would come, so that nobody is left there. */
export function takesAll(
  { students, counts }: Pick<Roster, 'students' | 'counts'>,
  { classId, period }: PinnedCare,
  view: PlanView,
  index: ProblemIndex,
): boolean {
  const inCare = view.inCare(classId, period);
  const named = pupilsInCare(students, { classId, period }, view, index).length;
  return inCare > 0 && named + (counts.get(classId) ?? 0) >= inCare;
}

/** Which of these pupils are in that care. */
export function pupilsInCare(
  pupils: readonly Student[],
  { classId, period }: PinnedCare,
  view: PlanView,
  index: ProblemIndex,
): Student[] {
  const { inChoice } = view.whereabouts(classId, period);
  const presence = presenceOf(index);
  return pupils.filter(
    (pupil) =>
      pupil.classId === classId && presence.isPresent(pupil, period) && !inChoice.has(pupil),
  );
}

export function careIsPinned(
  when: Bilingual,
  care: readonly PinnedCare[],
  index: ProblemIndex,
): Obstacle {
  const classIds = new Set(care.map(({ classId }) => classId));
  const who = listOf(
    [...classIds].map((id) => same(className(index, id))),
    'classes',
  );
  const zh = `${when.zh}，${who.zh}的看护已锁定，须先取消锁定`;
  const en = `on ${when.en} the care of ${who.en} is pinned, and the pin would have to go`;
  return { kind: 'class', ruleIds: ['pinned'], sentence: { zh, en } };
}

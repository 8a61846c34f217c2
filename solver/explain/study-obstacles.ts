import type { Bilingual } from '../../src/domain/bilingual.ts';
import { weekdayName } from '../../src/domain/naming.ts';
import type { Student } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { isLearning, learningCap, learningOf } from '../rules/learning-cap.ts';
import { type PlanView, viewPlan } from '../rules/plan-view.ts';
import { presenceOf } from '../rules/presence.ts';
import { isOff } from '../rules/registry.ts';
import type { SessionView } from '../rules/session-view.ts';
import { sessionsOverlap } from '../rules/when.ts';
import type { Asking } from './asking.ts';
import { namesOf } from './class-obstacles.ts';
import { editPlan } from './edit-plan.ts';
import { keyOf } from './fresh.ts';
import type { Obstacle } from './obstacle.ts';

/** More study on a day than the cap allows, for pupils who are known. */
export function studyObstacles(
  sessions: readonly SessionView[],
  { view, index }: Asking,
): Obstacle[] {
  if (index.params.learningPerDay === undefined || isOff(index.problem, 'learningCap')) return [];
  if (!sessions.some(isLearning)) return [];
  const edits = sessions.flatMap(({ activity, series, session, room }) =>
    activity === undefined
      ? []
      : {
          open: {
            activityId: activity.id,
            ...(series?.forKey === undefined ? {} : { forKey: series.forKey }),
            periodIds: session.periodIds,
            roomId: room?.id ?? null,
          },
        },
  );
  const edited = viewPlan(index, editPlan(index, view.plan, edits));
  const known = new Set(learningCap.reference(view, index).map(keyOf));
  const fresh = learningCap.reference(edited, index).filter((one) => !known.has(keyOf(one)));
  const [first] = fresh;
  if (first === undefined) return [];
  const ofDay = fresh.filter(({ weekday }) => weekday === first.weekday);
  const day = weekdayName(first.weekday ?? 0);
  const { value, allowed } = first.detail ?? {};
  const who =
    first.studentIds === undefined
      ? namesOf(new Set(ofDay.flatMap(({ classIds = [] }) => classIds)), index)
      : {
          zh: ` ${ofDay.length} 名学生`,
          en: ofDay.length === 1 ? '1 pupil' : `${ofDay.length} pupils`,
        };
  const sentence: Bilingual = {
    zh: `${day.zh}有${who.zh}的学习类场次会达到 ${value} 场，上限 ${allowed} 场`,
    en: `on ${day.en} ${who.en} would have ${value} study sessions, the limit is ${allowed}`,
  };
  return [{ kind: 'pupils', ruleIds: ['learningCap'], sentence }];
}

/** Whether a pupil could not come because of the cap on study in one day. */
export function studiesEnough(
  sessions: readonly SessionView[],
  view: PlanView,
  index: ProblemIndex,
): (pupil: Student) => boolean {
  const cap = index.params.learningPerDay;
  const ofStudy = sessions.filter(isLearning);
  if (cap === undefined || ofStudy.length === 0 || isOff(index.problem, 'learningCap'))
    return () => false;
  const studyOf = learningOf(view, presenceOf(index));
  const days = new Set(ofStudy.map(({ weekday }) => weekday));
  return (pupil) => {
    // What the pupil would leave for these sessions counts no more.
    const stays = studyOf(pupil).filter(
      (one) => !sessions.some((session) => sessionsOverlap(one, session)),
    );
    const countOn = (day: number) =>
      [...stays, ...ofStudy].filter(({ weekday }) => weekday === day).length;
    return [...days].some((day) => countOn(day) > cap);
  };
}

export function studyOfThem(
  when: Bilingual,
  { all, full, min }: { all: number; full: number; min: number },
  index: ProblemIndex,
): Obstacle {
  const cap = index.params.learningPerDay;
  const sentence: Bilingual = {
    zh: `${when.zh}，填报且在校的 ${all} 名学生中 ${full} 人当天的学习类场次会超过上限 ${cap} 场，至少要 ${min} 人`,
    en: `on ${when.en} ${full} of the ${all} who chose it and are in school would have more than ${cap} study sessions that day, and ${min} needed`,
  };
  return { kind: 'pupils', ruleIds: ['learningCap'], sentence };
}

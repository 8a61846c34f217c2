import type { Bilingual } from '../../src/domain/bilingual.ts';
import type { Activity, Placement } from '../../src/domain/problem.ts';
import { keyFor, type ProblemIndex, seriesKey } from '../../src/domain/problem-index.ts';
import type { PlanView } from './plan-view.ts';
import type { Match, Rule } from './rule.ts';

export const audience: Rule = {
  id: 'audience',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '参加范围与录取', en: 'Only those it is meant for' },
  sentence: {
    zh: '活动只面向其范围内的班级；录取不超过每人社团数，不重复，在志愿之内，且社团已开设。',
    en: 'Only classes and pupils of its audience come to an activity; a pupil is placed in no more clubs than allowed, once in each, among their choices, in a series that is held.',
  },
  params: ['maxClubs'],
  tell: ({ detail = {}, studentIds }) => {
    if (studentIds === undefined)
      return {
        zh: '{classes}不在{sessions}的参加范围内',
        en: '{classes} is not meant for {sessions}',
      };
    if (detail.reason === undefined)
      return {
        zh: '学生{pupils}录取了 {count} 个社团，最多 {allowed} 个',
        en: 'Pupil {pupils} has {count} clubs and may have {allowed}',
      };
    return wrongPlacementTexts[detail.reason] as Bilingual;
  },
  reference(plan, index) {
    return [
      ...foreignClasses(plan, index),
      ...wrongPlacements(plan, index),
      ...tooMany(plan, index),
    ];
  },
  fast: [
    {
      scope: 'pupil',
      bind:
        ({ pupilCount }, { pupils }) =>
        (i) =>
          Math.max(0, pupilCount[i] - pupils.maxClubs[i]),
    },
    {
      scope: 'series',
      bind:
        ({ seriesPupils, placedSlots }, { series }) =>
        (s) =>
          placedSlots[s] === 0 && series.fixed[s] === 0 ? seriesPupils[s] : 0,
    },
  ],
};

const wrongPlacementTexts: Record<string, Bilingual> = {
  audience: {
    zh: '学生{pupils}不在{series}的参加范围内',
    en: 'Pupil {pupils} is not in the audience of {series}',
  },
  choices: { zh: '学生{pupils}没有填报{series}', en: 'Pupil {pupils} did not choose {series}' },
  notHeld: {
    zh: '学生{pupils}录取到没有开设的{series}',
    en: 'Pupil {pupils} is placed in {series}, which is not held',
  },
  twice: { zh: '学生{pupils}重复录取到{series}', en: 'Pupil {pupils} is placed in {series} twice' },
};

function foreignClasses(plan: PlanView, index: ProblemIndex): Match[] {
  return plan.sessions
    .filter(({ hosting }) => hosting === 'class' || hosting === 'none')
    .flatMap((session) =>
      session.classIds
        .filter((id) => !isInAudience(session.activity, id, index))
        .map((id) => ({ cost: 1, sessionIds: [session.id], classIds: [id] })),
    );
}

/** Each fault of a placement is a violation of its own, so that the order of placements is no matter. */
function wrongPlacements(plan: PlanView, index: ProblemIndex): Match[] {
  const seen = new Set<string>();
  return (plan.plan.placements ?? []).flatMap((placement) => {
    const key = JSON.stringify([placement.studentId, placement.activityId]);
    const reasons = reasonsAgainst(placement, plan, index);
    if (seen.has(key)) reasons.push('twice');
    seen.add(key);
    const { studentId, activityId } = placement;
    return reasons.map((reason) => ({
      cost: 1,
      studentIds: [studentId],
      activityId,
      detail: { reason },
    }));
  });
}

function reasonsAgainst(
  { studentId, activityId }: Placement,
  plan: PlanView,
  index: ProblemIndex,
): string[] {
  const student = index.student(studentId);
  const activity = index.activity(activityId);
  const forKey = keyFor(activity, index.schoolClass(student.classId));
  const series = plan.seriesByKey(seriesKey(activityId, forKey));
  const reasons: string[] = [];
  if (!isInAudience(activity, student.classId, index)) reasons.push('audience');
  if (!student.choices?.includes(activityId)) reasons.push('choices');
  if (series === undefined || series.sessions.length === 0) reasons.push('notHeld');
  return reasons;
}

function isInAudience(
  activity: Activity | undefined,
  classId: string,
  index: ProblemIndex,
): boolean {
  return activity !== undefined && index.seriesOf(activity.id, classId) !== undefined;
}

function tooMany(plan: PlanView, index: ProblemIndex): Match[] {
  const placed = new Map<string, number>();
  for (const { studentId } of plan.plan.placements ?? [])
    placed.set(studentId, (placed.get(studentId) ?? 0) + 1);
  return [...placed].flatMap(([studentId, count]) => {
    const allowed = index.student(studentId).maxClubs ?? index.params.maxClubs;
    const over = count - allowed;
    if (over <= 0) return [];
    return [{ cost: over, count: over, studentIds: [studentId], detail: { count, allowed } }];
  });
}

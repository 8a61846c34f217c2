import type { Activity, Student } from '../../src/domain/problem.ts';
import { DAYS } from '../model/rows.ts';
import { LearningCount } from '../state/learning.ts';
import type { PlanView } from './plan-view.ts';
import { type Presence, presenceOf } from './presence.ts';
import type { Match, Rule } from './rule.ts';
import type { SessionView } from './session-view.ts';

export const learningCap: Rule = {
  id: 'learningCap',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '每天学习类时段上限', en: 'A cap on study in one day' },
  sentence: {
    zh: '每名学生每天的作业与辅导类场次不超过规定的次数。',
    en: 'A pupil has no more sessions of homework or tutoring on one weekday than the limit set.',
  },
  params: ['learningPerDay'],
  tell: ({ studentIds }) =>
    studentIds === undefined
      ? {
          zh: '{classes}{day}学习类场次有 {value} 场，上限 {allowed} 场',
          en: '{classes} has {value} study sessions on {day}, the limit is {allowed}',
        }
      : {
          zh: '学生{pupils}{day}学习类场次有 {value} 场，上限 {allowed} 场',
          en: 'Pupil {pupils} has {value} study sessions on {day}, the limit is {allowed}',
        },
  reference(plan, index) {
    const cap = index.params.learningPerDay;
    if (cap === undefined) return [];
    const hosting = hostsOfClasses(plan);
    return index.problem.classes.flatMap(({ id }) => {
      const hosts = hosting.get(id) ?? [];
      const pupils = index.studentsOfClass(id);
      if (pupils.length === 0)
        return excess(learningOfNumbers(id, hosts, plan, presenceOf(index)), cap, {
          classIds: [id],
        });
      return pupils.flatMap((pupil) =>
        excess(learningOfPupil(pupil, hosts, plan, presenceOf(index)), cap, {
          studentIds: [pupil.id],
        }),
      );
    });
  },
  fast: [
    {
      scope: 'classDay',
      bind: (state, model) => {
        const cap = model.params.learningPerDay;
        if (cap === undefined || !model.series.list.some(({ activity }) => mayTeach(activity)))
          return undefined;
        const count = new LearningCount(state, model, cap);
        return (cd) => count.over((cd / DAYS) | 0, cd % DAYS);
      },
    },
  ],
};

export function isLearning(session: SessionView): boolean {
  return (
    session.activity?.kind === 'tutoring' || session.periods.some((p) => p.segment === 'homework')
  );
}

/** The learning sessions that each pupil is in, as the rule counts them. */
export function learningOf(plan: PlanView, presence: Presence): (pupil: Student) => SessionView[] {
  const hosting = hostsOfClasses(plan);
  return (pupil) => learningOfPupil(pupil, hosting.get(pupil.classId) ?? [], plan, presence);
}

/** Learning sessions of care and of whole classes, by class. */
function hostsOfClasses(plan: PlanView): Map<string, SessionView[]> {
  const hosts = new Map<string, SessionView[]>();
  for (const session of plan.sessions) {
    if ((session.hosting !== 'care' && session.hosting !== 'class') || !isLearning(session))
      continue;
    for (const classId of session.classIds) {
      const list = hosts.get(classId);
      if (list) list.push(session);
      else hosts.set(classId, [session]);
    }
  }
  return hosts;
}

function excess(sessions: readonly SessionView[], cap: number, who: Partial<Match>): Match[] {
  const byDay = new Map<number, number>();
  for (const { weekday } of sessions) byDay.set(weekday, (byDay.get(weekday) ?? 0) + 1);
  return [...byDay]
    .filter(([, count]) => count > cap)
    .map(([weekday, count]) => ({
      ...who,
      cost: count - cap,
      count: count - cap,
      weekday,
      detail: { value: count, allowed: cap },
    }));
}

/** The learning sessions that a pupil is in: being present, and in care only when in nothing else. */
function learningOfPupil(
  pupil: Student,
  hosts: readonly SessionView[],
  plan: PlanView,
  presence: Presence,
): SessionView[] {
  const comes = (session: SessionView) => session.periods.some((p) => presence.isPresent(pupil, p));
  const isElsewhere = (session: SessionView) =>
    session.periods.some(
      (p) =>
        plan.whereabouts(pupil.classId, p).inChoice.has(pupil) ||
        plan.wholeClassAt(pupil.classId, p.id).length > 0,
    );
  return [
    ...hosts.filter((s) => comes(s) && (s.hosting === 'class' || !isElsewhere(s))),
    ...plan.choiceSessionsOf(pupil.id).filter((s) => isLearning(s) && comes(s)),
  ];
}

/**
 * The learning sessions of a class that is numbers: all that it is in, also side by side, as nobody
 * knows which of its pupils are where.
 */
function learningOfNumbers(
  classId: string,
  hosts: readonly SessionView[],
  plan: PlanView,
  presence: Presence,
): SessionView[] {
  const sends = ({ series, periods }: SessionView) =>
    (series?.roster?.counts.get(classId) ?? 0) > 0 &&
    periods.some((p) => presence.count(classId, p) > 0);
  return [
    ...hosts.filter(
      (s) => s.hosting === 'class' || s.periods.some((p) => plan.inCare(classId, p) > 0),
    ),
    ...plan.sessions.filter((s) => sends(s) && isLearning(s)),
  ];
}

/** Whether a series can change the count: care in homework periods is checked with the problem. */
function mayTeach(activity: Activity): boolean {
  return activity.kind === 'tutoring' || activity.segments.includes('homework');
}

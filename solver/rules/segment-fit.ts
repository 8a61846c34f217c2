import type { Bilingual } from '../../src/domain/bilingual.ts';
import type { Activity, Period } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { successors } from '../../src/domain/spans.ts';
import { type Match, type Rule, told } from './rule.ts';
import type { SeriesView, SessionView } from './session-view.ts';

export const segmentFit: Rule = {
  id: 'segmentFit',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '时段匹配', en: 'The right segment, as often as asked' },
  sentence: {
    zh: '活动只在允许的时段进行，连堂须连续，每周次数不超过规定，每时段一次的不重复。',
    en: 'A session is in periods that its activity allows and fills as many consecutive ones as it says; a series has no more sessions than asked for, and one a period where it is held in every period.',
  },
  params: [],
  tell: ({ detail, periodIds }) => {
    if (detail !== undefined) return told(detail.reasons, reasonTexts);
    return periodIds === undefined
      ? {
          zh: '{series}的场次超过每周次数，多出{sessions}',
          en: '{series} has more sessions than asked for: {sessions}',
        }
      : {
          zh: '{series}在{periods}排了不止一场',
          en: '{series} has more than one session on {periods}',
        };
  },
  reference(plan, index) {
    return [
      ...plan.sessions.flatMap((session) => misplaced(session, index)),
      ...plan.series.flatMap(tooMany),
    ];
  },
  fast: [],
};

const reasonTexts: Record<string, Bilingual> = {
  period: {
    zh: '{sessions}不在活动允许的时段',
    en: '{sessions} is in a period that its activity does not allow',
  },
  span: {
    zh: '{sessions}没有占满规定的连续时段',
    en: '{sessions} does not fill the consecutive periods it should',
  },
};

export function allowsPeriod(activity: Activity, period: Period): boolean {
  return (
    activity.segments.includes(period.segment) &&
    (activity.periodIds === undefined || activity.periodIds.includes(period.id))
  );
}

function misplaced({ id, activity, periods }: SessionView, index: ProblemIndex): Match[] {
  if (activity === undefined) return [];
  const reasons: string[] = [];
  if (!periods.every((period) => allowsPeriod(activity, period))) reasons.push('period');
  if (periods.length !== (activity.span ?? 1) || !areConsecutive(periods, index))
    reasons.push('span');
  if (reasons.length === 0) return [];
  return [
    {
      cost: 1,
      sessionIds: [id],
      periodIds: periods.map((p) => p.id),
      detail: { reasons: reasons.join(' ') },
    },
  ];
}

const knownSuccessors = new WeakMap<ProblemIndex, ReadonlyMap<Period, readonly Period[]>>();

/** Nothing but breaks and duties lies between two neighbours of these periods in time order. */
function areConsecutive(periods: readonly Period[], index: ProblemIndex): boolean {
  if (periods.length === 1) return true;
  const next = knownSuccessors.get(index) ?? successors(index.problem.periods);
  knownSuccessors.set(index, next);
  return periods.every((period, i) => {
    const following = periods[i + 1];
    return following === undefined || next.get(period)?.includes(following);
  });
}

function tooMany({ activity, forKey, sessions }: SeriesView): Match[] {
  const series = { activityId: activity.id, ...(forKey === undefined ? {} : { forKey }) };
  if ('perWeek' in activity.sessions) {
    const over = sessions.length - activity.sessions.perWeek;
    if (over <= 0) return [];
    const sessionIds = sessions.slice(activity.sessions.perWeek).map((s) => s.id);
    return [{ cost: over, count: over, ...series, sessionIds }];
  }
  const inPeriod = new Map<string, SessionView[]>();
  for (const session of sessions)
    for (const { id } of session.periods) {
      const list = inPeriod.get(id);
      if (list) list.push(session);
      else inPeriod.set(id, [session]);
    }
  return [...inPeriod].flatMap(([periodId, list]) => {
    const over = list.length - 1;
    if (over === 0) return [];
    const sessionIds = list.slice(1).map((s) => s.id);
    return [{ cost: over, count: over, ...series, sessionIds, periodIds: [periodId] }];
  });
}

import type { ProblemIndex, Series } from '../../src/domain/problem-index.ts';
import { seriesKey } from '../../src/domain/problem-index.ts';
import { ENROL_CHOICE } from '../model/series.ts';
import type { Rule } from './rule.ts';
import { allowsPeriod } from './segment-fit.ts';

export const openSession: Rule = {
  id: 'openSession',
  level: 'medium',
  defaultWeight: 1,
  title: { zh: '未排场次', en: 'Sessions that are missing' },
  sentence: {
    zh: '每个系列排足规定的场次；整个未开设的自选活动不在此计。',
    en: 'A series has all the sessions that it should; a choice series that is not held at all costs nothing here.',
  },
  params: [],
  tell: {
    zh: '{series}少排 {missing} 场，已排 {held} 场',
    en: '{series} lacks {missing} sessions and has {held}',
  },
  reference(plan, index) {
    return index.series.flatMap((series) => {
      const { activity, forKey } = series;
      const held = plan.seriesByKey(seriesKey(activity.id, forKey))?.sessions.length ?? 0;
      if (held === 0 && activity.enrol === 'choice') return [];
      const missing = sessionsAsked(series, index) - held;
      if (missing <= 0) return [];
      const about = { activityId: activity.id, ...(forKey === undefined ? {} : { forKey }) };
      return [{ cost: 5 * missing, count: missing, ...about, detail: { held, missing } }];
    });
  },
  fast: [
    {
      scope: 'series',
      bind:
        ({ placedSlots }, { series }) =>
        (s) =>
          series.enrol[s] === ENROL_CHOICE && placedSlots[s] === 0
            ? 0
            : 5 * (series.should[s] - placedSlots[s]),
    },
  ],
};

/** How many sessions a series should have: `perWeek`, or one in every allowed period. */
export function sessionsAsked({ activity }: Pick<Series, 'activity'>, index: ProblemIndex): number {
  if ('perWeek' in activity.sessions) return activity.sessions.perWeek;
  return index.problem.periods.filter((period) => allowsPeriod(activity, period)).length;
}

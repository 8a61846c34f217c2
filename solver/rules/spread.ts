import type { Activity } from '../../src/domain/problem.ts';
import { BITS } from '../state/people-counts.ts';
import type { Rule } from './rule.ts';

export const spread: Rule = {
  id: 'spread',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '分散到不同日', en: 'Spread over weekdays' },
  sentence: {
    zh: '同一系列的场次分布在足够多的不同日子。',
    en: 'The sessions of a series lie on at least as many different weekdays as asked for, as far as there are so many sessions.',
  },
  params: [],
  tell: {
    zh: '{series}只排在 {days} 天，应分在 {asked} 天',
    en: '{series} lies on {days} weekdays and should lie on {asked}',
  },
  tellIf: {
    zh: '{series}会只排在 {days} 天，应分在 {asked} 天',
    en: '{series} would lie on {days} weekdays and should lie on {asked}',
  },
  reference(plan) {
    return plan.series.flatMap(({ activity, forKey, sessions }) => {
      const days = new Set(sessions.map((s) => s.weekday)).size;
      const asked = Math.min(minDaysOf(activity), sessions.length);
      const missing = asked - days;
      if (missing <= 0) return [];
      const series = { activityId: activity.id, ...(forKey === undefined ? {} : { forKey }) };
      return [{ cost: missing, count: missing, ...series, detail: { days, asked } }];
    });
  },
  fast: [
    {
      scope: 'series',
      bind:
        ({ placedSlots, eventSpot }, { series, time }) =>
        (s) => {
          const wanted = Math.min(series.minDays[s], placedSlots[s]);
          if (wanted < 2) return 0;
          let days = 0;
          for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
            if (eventSpot[e] >= 0) days |= 1 << time.spotDay[eventSpot[e]];
          }
          return Math.max(0, wanted - BITS[days]);
        },
    },
  ],
};

/** Least number of different weekdays; by default one for each session a week. */
export function minDaysOf({ minDays, sessions }: Activity): number {
  return minDays ?? ('perWeek' in sessions ? sessions.perWeek : 0);
}

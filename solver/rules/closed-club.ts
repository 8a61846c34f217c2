import { seriesKey } from '../../src/domain/problem-index.ts';
import { ENROL_CHOICE } from '../model/series.ts';
import type { Rule } from './rule.ts';

export const closedClub: Rule = {
  id: 'closedClub',
  level: 'soft',
  defaultWeight: 3,
  title: { zh: '未开设的社团', en: 'Clubs that are not held' },
  sentence: {
    zh: '自选活动尽量都开设。',
    en: 'Every choice series is held.',
  },
  params: [],
  tell: { zh: '{series}没有开设', en: '{series} is not held' },
  reference(plan, index) {
    return index.series
      .filter(
        ({ activity, forKey }) =>
          activity.enrol === 'choice' &&
          plan.seriesByKey(seriesKey(activity.id, forKey))?.sessions.length === 0,
      )
      .map(({ activity, forKey }) => ({
        cost: 1,
        activityId: activity.id,
        ...(forKey === undefined ? {} : { forKey }),
      }));
  },
  fast: [
    {
      scope: 'series',
      bind:
        ({ placedSlots }, { series }) =>
        (s) =>
          series.enrol[s] === ENROL_CHOICE && placedSlots[s] === 0 ? 1 : 0,
    },
  ],
};

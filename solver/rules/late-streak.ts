import { BITS } from '../state/people-counts.ts';
import type { Rule } from './rule.ts';

export const lateStreak: Rule = {
  id: 'lateStreak',
  level: 'soft',
  defaultWeight: 5,
  title: { zh: '连续晚岗', en: 'Late posts two days running' },
  sentence: {
    zh: '尽量不让同一人连续两天值晚岗。',
    en: 'Nobody has late posts on two weekdays in a row.',
  },
  params: ['lateFrom'],
  tell: {
    zh: '{people}从{day}起连续两天值晚岗',
    en: '{people} has late posts two days running from {day}',
  },
  reference(plan) {
    return plan.people.flatMap(({ staff, lateDays }) =>
      [...lateDays]
        .filter((weekday) => lateDays.has(weekday + 1))
        .map((weekday) => ({ cost: 1, staffIds: [staff.id], weekday })),
    );
  },
  fast: [
    {
      scope: 'person',
      bind:
        ({ lateMask }) =>
        (t) =>
          BITS[lateMask[t] & (lateMask[t] >> 1)],
    },
  ],
};

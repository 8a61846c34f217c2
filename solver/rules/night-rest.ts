import { BITS } from '../state/people-counts.ts';
import type { Rule } from './rule.ts';

export const nightRest: Rule = {
  id: 'nightRest',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '晚岗次日不排早岗', en: 'A night between late and early' },
  sentence: {
    zh: '前一天值晚岗的人，第二天不安排早到看护。',
    en: 'Nobody has a late post on one weekday and an early-arrival post on the next.',
  },
  params: ['lateFrom'],
  tell: {
    zh: '{people}{day}值晚岗，第二天又值早岗',
    en: '{people} has a late post on {day} and an early one the next morning',
  },
  tellIf: {
    zh: '{people}会在{day}值晚岗，第二天又值早岗',
    en: '{people} would have a late post on {day} and an early one the next morning',
  },
  reference(plan) {
    return plan.people.flatMap(({ staff, lateDays, earlyDays }) =>
      [...lateDays]
        .filter((weekday) => earlyDays.has(weekday + 1))
        .map((weekday) => ({ cost: 1, staffIds: [staff.id], weekday })),
    );
  },
  fast: [
    {
      scope: 'person',
      bind:
        ({ lateMask, earlyMask }) =>
        (t) =>
          BITS[(lateMask[t] << 1) & earlyMask[t]],
    },
  ],
};

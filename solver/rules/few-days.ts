import { BITS } from '../state/people-counts.ts';
import type { Rule } from './rule.ts';

export const fewDays: Rule = {
  id: 'fewDays',
  level: 'soft',
  defaultWeight: 2,
  title: { zh: '到岗天数', en: 'Few weekdays' },
  sentence: {
    zh: '每人每周到岗的天数尽量少。',
    en: 'A person has seats on few weekdays.',
  },
  params: [],
  tell: { zh: '{people}{day}到岗', en: '{people} has a post on {day}' },
  reference(plan) {
    return plan.people.flatMap(({ staff, days }) =>
      [...days.keys()].map((weekday) => ({ cost: 1, staffIds: [staff.id], weekday })),
    );
  },
  fast: [
    {
      scope: 'person',
      bind:
        ({ dayMask }) =>
        (t) =>
          BITS[dayMask[t]],
    },
  ],
};

import type { Rule } from './rule.ts';

export const longDay: Rule = {
  id: 'longDay',
  level: 'soft',
  defaultWeight: 3,
  title: { zh: '单日过长', en: 'Long days' },
  sentence: {
    zh: '每人每天在岗时间尽量不超过规定分钟数。',
    en: 'Nobody is in sessions for more than the minutes set on one weekday; an activity’s own load stands for its minutes.',
  },
  params: ['rest.dutyMinutes'],
  tell: {
    zh: '{people}{day}在岗 {minutes} 分钟，超过 {allowed} 分钟',
    en: '{people} is on duty for {minutes} minutes on {day}, more than {allowed}',
  },
  reference(plan, index) {
    const allowed = index.params.rest.dutyMinutes;
    return plan.people.flatMap(({ staff, days }) =>
      [...days].flatMap(([weekday, sessions]) => {
        const minutes = sessions.reduce((sum, s) => sum + (s.activity?.load ?? s.minutes), 0);
        if (minutes <= allowed) return [];
        const cost = (minutes - allowed) / 30;
        return [{ cost, staffIds: [staff.id], weekday, detail: { minutes, allowed } }];
      }),
    );
  },
  fast: [
    {
      scope: 'personDay',
      bind:
        ({ dayWeight }, { params }) =>
        (td) =>
          dayWeight[td] > params.rest.dutyMinutes
            ? (dayWeight[td] - params.rest.dutyMinutes) / 30
            : 0,
    },
  ],
};

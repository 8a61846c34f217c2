import { presenceOf } from './presence.ts';
import type { Rule } from './rule.ts';

export const classClash: Rule = {
  id: 'classClash',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '班级冲突', en: 'One host for a class' },
  sentence: {
    zh: '一个班级在一个时段只由一个看护或整班场次接收。',
    en: 'In each period a class with pupils present is hosted by one care or whole-class session at the most.',
  },
  params: [],
  tell: {
    zh: '{classes}在{periods}同时安排了 {sessionsCount} 个场次：{sessions}',
    en: '{classes} has {sessionsCount} hosts at once on {periods}: {sessions}',
  },
  reference(plan, index) {
    const presence = presenceOf(index);
    return index.problem.periods.flatMap((period) =>
      index.problem.classes.flatMap(({ id }) => {
        const hosts = [...plan.careAt(id, period.id), ...plan.wholeClassAt(id, period.id)];
        const over = hosts.length - 1;
        if (over <= 0 || presence.count(id, period) === 0) return [];
        const sessionIds = hosts.map((s) => s.id);
        return [{ cost: over, count: over, classIds: [id], periodIds: [period.id], sessionIds }];
      }),
    );
  },
  fast: [
    {
      scope: 'classPeriod',
      bind:
        ({ wholeClass }, { attendance }) =>
        (cp) =>
          attendance[cp] > 0 && wholeClass[cp] > 1 ? wholeClass[cp] - 1 : 0,
    },
  ],
};

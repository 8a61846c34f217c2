import type { Rule } from './rule.ts';

export const careContinuity: Rule = {
  id: 'careContinuity',
  level: 'soft',
  defaultWeight: 1,
  title: { zh: '看护教师稳定', en: 'The same faces in care' },
  sentence: {
    zh: '同一班级一周的看护（早到看护除外）尽量由少数人负责。',
    en: 'Over the week a class has few different people in its care sessions, early arrival aside.',
  },
  params: [],
  tell: {
    zh: '{classes}一周的看护由 {peopleCount} 人负责：{people}',
    en: '{classes} has {peopleCount} different people in care over the week: {people}',
  },
  reference(plan, index) {
    return index.problem.classes.flatMap(({ id }) => {
      const sessions = plan.careOf(id).filter((session) => !session.isEarlyPost);
      const people = new Set(sessions.flatMap((session) => session.people));
      if (people.size < 2) return [];
      const staffIds = [...people].map((person) => person.id);
      return [{ cost: people.size - 1, classIds: [id], staffIds }];
    });
  },
  fast: [
    {
      scope: 'classCrew',
      bind:
        ({ classAdults }) =>
        (c) =>
          Math.max(0, classAdults[c] - 1),
    },
  ],
};

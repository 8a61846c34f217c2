import type { Rule } from './rule.ts';

export const gradeSpread: Rule = {
  id: 'gradeSpread',
  level: 'soft',
  defaultWeight: 1,
  title: { zh: '合班年级数', en: 'Few grades in one care group' },
  sentence: {
    zh: '合班看护尽量不跨年级。',
    en: 'A care session hosts classes of few grades.',
  },
  params: [],
  tell: { zh: '{sessions}跨年级合班', en: '{sessions} merges classes of several grades' },
  reference(plan, index) {
    return plan.sessions.flatMap(({ id, hosting, classIds }) => {
      const grades = new Set(classIds.map((classId) => index.schoolClass(classId).grade));
      if (hosting !== 'care' || grades.size < 2) return [];
      return [{ cost: grades.size - 1, sessionIds: [id], classIds: [...classIds] }];
    });
  },
  fast: [
    {
      scope: 'event',
      bind:
        (state, { series, classGrade }) =>
        (event) => {
          if (event < series.firstCare || state.memberCount[event] < 2) return 0;
          const from = state.memberStart[event - series.firstCare];
          let grades = 0;
          for (let i = 0; i < state.memberCount[event]; i++)
            grades |= 1 << classGrade[state.members[from + i]];
          let distinct = -1;
          for (; grades > 0; grades &= grades - 1) distinct++;
          return distinct;
        },
    },
  ],
};

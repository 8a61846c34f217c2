import { scopeKey } from '../../src/domain/merge-scope.ts';
import type { Rule } from './rule.ts';

export const mergeScope: Rule = {
  id: 'mergeScope',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '合班范围', en: 'Who may be merged' },
  sentence: {
    zh: '合班看护的班级须在该时段允许的范围内（同班、同年级、同年段（1-2、3-4、5-6、7-9 年级）或全校）。',
    en: 'The classes of a care session are of one class, grade, band or school, as the school sets for its segment.',
  },
  params: ['care.mergeWithin'],
  tell: {
    zh: '{sessions}超出了该时段允许的合班范围',
    en: '{sessions} merges classes beyond what its segment allows',
  },
  reference(plan, index) {
    return plan.sessions
      .filter((session) => {
        const segment = session.periods[0]?.segment;
        if (session.hosting !== 'care' || segment === undefined) return false;
        const scope = index.params.care.mergeWithin[segment];
        const classes = session.classIds.map((id) => index.schoolClass(id));
        return new Set(classes.map((c) => scopeKey(c, scope))).size > 1;
      })
      .map(({ id, classIds }) => ({ cost: 1, sessionIds: [id], classIds: [...classIds] }));
  },
  fast: [
    {
      scope: 'event',
      bind:
        (state, { series, time }) =>
        (event) => {
          if (event < series.firstCare || state.memberCount[event] < 2) return 0;
          const from = state.memberStart[event - series.firstCare];
          const p = series.carePeriod[event];
          const key = series.mergeKey[state.members[from] * time.periodCount + p];
          for (let i = 1; i < state.memberCount[event]; i++) {
            if (series.mergeKey[state.members[from + i] * time.periodCount + p] !== key) return 1;
          }
          return 0;
        },
    },
  ],
};

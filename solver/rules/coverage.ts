import type { Bilingual } from '../../src/domain/bilingual.ts';
import type { Period } from '../../src/domain/problem.ts';
import type { PlanView } from './plan-view.ts';
import type { Match, Rule } from './rule.ts';

export const coverage: Rule = {
  id: 'coverage',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '人人有去处', en: 'Every pupil in one place' },
  sentence: {
    zh: '在校的每名学生每个时段恰好在一个有人看护的地方，整班活动恰好由其班级参加。',
    en: 'In every pupil period each pupil present is in exactly one session, and a whole-class session hosts exactly the classes of its series.',
  },
  params: [],
  tell: ({ sessionIds, classIds = [], detail = {} }) => {
    if (sessionIds !== undefined) return classIds.length > 0 ? wrongText : emptyText;
    if (detail.nowhere === 0) return twiceText;
    return detail.twice === 0 ? nowhereText : bothText;
  },
  reference(plan, index) {
    const matches: Match[] = [];
    for (const period of index.problem.periods) {
      if (period.segment === 'duty') continue;
      for (const { id } of index.problem.classes) matches.push(...strays(id, period, plan));
    }
    return [...matches, ...wrongClasses(plan)];
  },
  fast: [
    {
      scope: 'classPeriod',
      bind:
        ({ doubled, wholeClass, away, left, careOf }) =>
        (cp) =>
          wholeClass[cp] > 0
            ? away[cp] - doubled[cp]
            : doubled[cp] + (careOf[cp] < 0 ? left[cp] : 0),
    },
  ],
};

const wrongText: Bilingual = {
  zh: '{sessions}的班级与规定不一致：{classes}',
  en: '{sessions} does not host exactly its own classes: {classes}',
};
const emptyText: Bilingual = {
  zh: '{sessions}没有班级参加',
  en: '{sessions} hosts none of its classes',
};
const twiceText: Bilingual = {
  zh: '{periods}，{classes}有 {twice} 名学生同时在两处',
  en: 'On {periods} pupils of {classes} are in two places at once: {twice}',
};
const nowhereText: Bilingual = {
  zh: '{periods}，{classes}有 {nowhere} 名学生无处可去',
  en: 'On {periods} pupils of {classes} are in no session: {nowhere}',
};
const bothText: Bilingual = {
  zh: '{periods}，{classes}有 {nowhere} 名学生无处可去，{twice} 名学生同时在两处',
  en: 'On {periods} pupils of {classes} are in no session ({nowhere}) or in two places at once ({twice})',
};

/** Pupils of the class who are nowhere, or in two places that exclude each other. */
function strays(classId: string, period: Period, plan: PlanView): Match[] {
  const { present, inChoice, inTwoChoices, inNumbers } = plan.whereabouts(classId, period);
  const hasWholeClass = plan.wholeClassAt(classId, period.id).length > 0;
  const hasHost = hasWholeClass || plan.careAt(classId, period.id).length > 0;
  const nowhere = hasHost ? 0 : present - inChoice.size - inNumbers;
  // A pupil in a whole-class and in two choice sessions is one violation, not two.
  const twice = hasWholeClass ? inChoice.size + inNumbers : inTwoChoices.size;
  if (nowhere + twice === 0) return [];
  return [
    {
      cost: nowhere + twice,
      count: nowhere + twice,
      classIds: [classId],
      periodIds: [period.id],
      studentIds: [...(hasWholeClass ? inChoice : inTwoChoices)].map((s) => s.id),
      detail: { nowhere, twice },
    },
  ];
}

function wrongClasses(plan: PlanView): Match[] {
  return plan.sessions
    .filter(({ hosting, classIds, series }) => {
      if (hosting !== 'class') return false;
      const own = new Set(series?.classIds);
      return own.size !== classIds.length || !classIds.every((id) => own.has(id));
    })
    .map(({ id, classIds }) => ({ cost: 1, sessionIds: [id], classIds: [...classIds] }));
}

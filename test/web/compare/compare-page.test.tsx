import { expect, test } from 'vitest';
import { rules } from '../../../solver/index.ts';
import { comparePlans } from '../../../src/domain/compare/compare.ts';
import { planKpis } from '../../../src/domain/compare/kpis.ts';
import type { Plan, Problem } from '../../../src/domain/problem.ts';
import { indexProblem } from '../../../src/domain/problem-index.ts';
import { profiles } from '../../../src/domain/profiles.ts';
import { ComparePage } from '../../../web/compare/compare-page.tsx';
import { zh } from '../../../web/i18n/zh.ts';
import { tinyProblem } from '../../support/tiny.ts';
import { tinyPlan } from '../../support/tiny-plan.ts';
import { draw } from '../../support/web/draw.tsx';
import { notFound, planInfo, problemInfo } from '../../support/web/plans.ts';

interface Compared {
  problem: Problem;
  plan: Plan;
}

function ofData(compared: Compared | undefined) {
  if (!compared) throw new Error('two plans are compared');
  return { index: indexProblem(compared.problem), plan: compared.plan };
}

/** What the page says of plans, each of which is called by its place: p0, p1; and of some gone. */
function told(all: readonly Compared[], gone: readonly string[] = []): string {
  const ids = all.map((_, i) => `p${i}`);
  const infos = all.map(({ problem }, i) =>
    planInfo({ id: `p${i}`, problemId: `d${i}`, schoolId: problem.school.id }),
  );
  const data = [
    [['me'], { kind: 'local', id: '', name: '', grants: [] }],
    [['rules'], rules],
    [['profiles'], profileList],
    [['plans'], { items: infos, next: null }],
    [
      ['problems', 'listed'],
      all.map(({ problem: { school } }, i) =>
        problemInfo({ id: `d${i}`, schoolId: school.id, schoolName: school.name }),
      ),
    ],
    [['comparison', 'p0', 'p1'], comparePlans(ofData(all[0]), ofData(all[1]))] as const,
    [
      ['kpis', ids],
      all.map(({ problem, plan }, i) => ({
        id: ids[i],
        kpis: planKpis(indexProblem(problem), plan),
      })),
    ],
    ...gone.flatMap((id) => [
      [['plan', id], notFound()] as const,
      [['plan-info', id], notFound()] as const,
    ]),
    ...all.flatMap(({ problem, plan }, i) => [
      [['plan', `p${i}`], plan] as const,
      [['plan-info', `p${i}`], infos[i]] as const,
      [['problem', `d${i}`], problem] as const,
    ]),
  ] as const;
  return draw(<ComparePage />, { at: `/compare?plans=${[...ids, ...gone]}`, data }).text;
}

const profileList = Object.entries(profiles).map(([id, one]) => ({ id, ...one }));
const own = tinyProblem();
const dear = { hard: 0, medium: 0, soft: 9, rules: { fairLoad: { count: 1, cost: 9 } } };

test('plans of two profiles say so, and no soft cost is called better', () => {
  const plan = tinyPlan({ score: dear });
  const text = told([
    { problem: own, plan: tinyPlan({ solver: { profile: 'teachersFirst' } }) },
    { problem: own, plan: { ...plan, solver: { weights: { choice: 3 } } } },
  ]);
  expect(text).toContain(zh.compare.weights);
  expect(text).toContain('教师优先');
  expect(text).toContain(zh.solve.weightsChanged('1'));
  expect(text).not.toContain('✓');
  expect(text).not.toContain('+9');
  // The default weights by another name are the same.
  const same = told([
    { problem: own, plan: tinyPlan({ solver: { profile: 'balanced' } }) },
    { problem: own, plan },
  ]);
  expect(same).not.toContain(zh.compare.weights);
  expect(same).toContain('+9');
});

test('plans of two schools are said to be so, and neither is called better', () => {
  const other = tinyProblem({ school: { id: 'other', name: '另一所小学', stage: 'primary' } });
  const text = told([
    { problem: own, plan: tinyPlan() },
    { problem: other, plan: tinyPlan({ score: dear }) },
  ]);
  expect(text).toContain(zh.compare.schools);
  // Whose plan each letter is, beside the letters.
  expect(text).toMatch(/Tiny school.*另一所小学/);
  expect(text).not.toContain('✓');
  expect(text).not.toContain('+9');
  expect(text).not.toContain(zh.compare.sideBySide);
  expect(text).not.toContain(zh.compare.changes);
});

test('plans of two versions of one school stand side by side, on the days of both', () => {
  const weekend = structuredClone(own);
  for (const period of weekend.periods) if (period.weekday === 2) period.weekday = 6;
  const text = told([
    { problem: own, plan: tinyPlan() },
    { problem: weekend, plan: tinyPlan({ score: dear }) },
  ]);
  expect(text).not.toContain(zh.compare.schools);
  expect(text).toContain('✓');
  expect(text).toContain('+9');
  expect(text).toContain(zh.compare.sideBySide);
  expect(text).toContain(zh.compare.changes);
  // What changed, item by item, is told here too: Tuesday became Saturday.
  expect(text).toContain(zh.compare.kinds.moved);
  expect(text).toMatch(/周一 周二 周六/);
});

test('a plan that is gone is said to be so, by no bare id, and the others are compared', () => {
  const one = { problem: own, plan: tinyPlan() };
  const text = told([one, one], ['3b0f7a52']);
  expect(text).not.toContain('3b0f7a52');
  expect(text).toContain(zh.plan.gone);
  expect(text).toContain(zh.compare.gone);
  expect(text).toContain(zh.compare.kpi);
});

import { expect, test } from 'vitest';
import { rules } from '../../../solver/index.ts';
import type { ComparedPlan } from '../../../web/compare/compared-plan.tsx';
import { RuleTable } from '../../../web/compare/rule-table.tsx';
import { draw } from '../../support/web/draw.tsx';

const data = [[['rules'], rules]] as const;

const info = {
  createdAt: '2026-09-01T08:00:00Z',
  jobId: null,
  publishable: true,
  score: { hard: 0, medium: 0, soft: 0 },
};

function planOf(label: string, costs: Record<string, number>): ComparedPlan {
  const scored = Object.entries(costs).map(([id, cost]) => [id, { count: 1, cost }]);
  const model = { plan: { score: { rules: Object.fromEntries(scored) } } };
  return { id: label, label, problemId: 'p', info, model } as unknown as ComparedPlan;
}

test('a distance is that of the figures as they are shown', () => {
  const plans = [
    planOf('A', { fairLoad: 3.12, fairEdge: 3.149, longDay: 3.06, posts: 500 }),
    planOf('B', { fairLoad: 3.08, fairEdge: 3.151, longDay: 3.14, posts: 496 }),
  ];
  const { text } = draw(<RuleTable plans={plans} isRanked />, { data });
  const nameOf = (id: string) => rules.find((rule) => rule.id === id)?.title.zh;
  // 3.1 and 3.1 are no difference, and "+0" would be one.
  expect(text).not.toContain(nameOf('fairLoad'));
  expect(text).not.toContain(nameOf('longDay'));
  expect(text).toMatch(/3\.1\s*3\.2\s*\+0\.1/);
  expect(text).toMatch(/500\s*496\s*−4/);
});

import { expect, test } from 'vitest';
import { NewerData } from '../../../web/plan/newer-data.tsx';
import { WhichPlan } from '../../../web/plan/which-plan.tsx';
import { dataVersions } from '../../../web/problems/data-versions.ts';
import { draw } from '../../support/web/draw.tsx';
import { planInfo, problemInfo } from '../../support/web/plans.ts';

/** A plan is told from others by when and how it was made, what it costs, and which data it is of. */

const versions = [
  problemInfo({ id: 'data-2', createdAt: '2026-11-29T00:00:00Z' }),
  problemInfo({ id: 'data-1', isCurrent: false }),
];
const told = dataVersions([...versions, problemInfo({ id: 'other', schoolId: 's2' })]);

test('versions are numbered within their school', () => {
  expect([...told].map(([id, { number, of }]) => [id, number, of])).toEqual([
    ['data-2', 2, 2],
    ['data-1', 1, 2],
    ['other', 1, 1],
  ]);
});

test.each([
  ['zh', /^B 2026年11月29日 \d+:30 · 自动排班 · 软扣分 1,234 · 第 1 版数据 旧数据 实验小学$/],
  ['en', /^B 29 Nov 2026, \d+:30 · by a run · Soft cost 1,234 · data version 1 older data/],
] as const)('a plan of older data is told whole (%s)', (lang, words) => {
  const plan = (
    <WhichPlan plan={planInfo()} version={told.get('data-1')} schoolName="实验小学" letter="B" />
  );
  expect(draw(plan, { lang }).text).toMatch(words);
});

test('what was made by hand and cannot be published says so, with every level that costs', () => {
  const plan = planInfo({
    jobId: null,
    publishable: false,
    score: { hard: 2, medium: 30, soft: 7 },
  });
  const { text, html } = draw(<WhichPlan plan={plan} version={told.get('other')} />);
  // A line may end between any two of them: all in one are wider than a phone in English.
  expect(html).toContain('>硬规则 2</span>');
  expect(text).toContain('手工调整');
  expect(text).toContain('硬规则 2 · 空岗扣分 30 · 软扣分 7');
  expect(text).toContain('还不能发布');
  // There is one version only, and it is the current one.
  expect(text).not.toContain('数据');
});

const me = {
  kind: 'user',
  id: 'u',
  name: 'u',
  grants: [{ verbs: ['jobs:write'], schoolId: null }],
};

test('who looks at a plan of older data is told, and led to the present ones', () => {
  const data = [[['me'], me]] as const;
  const old = draw(<NewerData versions={versions} problemId="data-1" />, { data });
  expect(old.text).toContain('按第 1 版数据排');
  expect(old.text).toContain('现在的数据是第 2 版');
  expect(old.html).toContain('href="/solve?problem=data-2"');
  expect(draw(<NewerData versions={versions} problemId="data-2" />, { data }).text).toBe('');
  expect(draw(<NewerData versions={[]} problemId="data-1" />, { data }).text).toBe('');
});

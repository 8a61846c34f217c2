import { expect, test } from 'vitest';
import { AdminPage } from '../../../web/admin/admin-page.tsx';
import { ComparePage } from '../../../web/compare/compare-page.tsx';
import { FairnessPage } from '../../../web/fairness/fairness-page.tsx';
import { zh } from '../../../web/i18n/zh.ts';
import { PlansPage } from '../../../web/plan/plans-page.tsx';
import { draw } from '../../support/web/draw.tsx';
import { notFound, planInfo } from '../../support/web/plans.ts';

function textOf(given: Parameters<typeof planInfo>[0]): string {
  const data = [
    [['plans'], { items: [planInfo(given)], next: null }],
    [['problems', 'listed'], []],
  ] as const;
  return draw(<PlansPage />, { data }).text;
}

test('copies for a run are not said to be made by hand', () => {
  expect(textOf({ jobId: null, isCopy: true })).toContain('沿用');
  expect(textOf({ jobId: null, isCopy: false })).toMatch(/手工调整(?!另存)/);
});

test('the plan in force is told from those that were in force before', () => {
  const now = textOf({ published: true, inForce: true });
  expect(now).toContain('当前公布');
  expect(now).not.toContain('公布过');
  const before = textOf({ published: true, inForce: false });
  expect(before).toContain('公布过');
  expect(before).not.toContain('当前公布');
});

test.each([
  ['fairness', <FairnessPage key="f" />],
  ['comparison', <ComparePage key="c" />],
])('the page of %s tells why there is no list of plans', (_, page) => {
  const { text } = draw(page, { data: [[['plans'], notFound()]] });
  expect(text).toContain('没有这个');
  expect(text).toMatch(/重 ?试/);
});

test('who manages nothing is told so on the page of administration', () => {
  const me = {
    kind: 'user',
    id: 'u',
    name: '家长',
    grants: [{ verbs: ['portal:read'], schoolId: 's' }],
  };
  expect(draw(<AdminPage />, { data: [[['me'], me]] }).text).toContain(zh.admin.notYours);
});

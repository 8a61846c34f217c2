import { expect, test } from 'vitest';
import { PlansPage } from '../../../web/plan/plans-page.tsx';
import { draw } from '../../support/web/draw.tsx';
import { planInfo } from '../../support/web/plans.ts';

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

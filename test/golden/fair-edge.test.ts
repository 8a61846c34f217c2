import { expect, it } from 'vitest';
import { mornings, tinyWith } from '../support/golden-parts.ts';
import { byId, care, held, scoreOf } from '../support/plan-builder.ts';

const late = (day: string, staffId: string) => care(`${day}-late`, ['C1'], [staffId]);
const early = (day: string, staffId: string) => care(`${day}-early`, ['C1'], [staffId]);

it('one edge each is fair, and so is one for two of four: the target is 0.5', () => {
  const problem = tinyWith(...mornings);
  const each = [late('mon', 'T1'), late('tue', 'T2'), early('mon', 'T3'), early('tue', 'H1')];
  expect(scoreOf('fairEdge', problem, each).cost).toBe(0);
  expect(scoreOf('fairEdge', problem, each.slice(2)).cost).toBe(0);
});

it('squares what is over the target rounded up and under it rounded down', () => {
  const problem = tinyWith(...mornings);
  // T1 has 2 late evenings and 1 early morning, the others none: 3 / 4 = 0.75, (3 - 1)² = 4, x 5.
  const one = [late('mon', 'T1'), late('tue', 'T1'), early('mon', 'T1')];
  expect(scoreOf('fairEdge', problem, one)).toEqual({ count: 1, cost: 20 });
  // With the second morning 4 / 4 = 1: (4 - 1)² + 3 x (1 - 0)² = 12, x 5.
  const all = [...one, early('tue', 'T1')];
  expect(scoreOf('fairEdge', problem, all)).toEqual({ count: 4, cost: 60 });
});

it('counts evenings and mornings, not posts', () => {
  const problem = tinyWith(...mornings);
  const sessions = [late('mon', 'T1'), held('gate', 'mon-gate', ['T1']), early('mon', 'T2')];
  expect(scoreOf('fairEdge', problem, sessions).cost).toBe(0);
});

it('a target of thirds that should be whole is whole', () => {
  const problem = tinyWith(...mornings);
  for (const id of ['T1', 'T2', 'T3']) byId(problem.staff, id).share = 0.1;
  byId(problem.staff, 'H1').share = 0;
  // 0.1 / (0.1 + 0.1 + 0.1) x 3 must be 1 for each, not a little less or more.
  const each = [late('mon', 'T1'), late('tue', 'T2'), early('mon', 'T3')];
  expect(scoreOf('fairEdge', problem, each).cost).toBe(0);
  const uneven = [late('mon', 'T1'), late('tue', 'T1'), early('mon', 'T3')];
  expect(scoreOf('fairEdge', problem, uneven).cost).toBe(10); // T1 1 over, T2 1 under
});

import { expect, it } from 'vitest';
import { parent } from '../support/golden-parts.ts';
import { care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

it('each 50 yuan over the budget costs 1', () => {
  const problem = tinyProblem();
  problem.staff.push(parent('P1')); // unpaid
  // 60 yuan for 45 minutes: homework 40 + gate 60 = 100 minutes are 133.33; open seats are free.
  const sessions = [care('mon-hw', ['C1'], ['T1', 'P1', null]), held('gate', 'mon-gate', ['H1'])];
  expect(scoreOf('pay', problem, sessions).cost).toBe(0); // no budget
  problem.rules = { params: { budget: 134 } };
  expect(scoreOf('pay', problem, sessions).cost).toBe(0);
  problem.rules = { params: { budget: 100 } };
  const { count, cost } = scoreOf('pay', problem, sessions);
  expect(count).toBe(1);
  expect(cost).toBeCloseTo((100 * (60 / 45) - 100) / 50, 9);
});

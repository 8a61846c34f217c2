import { expect, it } from 'vitest';
import { byId, care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

it('sums the load of all seats in half hours, open ones too', () => {
  expect(scoreOf('posts', tinyProblem(), []).cost).toBe(0);
  // Homework 2 x 40, late care 40 x 1.5, gate 60: 200 / 30, x 3 = 20.
  const sessions = [
    care('mon-hw', ['C1'], ['T1', null]),
    care('mon-late', ['C1', 'C3'], ['T2']),
    held('gate', 'mon-gate', [null]),
  ];
  expect(scoreOf('posts', tinyProblem(), sessions).cost).toBeCloseTo(20, 9);
  const problem = tinyProblem();
  byId(problem.activities, 'gate').load = 0;
  expect(scoreOf('posts', problem, sessions).cost).toBeCloseTo(14, 9);
});

it('merging two late groups saves one post: 60 / 30 x 3 = 6', () => {
  const two = [care('mon-late', ['C1'], ['T1']), care('mon-late', ['C3'], ['T2'])];
  const one = [care('mon-late', ['C1', 'C3'], ['T1'])];
  const cost = (sessions: typeof one) => scoreOf('posts', tinyProblem(), sessions).cost;
  expect(cost(two) - cost(one)).toBeCloseTo(6, 9);
});

import { expect, it } from 'vitest';
import { care, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

it('each weekday on which a person has a seat costs 1, x 2', () => {
  expect(scoreOf('fewDays', tinyProblem(), [care('mon-hw', ['C1'], [null])]).cost).toBe(0);
  const sessions = [
    care('mon-hw', ['C1'], ['T1', 'T2']),
    care('mon-late', ['C1'], ['T1']),
    care('tue-hw', ['C1'], ['T1']),
  ];
  expect(scoreOf('fewDays', tinyProblem(), sessions)).toEqual({ count: 3, cost: 6 });
});

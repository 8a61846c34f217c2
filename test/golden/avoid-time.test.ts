import { expect, it } from 'vitest';
import { care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

it('each seat in a time that the person would avoid costs 1, x 3', () => {
  // T3 would avoid Tuesday 17:00-18:10. The micro theme is 16:40-17:20, homework to 16:30.
  const kept = [care('tue-hw', ['C1'], ['T3']), care('mon-late', ['C1'], ['T3'])];
  expect(scoreOf('avoidTime', tinyProblem(), kept).cost).toBe(0);
  const late = [care('tue-late', ['C1'], ['T3', 'T1']), held('gate', 'tue-gate', ['T3'])];
  expect(scoreOf('avoidTime', tinyProblem(), late)).toEqual({ count: 2, cost: 6 });
  const micro = [held('micro', 'tue-micro', ['T3'], { forKey: 'C1' })];
  expect(scoreOf('avoidTime', tinyProblem(), micro).cost).toBe(3);
});

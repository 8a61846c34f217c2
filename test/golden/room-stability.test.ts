import { expect, it } from 'vitest';
import { held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

it('each further room of a series costs 1, x 2', () => {
  const chess = (room: string | null) => held('chess', 'mon-club', ['T3'], { room });
  expect(
    scoreOf('roomStability', tinyProblem(), [chess('R3'), chess('R3'), chess(null)]).cost,
  ).toBe(0);
  const moved = [chess('R3'), chess('R1'), chess('R2'), chess('R1')];
  expect(scoreOf('roomStability', tinyProblem(), moved)).toEqual({ count: 1, cost: 4 });
});

it('each class has a series of its own', () => {
  const micro = ['C1', 'C3'].map((forKey) => held('micro', 'tue-micro', ['T1'], { forKey }));
  expect(scoreOf('roomStability', tinyProblem(), micro).cost).toBe(0);
});

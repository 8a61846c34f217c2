import { expect, it } from 'vitest';
import { care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

it('each class away from its home room in care costs 1, x 2', () => {
  const kept = [
    care('mon-hw', ['C1'], ['T1']),
    held('micro', 'tue-micro', ['T1'], { forKey: 'C1', room: 'R3' }),
  ];
  expect(scoreOf('ownRoom', tinyProblem(), kept).cost).toBe(0);
  const late = (room: string) => [care('mon-late', ['C1', 'C3'], ['T1'], { room })];
  expect(scoreOf('ownRoom', tinyProblem(), late('R1'))).toEqual({ count: 1, cost: 2 }); // C3
  expect(scoreOf('ownRoom', tinyProblem(), late('R3')).cost).toBe(4);
});

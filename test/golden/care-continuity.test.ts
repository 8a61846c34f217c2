import { expect, it } from 'vitest';
import { mornings, tinyWith } from '../support/golden-parts.ts';
import { care, held, scoreOf } from '../support/plan-builder.ts';

it('each further person in the care of a class over the week costs 1', () => {
  const problem = tinyWith(...mornings);
  const one = [care('mon-hw', ['C1'], ['T1']), care('tue-hw', ['C1'], ['T1', null])];
  expect(scoreOf('careContinuity', problem, one).cost).toBe(0);
  // C1 has T1, T2 and H1; C3 shares late care with H1 only.
  const more = [...one, care('mon-club', ['C1'], ['T2']), care('mon-late', ['C1', 'C3'], ['H1'])];
  expect(scoreOf('careContinuity', problem, more)).toEqual({ count: 1, cost: 2 });
});

it('early arrival and other sessions are aside', () => {
  const sessions = [
    care('mon-hw', ['C1'], ['T1']),
    care('mon-early', ['C1'], ['T2']),
    held('micro', 'tue-micro', ['T3'], { forKey: 'C1' }),
  ];
  expect(scoreOf('careContinuity', tinyWith(...mornings), sessions).cost).toBe(0);
});

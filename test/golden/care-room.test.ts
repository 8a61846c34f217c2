import { expect, it } from 'vitest';
import { mornings, tinyWith } from '../support/golden-parts.ts';
import { care, scoreOf } from '../support/plan-builder.ts';

const at = (periodId: string, room: string | null, classIds = ['C1']) =>
  care(periodId, classIds, ['T1'], { room });

it('each further room of early arrival, or of late care, costs 1 for each class', () => {
  const problem = tinyWith(...mornings);
  const same = [
    at('mon-late', 'R1'),
    at('tue-late', 'R1'),
    at('mon-early', 'R2'),
    at('mon-hw', 'R3'),
  ];
  expect(scoreOf('careRoom', problem, same).cost).toBe(0);
  const moved = [at('mon-late', 'R1', ['C1', 'C3']), at('tue-late', 'R2', ['C1', 'C3'])];
  expect(scoreOf('careRoom', problem, moved)).toEqual({ count: 2, cost: 2 });
  const mornings2 = [at('mon-early', 'R1'), at('tue-early', 'R3')];
  expect(scoreOf('careRoom', problem, [...moved, ...mornings2]).cost).toBe(3);
});

it('no room is no room', () => {
  const sessions = [at('mon-late', 'R1'), at('tue-late', null)];
  expect(scoreOf('careRoom', tinyWith(...mornings), sessions).cost).toBe(0);
});

import { expect, it } from 'vitest';
import { club, mornings, tinyWith } from '../support/golden-parts.ts';
import { byId, care, held, scoreOf } from '../support/plan-builder.ts';

it('a class is hosted once a period: each further care or whole-class session counts', () => {
  const problem = tinyWith();
  problem.activities.push(club('dance', { enrol: 'class', forEach: 'class' }));
  const once = [care('mon-club', ['C1'], ['T1'])];
  expect(scoreOf('classClash', problem, once).cost).toBe(0);
  const twice = [...once, care('mon-club', ['C3', 'C1'], ['T2'])];
  expect(scoreOf('classClash', problem, twice)).toEqual({ count: 1, cost: 1 });
  const thrice = [...twice, held('dance', 'mon-club', ['T3'], { forKey: 'C1' })];
  expect(scoreOf('classClash', problem, thrice).cost).toBe(2);
});

it('a choice session hosts pupils, not a class', () => {
  const sessions = [
    care('mon-club', ['C1'], ['T1']),
    held('chess', 'mon-club', ['T3'], { room: 'R3', classIds: ['C1'] }),
  ];
  expect(scoreOf('classClash', tinyWith(), sessions, [['C1-a', 'chess']]).cost).toBe(0);
});

it('does not matter while nobody of the class is there', () => {
  const problem = tinyWith(...mornings);
  const sessions = [care('mon-early', ['C1'], ['T1']), care('mon-early', ['C1'], ['T2'])];
  expect(scoreOf('classClash', problem, sessions).cost).toBe(0);
  byId(problem.students, 'C1-a').early = [1];
  expect(scoreOf('classClash', problem, sessions).cost).toBe(1);
});

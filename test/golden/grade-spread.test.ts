import { expect, it } from 'vitest';
import { byId, care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

it('each further grade in a care session costs 1', () => {
  const problem = tinyProblem();
  problem.classes.push({ id: 'C4', grade: 4, homeRoomId: 'R3' });
  const late = (...classIds: string[]) => [care('mon-late', classIds, ['T1'])];
  expect(scoreOf('gradeSpread', problem, late('C1')).cost).toBe(0);
  expect(scoreOf('gradeSpread', problem, late('C1', 'C3', 'C4'))).toEqual({ count: 1, cost: 2 });
  byId(problem.classes, 'C3').grade = 4;
  expect(scoreOf('gradeSpread', problem, late('C1', 'C3', 'C4')).cost).toBe(1);
});

it('other sessions may mix', () => {
  const chess = [held('chess', 'mon-club', ['T3'], { room: 'R3', classIds: ['C1', 'C3'] })];
  expect(scoreOf('gradeSpread', tinyProblem(), chess, [['C1-a', 'chess']]).cost).toBe(0);
});

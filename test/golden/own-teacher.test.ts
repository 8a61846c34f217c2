import { expect, it } from 'vitest';
import { club } from '../support/golden-parts.ts';
import { byId, care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

it('each filled homework seat of somebody who knows none of the classes costs 1, x 2', () => {
  const homework = (...staff: (string | null)[]) => [care('mon-hw', ['C1'], staff)];
  expect(scoreOf('ownTeacher', tinyProblem(), homework('T1', 'T3')).cost).toBe(0);
  expect(scoreOf('ownTeacher', tinyProblem(), homework('T2', 'H1'))).toEqual({ count: 2, cost: 4 });
  expect(scoreOf('ownTeacher', tinyProblem(), homework(null)).cost).toBe(0);
  // Of a merged group one class is enough.
  expect(scoreOf('ownTeacher', tinyProblem(), [care('mon-hw', ['C1', 'C3'], ['T2'])]).cost).toBe(0);
});

it('a head teacher knows the class', () => {
  const problem = tinyProblem();
  byId(problem.classes, 'C1').headTeacherId = 'H1';
  expect(scoreOf('ownTeacher', problem, [care('mon-hw', ['C1'], ['H1'])]).cost).toBe(0);
});

it('does not ask this of other care, nor of activities for the school', () => {
  const sessions = [care('mon-late', ['C1'], ['T2']), held('gate', 'mon-gate', ['H1'])];
  expect(scoreOf('ownTeacher', tinyProblem(), sessions).cost).toBe(0);
});

it('asks it of the lead, not the assistant, of an activity for each class', () => {
  const problem = tinyProblem();
  const seats = [{ role: 'lead' as const }, { role: 'assistant' as const }];
  problem.activities.push(club('help', { forEach: 'class', seats, room: null }));
  byId(problem.activities, 'micro').seats = seats;
  const micro = (...staff: string[]) => [held('micro', 'tue-micro', staff, { forKey: 'C1' })];
  expect(scoreOf('ownTeacher', problem, micro('T1', 'T2')).cost).toBe(0);
  expect(scoreOf('ownTeacher', problem, micro('T2', 'T1')).cost).toBe(2);
  // By choice, the series is of C1 even while nobody is placed.
  const help = (staffId: string) => [held('help', 'mon-club', [staffId], { forKey: 'C1' })];
  expect(scoreOf('ownTeacher', problem, help('T1')).cost).toBe(0);
  expect(scoreOf('ownTeacher', problem, help('T2')).cost).toBe(2);
});

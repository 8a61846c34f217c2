import { expect, it } from 'vitest';
import { club } from '../support/golden-parts.ts';
import { byId, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const chess = held('chess', 'mon-club', ['T3'], { room: 'R3' });

it('a class outside the audience in a whole-class session is 1', () => {
  const problem = tinyProblem();
  const micro = ['C1', 'C3'].map((forKey) => held('micro', 'tue-micro', ['T1'], { forKey }));
  expect(scoreOf('audience', problem, micro).cost).toBe(0);
  byId(problem.activities, 'micro').grades = [1];
  const named = micro.map((draft, i) => ({ ...draft, classIds: [['C1'], ['C3']][i] as string[] }));
  expect(scoreOf('audience', problem, named)).toEqual({ count: 1, cost: 1 });
  // In a choice session the classes are informative.
  byId(problem.activities, 'chess').grades = [1];
  expect(scoreOf('audience', problem, [{ ...chess, classIds: ['C3'] }]).cost).toBe(0);
});

it('a placement outside the audience is 1', () => {
  const problem = tinyProblem();
  byId(problem.activities, 'chess').classIds = ['C1'];
  const placed = [['C1-a', 'chess'] as const, ['C3-a', 'chess'] as const];
  expect(scoreOf('audience', problem, [chess], placed).cost).toBe(1);
});

it('a placement outside the choices is 1, and one in a series that is not held is 1', () => {
  expect(scoreOf('audience', tinyProblem(), [chess], [['C1-a', 'chess']]).cost).toBe(0);
  expect(scoreOf('audience', tinyProblem(), [chess], [['C1-c', 'chess']]).cost).toBe(1);
  expect(scoreOf('audience', tinyProblem(), [], [['C1-a', 'chess']]).cost).toBe(1);
  expect(scoreOf('audience', tinyProblem(), [], [['C1-c', 'chess']]).cost).toBe(2); // both
});

it('each placement over the pupil’s number of clubs is 1', () => {
  const problem = tinyProblem();
  problem.activities.push(club('go'), club('art'));
  byId(problem.students, 'C1-a').choices = ['chess', 'go', 'art'];
  const sessions = [chess, held('go', 'mon-club', ['T1']), held('art', 'mon-club', ['T2'])];
  const three = ['chess', 'go', 'art'].map((id) => ['C1-a', id] as const);
  expect(scoreOf('audience', problem, sessions, three).cost).toBe(2); // 3 - 1
  problem.rules = { params: { maxClubs: 2 } };
  expect(scoreOf('audience', problem, sessions, three).cost).toBe(1);
  byId(problem.students, 'C1-a').maxClubs = 3;
  expect(scoreOf('audience', problem, sessions, three).cost).toBe(0);
});

it('a placement given twice is 1, beside what it is over the number of clubs', () => {
  const problem = tinyProblem();
  const twice = [['C1-a', 'chess'] as const, ['C1-a', 'chess'] as const];
  expect(scoreOf('audience', problem, [chess], twice).cost).toBe(2);
  byId(problem.students, 'C1-a').maxClubs = 2;
  expect(scoreOf('audience', problem, [chess], twice).cost).toBe(1);
});

it('with a series for each grade it is the pupil’s own series that must be held', () => {
  const problem = tinyProblem();
  byId(problem.activities, 'chess').forEach = 'grade';
  const sessions = [{ ...chess, forKey: '1' }];
  const placed = [['C1-a', 'chess'] as const, ['C3-a', 'chess'] as const];
  expect(scoreOf('audience', problem, sessions, placed).cost).toBe(1);
});

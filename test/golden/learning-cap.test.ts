import { expect, it } from 'vitest';
import { club, numbersProblem } from '../support/golden-parts.ts';
import { byId, care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const tutoring = club('help', { kind: 'tutoring', segments: ['club', 'homework'] });
const help = held('help', 'mon-club', ['T2']);
const homework = care('mon-hw', ['C1'], ['T1']);
const helped = [
  ['C1-a', 'help'],
  ['C1-b', 'help'],
] as const;

function school(learningPerDay?: number) {
  const problem = tinyProblem();
  problem.activities.push(tutoring);
  if (learningPerDay !== undefined) problem.rules = { params: { learningPerDay } };
  return problem;
}

it('homework and tutoring on one day are two: 1 over for each pupil of the tutoring', () => {
  const sessions = [homework, help];
  expect(scoreOf('learningCap', school(), sessions, helped).cost).toBe(0); // no cap
  expect(scoreOf('learningCap', school(2), sessions, helped).cost).toBe(0);
  expect(scoreOf('learningCap', school(1), sessions, helped)).toEqual({ count: 2, cost: 2 });
  expect(scoreOf('learningCap', school(1), [homework], helped).cost).toBe(0);
});

it('tutoring instead of homework care is one: a pupil in a club is not in care', () => {
  const sessions = [homework, held('help', 'mon-hw', ['T2'])];
  expect(scoreOf('learningCap', school(1), sessions, helped).cost).toBe(0);
});

it('counts by weekday, and clubs of other segments not at all', () => {
  const sessions = [homework, care('tue-hw', ['C1'], ['T1']), held('chess', 'mon-club', ['T3'])];
  expect(scoreOf('learningCap', school(1), sessions, [['C1-a', 'chess']]).cost).toBe(0);
});

it('a preset may set the cap: one a day in hebi', () => {
  const problem = school();
  problem.preset = 'hebi';
  expect(scoreOf('learningCap', problem, [homework, help], helped).cost).toBe(2);
});

it('numbers: 1 for the class', () => {
  const enrolled = { ...tutoring, enrolment: [{ classId: 'N', count: 6 }] };
  const problem = numbersProblem([enrolled]);
  problem.rules = { params: { learningPerDay: 1 } };
  const both = [care('mon-hw', ['N'], ['T1']), help];
  expect(scoreOf('learningCap', problem, both)).toEqual({ count: 1, cost: 1 });
  // Side by side with homework care nobody is in both.
  byId(problem.activities, 'help').segments = ['homework'];
  const beside = [care('mon-hw', ['N'], ['T1']), held('help', 'mon-hw', ['T2'])];
  expect(scoreOf('learningCap', problem, beside).cost).toBe(0);
});

import { describe, expect, it } from 'vitest';
import type { Activity } from '../../src/domain/problem.ts';
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
});

describe('numbers, side by side', () => {
  const beside = [care('mon-hw', ['N'], ['T1']), held('help', 'mon-hw', ['T2'])];
  function enrolling(count: number, leave = 15) {
    const problem = numbersProblem([
      { ...tutoring, segments: ['homework'], enrolment: [{ classId: 'N', count }] },
    ]);
    byId(problem.classes, 'N').leave = [{ weekday: 1, leavePointId: 'L1', count: leave }];
    problem.rules = { params: { learningPerDay: 1 } };
    return problem;
  }

  it('tutoring of some beside homework care of the others is 1 over', () => {
    expect(scoreOf('learningCap', enrolling(6), beside)).toEqual({ count: 1, cost: 1 });
  });

  it('tutoring of all is one session: nobody is in care', () => {
    expect(scoreOf('learningCap', enrolling(15), beside.slice(1)).cost).toBe(0);
    expect(scoreOf('learningCap', enrolling(15), beside).cost).toBe(0);
  });

  it('tutoring to which nobody comes, and in which nobody is enrolled, counts for none', () => {
    expect(scoreOf('learningCap', enrolling(0), beside).cost).toBe(0);
    expect(scoreOf('learningCap', enrolling(6, 0), beside).cost).toBe(0);
  });

  it('two tutoring sessions at once are two', () => {
    const problem = enrolling(6);
    problem.activities.push({ ...(problem.activities[0] as Activity), id: 'more' });
    problem.rules = { params: { learningPerDay: 2 } };
    const three = [...beside, held('more', 'mon-hw', ['T2'])];
    expect(scoreOf('learningCap', problem, three).cost).toBe(1); // care and two of tutoring
  });
});

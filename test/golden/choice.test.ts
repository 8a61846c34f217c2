import { expect, it } from 'vitest';
import type { Student } from '../../src/domain/problem.ts';
import { club } from '../support/golden-parts.ts';
import { byId, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

/** Only C1-a chooses: chess, then go, then art, then drama. */
function cost(pupil: Partial<Student>, ...placed: string[]) {
  const problem = tinyProblem();
  problem.activities.push(club('go'), club('art'), club('drama'));
  for (const student of problem.students ?? []) delete student.choices;
  const choices = ['chess', 'go', 'art', 'drama'];
  Object.assign(byId(problem.students, 'C1-a'), { choices, ...pupil });
  const sessions = choices.map((id) => held(id, 'mon-club', [null]));
  return scoreOf(
    'choice',
    problem,
    sessions,
    placed.map((id) => ['C1-a', id] as const),
  ).cost;
}

it('the first choice is free, the second costs 2, a later one 5, none at all 12', () => {
  expect(cost({}, 'chess')).toBe(0);
  expect(cost({}, 'go')).toBe(2);
  expect(cost({}, 'art')).toBe(5);
  expect(cost({}, 'drama')).toBe(5);
  expect(cost({})).toBe(12);
});

it('with two clubs the second best is measured against the second choice', () => {
  const two = { maxClubs: 2 };
  expect(cost(two, 'go', 'chess')).toBe(0);
  expect(cost(two, 'chess', 'art')).toBe(2); // c(1) + c(3 - 2 + 1)
  expect(cost(two, 'art', 'go')).toBe(4); // c(2) + c(3 - 2 + 1)
  expect(cost(two, 'drama', 'art')).toBe(10); // c(3) + c(4 - 2 + 1)
  expect(cost(two, 'chess')).toBe(6); // c(1) + a missing second
  expect(cost(two)).toBe(18); // 12 + 6
});

it('nobody misses more clubs than they chose, or than they may have', () => {
  expect(cost({ maxClubs: 5, choices: ['chess', 'go'] }, 'chess')).toBe(6);
  expect(cost({ choices: [] })).toBe(0);
  expect(cost({ maxClubs: 0 })).toBe(0);
});

it('counts double with a priority, and double again for one who lost out', () => {
  expect(cost({ priority: ['migrant', 'disabled'] }, 'go')).toBe(4);
  expect(cost({ priority: [] }, 'go')).toBe(2);
  expect(cost({ lostLastTime: true }, 'go')).toBe(4);
  expect(cost({ lostLastTime: true, priority: ['leftBehind'] }, 'go')).toBe(8);
});

it('sees only what was chosen, and the same placement once', () => {
  expect(cost({ choices: ['go', 'art'] }, 'chess')).toBe(12);
  expect(cost({ maxClubs: 2 }, 'chess', 'chess')).toBe(6);
});

it('sums the pupils: three at 12, and C3-b of a left-behind family at 24', () => {
  expect(scoreOf('choice', tinyProblem(), [])).toEqual({ count: 4, cost: 60 });
});

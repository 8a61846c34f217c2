import { expect, it } from 'vitest';
import type { Problem } from '../../src/domain/problem.ts';
import { club, parent } from '../support/golden-parts.ts';
import { byId, care, held, matchesOf, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

type Limits = NonNullable<Problem['staff'][number]['limits']>;

function withLimits(limits: Limits) {
  const problem = tinyProblem();
  byId(problem.staff, 'T1').limits = limits;
  return problem;
}

const monday = [
  care('mon-hw', ['C1'], ['T1']),
  care('mon-club', ['C1'], ['T1']),
  care('mon-late', ['C1'], ['T1']),
];

it('counts sessions on a weekday over the limit, and the general limit is 4', () => {
  expect(scoreOf('staffLimit', withLimits({ sessionsPerDay: 3 }), monday).cost).toBe(0);
  expect(scoreOf('staffLimit', withLimits({ sessionsPerDay: 1 }), monday)).toEqual({
    count: 2,
    cost: 2,
  });
  const five = [...monday, held('gate', 'mon-gate', ['T1']), care('mon-late', ['C3'], ['T1'])];
  expect(scoreOf('staffLimit', tinyProblem(), five).cost).toBe(1); // 5 - 4
});

it('leaves sessions under 20 minutes out of the daily number only', () => {
  const problem = withLimits({ sessionsPerDay: 1 });
  byId(problem.periods, 'mon-gate').start = '17:51'; // 17:51-18:10, 19 minutes
  const sessions = [care('mon-hw', ['C1'], ['T1']), held('gate', 'mon-gate', ['T1'])];
  expect(scoreOf('staffLimit', problem, sessions).cost).toBe(0);
  byId(problem.periods, 'mon-gate').start = '17:50'; // 20 minutes
  expect(scoreOf('staffLimit', problem, sessions).cost).toBe(1);
});

it('a second seat in a session is no second session', () => {
  const sessions = [care('mon-hw', ['C1'], ['T1', 'T1'])];
  const limits = { sessionsPerDay: 1, minutesPerWeek: 40 };
  expect(scoreOf('staffLimit', withLimits(limits), sessions).cost).toBe(0);
});

it('counts weekdays used', () => {
  const sessions = [...monday, care('tue-hw', ['C1'], ['T1'])];
  expect(scoreOf('staffLimit', withLimits({ daysPerWeek: 2 }), sessions).cost).toBe(0);
  expect(scoreOf('staffLimit', withLimits({ daysPerWeek: 1 }), sessions).cost).toBe(1);
});

it('counts late evenings, not late posts: late care and gate duty on one day are one', () => {
  const sessions = [
    care('mon-late', ['C1'], ['T1']),
    held('gate', 'mon-gate', ['T1']),
    care('tue-late', ['C1'], ['T1']),
  ];
  expect(scoreOf('staffLimit', withLimits({ latePerWeek: 2 }), sessions).cost).toBe(0);
  expect(scoreOf('staffLimit', withLimits({ latePerWeek: 0 }), sessions).cost).toBe(2);
});

it('counts each minute over: 3 x 40 - 95 = 25', () => {
  expect(scoreOf('staffLimit', withLimits({ minutesPerWeek: 95 }), monday)).toEqual({
    count: 25,
    cost: 25,
  });
});

it('counts different clubs led; the general limit of 2 is for school staff', () => {
  const problem = tinyProblem();
  problem.staff.push(parent('P1'));
  problem.activities.push(club('a'), club('b'), club('c'), club('t', { kind: 'tutoring' }));
  const led = (staffId: string) => [
    ...['a', 'b', 'c'].map((id) => held(id, 'mon-club', [staffId])),
    held('a', 'mon-club', [staffId]), // the same club again
    held('t', 'mon-club', [staffId]), // no club
  ];
  problem.rules = { params: { staff: { sessionsPerDay: 99 } } };
  expect(scoreOf('staffLimit', problem, led('T1')).cost).toBe(1); // 3 - 2
  expect(scoreOf('staffLimit', problem, led('P1')).cost).toBe(0);
  byId(problem.staff, 'P1').limits = { clubs: 1 };
  expect(scoreOf('staffLimit', problem, led('P1')).cost).toBe(2); // 3 - 1
});

it('says which limit, the value and what is allowed', () => {
  const [match] = matchesOf('staffLimit', withLimits({ sessionsPerDay: 2 }), monday);
  expect(match).toMatchObject({
    staffIds: ['T1'],
    weekday: 1,
    detail: { limit: 'sessionsPerDay', value: 3, allowed: 2 },
  });
});

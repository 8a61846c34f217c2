import { expect, it } from 'vitest';
import { explainSession } from '../../solver/explain/explain.ts';
import type { Plan, Problem, Staff } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { byId } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

const monday = [{ weekday: 1, start: '15:00', end: '18:30' }];

const postOf = (problem: Problem, plan: Plan, sessionId: string) =>
  explainSession(indexProblem(problem), plan, sessionId)[0];

it('an open post costs nothing where the rule that counts it is off', () => {
  const plan = tinyPlan();
  byId(plan.sessions, 'care-mon-hw-C1').seats = [{ role: 'lead', staffId: null }];
  const open = (off: string[]) => postOf(tinyProblem({ rules: { off } }), plan, 'care-mon-hw-C1');
  expect(open([])?.medium).toBe(10);
  expect(open(['openSeat'])).toMatchObject({ medium: 0, cause: { code: 'canBeFilled' } });
});

it.each<[Partial<Staff>, string, string]>([
  [{ unavailable: monday }, '这时都不可排', 'are not available then'],
  [{ lessons: monday }, '这时都有课', 'are in lessons then'],
])('says of people who are all away what keeps them: %j', (away, zh, en) => {
  const problem = tinyProblem();
  for (const person of problem.staff) Object.assign(person, away);
  const plan = tinyPlan();
  byId(plan.sessions, 'care-mon-hw-C1').seats = [{ role: 'lead', staffId: null }];
  const { cause } = postOf(problem, plan, 'care-mon-hw-C1') ?? {};
  expect(cause?.code).toBe('nobodyAvailable');
  expect(cause?.sentence.zh).toMatch(new RegExp(`${zh}$`));
  expect(cause?.sentence.en).toMatch(new RegExp(`${en}$`));
});

import { describe, expect, it } from 'vitest';
import { explainSession } from '../../solver/explain/explain.ts';
import { seatCandidates } from '../../solver/explain/seat-candidates.ts';
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

describe('a post of leaders that lasts over several others', () => {
  const problem = tinyProblem();
  byId(problem.activities, 'gate').seats = [{ role: 'duty', kinds: ['leader'] }];
  problem.staff.unshift({ id: 'P1', kind: 'parent', cleared: true, trained: true });
  const plan = tinyPlan();
  byId(plan.sessions, 'care-mon-club-C1').seats = [{ role: 'lead', staffId: 'H1' }];
  byId(plan.sessions, 'care-mon-late-C1+C3').seats = [{ role: 'lead', staffId: 'H1' }];
  byId(plan.sessions, 'gate-mon-gate').seats = [{ role: 'duty', staffId: null }];

  it('is offered to a leader, whose posts others take over, before anybody of another kind', () => {
    const { candidates, ways } = postOf(problem, plan, 'gate-mon-gate') ?? {};
    expect(candidates?.map(({ staffId }) => staffId)).toEqual(['H1', 'P1', 'T1', 'T2', 'T3']);
    expect(ways?.[0]).toMatchObject({
      staffId: 'H1',
      relaxations: [],
      exchange: { sessionId: 'care-mon-club-C1' },
      furtherExchanges: [{ sessionId: 'care-mon-late-C1+C3' }],
    });
  });

  it('has leaders first among those who are chosen from by hand', () => {
    const { candidates } = seatCandidates(indexProblem(problem), plan, 'gate-mon-gate', 0);
    expect(candidates[0]?.staffId).toBe('H1');
  });
});

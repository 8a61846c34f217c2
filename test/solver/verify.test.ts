import { describe, expect, it } from 'vitest';
import { MalformedPlanError } from '../../solver/rules/plan-faults.ts';
import { analyse, verify } from '../../solver/verify.ts';
import type { Plan } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { ruleIds } from '../../src/domain/rule-ids.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

const round = (value: number) => Math.round(value * 1e9) / 1e9;

describe('a good plan for the tiny school', () => {
  const { hard, medium, soft, rules } = verify(tinyProblem(), tinyPlan());

  it('breaks nothing and leaves nothing open', () => {
    expect({ hard, medium }).toEqual({ hard: 0, medium: 0 });
    expect(Object.keys(rules)).toEqual(ruleIds);
  });

  it('costs what can be reckoned by hand', () => {
    const costs = Object.fromEntries(
      Object.entries(rules)
        .filter(([, { cost }]) => cost > 0)
        .map(([id, { cost }]) => [id, round(cost)]),
    );
    expect(costs).toEqual({
      // Loads T1 4 x 40 + 60 = 220, T2 160, T3 40 + 60 = 100, H1 60 + 60 = 120; target 150.
      // (70² + 10² + 50² + 30²) / 900 = 8400 / 900, x 10.
      fairLoad: round(84000 / 900),
      // Late evenings T3 Mon, T1 Tue, H1 both: 4, target 1. H1 is 1 over and T2 1 under: 2 x 5.
      fairEdge: 10,
      // The same 600 minutes / 30, x 3.
      posts: 60,
      lateStreak: 5, // H1
      // Chess 16:40 and the gate 17:10 are more than 45 minutes after 15:50: T3, H1 twice.
      lateStart: 3,
      fewDays: 14, // T1 and T2 both days, T3 Monday, H1 both: 7 x 2
      // C1 has T1 and T3, C3 has T2, T3 and T1: 1 + 2.
      careContinuity: 3,
      gradeSpread: 2, // late care on two days
      ownRoom: 4, // C3 in R1 on two days, x 2
      dayMix: 2, // Tuesday, both classes
    });
    expect(round(soft)).toBe(round(Object.values(costs).reduce((sum, cost) => sum + cost, 0)));
  });
});

describe('the score', () => {
  it('is the same for a problem and its index, and does not trust the plan’s own figures', () => {
    const problem = tinyProblem();
    const score = verify(problem, tinyPlan());
    expect(verify(indexProblem(problem), tinyPlan())).toEqual(score);
    const boasting = tinyPlan();
    boasting.score = { hard: 7, medium: 7, soft: 7, rules: {} };
    for (const session of boasting.sessions) session.headcount = 0;
    expect(verify(problem, boasting)).toEqual(score);
  });

  it('leaves its arguments as they were', () => {
    const problem = tinyProblem();
    const plan = tinyPlan();
    verify(problem, plan);
    expect(problem).toEqual(tinyProblem());
    expect(plan).toEqual(tinyPlan());
  });

  it('leaves a rule that is off out of count and cost, and a weight of 0 only out of the cost', () => {
    const problem = tinyProblem({ rules: { off: ['fewDays'], weights: { posts: 0 } } });
    const { rules } = verify(problem, tinyPlan());
    expect(rules.fewDays).toEqual({ count: 0, cost: 0 });
    expect(rules.posts).toEqual({ count: 13, cost: 0 });
  });

  it('is the sum of the matches times the weight', () => {
    const { score, rules } = analyse(indexProblem(tinyProblem()), tinyPlan({ placements: [] }));
    for (const { rule, weight, count, cost, matches } of rules) {
      expect(score.rules[rule.id]).toEqual({ count, cost });
      expect(cost).toBeCloseTo(weight * matches.reduce((sum, match) => sum + match.cost, 0), 9);
      for (const match of matches) expect(match.cost).toBeGreaterThan(0);
      // Violations of hard rules are counted one by one.
      if (rule.level === 'hard') expect(count).toBe(cost);
    }
    expect(score.hard).toBeGreaterThan(0);
  });
});

describe('a malformed plan is refused, not scored', () => {
  const faultsOf = (change: (plan: Plan) => unknown): string[] => {
    const plan = tinyPlan();
    change(plan);
    try {
      verify(tinyProblem(), plan);
    } catch (error) {
      if (error instanceof MalformedPlanError) return error.faults.map((fault) => fault.path);
      throw error;
    }
    return [];
  };
  const first = (plan: Plan) => plan.sessions[0] as Plan['sessions'][number];
  const withFirst = (change: Partial<Plan['sessions'][number]>) =>
    faultsOf((plan) => Object.assign(first(plan), change));

  it('with an unknown id', () => {
    expect(withFirst({ roomId: 'nowhere' })).toEqual(['/sessions/0/roomId']);
    expect(withFirst({ classIds: ['C1', 'C9'] })).toEqual(['/sessions/0/classIds/1']);
  });

  it('with a session of no period, of two weekdays, or a care session of two periods', () => {
    expect(withFirst({ periodIds: [] })).toHaveLength(1);
    expect(withFirst({ periodIds: ['mon-hw', 'mon-club'] })).toHaveLength(1);
    const chess = (plan: Plan) => plan.sessions[2] as Plan['sessions'][number];
    expect(faultsOf((plan) => chess(plan).periodIds.push('tue-hw'))).toHaveLength(1);
  });

  it('naming every fault', () => {
    expect(withFirst({ periodIds: [], roomId: 'nowhere' })).toHaveLength(2);
  });
});

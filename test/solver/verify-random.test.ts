import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verify } from '../../solver/verify.ts';
import type { Plan, Score } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { manySidedSchool, wildPlans } from '../support/wild-plans.ts';

const problem = manySidedSchool();
const index = indexProblem(problem);

function expectSame(a: Score, b: Score): void {
  for (const [id, { count, cost }] of Object.entries(a.rules)) {
    expect([id, b.rules[id]?.count]).toEqual([id, count]);
    expect(b.rules[id]?.cost).toBeCloseTo(cost, 8);
  }
}

describe('any plan that is not malformed', () => {
  it('has a finite score of at least 0, and whole numbers of violations', () => {
    fc.assert(
      fc.property(wildPlans, (plan) => {
        const score = verify(index, plan);
        for (const value of [score.hard, score.medium, score.soft]) {
          expect(Number.isFinite(value)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(0);
        }
        expect(Number.isInteger(score.hard)).toBe(true);
        expect(Number.isInteger(score.medium)).toBe(true);
      }),
    );
  });

  it('scores the same in any order of its sessions and placements, and with other ids', () => {
    fc.assert(
      fc.property(wildPlans, (plan) => {
        const turned: Plan = {
          ...plan,
          sessions: plan.sessions.toReversed().map((session, i) => ({ ...session, id: `z${i}` })),
          placements: (plan.placements ?? []).toReversed(),
        };
        expectSame(verify(index, plan), verify(index, turned));
      }),
    );
  });

  it('costs nothing against itself as the baseline', () => {
    fc.assert(
      fc.property(wildPlans, (plan) => {
        const score = verify({ ...problem, baseline: plan }, plan);
        expect(score.rules.disruption).toEqual({ count: 0, cost: 0 });
      }),
    );
  });
});

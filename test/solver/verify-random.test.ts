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

/** Two sessions that begin and end together in one room, one of them with a gap between. */
const sameEnds: Plan = {
  schema: 'afterschool.plan/1',
  problemId: 'tiny',
  problemHash: '',
  sessions: [
    ['tue-hw', 'tue-late'],
    ['tue-hw', 'tue-late', 'tue-gate'],
  ].map((periodIds, i) => ({
    id: `s${i}`,
    periodIds,
    roomId: 'R1',
    classIds: [],
    seats: [],
    kind: 'club' as const,
    activityId: 'chess',
    headcount: 0,
  })),
  openSessions: [],
  placements: [],
  score: { hard: 0, medium: 0, soft: 0, rules: {} },
  seed: 1,
  solver: { name: 'afterbell', version: '0' },
};

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
      { examples: [[sameEnds]] },
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

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verify } from '../../solver/verify.ts';
import type { Plan, Problem, Score, Session } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { club, mondayBreak, mornings, parent, tinyWith } from '../support/golden-parts.ts';
import { planOf } from '../support/plan-builder.ts';

/** The tiny school with some of everything, so that random plans can break every sort of rule. */
function school(): Problem {
  const problem = tinyWith(...mornings, mondayBreak);
  problem.staff.push(parent('P1'), parent('P2', { trained: false, share: 0.5 }));
  problem.activities.push(
    club('long', { segments: ['homework', 'club'], span: 2, size: { max: 1 }, active: true }),
    club('help', { kind: 'tutoring', forEach: 'grade', seats: [{ role: 'lead', count: 2 }] }),
    club('team', { studentIds: ['C1-a', 'C3-d'], segments: ['lateCare'], room: null }),
  );
  problem.rules = { params: { learningPerDay: 1, budget: 10, latestEnd: { primary: '17:30' } } };
  return problem;
}

const problem = school();
const index = indexProblem(problem);
const idOf = (list: readonly { id: string }[]) => fc.constantFrom(...list.map((item) => item.id));
const classIds = fc.subarray(['C1', 'C3']);
const roomId = fc.option(idOf(problem.rooms));
const seats = fc.array(
  fc.record({
    role: fc.constantFrom('lead' as const, 'assistant' as const, 'duty' as const),
    staffId: fc.option(idOf(problem.staff)),
  }),
  { maxLength: 3 },
);
const periodIds = fc.constantFrom(1, 2).chain((day) =>
  fc.subarray(
    problem.periods.filter((p) => p.weekday === day).map((p) => p.id),
    { minLength: 1, maxLength: 3 },
  ),
);

const care = fc.record({ periodId: idOf(problem.periods), roomId, classIds, seats }).map(
  ({ periodId, ...rest }): Omit<Session, 'id'> => ({
    ...rest,
    kind: 'care',
    periodIds: [periodId],
    headcount: 0,
  }),
);
const held = fc
  .record({ series: fc.constantFrom(...index.series), periodIds, roomId, classIds, seats })
  .map(
    ({ series, ...rest }): Omit<Session, 'id'> => ({
      ...rest,
      kind: series.activity.kind,
      activityId: series.activity.id,
      ...(series.forKey === undefined ? {} : { forKey: series.forKey }),
      headcount: 0,
    }),
  );
const placements = fc.array(
  fc.record({
    studentId: idOf(problem.students ?? []),
    activityId: idOf(problem.activities),
    rank: fc.constant(1),
  }),
  { maxLength: 8 },
);
const plans = fc
  .record({ sessions: fc.array(fc.oneof(care, held), { maxLength: 14 }), placements })
  .map(({ sessions, placements }): Plan => {
    const numbered = sessions.map((session, i) => ({ ...session, id: `s${i}` }));
    return { ...planOf(problem, []), sessions: numbered, placements };
  });

function expectSame(a: Score, b: Score): void {
  for (const [id, { count, cost }] of Object.entries(a.rules)) {
    expect([id, b.rules[id]?.count]).toEqual([id, count]);
    expect(b.rules[id]?.cost).toBeCloseTo(cost, 8);
  }
}

describe('any plan that is not malformed', () => {
  it('has a finite score of at least 0, and whole numbers of violations', () => {
    fc.assert(
      fc.property(plans, (plan) => {
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
      fc.property(plans, (plan) => {
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
      fc.property(plans, (plan) => {
        const score = verify({ ...problem, baseline: plan }, plan);
        expect(score.rules.disruption).toEqual({ count: 0, cost: 0 });
      }),
    );
  });
});

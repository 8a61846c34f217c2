import { beforeAll, describe, expect, test } from 'vitest';
import { fairnessOf } from '../../solver/explain/explain.ts';
import { seatCandidates } from '../../solver/explain/seat-candidates.ts';
import { whyNot } from '../../solver/explain/why-not.ts';
import { fairParts } from '../../solver/rules/fair-share.ts';
import { viewPlan } from '../../solver/rules/plan-view.ts';
import { compareScores } from '../../solver/search/compare.ts';
import { solve } from '../../solver/solve.ts';
import type { Plan } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { generateProblem } from '../../src/generator/index.ts';

const problem = generateProblem({ size: 'village', seed: 5 });
const index = indexProblem(problem);
let plan: Plan;
beforeAll(async () => {
  plan = await solve(problem, { seed: 1, steps: 20_000 });
});

test('the figures of a statement are those that the rules count', () => {
  const view = viewPlan(index, plan);
  const targets = new Map(
    fairParts(view, (person) => person.load).map((part) => [part.person.staff.id, part.target]),
  );
  const told = new Map(fairnessOf(index, plan).map((one) => [one.staffId, one]));
  let streaks = 0;
  for (const person of view.people) {
    const ours = told.get(person.staff.id);
    if (person.share === 0 && person.seats.length === 0) {
      expect(ours).toBeUndefined();
      continue;
    }
    expect(ours).toMatchObject({
      load: person.load,
      late: person.lateDays.size,
      early: person.earlyDays.size,
      edge: person.lateDays.size + person.earlyDays.size,
      days: person.days.size,
      loadTarget: targets.get(person.staff.id) ?? null,
    });
    streaks += ours?.streaks ?? 0;
    // Less than one's share is no burden.
    if (ours?.heaviest?.ruleId === 'fairLoad')
      expect(ours.load).toBeGreaterThan(ours.loadTarget ?? Number.POSITIVE_INFINITY);
    if (ours?.heaviest?.ruleId === 'fairEdge')
      expect(ours.edge).toBeGreaterThan(ours.edgeTarget ?? Number.POSITIVE_INFINITY);
  }
  expect(streaks).toBe(plan.score.rules.lateStreak?.count);
});

test('what was carried over is told apart from the posts of the week', () => {
  const changed = structuredClone(problem);
  const [{ id } = { id: '' }] = changed.staff;
  for (const person of changed.staff) delete person.carryOver;
  const of = () => fairnessOf(indexProblem(changed), plan).find((one) => one.staffId === id);
  const without = of();
  expect(without?.sentence.zh).not.toContain('结转');
  (changed.staff[0] as { carryOver?: number }).carryOver = -60;
  expect(of()?.load).toBe((without?.load ?? 0) - 60);
  expect(of()?.sentence.zh).toContain('分钟（含结转 -60，应承担');
  expect(of()?.sentence.en).toContain('min (-60 of it carried over, fair');
});

describe('candidates for a seat', () => {
  test('the score with each is what trying them by hand gives, the best first', () => {
    const session = plan.sessions.find(({ kind }) => kind === 'care') as Plan['sessions'][number];
    const { before, candidates } = seatCandidates(index, plan, session.id, 0);
    expect(candidates).toHaveLength(problem.staff.length);
    expect(before).toMatchObject({ hard: plan.score.hard, medium: plan.score.medium });
    const counted = candidates.filter(({ after }) => after !== undefined);
    expect(counted.length).toBeGreaterThan(3);
    for (const { staffId, after, bars } of counted) {
      const tried = whyNot(index, plan, [{ seat: { sessionId: session.id, seat: 0, staffId } }]);
      expect(after).toEqual({
        hard: tried.after.hard,
        medium: tried.after.medium,
        soft: tried.after.soft,
      });
      if (bars.length === 0) expect(tried.after.hard).toBeLessThanOrEqual(before.hard);
    }
    for (const [i, one] of counted.entries()) {
      const next = counted[i + 1]?.after;
      if (one.after && next) expect(compareScores(one.after, next)).toBeLessThanOrEqual(0);
    }
    const here = candidates.filter(({ isHere }) => isHere);
    expect(here.map(({ staffId }) => staffId)).toEqual([session.seats[0]?.staffId]);
  });
});

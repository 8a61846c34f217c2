import { describe, expect, it } from 'vitest';
import { gapOf, lowerBound, withBound } from '../../../solver/exact/bound.ts';
import { edgeCases } from '../../../solver/exact/edge-cases.ts';
import { highs, solveLinear, solveWhole } from '../../../solver/exact/highs.ts';
import { boundInThread, boundInThreads } from '../../../solver/exact/in-thread.ts';
import { buildRelaxation } from '../../../solver/exact/relaxation.ts';
import { rules } from '../../../solver/rules/registry.ts';
import { solve } from '../../../solver/solve.ts';
import { verify } from '../../../solver/verify.ts';
import type { Plan, Problem } from '../../../src/domain/problem.ts';
import { generateProblem } from '../../../src/generator/index.ts';
import { randomSmallProblem } from '../../../src/generator/small/index.ts';
import { byId } from '../../support/plan-builder.ts';
import { tinyProblem } from '../../support/tiny.ts';
import { tinyPlan } from '../../support/tiny-plan.ts';

/** Bounds of the linear and of the whole-number model, each with the medium of the plan allowed. */
async function boundsFor(problem: Problem, plan: Plan, wholeSeconds: number) {
  const relaxation = buildRelaxation(problem, { mediumLimit: plan.score.medium });
  if (relaxation === undefined) return undefined;
  const solver = await highs();
  const model = relaxation.sparse();
  const linear = solveLinear(solver, model, 20);
  const coarse = buildRelaxation(problem, { mediumLimit: plan.score.medium, detail: 'people' });
  const first = solveLinear(solver, coarse?.sparse() as never, 20);
  const whole = wholeSeconds > 0 ? solveWhole(solver, model, wholeSeconds) : undefined;
  return { first, linear, whole };
}

describe('the bound on tiny problems with every feature of the contract', () => {
  const seeds = Array.from({ length: 16 }, (_, i) => 1000 + i);
  it.each([
    { steps: 0, whole: 0 },
    { steps: 4000, whole: 0.3 },
  ])('is never above the cost of a plan after $steps steps', async ({ steps, whole }) => {
    for (const seed of steps === 0 ? seeds : seeds.slice(0, 10)) {
      const problem = randomSmallProblem(seed);
      const plan = await solve(problem, { steps, seed });
      if (plan.score.hard > 0) continue;
      const bounds = await boundsFor(problem, plan, whole);
      if (bounds === undefined) continue;
      expect(bounds.linear.status, `seed ${seed}`).not.toBe('infeasible');
      expect(bounds.linear.bound, `seed ${seed}`).toBeLessThanOrEqual(plan.score.soft + 1e-6);
      expect(bounds.first.bound, `seed ${seed}`).toBeLessThanOrEqual(plan.score.soft + 1e-6);
      if (bounds.whole === undefined) continue;
      expect(bounds.whole.status, `seed ${seed}`).not.toBe('infeasible');
      expect(bounds.whole.bound, `seed ${seed}`).toBeLessThanOrEqual(plan.score.soft + 1e-6);
    }
  });
});

describe('lowerBound', () => {
  it('comes near the cost of a short search on a village school', async () => {
    const problem = generateProblem({ size: 'village', seed: 1 });
    const plan = await solve(problem, { steps: 150_000, seed: 1 });
    const relaxation = buildRelaxation(problem, { mediumLimit: plan.score.medium });
    const linear = solveLinear(await highs(), relaxation?.sparse() as never, 60);
    expect(linear.bound).toBeGreaterThan(0.8 * plan.score.soft);
    expect(linear.bound).toBeLessThanOrEqual(plan.score.soft);
  }, 120_000);

  it('runs in a thread of its own', async () => {
    const problem = randomSmallProblem(5);
    const plan = await solve(problem, { steps: 500, seed: 1 });
    const options = { seconds: 1, mediumLimit: plan.score.medium };
    const bound = await boundInThread(problem, options);
    expect(bound.method).toMatch(/LP|MIP/);
    expect(bound.soft).toBeLessThanOrEqual(plan.score.soft + 1e-6);
  });

  it('is shared by threads, and never above what one of them has proven of its cases', async () => {
    const problem = generateProblem({ size: 'village', seed: 2 });
    const plan = await solve(problem, { steps: 50_000, seed: 1 });
    const mediumLimit = plan.score.medium;
    const count = edgeCases(problem).length;
    expect(count).toBeGreaterThan(1);
    const told: number[] = [];
    const options = { seconds: 4, mediumLimit };
    const shared = await boundInThreads(problem, { ...options, threads: 64 }, undefined, (bound) =>
      told.push(bound.soft),
    );
    expect(shared.soft).toBeGreaterThan(0);
    expect(shared.soft).toBeLessThanOrEqual(plan.score.soft + 1e-6);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBeLessThanOrEqual(shared.soft);
  }, 60_000);

  it('is 0 where a rule that it stands on is off', async () => {
    const problem = randomSmallProblem(3);
    problem.rules = { ...problem.rules, off: ['coverage'] };
    expect(await lowerBound(problem)).toMatchObject({ soft: 0 });
  });

  it('does not charge for the other seats of a session in which nobody sits, where openSeat is off', async () => {
    const problem = tinyProblem();
    byId(problem.activities, 'micro').seats.push({ role: 'assistant', kinds: ['parent'] });
    const free = rules.filter(({ level, id }) => level === 'soft' && id !== 'openAssistant');
    const weights = Object.fromEntries(free.map(({ id }) => [id, 0]));
    problem.rules = { off: ['openSeat'], weights };
    const plan = tinyPlan();
    for (const session of plan.sessions.filter(({ kind }) => kind === 'microTheme'))
      session.seats = [
        { role: 'lead', staffId: null },
        { role: 'assistant', staffId: null },
      ];
    expect(verify(problem, plan)).toMatchObject({ hard: 0, medium: 0, soft: 0 });
    expect(await lowerBound(problem, { seconds: 2, mediumLimit: 0 })).toMatchObject({ soft: 0 });
  });

  it('bounds schools with nothing to decide, and with loads that are far apart', async () => {
    const empty = tinyProblem({ periods: [], activities: [] });
    for (const student of empty.students ?? []) delete student.choices;
    expect(await lowerBound(empty, { seconds: 1, mediumLimit: 0 })).toMatchObject({ soft: 0 });
    const apart = tinyProblem();
    byId(apart.staff, 'T1').carryOver = 4000;
    const { soft, medium } = verify(apart, tinyPlan());
    const bound = await lowerBound(apart, { seconds: 2, mediumLimit: medium });
    expect(bound.soft).toBeGreaterThan(10_000);
    expect(bound.soft).toBeLessThanOrEqual(soft);
  });

  it('has a point in every case of edges, also where nobody has so many', async () => {
    const problem = tinyProblem();
    for (const person of problem.staff) person.share = person.id === 'T1' ? 1 : 0;
    byId(problem.staff, 'T1').unavailable = [1, 2].map((weekday) => ({
      weekday,
      start: '15:00',
      end: '19:00',
    }));
    problem.rules = { params: { lateFrom: '15:50' } };
    const cases = edgeCases(problem);
    expect(cases.at(-1)?.from).toBeGreaterThan(9);
    const solver = await highs();
    for (const edges of cases) {
      const lp = buildRelaxation(problem, { mediumLimit: 0, edges });
      expect(lp && solveLinear(solver, lp.sparse(), 5).status).toBe('optimal');
    }
  });

  it('ends at once when it is stopped, with the best bound so far', async () => {
    const problem = generateProblem({ size: 'medium', seed: 1 });
    const stop = new AbortController();
    stop.abort();
    expect(await boundInThread(problem, { seconds: 600 }, stop.signal)).toMatchObject({ soft: 0 });
  });
});

describe('withBound', () => {
  const plan = { score: { hard: 0, medium: 0, soft: 100, rules: {} } } as unknown as Plan;
  it('gives the gap as a share of the cost of the plan', () => {
    const bounded = withBound(plan, { soft: 80, method: 'LP' });
    expect(bounded.bound).toEqual({ soft: 80, method: 'LP' });
    expect(gapOf(bounded)).toBeCloseTo(0.2);
    expect(gapOf(plan)).toBeUndefined();
  });

  it('refuses a bound above the cost, and bounds no plan that breaks a hard rule', () => {
    expect(() => withBound(plan, { soft: 101, method: 'LP' })).toThrow(/above the cost/);
    const broken = { ...plan, score: { ...plan.score, hard: 1 } };
    expect(withBound(broken, { soft: 101, method: 'LP' })).toBe(broken);
    expect(withBound(plan, { soft: 100 + 1e-9, method: 'LP' }).bound?.soft).toBe(100);
  });
});

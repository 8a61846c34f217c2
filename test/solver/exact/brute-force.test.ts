import { expect, it } from 'vitest';
import {
  briefProblem,
  checkBounds,
  daysProblem,
  eveningProblem,
  idleProblem,
  microProblem,
} from '../../../bench/bounds/check-bounds.ts';
import { bestOfAll } from '../../../bench/bounds/every-plan.ts';
import { lowerBound } from '../../../solver/exact/bound.ts';
import { edgeCases } from '../../../solver/exact/edge-cases.ts';
import { highs, solveLinear, solveWhole } from '../../../solver/exact/highs.ts';
import { buildRelaxation, buildWithWeeks } from '../../../solver/exact/relaxation.ts';
import { rules } from '../../../solver/rules/registry.ts';
import { solve } from '../../../solver/solve.ts';
import { randomSmallProblem } from '../../../src/generator/small/index.ts';

const solver = await highs();

/** `npm run bench:bounds` tries hundreds of problems, these and small ones with every feature. */
it('no bound is above the best of all plans, and some meet it', async () => {
  let compared = 0;
  let met = 0;
  for (const seed of [2, 3, 6, 8]) {
    const problem = microProblem(seed);
    const best = bestOfAll(problem);
    if (best === undefined) continue;
    const checked = await checkBounds(problem, best, 3);
    expect(checked?.faults, `seed ${seed}`).toEqual([]);
    compared++;
    if ((checked?.whole ?? 0) > 0.98 * best.soft) met++;
  }
  expect(compared).toBe(4);
  // A relaxation that claims nothing would pass the rest.
  expect(met).toBeGreaterThan(0);
}, 120_000);

it('weights of a million beside those of a millionth do not lift a bound above the best plan', async () => {
  const problem = briefProblem(96_058);
  const [loud, low] = [1_000_000, 0.000_001];
  problem.rules = {
    params: { care: { maxGroup: 4 }, rest: { lateStart: 20 } },
    weights: {
      ...{ idleGap: loud, avoidTime: loud, ownTeacher: loud, careContinuity: loud, choice: loud },
      ...{ fairLoad: low, fairEdge: low, dayMix: low, floorWalk: loud, lateStart: 1000 },
      ...{ posts: 0, longDay: 0, pay: 0, lateStreak: 1, fewDays: 1, careRoom: 1, closedClub: 1 },
    },
  };
  const best = bestOfAll(problem);
  expect(best).toBeDefined();
  // A thousandth of the cost is less than the solver's tolerance of what a column costs.
  expect((best && (await checkBounds(problem, best, 1)))?.faults).toEqual([]);
}, 60_000);

it.each([
  [100_000, 2],
  [0.000_001, 14],
])(
  'all weights times %d lift no bound above the best plan',
  async (times, seed) => {
    const weights = Object.fromEntries(
      rules.filter(({ level }) => level === 'soft').map((r) => [r.id, r.defaultWeight * times]),
    );
    const usual = microProblem(seed);
    const problem = { ...usual, rules: { ...usual.rules, weights } };
    const best = bestOfAll(problem);
    const checked = best && (await checkBounds(problem, best, 1));
    expect(checked?.faults).toEqual([]);
    // And it still claims something.
    expect(checked?.whole).toBeGreaterThan(0.8 * (best?.soft ?? 0));
  },
  60_000,
);

it('evenings of late care are not bounded above the best of all plans', async () => {
  let compared = 0;
  for (let seed = 1; seed <= 4; seed++) {
    const problem = eveningProblem(seed);
    const best = bestOfAll(problem);
    if (best === undefined) continue;
    const checked = await checkBounds(problem, best, 1);
    expect(checked?.faults, `seed ${seed}`).toEqual([]);
    compared++;
  }
  expect(compared).toBeGreaterThan(1);
}, 120_000);

it('posts of a few minutes and stairs are charged for, and no bound is above the best plan', async () => {
  let charged = 0;
  for (const seed of [5101, 5102]) {
    const problem = briefProblem(seed);
    const best = bestOfAll(problem);
    if (best === undefined) continue;
    const checked = await checkBounds(problem, best, 1);
    expect(checked?.faults, `seed ${seed}`).toEqual([]);
    const { byRule } = await lowerBound(problem, { seconds: 2, mediumLimit: 0 });
    charged += byRule?.floorWalk ?? 0;
  }
  expect(charged).toBeGreaterThan(0.1);
}, 120_000);

it('late evenings without pupils are paid for, and no case is bounded above its best plan', async () => {
  for (const seed of [4, 11]) {
    const problem = idleProblem(seed);
    const best = bestOfAll(problem);
    if (best === undefined) throw new Error('every plan breaks a hard rule');
    const checked = await checkBounds(problem, best, 1);
    expect(checked?.faults, `seed ${seed}`).toEqual([]);
    const bounds = edgeCases(problem).map((edges) => {
      const lp = buildRelaxation(problem, { mediumLimit: 0, edges });
      return lp === undefined ? 0 : solveLinear(solver, lp.sparse(), 5).bound;
    });
    // A third late evening is a window of ten minutes after a gap, at 3 and 1.5 or more.
    expect(bounds[1] - bounds[0], `seed ${seed}`).toBeGreaterThan(2);
  }
}, 60_000);

it('people whom a class meets by day are charged for where classes are not told apart', async () => {
  const problem = daysProblem(3);
  const best = bestOfAll(problem);
  if (best === undefined) throw new Error('every plan breaks a hard rule');
  const checked = await checkBounds(problem, best, 1);
  expect(checked?.faults).toEqual([]);
  const edges = edgeCases(problem)[0];
  const built = buildWithWeeks(problem, { mediumLimit: 0, edges, asCrowd: true });
  if (built?.weeks === undefined) throw new Error('the problem is too large for weeks');
  const before = solveLinear(solver, built.lp.sparse(), 5).bound;
  // The best plan costs 120.7, and the model without weeks charges 99.3.
  expect(built.weeks.raise(solver, () => 5)).toBeGreaterThan(before + 10);
}, 120_000);

it('evenings of late care are charged for', async () => {
  const charged = await Promise.all(
    [1, 2, 3, 4].map(async (seed) => {
      const { byRule } = await lowerBound(eveningProblem(seed), { seconds: 2, mediumLimit: 0 });
      return (byRule?.careContinuity ?? 0) + (byRule?.fairEdge ?? 0);
    }),
  );
  // Without them both rules are outside the relaxation, and cost nothing there.
  expect(Math.max(...charged)).toBeGreaterThan(0.1);
}, 60_000);

it('whole weeks of people raise the linear bound', async () => {
  const problem = eveningProblem(3);
  const built = buildWithWeeks(problem, { mediumLimit: 0, edges: edgeCases(problem)[0] });
  if (built?.weeks === undefined) throw new Error('the problem is too large for weeks');
  const before = solveLinear(solver, built.lp.sparse(), 5).bound;
  const bounds = [before];
  for (;;) {
    const bound = built.weeks.raise(solver, () => 5);
    if (bound === undefined) break;
    bounds.push(bound);
  }
  // Rows never lower it, and come to an end.
  expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
  expect(bounds.length).toBeLessThanOrEqual(13);
  expect(bounds.at(-1)).toBeGreaterThan(before + 10);
}, 60_000);

it('a run with whole numbers keeps its best points, the best one first', () => {
  const built = buildWithWeeks(eveningProblem(3), {
    mediumLimit: 0,
    edges: edgeCases(eveningProblem(3))[0],
  });
  if (built === undefined) throw new Error('a hard rule is off');
  const model = built.lp.sparse();
  const { status, objective, points = [] } = solveWhole(solver, model, 30, { keptPoints: 2 });
  expect(status).toBe('optimal');
  const costs = points.map((point) =>
    point.reduce((sum, x, column) => sum + x * model.colCost[column], model.offset),
  );
  expect(costs.length).toBeGreaterThan(0);
  expect(costs.length).toBeLessThanOrEqual(2);
  expect(costs).toEqual(costs.toSorted((a, b) => a - b));
  expect(costs[0]).toBeCloseTo(objective, 4);
}, 60_000);

it('bounds the others where one case has no plan at all', async () => {
  const problem = randomSmallProblem(31);
  const plan = await solve(problem, { steps: 4000, seed: 31 });
  const checked = await checkBounds(problem, plan.score, 0);
  expect(checked?.faults).toEqual([]);
}, 120_000);

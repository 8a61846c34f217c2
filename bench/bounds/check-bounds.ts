import type { Highs } from 'highs';
import { type EdgeCase, edgeCases } from '../../solver/exact/edge-cases.ts';
import { highs, solveLinear, solveWhole } from '../../solver/exact/highs.ts';
import { buildRelaxation, buildWithWeeks, details } from '../../solver/exact/relaxation.ts';
import type { WeekCuts } from '../../solver/exact/week-cuts.ts';
import { rules } from '../../solver/rules/registry.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { type Random, seededRandom } from '../../src/generator/random.ts';
import type { Levels } from './every-plan.ts';
import {
  microBrief,
  microByDay,
  microDay,
  microDays,
  microEvenings,
  microIdle,
  microStairs,
  microWeek,
} from './micro-problems.ts';

const softRules = rules.filter(({ level }) => level === 'soft').map(({ id }) => id);

/** Odd seeds ask for one rule above all, each soft rule in turn; even ones weigh as usual. */
export function microProblem(seed: number): Problem {
  const random = seededRandom(seed, 'micro');
  const problem = seed % 4 > 1 ? microWeek(random) : microDay(random);
  if (seed % 2 === 0) return problem;
  const loud = softRules[((seed - 1) / 2) % softRules.length];
  const weights = Object.fromEntries(softRules.map((id) => [id, id === loud ? 40 : 1]));
  return { ...problem, rules: { ...problem.rules, weights } };
}

/** Evenings of late care, where `careContinuity` and `fairEdge` pull against each other; even seeds with homework. */
export function eveningProblem(seed: number): Problem {
  return (seed % 2 === 0 ? microByDay : microEvenings)(seededRandom(seed, 'evenings'));
}

/** Late evenings that only care without pupils in a duty window makes. */
export function idleProblem(seed: number): Problem {
  return microIdle(seededRandom(seed, 'idle'));
}

/** People of a few days a week, and classes with homework on all of them. */
export function daysProblem(seed: number): Problem {
  return microDays(seededRandom(seed, 'days'));
}

/** Odd seeds: stairs to groups of many classes; even ones: posts of a few minutes. */
export function briefProblem(seed: number): Problem {
  return (seed % 2 === 0 ? microBrief : microStairs)(seededRandom(seed, 'brief'));
}

export interface Checked {
  /** The bound by branching on the whole model; undefined where it was not asked for. */
  whole: number | undefined;
  /** Bounds above the cost, by the model that claims them. */
  faults: string[];
}

/**
 * Every bound that is ever shown, against the cost of a plan with hard = 0; with the best plans of
 * each sum of edges, the bound of each case of them as well.
 */
export async function checkBounds(
  problem: Problem,
  { medium, soft, byEdges }: Levels & { byEdges?: ReadonlyMap<number, Levels> },
  wholeSeconds: number,
): Promise<Checked | undefined> {
  const solver = await highs();
  const faults: string[] = [];
  let whole: number | undefined;
  const judge = (
    what: string,
    { status, bound }: { status: string; bound: number },
    cost = soft,
  ) => {
    if (status === 'infeasible') faults.push(`${what}: infeasible, and there is a plan`);
    if (bound > cost + 1e-6) faults.push(`${what}: ${bound} above ${cost}`);
  };
  const cases = edgeCases(problem);
  const bestIn = ({ from, to }: EdgeCase) => {
    const costs = [...(byEdges ?? [])]
      .filter(([sum, levels]) => from <= sum && sum <= to && levels.medium <= medium)
      .map(([, levels]) => levels.soft);
    return costs.length === 0 ? undefined : Math.min(...costs);
  };
  for (const detail of details) {
    // A plan is of one of the cases, so that the least bound of all of them must not be above it.
    const parts: { status: string; bound: number }[] = [];
    const branched: { status: string; bound: number }[] = [];
    for (const edges of detail === 'posts' ? cases.slice(0, 1) : cases) {
      const model = buildRelaxation(problem, { mediumLimit: medium, detail, edges })?.sparse();
      if (model === undefined) return undefined;
      const cost = detail === 'posts' ? soft : bestIn(edges);
      const where = `${detail}, ${edges.from} edges and more`;
      const part = solveLinear(solver, model, 20);
      parts.push(part);
      if (cost !== undefined) judge(`linear, ${where}`, part, cost);
      if (wholeSeconds === 0 || detail === 'people') continue;
      const own = solveWhole(solver, model, wholeSeconds);
      branched.push(own);
      if (cost !== undefined) judge(`whole, ${where}`, own, cost);
    }
    judge(`linear, ${detail}`, weakest(parts));
    if (branched.length === 0) continue;
    const least = weakest(branched);
    judge(`whole, ${detail}`, least);
    if (detail === 'whole') whole = least.bound;
  }
  // Whole weeks of people at prices that are sought, and at random ones: any should do. Class by
  // class, and as in a school of many classes.
  const random = seededRandom(problem.students?.length ?? 0, 'prices');
  for (const asCrowd of [false, true]) {
    const name = asCrowd ? 'weeks of a crowd' : 'weeks';
    const priced: { status: string; bound: number }[] = [];
    for (const edges of cases) {
      const own = buildWithWeeks(problem, { mediumLimit: medium, edges, asCrowd });
      if (own?.weeks === undefined) break;
      const { lp, weeks } = own;
      addRows(solver, weeks, problem, random);
      const cost = bestIn(edges);
      const where = `${name}, ${edges.from} edges and more`;
      const model = lp.sparse();
      const part = solveLinear(solver, model, 20);
      const cutoff = (0.9 + random.between(0, 12) / 60) * soft;
      const branched = wholeSeconds === 0 ? part : solveWhole(solver, model, wholeSeconds);
      const below = wholeSeconds < 5 ? part : solveWhole(solver, model, wholeSeconds, { cutoff });
      const claimed = branched.bound > part.bound ? branched : part;
      if (cost !== undefined) judge(where, claimed, cost);
      if (cost !== undefined) judge(`${where}, below ${cutoff}`, below, cost);
      priced.push(claimed);
    }
    if (priced.length === 0) continue;
    judge(name, weakest(priced));
    if (wholeSeconds > 0) whole = Math.max(whole ?? 0, weakest(priced).bound);
  }
  return { whole, faults };
}

/** Two rows at prices that are sought, and three at random ones. */
function addRows(solver: Highs, weeks: WeekCuts, problem: Problem, random: Random): void {
  const until = performance.now() + 5000;
  const left = () => (until - performance.now()) / 1000;
  for (let k = 0; k < 2; k++) weeks.raise(solver, left);
  for (let k = 0; k < 3; k++)
    weeks.addRow({
      link: Float64Array.from({ length: weeks.linkCount }, () => random.between(-32, 128) / 16),
      load: Float64Array.from(problem.staff, () => random.between(-16, 16) / 256),
      edge: random.between(-32, 32) / 16,
      late: random.between(-4, 32) / 16,
    });
}

function weakest(bounds: readonly { status: string; bound: number }[]) {
  return bounds.reduce((a, b) => (b.bound < a.bound ? b : a));
}

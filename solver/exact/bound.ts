import type { Plan, Problem } from '../../src/domain/problem.ts';
import { type EdgeCase, edgeCases } from './edge-cases.ts';
import { highs, type Outcome, solveLinear, solveWhole } from './highs.ts';
import type { LinearModel } from './linear-model.ts';
import { buildRelaxation, buildWithWeeks, details } from './relaxation.ts';

export interface BoundOptions {
  /** Wall-clock limit of this thread. Default 60. */
  seconds?: number;
  /**
   * Medium cost of the best plan known: only plans with no more of it count. Without one, any
   * medium cost is allowed, and the bound is weak.
   */
  mediumLimit?: number;
  /** Every `of`-th case only, from this one on: then the bound says nothing of the other cases. */
  part?: { from: number; of: number };
}

/**
 * Every plan with hard = 0 and medium <= the limit costs at least `soft`. Soft costs are never
 * below 0, so that 0 is always a bound.
 */
export interface Bound {
  soft: number;
  /** How it was found, in a few words. */
  method: string;
  /** What the relaxation charges in the name of each rule, in the solution of this bound. */
  byRule?: Record<string, number>;
}

export function noBound(why: string): Bound {
  return { soft: 0, method: `none: ${why}` };
}

/**
 * A lower bound on the soft cost: a small linear relaxation for a first one, then the whole one of
 * all plans, then case by case (`edge-cases.ts`), then branching in the time that is left; the
 * largest bound counts. Blocks its thread: `in-thread.ts` gives it one of its own.
 */
export async function lowerBound(
  problem: Problem,
  options: BoundOptions = {},
  onBetter?: (bound: Bound) => void,
): Promise<Bound> {
  const began = performance.now();
  const { seconds = 60, mediumLimit, part = { from: 0, of: 1 } } = options;
  const left = () => seconds - (performance.now() - began) / 1000;
  const limits = mediumLimit === undefined ? {} : { mediumLimit };
  const solver = await highs();
  const cases: Case[] = edgeCases(problem)
    .filter((_, i) => i % part.of === part.from)
    .map((edges) => ({ edges, bound: noBound('out of time') }));
  let best = noBound('out of time');
  /** What is proven of every case is proven of every plan. */
  const tell = () => {
    const { bound } = weakest(cases);
    if (bound.soft <= best.soft) return;
    best = bound;
    onBetter?.(bound);
  };
  const raise = (own: Case, bound: Bound) => {
    if (bound.soft > own.bound.soft) own.bound = bound;
    tell();
  };
  // Of all plans: small models first, so that there is something early.
  for (const detail of details) {
    // With a single case its own model says all this, and comes next.
    if (detail === 'whole' && cases.length === 1) break;
    const lp = buildRelaxation(problem, { ...limits, detail });
    if (lp === undefined) return noBound('a hard rule that it stands on is off');
    if (left() <= 0) return best;
    const bound = linearBound(lp, solveLinear(solver, lp.sparse(), left()));
    if (bound === undefined) return none;
    for (const own of cases) raise(own, bound);
  }
  // A case whose bound is not the lowest need not be looked at more closely.
  const open = new Set(cases);
  for (let own = weakest(cases); open.delete(own); own = weakest(cases)) {
    if (left() <= 0) return best;
    own.built = buildWithWeeks(problem, { ...limits, edges: own.edges });
    if (own.built === undefined) return none;
    own.linear = solveLinear(solver, own.built.lp.sparse(), left());
    const bound = linearBound(own.built.lp, own.linear);
    if (bound === undefined) return none;
    raise(own, bound);
  }
  const waiting = new Set(cases);
  for (let own = weakest(cases); waiting.has(own); own = weakest(cases)) {
    if (left() < 0.5) return best;
    own.built ??= buildWithWeeks(problem, { ...limits, edges: own.edges });
    if (own.built === undefined) return best;
    const { lp, weeks } = own.built;
    // Rows on whole weeks of people first, where these are not too many.
    const soft = own.points === undefined ? weeks?.raise(solver, left, own.linear) : undefined;
    if (soft !== undefined) {
      raise(own, { soft, method: linearMethod(lp) });
      continue;
    }
    waiting.delete(own);
    if (own.points?.filter((point) => weeks?.addAt(point, left)).length === 0) return best;
    const model = lp.sparse();
    const method = `MIP ${model.numCols} x ${model.numRows}, HiGHS`;
    // Late in its time a case makes room as soon as it is no longer the weakest.
    const late = 0.7 * left();
    const isEnough = (seconds: number) =>
      seconds > late && waiting.size > 0 && weakest([...waiting]).bound.soft < own.bound.soft;
    // Far from what is proven so far nothing needs to be looked at; there is always a next time.
    const share = own.isBranched ? laterShare : firstShare;
    own.isBranched = true;
    const cutoff =
      weeks === undefined ? undefined : own.bound.soft + Math.max(1, share * own.bound.soft);
    const whole = solveWhole(solver, model, left(), {
      onBound: (soft) => raise(own, { soft, method }),
      isEnough,
      keptPoints: weeks === undefined ? 0 : keptPoints,
      ...(cutoff === undefined ? {} : { cutoff }),
    });
    if (whole.status === 'infeasible') return best;
    raise(own, {
      soft: whole.bound,
      method: `${method}${whole.status === 'optimal' ? ', solved' : ''}`,
      ...(whole.point === undefined ? {} : { byRule: lp.costsAt(whole.point) }),
    });
    // Dearer prices at the best points of the model, or a larger cutoff, may raise a case once more.
    own.points = whole.status === 'optimal' ? whole.points : undefined;
    if (cutoff !== undefined) waiting.add(own);
  }
  return best;
}

/** By how much of itself the bound of a case may rise at once by branching: first, and later. */
const firstShare = 0.03;
const laterShare = 0.01;
/** Points of a case that get a row each, once it was solved by branching. */
const keptPoints = 4;

const none = noBound('no plan without hard violations at this medium cost');

/** Plans with so many edges, and what is proven of them. */
interface Case {
  edges: EdgeCase;
  bound: Bound;
  /** The whole model, once it was asked for. */
  built?: ReturnType<typeof buildWithWeeks>;
  /** Its linear optimum without rows of whole weeks. */
  linear?: Outcome;
  isBranched?: boolean;
  /** Its best points, once it was solved by branching. */
  points?: readonly Float64Array[] | undefined;
}

function weakest<T extends { bound: Bound }>(cases: readonly T[]): T {
  return cases.reduce((a, b) => (b.bound.soft < a.bound.soft ? b : a));
}

/** By the linear relaxation and its optimum; undefined where it has no point. */
function linearBound(lp: LinearModel, { status, bound, point }: Outcome): Bound | undefined {
  if (status === 'infeasible') return undefined;
  return {
    soft: bound,
    method: linearMethod(lp),
    ...(point === undefined ? {} : { byRule: lp.costsAt(point) }),
  };
}

function linearMethod({ columns, rows }: LinearModel): string {
  return `LP ${columns} x ${rows}, HiGHS`;
}

/** How far a plan can be from the best one, as a share of its own cost; undefined if unknown. */
export function gapOf(plan: Plan): number | undefined {
  if (plan.bound === undefined || plan.score.hard > 0) return undefined;
  const { soft } = plan.score;
  return soft === 0 ? 0 : Math.max(0, soft - plan.bound.soft) / soft;
}

/**
 * The plan with the bound on it. A bound above the cost of a plan is a fault of ours and never
 * shown as one: this throws. A bound says nothing about a plan that breaks a hard rule.
 */
export function withBound(plan: Plan, { soft, method }: Bound): Plan {
  if (plan.score.hard > 0 || soft <= 0) return plan;
  if (soft > plan.score.soft + 1e-6)
    throw new Error(
      `the bound ${soft} (${method}) is above the cost ${plan.score.soft} of a plan with medium ${plan.score.medium}`,
    );
  return { ...plan, bound: { soft: Math.min(soft, plan.score.soft), method } };
}

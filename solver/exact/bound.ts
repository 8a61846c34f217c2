import type { Plan, Problem } from '../../src/domain/problem.ts';
import { highs, solveLinear, solveWhole } from './highs.ts';
import { buildRelaxation, details } from './relaxation.ts';

export interface BoundOptions {
  /** Wall-clock limit of this thread. Default 60. */
  seconds?: number;
  /**
   * Medium cost of the best plan known: only plans with no more of it count. Without one, any
   * medium cost is allowed, and the bound is weak.
   */
  mediumLimit?: number;
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
 * A lower bound on the soft cost: small linear relaxations for a first one, then the whole one, then
 * branching in the time that is left; the largest bound counts. Blocks its thread:
 * `in-thread.ts` gives it one of its own.
 */
export async function lowerBound(
  problem: Problem,
  options: BoundOptions = {},
  onBetter?: (bound: Bound) => void,
): Promise<Bound> {
  const began = performance.now();
  const { seconds = 60, mediumLimit } = options;
  const left = () => seconds - (performance.now() - began) / 1000;
  const limits = mediumLimit === undefined ? {} : { mediumLimit };
  const solver = await highs();
  let best = noBound('out of time');
  const tell = (bound: Bound) => {
    if (bound.soft <= best.soft) return;
    best = bound;
    onBetter?.(bound);
  };
  for (const detail of details) {
    if (left() <= 0) return best;
    const lp = buildRelaxation(problem, { ...limits, detail });
    if (lp === undefined) return noBound('a hard rule that it stands on is off');
    const model = lp.sparse();
    const size = `${model.numCols} x ${model.numRows}`;
    const linear = solveLinear(solver, model, left());
    if (linear.status === 'infeasible')
      return noBound('no plan without hard violations at this medium cost');
    tell({
      soft: linear.bound,
      method: `LP ${size}, HiGHS`,
      ...(linear.point === undefined ? {} : { byRule: lp.costsAt(linear.point) }),
    });
    if (detail !== 'whole' || left() < 0.5) continue;
    const whole = solveWhole(solver, model, left(), (soft) =>
      tell({ soft, method: `MIP ${size}, HiGHS` }),
    );
    if (whole.status !== 'infeasible')
      tell({
        soft: whole.bound,
        method: `MIP ${size}, HiGHS${whole.status === 'optimal' ? ', solved' : ''}`,
        ...(whole.point === undefined ? {} : { byRule: lp.costsAt(whole.point) }),
      });
  }
  return best;
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

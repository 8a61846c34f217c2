import type { Problem } from '../../src/domain/problem.ts';
import { highs, solveLinear, solveWhole } from './highs.ts';
import { buildRelaxation } from './relaxation.ts';

/** No plan with hard = 0 has less medium cost than this. */
export interface LeastMedium {
  medium: number;
  method: string;
  /** What `openSeat` and `openSession` cost in the solution of the relaxation. */
  byRule?: Record<string, number>;
}

/**
 * A lower bound on the medium cost: the posts that nobody can take and the sessions that cannot be
 * held, whoever plans. Medium costs are whole numbers, so the bound is rounded up. A plan that
 * reaches it is proven to leave open no more than it must. Blocks its thread.
 *
 * By the contract, leaving out a duty that nobody can take (5) is cheaper than an open post (10).
 * `dutiesStand` asks for the least medium of plans that leave out no duty that is due in each of
 * its periods, which is what the search looks for (docs/adr/0007).
 */
export async function leastMedium(
  problem: Problem,
  { seconds = 60, dutiesStand = false }: { seconds?: number; dutiesStand?: boolean } = {},
): Promise<LeastMedium> {
  const began = performance.now();
  const left = () => seconds - (performance.now() - began) / 1000;
  const lp = buildRelaxation(problem, { objective: 'medium', dutiesStand });
  if (lp === undefined) return { medium: 0, method: 'none: a hard rule that it stands on is off' };
  const solver = await highs();
  const model = lp.sparse();
  const linear = solveLinear(solver, model, left());
  if (linear.status === 'infeasible')
    return { medium: 0, method: 'none: no plan without hard violations' };
  let best: LeastMedium = {
    medium: roundUp(linear.bound),
    method: 'LP (HiGHS), rounded up',
    ...(linear.point === undefined ? {} : { byRule: lp.costsAt(linear.point) }),
  };
  if (left() < 0.2) return best;
  const whole = solveWhole(solver, model, left());
  if (whole.status !== 'infeasible' && roundUp(whole.bound) > best.medium)
    best = {
      medium: roundUp(whole.bound),
      method: 'MIP (HiGHS), rounded up',
      ...(whole.point === undefined ? {} : { byRule: lp.costsAt(whole.point) }),
    };
  return best;
}

/** Of what is above a whole number by less than a thousandth nothing is claimed. */
function roundUp(bound: number): number {
  return Math.max(0, Math.ceil(bound - 1e-3));
}

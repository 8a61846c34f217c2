import fc from 'fast-check';
import { expect, it } from 'vitest';
import { highs, solveLinear, solveWhole } from '../../../solver/exact/highs.ts';
import { Expr, LinearModel } from '../../../solver/exact/linear-model.ts';
import { safeBound } from '../../../solver/exact/safe-bound.ts';
import { seededRandom } from '../../../src/generator/random.ts';

/** A covering problem: choose amounts of `costs.length` things so that every need is met. */
function covering(costs: readonly number[], needs: readonly (readonly number[])[]): LinearModel {
  const lp = new LinearModel();
  const columns = costs.map((cost) => {
    const column = lp.column(5, { integer: true });
    lp.charge('cost', Expr.of(column), cost);
    return column;
  });
  for (const need of needs) {
    const sum = new Expr();
    for (const [j, coef] of need.entries())
      if (coef > 0) sum.add(columns[j % columns.length], coef);
    // Met by five of everything, so that every problem has a solution.
    const most = 5 * need.reduce((total, coef) => total + coef, 0);
    if (!sum.isConstant) lp.atLeast(sum, most / 3);
  }
  return lp;
}

const problems = fc.tuple(
  fc.array(fc.integer({ min: -5, max: 30 }), { minLength: 1, maxLength: 6 }),
  fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 6 }), {
    maxLength: 6,
  }),
);

it('is below the optimum for any duals at all', async () => {
  const solver = await highs();
  fc.assert(
    fc.property(problems, fc.array(fc.double({ min: -50, max: 50, noNaN: true })), (of, duals) => {
      const model = covering(...of).sparse();
      const { objective } = solveLinear(solver, model, 10);
      const given = Float64Array.from({ length: model.numRows }, (_, i) => duals[i] ?? 0);
      expect(safeBound(model, given)).toBeLessThanOrEqual(objective + 1e-7);
    }),
    { numRuns: 150 },
  );
});

it('reaches the linear optimum with the duals of the solver, and the whole one is no lower', async () => {
  const solver = await highs();
  fc.assert(
    fc.property(problems, (of) => {
      const model = covering(...of).sparse();
      const linear = solveLinear(solver, model, 10);
      const whole = solveWhole(solver, model, 10);
      expect(linear.status).toBe('optimal');
      expect(linear.bound).toBeGreaterThan(linear.objective - 1e-5);
      expect(linear.bound).toBeLessThanOrEqual(linear.objective + 1e-7);
      expect(whole.bound).toBeLessThanOrEqual(whole.objective);
      expect(whole.objective).toBeGreaterThan(linear.objective - 1e-6);
    }),
    { numRuns: 80 },
  );
});

it('tells what branching proves on its way, and ends when that is enough', async () => {
  const solver = await highs();
  const random = seededRandom(3, 'covering');
  const some = (from: number, to: number) =>
    Array.from({ length: 30 }, () => random.between(from, to));
  const model = covering(
    some(5, 30),
    Array.from({ length: 30 }, () => some(-4, 4).map((coef) => Math.max(0, coef))),
  ).sparse();
  const told: number[] = [];
  const whole = solveWhole(solver, model, 60, { onBound: (bound) => told.push(bound) });
  expect(whole.status).toBe('optimal');
  expect(told.length).toBeGreaterThan(0);
  expect(Math.max(...told)).toBeLessThanOrEqual(whole.objective);
  const enough = solveWhole(solver, model, 60, { isEnough: () => true });
  expect(enough.status).toBe('stopped');
  expect(enough.bound).toBeLessThanOrEqual(whole.objective);
});

it('claims no more than the cutoff, and has no point where nothing is below it', async () => {
  const solver = await highs();
  const model = covering(
    [5, 8, 9, 13],
    [
      [1, 2, 3, 1],
      [2, 0, 1, 4],
      [0, 3, 1, 1],
    ],
  ).sparse();
  const { objective } = solveWhole(solver, model, 10);
  for (const cutoff of [0.5 * objective, objective - 0.5]) {
    const below = solveWhole(solver, model, 10, { cutoff });
    expect(below.bound).toBeLessThanOrEqual(cutoff);
    expect(below.bound).toBeGreaterThan(cutoff - 0.01);
    expect(below.point).toBeUndefined();
  }
  const above = solveWhole(solver, model, 10, { cutoff: 2 * objective });
  expect(above.status).toBe('optimal');
  expect(above.bound).toBeLessThanOrEqual(objective);
});

it('says what is infeasible', async () => {
  const lp = new LinearModel();
  lp.atLeast(Expr.of(lp.column(1)), 2);
  expect(solveLinear(await highs(), lp.sparse(), 10).status).toBe('infeasible');
});

it('sums repeated entries of a row, and tells the costs of each rule', () => {
  const lp = new LinearModel();
  const x = lp.column(3);
  lp.atLeast(Expr.of(x).add(x, 2).plus(new Expr(1)), 4);
  lp.charge('one', Expr.of(x, 2).plus(new Expr(7)), 3);
  const model = lp.sparse();
  expect([...model.values]).toEqual([3]);
  expect([...model.rowLower]).toEqual([3]);
  expect(lp.costsAt([1])).toEqual({ one: 27 });
  expect(model.offset).toBe(21);
});

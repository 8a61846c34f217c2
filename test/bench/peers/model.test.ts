import { describe, expect, it } from 'vitest';
import { buildPeerModel } from '../../../bench/peers/model/build.ts';
import { decode } from '../../../bench/peers/model/decode.ts';
import { mediumWeight } from '../../../bench/peers/model/scene.ts';
import { naivePlan } from '../../../bench/peers/naive.ts';
import { tinySchools } from '../../../bench/peers/schools.ts';
import { highs, solveWhole } from '../../../solver/exact/highs.ts';
import { rules } from '../../../solver/rules/registry.ts';
import { solve } from '../../../solver/solve.ts';
import { verify } from '../../../solver/verify.ts';
import { generateProblem } from '../../../src/generator/index.ts';
import { encode } from './encode.ts';

describe('the model that the peers get', () => {
  it('has a best plan without hard violations that costs what the model says, and no less than ours', async () => {
    const problem = tinySchools['tiny-class-day'].make();
    const built = buildPeerModel(problem, new Set());
    const { point, objective, status } = solveWhole(await highs(), built.lp.sparse(), 45);
    expect(point).toBeDefined();
    const plan = decode(built, (column) => (point as Float64Array)[column] > 0.5);
    const score = verify(problem, plan);
    expect(score.hard).toBe(0);
    // The parabola of fairLoad is touched from below; everything else is exact.
    const inModel = (rule: string) => built.lp.costsAt(point as Float64Array)[rule] ?? 0;
    for (const [rule, { cost }] of Object.entries(score.rules)) {
      if (rule === 'fairLoad' || rule === 'openSeat' || rule === 'openSession') continue;
      expect(inModel(rule), rule).toBeCloseTo(cost, 4);
    }
    expect(inModel('openSeat') + inModel('openSession')).toBeCloseTo(
      mediumWeight * score.medium,
      3,
    );
    expect(inModel('fairLoad')).toBeLessThanOrEqual(score.rules.fairLoad.cost + 0.2);
    const ours = await solve(problem, { steps: 100_000, seed: 1 });
    const best = mediumWeight * ours.score.medium + ours.score.soft;
    if (status === 'optimal') expect(objective).toBeLessThanOrEqual(best + 0.5);
  }, 120_000);

  it.each(['village', 'town'] as const)(
    'costs what `verify` says of any plan of a %s school',
    async (size) => {
      const problem = generateProblem({ size, seed: 2 });
      const plan = await solve(problem, { steps: 20_000, seed: 1 });
      const built = buildPeerModel(problem, new Set());
      const model = built.lp.sparse();
      for (const [column, value] of encode(built, plan))
        model.colLower[column] = model.colUpper[column] = value;
      const { point } = solveWhole(await highs(), model, 60);
      expect(point, 'the model does not allow the plan').toBeDefined();
      const inModel = built.lp.costsAt(point as Float64Array);
      const score = verify(problem, plan);
      expect(score.hard).toBe(0);
      const soft = rules.filter((r) => r.level === 'soft' && r.id !== 'fairLoad');
      for (const { id } of soft)
        expect(inModel[id] ?? 0, id).toBeCloseTo(score.rules[id]?.cost ?? 0, 4);
      expect(inModel.fairLoad).toBeLessThanOrEqual(score.rules.fairLoad.cost + 0.2);
    },
    120_000,
  );
});

describe('the naive plan', () => {
  it('breaks no hard rule on schools of every size that the benchmark uses', () => {
    for (const size of ['village', 'medium'] as const) {
      const problem = generateProblem({ size, seed: 1 });
      const { hard, rules } = verify(problem, naivePlan(problem));
      expect(hard, JSON.stringify(rules)).toBe(0);
    }
  });
});

import type { SparseModel } from '../../../solver/exact/linear-model.ts';
import { loadPeer, ones, type PeerSolver } from './solver.ts';

interface LpModel {
  optimize: string;
  opType: 'min';
  constraints: Record<string, { min?: number; max?: number; equal?: number }>;
  variables: Record<string, Record<string, number>>;
  ints: Record<string, 1>;
  timeout: number;
}
type Answer = { feasible: boolean; isIntegral?: boolean } & Record<string, unknown>;

/** It tells nothing on the way: what it has at its limit is its one answer. */
export const lpSolverPeer: PeerSolver = {
  about: '`javascript-lp-solver` 1.0, branch and cut, default settings with a time limit',
  graceSeconds: 5,

  async solve({ model, seconds, tell }) {
    type Solve = (model: LpModel) => Answer;
    const loaded = await loadPeer<{ default: { Solve: Solve; default?: { Solve: Solve } } }>(
      'javascript-lp-solver',
    );
    const solver = loaded.default.default ?? loaded.default;
    const lp = asLpModel(model, seconds);
    const began = performance.now();
    const answer = solver.Solve(lp);
    if (!answer.feasible || answer.isIntegral === false) return 'no answer';
    const values = Float64Array.from({ length: model.numCols }, (_, j) =>
      Number(answer[`x${j}`] ?? 0),
    );
    const took = (performance.now() - began) / 1000;
    tell(took, ones(values));
    return took < seconds ? 'ended' : 'out of time';
  },
};

function asLpModel(model: SparseModel, seconds: number): LpModel {
  const constraints: LpModel['constraints'] = {};
  for (let i = 0; i < model.numRows; i++) {
    const [min, max] = [model.rowLower[i], model.rowUpper[i]];
    if (min === max) constraints[`r${i}`] = { equal: min };
    else
      constraints[`r${i}`] = {
        ...(Number.isFinite(min) ? { min } : {}),
        ...(Number.isFinite(max) ? { max } : {}),
      };
  }
  const variables: LpModel['variables'] = {};
  const ints: LpModel['ints'] = {};
  for (let j = 0; j < model.numCols; j++) {
    const column: Record<string, number> = { cost: model.colCost[j] };
    for (let k = model.starts[j]; k < model.starts[j + 1]; k++)
      column[`r${model.indices[k]}`] = model.values[k];
    // It knows no bounds of columns other than 0.
    column[`u${j}`] = 1;
    constraints[`u${j}`] = { max: model.colUpper[j] };
    variables[`x${j}`] = column;
    if (model.integrality[j] === 1) ints[`x${j}`] = 1;
  }
  return { optimize: 'cost', opType: 'min', constraints, variables, ints, timeout: 1000 * seconds };
}

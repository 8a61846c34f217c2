import type { SparseModel } from './linear-model.ts';

/**
 * A lower bound on the optimum of the linear relaxation from any row duals, right or wrong: with
 * d = c - Aᵀy, every point costs at least Σ min over the row's bounds of yᵢ·bᵢ, plus Σ min over
 * the column's bounds of dⱼ·xⱼ. What the solver's tolerances or an early stop spoil makes the
 * bound smaller, never false. (Neumaier and Shcherbina, "Safe bounds in linear and mixed-integer
 * linear programming", 2004.) Only the rounding of these sums is left; `tolerance` covers it.
 */
export function safeBound(model: SparseModel, rowDual: ArrayLike<number>): number {
  const duals = new Float64Array(model.numRows);
  let bound = model.offset;
  let size = Math.abs(bound);
  const add = (part: number) => {
    bound += part;
    size += Math.abs(part);
  };
  for (let i = 0; i < model.numRows; i++) {
    let dual = rowDual[i];
    if (!Number.isFinite(dual)) return Number.NEGATIVE_INFINITY;
    // A dual of the wrong sign at an open side prices nothing.
    if (dual > 0 && model.rowLower[i] === Number.NEGATIVE_INFINITY) dual = 0;
    if (dual < 0 && model.rowUpper[i] === Number.POSITIVE_INFINITY) dual = 0;
    duals[i] = dual;
    if (dual !== 0) add(dual * (dual > 0 ? model.rowLower[i] : model.rowUpper[i]));
  }
  let lost = 0;
  for (let j = 0; j < model.numCols; j++) {
    let reduced = model.colCost[j];
    let terms = Math.abs(reduced);
    for (let k = model.starts[j]; k < model.starts[j + 1]; k++) {
      const term = model.values[k] * duals[model.indices[k]];
      reduced -= term;
      terms += Math.abs(term);
    }
    // A reduced cost is itself a rounded sum; its error counts at the far end of the column.
    const reach = Math.max(Math.abs(model.colLower[j]), Math.abs(model.colUpper[j]));
    lost += terms * (model.starts[j + 1] - model.starts[j] + 1) * roundOff * reach;
    if (reduced !== 0) add(reduced * (reduced > 0 ? model.colLower[j] : model.colUpper[j]));
  }
  return bound - lost - size * (model.numCols + model.numRows) * roundOff;
}

/** Relative error of one operation on doubles. */
const roundOff = 2 ** -53;

import type { SparseModel } from '../../../solver/exact/linear-model.ts';
import { loadPeer, type PeerSolver } from './solver.ts';

interface Response {
  status?: string;
  wallTime?: number;
  solution?: ArrayLike<number | string | { toString(): string }>;
}
interface CpSat {
  createModel(model: unknown): Promise<Uint8Array>;
  solve(
    model: Uint8Array,
    params: Record<string, unknown>,
    callbacks: { onSolution(response: Response): void },
  ): Promise<{ response: Response | null }>;
}

/** Beyond any sum of a row of these models, and exact as a number. */
const infinite = Number.MAX_SAFE_INTEGER;

export const cpSatPeer: PeerSolver = {
  about: 'CP-SAT (`or-tools-wasm` 0.9, WebAssembly), default settings',
  graceSeconds: 30,

  async solve({ model, unitsOf, seconds, tell }) {
    const { CpSat } = await loadPeer<{ CpSat: CpSat }>('or-tools-wasm/cp-sat');
    const bytes = await CpSat.createModel(asCpModel(model, unitsOf));
    // The package hands over what was found only when the search is over; `wallTime` is when it was.
    const take = ({ solution, wallTime = Number.POSITIVE_INFINITY }: Response) => {
      if (!solution || solution.length < model.numCols) return;
      const on = Uint8Array.from({ length: model.numCols }, (_, j) =>
        Number(solution[j].toString()) > 0 ? 1 : 0,
      );
      tell(wallTime, on);
    };
    const { response } = await CpSat.solve(
      bytes,
      { maxTimeInSeconds: seconds, numWorkers: workers },
      { onSolution: take },
    );
    if (response?.status === 'OPTIMAL') take(response);
    return String(response?.status ?? 'no answer').toLowerCase();
  },
};

const workers = 2;

/** Every column is whole: those that are not are counted in small units. */
function asCpModel(model: SparseModel, unitsOf: ReadonlyMap<number, number>) {
  const units = Float64Array.from({ length: model.numCols }, (_, j) => unitsOf.get(j) ?? 1);
  const rows = Array.from({ length: model.numRows }, () => ({
    vars: [] as number[],
    values: [] as number[],
  }));
  for (let j = 0; j < model.numCols; j++)
    for (let k = model.starts[j]; k < model.starts[j + 1]; k++) {
      rows[model.indices[k]].vars.push(j);
      rows[model.indices[k]].values.push(model.values[k] / units[j]);
    }
  const constraints = rows.map(({ vars, values }, i) => {
    const factor = factorOf(values);
    const coeffs = values.map((value) => Math.round(factor * value));
    const domain = [
      Number.isFinite(model.rowLower[i]) ? Math.ceil(factor * model.rowLower[i] - 1e-6) : -infinite,
      Number.isFinite(model.rowUpper[i]) ? Math.floor(factor * model.rowUpper[i] + 1e-6) : infinite,
    ];
    return { linear: { vars, coeffs, domain } };
  });
  const columns = [...Array(model.numCols).keys()].filter((j) => model.colCost[j] !== 0);
  return {
    variables: Array.from({ length: model.numCols }, (_, j) => ({
      domain: [Math.round(model.colLower[j] * units[j]), Math.round(model.colUpper[j] * units[j])],
    })),
    constraints,
    floatingPointObjective: {
      vars: columns,
      coeffs: columns.map((j) => model.colCost[j] / units[j]),
      offset: model.offset,
      maximize: false,
    },
  };
}

/** Makes the values of a row whole; where no small factor does, they are rounded at a millionth. */
function factorOf(values: readonly number[]): number {
  for (const factor of [1, 2, 10, 30, 60, 100, 300, 600, 900])
    if (values.every((v) => Math.abs(factor * v - Math.round(factor * v)) < 1e-9)) return factor;
  return 1e6;
}

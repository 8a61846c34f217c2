import type { Highs, ModelData } from 'highs';
import type { SparseModel } from './linear-model.ts';
import { safeBound } from './safe-bound.ts';

/** How a run of HiGHS ended, as far as a bound is concerned. */
export interface Outcome {
  /** `infeasible`: no point at all; `stopped`: a limit came first. */
  status: 'optimal' | 'infeasible' | 'stopped';
  /** A lower bound on the optimum; -Infinity if there is none yet. */
  bound: number;
  /** The best point, if there is one. Of a stopped linear run it may break rows. */
  point: Float64Array | undefined;
  /** Of a run with whole numbers: the best points on the way, the best one first. */
  points?: readonly Float64Array[];
  /** Row duals of a linear run; of others there are none. */
  duals: Float64Array;
  /** Objective at the point. */
  objective: number;
  seconds: number;
}

/** With more columns the first linear model of a run is solved by inner points. */
const manyColumns = 2000;
/** With more columns no time of a branching is spent on points: the bound is what is asked for. */
const tooManyForPoints = 20_000;

let loaded: Promise<Highs> | undefined;

/** The solver, loaded once in each thread. A run blocks its thread. */
export function highs(): Promise<Highs> {
  loaded ??= import('highs').then((module) => {
    // The package's types are those of its CommonJS file; what Node loads here is its module.
    const load = module.default as unknown as typeof module.default.default;
    return load();
  });
  return loaded;
}

/**
 * The linear relaxation. Its bound is reckoned from the duals (`safe-bound.ts`), so that it holds
 * whatever the solver's tolerances, and also when it stopped early.
 */
export function solveLinear(solver: Highs, model: SparseModel, seconds: number): Outcome {
  if (model.numCols === 0) return withoutColumns(model);
  // Inner points take a fifth of the time of the simplex method on whole schools; a vertex, which
  // would need a crossover, is of no use here.
  const byIpm = model.numCols > manyColumns;
  return solver.withModel(dataOf(model, false), (run) => {
    run.options.set({
      output_flag: false,
      time_limit: Math.max(0.01, seconds),
      ...(byIpm ? { solver: 'ipm', run_crossover: 'off' } : {}),
    });
    const began = performance.now();
    run.run();
    const status = statusOf(solver, run.getModelStatus());
    const { colValue, rowDual } = run.getSolution();
    return {
      status,
      bound:
        status === 'infeasible' || rowDual.length !== model.numRows
          ? Number.NEGATIVE_INFINITY
          : safeBound(model, rowDual),
      point: colValue.length === model.numCols ? colValue : undefined,
      duals: rowDual,
      objective: run.getObjectiveValue(),
      seconds: (performance.now() - began) / 1000,
    };
  });
}

/** By so much the solver may break rows and wholeness when it branches. */
const mipTolerance = 1e-6;

/** What branching proves is told when it is so much better, as a share of itself. */
const worthTelling = 1e-4;

/** What the solver takes for infinity in an option. */
const noCutoff = 1e30;

interface WholeOptions {
  onBound?: (bound: number) => void;
  /** How many points are to be kept, the best one among them. Default 0: only that one. */
  keptPoints?: number;
  /** Ends when this is so, too. */
  isEnough?: (seconds: number) => boolean;
  /** Points that cost so much or more are not looked at, and nothing above it is claimed. */
  cutoff?: number;
}

/**
 * The whole-number model. The bound is the solver's dual bound, never its best point, less
 * `mipTolerance` of itself and of what a column costs at most: what a unit of it costs is what the
 * solver may be wrong by. Without a point below the cutoff the bound is the cutoff, and there is no
 * point.
 */
export function solveWhole(
  solver: Highs,
  model: SparseModel,
  seconds: number,
  options: WholeOptions = {},
): Outcome {
  const { onBound, isEnough, keptPoints = 0 } = options;
  if (model.numCols === 0) return withoutColumns(model);
  const { priced, unit, dearest } = pricedForBranching(model);
  const lessTolerance = (bound: number) =>
    unit * bound - mipTolerance * (dearest + Math.abs(unit * bound));
  const cutoff = options.cutoff === undefined ? noCutoff : options.cutoff / unit;
  return solver.withModel(dataOf(priced, true), (run) => {
    run.options.set({
      output_flag: false,
      time_limit: Math.max(0.01, seconds),
      mip_rel_gap: 1e-9,
      mip_abs_gap: 1e-7,
      objective_bound: cutoff,
      // The simplex method alone takes minutes for the root of a whole school.
      ...(model.numCols > manyColumns ? { mip_lp_solver: 'ipm' } : {}),
      // Sub-models that seek points take most of the time, and a bound needs none.
      mip_heuristic_run_rins: false,
      mip_heuristic_run_rens: false,
      mip_heuristic_run_root_reduced_cost: false,
      ...(model.numCols > tooManyForPoints ? { mip_heuristic_effort: 0 } : {}),
    });
    const began = performance.now();
    let told = Number.NEGATIVE_INFINITY;
    const seen: { cost: number; point: Float64Array }[] = [];
    run.run({
      [solver.constants.callbackType.mipSolution]: (event) => {
        const { mip_solution: point, objective_function_value: cost } = event.data;
        if (keptPoints === 0 || point === undefined || cost === undefined) return;
        seen.push({ cost, point });
        seen.sort((a, b) => a.cost - b.cost);
        seen.length = Math.min(seen.length, keptPoints);
      },
      // Without output there are no logging events, so that these checkpoints tell the bound too.
      [solver.constants.callbackType.mipInterrupt]: (event) => {
        const dual = Math.min(cutoff, event.data.mip_dual_bound ?? Number.NEGATIVE_INFINITY);
        if (Math.abs(dual) < 1e20 && dual > told + worthTelling * (1 + Math.abs(dual))) {
          told = dual;
          onBound?.(lessTolerance(dual));
        }
        if (isEnough?.((performance.now() - began) / 1000)) event.interrupt();
      },
    });
    const status = statusOf(solver, run.getModelStatus());
    const raw = Number(run.info.get('mip_dual_bound'));
    const objective = run.getObjectiveValue();
    const { colValue } = run.getSolution();
    const took = (performance.now() - began) / 1000;
    const isCut =
      cutoff < noCutoff &&
      (status === 'infeasible' || (status === 'optimal' && objective >= cutoff));
    if (isCut) {
      const bound = lessTolerance(cutoff);
      return {
        status: 'stopped' as const,
        bound,
        point: undefined,
        duals: none,
        objective: bound,
        seconds: took,
      };
    }
    const point = colValue.length === model.numCols ? colValue : undefined;
    const points = seen.length === 0 && point !== undefined ? [point] : seen.map((s) => s.point);
    const known = Number.isFinite(raw) && Math.abs(raw) < 1e20 && status !== 'infeasible';
    return {
      status,
      bound: known ? lessTolerance(Math.min(raw, cutoff)) : Number.NEGATIVE_INFINITY,
      point,
      points,
      duals: none,
      objective: unit * objective,
      seconds: took,
    };
  });
}

/** Costs of columns between which the solver's tolerances, which are not relative, are small. */
const usualCosts = { least: 1, most: 10_000 };
/** What costs less than this share of the dearest column is lost in these tolerances. */
const leastShare = 1e-6;

/**
 * The model with costs that the solver's tolerances are made for: in a unit of their own where
 * weights are millionths or millions, and without those that would be lost beside the dearest.
 * Leaving out what a column above 0 costs only lets a bound be lower.
 */
function pricedForBranching(model: SparseModel) {
  const { colCost, colLower, offset } = model;
  const dearest = colCost.reduce((most, cost) => Math.max(most, Math.abs(cost)), 0);
  const isUsual = dearest === 0 || (dearest >= usualCosts.least && dearest <= usualCosts.most);
  const unit = isUsual ? 1 : dearest / 100;
  const isLost = (cost: number, j: number) =>
    cost > 0 && cost < leastShare * dearest && colLower[j] >= 0;
  const costs = colCost.map((cost, j) => (isLost(cost, j) ? 0 : cost / unit));
  return { priced: { ...model, colCost: costs, offset: offset / unit }, unit, dearest };
}

const none = new Float64Array(0);

/** A school without anything to decide yet: the solver takes no model without columns. */
function withoutColumns({ offset, numRows, rowLower, rowUpper }: SparseModel): Outcome {
  const isMet = rowLower.every((lower, i) => lower <= 0 && rowUpper[i] >= 0);
  return {
    status: isMet ? 'optimal' : 'infeasible',
    bound: isMet ? offset : Number.NEGATIVE_INFINITY,
    point: isMet ? none : undefined,
    duals: new Float64Array(numRows),
    objective: offset,
    seconds: 0,
  };
}

function statusOf(solver: Highs, status: number): Outcome['status'] {
  const { optimal, infeasible } = solver.constants.modelStatus;
  if (status === optimal) return 'optimal';
  return status === infeasible ? 'infeasible' : 'stopped';
}

function dataOf(model: SparseModel, whole: boolean): ModelData {
  const { numCols, numRows, starts, indices, values, integrality, ...rest } = model;
  return {
    numCols,
    numRows,
    ...rest,
    matrix: { format: 'csc', numCols, numRows, starts, indices, values },
    ...(whole ? { integrality } : {}),
  };
}

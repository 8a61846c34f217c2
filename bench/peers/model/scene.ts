import { Expr, LinearModel } from '../../../solver/exact/linear-model.ts';
import { compileModel, type Model } from '../../../solver/model/model.ts';
import { UNKNOWN_FLOOR } from '../../../solver/model/rooms.ts';
import type { Rows } from '../../../solver/model/rows.ts';
import { ruleWeights } from '../../../solver/rules/registry.ts';
import type { Problem } from '../../../src/domain/problem.ts';

/** A seat that a person may take: `column` is 1 when they do. */
export interface Post {
  spot: number;
  column: number;
  /** Load minutes of the seat, and the minutes that count for a long day. */
  load: number;
  dayMinutes: number;
  isLeadOfClub: boolean;
}

/** What the parts of the model share. The static tables of the problem are the solver's own. */
export interface PeerScene {
  problem: Problem;
  model: Model;
  lp: LinearModel;
  /** By person. */
  posts: Post[][];
  /** Whole units that a column counts, for solvers that know whole numbers only; 1 if absent. */
  unitsOf: Map<number, number>;
  binary(): number;
  /** A helper column that is whole in any plan. */
  whole(upper: number): number;
  /** Charges a soft rule, unless it is left out of the model. */
  charge(rule: string, expr: Expr, times?: number): void;
  has(rule: string): boolean;
  chargeMedium(rule: string, expr: Expr, cost: number): void;
}

/** One unit of medium cost weighs as much as this of soft. */
export const mediumWeight = 1000;

export function makePeerScene(problem: Problem, leaveOut: ReadonlySet<string>): PeerScene {
  const lp = new LinearModel();
  const weights = ruleWeights(problem);
  const model = compileModel(problem);
  const has = (rule: string) => !leaveOut.has(rule) && (weights.get(rule) ?? 0) > 0;
  return {
    problem,
    model,
    lp,
    posts: problem.staff.map(() => []),
    unitsOf: new Map(),
    binary: () => lp.column(1, { integer: true }),
    whole: (upper) => lp.column(upper, { integer: true }),
    has,
    charge(rule, expr, times = 1) {
      if (has(rule)) lp.charge(rule, expr, times * (weights.get(rule) as number));
    },
    chargeMedium: (rule, expr, cost) => lp.charge(rule, expr, cost * mediumWeight),
  };
}

export function rowOf({ start, items }: Rows, i: number): number[] {
  return Array.from(items.subarray(start[i], start[i + 1]));
}

export function sumOf(columns: readonly number[], coef = 1): Expr {
  const sum = new Expr();
  for (const column of columns) sum.add(column, coef);
  return sum;
}

/** Floors between two rooms; 0 where one is not known, or there is no room (-1). */
export function floorsBetween({ rooms }: Model, a: number, b: number): number {
  if (a < 0 || b < 0) return 0;
  const [x, y] = [rooms.floor[a], rooms.floor[b]];
  return x === UNKNOWN_FLOOR || y === UNKNOWN_FLOOR ? 0 : Math.abs(x - y);
}

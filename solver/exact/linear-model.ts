/** A linear expression: a constant and terms `coefs[k] * column cols[k]`. */
export class Expr {
  readonly cols: number[] = [];
  readonly coefs: number[] = [];
  constant: number;

  constructor(constant = 0) {
    this.constant = constant;
  }

  static of(column: number, coef = 1): Expr {
    return new Expr().add(column, coef);
  }

  add(column: number, coef = 1): this {
    this.cols.push(column);
    this.coefs.push(coef);
    return this;
  }

  plus(other: Expr, factor = 1): this {
    this.constant += factor * other.constant;
    for (let k = 0; k < other.cols.length; k++) this.add(other.cols[k], factor * other.coefs[k]);
    return this;
  }

  get isConstant(): boolean {
    return this.cols.length === 0;
  }
}

/** A minimising model in compressed sparse columns, as HiGHS and CP-SAT read it. Plain data. */
export interface SparseModel {
  numCols: number;
  numRows: number;
  offset: number;
  colCost: Float64Array;
  colLower: Float64Array;
  colUpper: Float64Array;
  /** 1 where the column is a whole number. */
  integrality: Int32Array;
  rowLower: Float64Array;
  rowUpper: Float64Array;
  starts: Int32Array;
  indices: Int32Array;
  values: Float64Array;
}

/**
 * A linear or mixed-integer model that grows column by column and row by row. Every column has
 * finite bounds, so that any vector of row duals gives a valid bound (`safe-bound.ts`).
 */
export class LinearModel {
  offset = 0;
  private readonly cost: number[] = [];
  private readonly lower: number[] = [];
  private readonly upper: number[] = [];
  private readonly whole: number[] = [];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  private readonly entryRow: number[] = [];
  private readonly entryCol: number[] = [];
  private readonly entryValue: number[] = [];
  /** What each rule charges: pairs of column and cost. The key `''` is a constant. */
  private readonly charges = new Map<string, { constant: number; cols: number[]; by: number[] }>();

  get columns(): number {
    return this.cost.length;
  }

  get rows(): number {
    return this.rowLower.length;
  }

  /** Adds a column and returns its index. */
  column(upper: number, { lower = 0, integer = false } = {}): number {
    if (!Number.isFinite(upper) || !Number.isFinite(lower))
      throw new Error(`a column needs finite bounds, not ${lower} to ${upper}`);
    this.lower.push(lower);
    this.upper.push(upper);
    this.whole.push(integer ? 1 : 0);
    return this.cost.push(0) - 1;
  }

  upperOf(column: number): number {
    return this.upper[column];
  }

  /** Adds `factor` times the expression to the objective, in the name of a rule. */
  charge(rule: string, expr: Expr, factor = 1): void {
    if (factor === 0) return;
    let own = this.charges.get(rule);
    if (own === undefined) {
      own = { constant: 0, cols: [], by: [] };
      this.charges.set(rule, own);
    }
    this.offset += factor * expr.constant;
    own.constant += factor * expr.constant;
    for (let k = 0; k < expr.cols.length; k++) {
      const by = factor * expr.coefs[k];
      this.cost[expr.cols[k]] += by;
      own.cols.push(expr.cols[k]);
      own.by.push(by);
    }
  }

  /** What is charged in the name of these rules. */
  charged(rules: readonly string[]): Expr {
    const sum = new Expr();
    for (const rule of rules) {
      const own = this.charges.get(rule);
      if (own === undefined) continue;
      sum.constant += own.constant;
      for (const [k, column] of own.cols.entries()) sum.add(column, own.by[k]);
    }
    return sum;
  }

  /** Makes everything free, for another objective. */
  clearCharges(): void {
    this.offset = 0;
    this.cost.fill(0);
    this.charges.clear();
  }

  /** Adds the row `lower <= expr <= upper`; its constant is moved to the bounds. */
  row(lower: number, expr: Expr, upper: number): void {
    const row = this.rowLower.push(lower - expr.constant) - 1;
    this.rowUpper.push(upper - expr.constant);
    for (let k = 0; k < expr.cols.length; k++) {
      this.entryRow.push(row);
      this.entryCol.push(expr.cols[k]);
      this.entryValue.push(expr.coefs[k]);
    }
  }

  atMost(expr: Expr, upper: number): void {
    this.row(Number.NEGATIVE_INFINITY, expr, upper);
  }

  atLeast(expr: Expr, lower: number): void {
    this.row(lower, expr, Number.POSITIVE_INFINITY);
  }

  equal(expr: Expr, value: number): void {
    this.row(value, expr, value);
  }

  /** What each rule costs at a point. */
  costsAt(point: ArrayLike<number>): Record<string, number> {
    const costs: Record<string, number> = {};
    for (const [rule, { constant, cols, by }] of this.charges) {
      let sum = constant;
      for (let k = 0; k < cols.length; k++) sum += by[k] * point[cols[k]];
      costs[rule] = sum;
    }
    return costs;
  }

  /** Repeated entries of one row and column are summed. */
  sparse(): SparseModel {
    const n = this.columns;
    const count = new Int32Array(n + 1);
    for (const col of this.entryCol) count[col + 1]++;
    for (let j = 0; j < n; j++) count[j + 1] += count[j];
    const at = count.slice();
    const rows = new Int32Array(this.entryRow.length);
    const raw = new Float64Array(this.entryRow.length);
    for (let k = 0; k < this.entryRow.length; k++) {
      const slot = at[this.entryCol[k]]++;
      rows[slot] = this.entryRow[k];
      raw[slot] = this.entryValue[k];
    }
    const starts = new Int32Array(n + 1);
    const indices: number[] = [];
    const values: number[] = [];
    for (let j = 0; j < n; j++) {
      // Rows are added in order, so equal rows of one column stand together.
      for (let k = count[j]; k < count[j + 1]; k++) {
        const last = indices.length - 1;
        if (last >= starts[j] && indices[last] === rows[k]) values[last] += raw[k];
        else {
          indices.push(rows[k]);
          values.push(raw[k]);
        }
      }
      starts[j + 1] = indices.length;
    }
    return {
      numCols: n,
      numRows: this.rows,
      offset: this.offset,
      colCost: Float64Array.from(this.cost),
      colLower: Float64Array.from(this.lower),
      colUpper: Float64Array.from(this.upper),
      integrality: Int32Array.from(this.whole),
      rowLower: Float64Array.from(this.rowLower),
      rowUpper: Float64Array.from(this.rowUpper),
      starts,
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    };
  }
}

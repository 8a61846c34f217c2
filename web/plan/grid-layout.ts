import type { Block, GridRow } from './grid-rows.ts';

export interface GridColumn {
  key: string;
  title: string;
  sub?: string;
  /** How the day of its blocks is said, where it is not clear from the title alone. */
  day: string;
  holds(block: Block): boolean;
}

/** Pixels; the same figures stand in plan-grid.css, so that no row needs to be measured. */
const BLOCK_HEIGHT = 40;
const BLOCK_GAP = 3;
const ROW_PADDING = 8;
/** Least height of a row. */
export const MIN_ROW = 62;
/** A row with its blocks by column. */
export interface Laid {
  row: GridRow;
  cells: Block[][];
  height: number;
}

export function layOut(rows: readonly GridRow[], columns: readonly GridColumn[]): Laid[] {
  return rows.map((row) => {
    const cells = columns.map((column) => row.blocks.filter(column.holds));
    const most = Math.max(1, ...cells.map((blocks) => blocks.length));
    const height = Math.max(MIN_ROW, most * (BLOCK_HEIGHT + BLOCK_GAP) + ROW_PADDING);
    return { row, cells, height };
  });
}

export type Step = { rows: -1 | 0 | 1; columns: -1 | 0 | 1 };
/** Where the arrow keys lead. */
export const steps: Record<string, Step> = {
  ArrowDown: { rows: 1, columns: 0 },
  ArrowUp: { rows: -1, columns: 0 },
  ArrowRight: { rows: 0, columns: 1 },
  ArrowLeft: { rows: 0, columns: -1 },
};

/** A block by the places of its row, its column, and itself in the cell. */
export type Spot = readonly [row: number, column: number, block: number];

/** Where a block of a row stands, or else the first one of that row. */
export function findSpot(laid: readonly Laid[], row: string, block: string): Spot | undefined {
  const r = laid.findIndex((one) => one.row.key === row);
  for (const [c, blocks] of laid[r]?.cells.entries() ?? []) {
    const i = blocks.findIndex(({ key }) => key === block);
    if (i >= 0) return [r, c, i];
  }
  return r < 0 ? undefined : firstSpot(laid, [r]);
}

/** The first block of these rows. */
export function firstSpot(laid: readonly Laid[], rows: readonly number[]): Spot | undefined {
  for (const row of rows) {
    const column = laid[row]?.cells.findIndex((blocks) => blocks.length > 0) ?? -1;
    if (column >= 0) return [row, column, 0];
  }
  return undefined;
}

/** The nearest block up or down the column, or in the next column that has one in this row. */
export function neighbour(
  laid: readonly Laid[],
  [row, column, block]: Spot,
  step: Step,
): Spot | undefined {
  const blocksAt = (r: number, c: number) => laid[r]?.cells[c]?.length ?? 0;
  if (step.rows !== 0) {
    const beside = block + step.rows;
    if (beside >= 0 && beside < blocksAt(row, column)) return [row, column, beside];
    for (let r = row + step.rows; r >= 0 && r < laid.length; r += step.rows) {
      const count = blocksAt(r, column);
      if (count > 0) return [r, column, step.rows > 0 ? 0 : count - 1];
    }
    return undefined;
  }
  const columns = laid[row]?.cells.length ?? 0;
  for (let c = column + step.columns; c >= 0 && c < columns; c += step.columns) {
    const count = blocksAt(row, c);
    if (count > 0) return [row, c, Math.min(block, count - 1)];
  }
  return undefined;
}

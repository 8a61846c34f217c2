import type { Block, GridRow } from './grid-rows.ts';
import { linesOf } from './text-lines.ts';

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
/** Sizes of names of rows, and what stands below them; long names are written smaller. */
const NAME = { size: 16, line: 20 };
const LONG_NAME = { size: 14, line: 18 };
const SUB = { size: 13, line: 16 };
const NAME_PADDING = 16;
/** More lines than any real name has: what is longer ends in an ellipsis. */
const MOST_LINES = 9;
const MOST_SUB_LINES = 8;

/** A row with its blocks by column. */
export interface Laid {
  row: GridRow;
  cells: Block[][];
  height: number;
  /** Its name takes more than two lines. */
  isLong: boolean;
  /** Lines of its name, and of what stands below. */
  lines: { name: number; sub: number };
}

/**
 * Rows are as tall as their blocks and names need.
 *
 * @param labelWidth pixels of the column of names
 */
export function layOut(
  rows: readonly GridRow[],
  columns: readonly GridColumn[],
  labelWidth: number,
): Laid[] {
  const room = labelWidth - NAME_PADDING;
  return rows.map((row) => {
    const cells = columns.map((column) => row.blocks.filter(column.holds));
    const most = Math.max(1, ...cells.map((blocks) => blocks.length));
    const isLong = linesOf(row.label, NAME.size, room) > 2;
    const { size, line } = isLong ? LONG_NAME : NAME;
    const lines = {
      name: Math.min(MOST_LINES, linesOf(row.label, size, room)),
      sub: Math.min(MOST_SUB_LINES, linesOf(row.sub, SUB.size, room)),
    };
    const height = Math.max(
      MIN_ROW,
      most * (BLOCK_HEIGHT + BLOCK_GAP) + ROW_PADDING,
      lines.name * line + lines.sub * SUB.line + NAME_PADDING,
    );
    return { row, cells, height, isLong, lines };
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

/** What a cell may hold for a person who reads the sheet. */
export type Scalar = string | number | boolean;

/** What a cell was found to hold. Dates and times of day come as moments in UTC. */
export type Cell =
  | Scalar
  | Date
  | { formula: string; result?: Scalar | Date }
  /** An error value such as "#N/A". */
  | { error: string };

/** One sheet as it was found: rows in order, cells by column (1 is A); blank cells are absent. */
export interface FoundSheet {
  name: string;
  rows: { number: number; cells: ReadonlyMap<number, Cell> }[];
  /** Areas of merged cells, such as "A1:B3". */
  merged: readonly string[];
}

/** A cell by its sheet and address, for people to look it up. */
export interface Place {
  sheet: string;
  cell: string;
}

/** "A" for 1, "AA" for 27. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

export function address(column: number, row: number): string {
  return `${columnName(column)}${row}`;
}

/** Longest text of a cell in Excel is 32,767; a little is left for escapes. */
export const maxCellText = 30_000;

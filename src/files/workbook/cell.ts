/** What a cell may hold for a person who reads the sheet. */
export type Scalar = string | number | boolean;

/** What a cell was found to hold. Dates and times of day come as moments in UTC. */
export type Cell =
  | Scalar
  | Date
  /** A formula whose last result was not kept; one that was is the value itself. */
  | { formula: string }
  /** An error value such as "#N/A". */
  | { error: string };

/** One sheet as it was found: rows in order, cells by column (1 is A); blank cells are absent. */
export interface FoundSheet {
  name: string;
  isHidden: boolean;
  rows: { number: number; cells: ReadonlyMap<number, Cell> }[];
  /** Whether dates are counted from 1904, as by Excel on old Macs. */
  isSince1904?: boolean;
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

/** Row and column of "$B$12"; a corner that is none counts as the far end of the sheet. */
export function cornerOf(text: string): { row: number; column: number } {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(text);
  if (!match) return { row: 1_048_576, column: 16_384 };
  let column = 0;
  for (const letter of (match[1] as string).toUpperCase()) {
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return { row: Number(match[2]), column };
}

/** Longest text of a cell in Excel is 32,767; a little is left for escapes. */
export const maxCellText = 30_000;

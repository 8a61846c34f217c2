import { unzipSync, zipSync } from 'fflate';
import type { Problem } from '../../src/domain/problem.ts';
import type { FoundSheet } from '../../src/files/workbook/cell.ts';
import { type Grid, layOut } from '../../src/files/workbook/layout.ts';
import { toSheets } from '../../src/files/workbook/to-sheets.ts';

/** The sheets of a problem as a reader of its workbook would find them. */
export function foundSheets(problem: Problem): FoundSheet[] {
  return layOut(toSheets(problem)).map(asFound);
}

function asFound(grid: Grid): FoundSheet {
  const rows = [grid.columns.map(({ zh }) => zh), grid.columns.map(({ key }) => key), ...grid.rows];
  return {
    name: grid.zh,
    isHidden: false,
    merged: [],
    rows: rows.map((row, i) => ({
      number: i + 1,
      cells: new Map(row.flatMap((cell, c) => (cell === undefined ? [] : [[c + 1, cell]]))),
    })),
  };
}

/** A workbook with the text of some of its parts changed. */
export function withParts(
  bytes: Uint8Array,
  changes: Readonly<Record<string, (xml: string) => string>>,
): Uint8Array {
  const parts = unzipSync(bytes);
  for (const [name, change] of Object.entries(changes)) {
    parts[name] = new TextEncoder().encode(change(new TextDecoder().decode(parts[name])));
  }
  return zipSync(parts, { level: 1 });
}

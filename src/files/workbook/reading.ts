import type { PathStep } from '../../domain/pointer.ts';
import { address, type Scalar } from './cell.ts';
import { leaveBlank, saysNothing } from './codec.ts';
import type { FaultList, HeadedSheet, Heading } from './found.ts';
import type { Places } from './places.ts';
import { setAt, steps } from './rows.ts';
import type { Column } from './sheets.ts';
import { tableSheets } from './sheets.ts';

export type Entry = Record<string, unknown>;

/** What the readers of the sheets share while they put the problem together. */
export interface Reading {
  input: Entry;
  places: Places;
  faults: FaultList;
}

export const heading = (key: string, zh: string, required = false): Heading => ({
  key,
  zh,
  required,
});

/** One row of a sheet, with the columns that belong to its entry. */
export interface FoundRow {
  headed: HeadedSheet;
  number: number;
  cells: ReadonlyMap<number, Scalar | Date>;
  columns: readonly Column[];
}

/** Reads the cells of one row into an entry, and notes where each came from. */
export function readEntry(
  entry: Entry,
  base: readonly PathStep[],
  row: FoundRow,
  reading: Reading,
): void {
  const { headed, number, cells } = row;
  const { places, faults } = reading;
  const placeOf = (column: number) => ({ sheet: headed.name, cell: address(column, number) });
  places.setEntry(base, {
    entry: placeOf(1),
    *fields() {
      for (const column of row.columns) {
        const at = headed.columns.get(column.key);
        if (at === undefined) continue;
        const { zh, codec, ref, required = false } = column;
        const of = tableSheets.find(({ key }) => key === ref)?.zh;
        const source = { ...placeOf(at), heading: zh, words: codec.words, ref, of, required };
        yield [steps(column).join('/'), source];
      }
    },
  });
  for (const column of row.columns) {
    const at = headed.columns.get(column.key);
    if (at === undefined) {
      // One fault for the column is enough.
      if (column.required) places.settle([...base, ...steps(column)]);
      continue;
    }
    const cell = cells.get(at);
    if (cell === undefined) {
      if (headed.told.has(placeOf(at).cell)) places.settle([...base, ...steps(column)]);
      continue;
    }
    const read = column.codec.read(cell, headed.isSince1904);
    if (!read.ok) {
      const hint = !column.required && saysNothing(cell) ? leaveBlank : read.hint;
      faults.add(read.code, placeOf(at), read.what, { value: shown(cell), hint });
      places.settle([...base, ...steps(column)]);
    } else if (!setAt(entry, steps(column), read.value)) {
      const what = {
        zh: `“${column.zh}”填了内容，但另一列写的是没有`,
        en: `“${column.zh}” says something, but another column says that there is none`,
      };
      faults.add('cell-conflict', placeOf(at), what, { value: shown(cell) });
    }
  }
}

export function shown(cell: Scalar | Date | undefined): string | number | boolean | undefined {
  return cell instanceof Date ? cell.toISOString() : cell;
}

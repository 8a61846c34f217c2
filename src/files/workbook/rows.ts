import { canonicalJson } from '../../domain/hash.ts';
import { valueAt } from '../../domain/pointer.ts';
import type { Scalar } from './cell.ts';
import type { ChildList, ChildSheet, Column } from './sheets.ts';

/** A value of the problem that no cell of the sheets can hold; it goes to the sheet of other data. */
export interface OtherRow {
  /** Key of the sheet of its list; "" for a value of the problem itself. */
  list: string;
  /** Id of the entry, or its place from 1 where entries have no ids. */
  id: string;
  /** Dotted path of the field. */
  field: string;
  value: unknown;
}

export type Row = (Scalar | undefined)[];

const stepsByKey = new Map<string, string[]>();

/** The path of a column in its entry; asked for once a cell, so it is kept. */
export function steps({ key }: Column): string[] {
  let path = stepsByKey.get(key);
  if (path === undefined) {
    path = key.split('.');
    stepsByKey.set(key, path);
  }
  return path;
}

/**
 * Sets a value deep in an entry; false where something that is no object stands in the way, or a
 * name that would reach out of the entry.
 */
export function setAt(
  root: Record<string, unknown>,
  path: readonly string[],
  value: unknown,
): boolean {
  if (path.includes('__proto__')) return false;
  let here = root;
  for (const step of path.slice(0, -1)) {
    if (!Object.hasOwn(here, step) || here[step] === undefined) here[step] = {};
    const next = here[step];
    if (typeof next !== 'object' || next === null) return false;
    here = next as Record<string, unknown>;
  }
  here[path.at(-1) as string] = value;
  return true;
}

/**
 * The row of an entry, and the fields that it cannot hold. Nobody has to think through which
 * values these are: the row is read back as the reader would, and what differs is one of them.
 */
export function writeEntry(
  entry: Record<string, unknown>,
  columns: readonly Column[],
  start: Readonly<Record<string, unknown>>,
  without: ReadonlySet<string>,
): { row: Row; rest: string[] } {
  const row = columns.map((column) => {
    const value = valueAt(entry, steps(column));
    return value === undefined ? undefined : column.codec.write(value);
  });
  const back = readBack(row, columns, start);
  const rest = Object.keys(entry).filter(
    (field) =>
      !without.has(field) &&
      entry[field] !== undefined &&
      (!(field in back) || canonicalJson(entry[field]) !== canonicalJson(back[field])),
  );
  for (const [i, column] of columns.entries()) {
    if (rest.includes(steps(column)[0] as string)) row[i] = undefined;
  }
  return { row, rest };
}

function readBack(row: Row, columns: readonly Column[], start: Readonly<Record<string, unknown>>) {
  const entry = structuredClone(start);
  for (const [i, column] of columns.entries()) {
    const cell = row[i];
    if (cell === undefined) continue;
    const read = column.codec.read(cell);
    if (read.ok) setAt(entry, steps(column), read.value);
  }
  return entry;
}

/** The rows of a list inside an entry; undefined when they cannot hold it. */
export function writeItems(
  items: readonly unknown[],
  sheet: ChildSheet,
  list: ChildList,
): Row[] | undefined {
  if (items.length === 0 && list.always !== true) return undefined;
  const rows: Row[] = [];
  for (const item of items) {
    const entry = (list.isPlain ? { [list.columns[0] as string]: item } : item) as Record<
      string,
      unknown
    >;
    const { row, rest } = writeEntry(entry, sheet.columns, {}, new Set());
    if (rest.length > 0) return undefined;
    rows.push(row);
  }
  return rows;
}

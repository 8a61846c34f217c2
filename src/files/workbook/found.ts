import type { Bilingual } from '../../domain/bilingual.ts';
import { FaultList as BoundedFaults } from '../../domain/checks/fault-list.ts';
import { type Fault, makeFault } from '../../domain/faults.ts';
import { quote, quoteZh } from '../../domain/pointer.ts';
import { address, type Cell, cornerOf, type FoundSheet, type Place, type Scalar } from './cell.ts';
import { isBlank as isBlankText, plain } from './text.ts';

/** Collects faults of cells. */
export class FaultList {
  private readonly list = new BoundedFaults();

  add(
    code: Fault['code'],
    place: Place,
    what: Bilingual,
    more: { value?: unknown; hint?: string | Bilingual } = {},
  ): void {
    this.push({ ...makeFault(code, [], what, more), ...place });
  }

  push(fault: Fault): void {
    this.list.push(fault);
  }

  /** What was found so far; a last one says how many more there were than can be told. */
  get faults(): Fault[] {
    return this.list.told();
  }
}

/** What a heading of a sheet may be. */
export interface Heading {
  key: string;
  zh: string;
  required: boolean;
}

/** A sheet whose columns have been told by their headings. */
export interface HeadedSheet {
  name: string;
  /** Column number by key. */
  columns: ReadonlyMap<string, number>;
  rows: { number: number; cells: ReadonlyMap<number, Scalar | Date> }[];
  isSince1904: boolean;
  /** Cells that hold no value to read, of which a fault has been told. */
  told: ReadonlySet<string>;
}

const headingName = (text: string) => plain(text).replaceAll('*', '');
/** Columns of one's own, and the running number that many tables begin with. */
const isOwn = (heading: Cell | undefined) => /^(备注|#|序号$)/.test(headingName(String(heading)));

/** A title and blank rows may stand above the headings, but not more than these. */
const mostRowsAbove = 10;

/**
 * Finds the headings and takes them off. Columns are known by their Chinese heading or by the
 * English key in the row below it, in any order. In columns that are read, errors, formulas that
 * hold no value and merged cells are faults.
 */
export function readHeadings(
  sheet: FoundSheet,
  headings: readonly Heading[],
  faults: FaultList,
): HeadedSheet {
  const { name } = sheet;
  const byName = new Map<string, Heading>();
  for (const heading of headings) {
    byName.set(headingName(heading.zh), heading);
    byName.set(headingName(heading.key), heading);
  }
  const headingOf = (cell: Cell | undefined) =>
    typeof cell === 'string' ? byName.get(headingName(cell)) : undefined;
  const { head, keys, data: found } = split(sheet, (cell) => headingOf(cell) !== undefined);
  const data = found.filter((row) => !isNote(row, sheet.merged, head.cells.size));
  const columns = new Map<string, number>();
  const used = new Set(
    data.flatMap(({ cells }) => [...cells].flatMap(([at, cell]) => (isBlank(cell) ? [] : [at]))),
  );
  for (const column of new Set([...head.cells.keys(), ...keys.keys(), ...used])) {
    const title = head.cells.get(column);
    if (isOwn(title) || (title === undefined && isOwn(keys.get(column)))) continue;
    const heading = headingOf(title) ?? headingOf(keys.get(column));
    const place = { sheet: name, cell: address(column, head.number) };
    if (heading === undefined) {
      // A heading over nothing loses nothing.
      if (!used.has(column)) continue;
      const value = title === undefined ? undefined : shownCell(title);
      const what =
        value === undefined
          ? { zh: '下面有内容，但没有列名', en: 'there are values below, but no heading' }
          : {
              zh: `这张表没有${quoteZh(value)}这一列`,
              en: `there is no column ${quote(value)} in this sheet`,
            };
      faults.add('unknown-column', place, what, value === undefined ? {} : { value });
    } else if (columns.has(heading.key)) {
      const before = address(columns.get(heading.key) as number, head.number);
      const what = {
        zh: `“${heading.zh}”这一列在 ${before} 已经有了`,
        en: `the column “${heading.zh}” stands in ${before} already`,
      };
      faults.add('duplicate-entry', place, what, { value: heading.zh });
    } else columns.set(heading.key, column);
  }
  for (const { key, zh, required } of headings) {
    if (!required || columns.has(key)) continue;
    const what = {
      zh: `缺少“${zh}”（${key}）这一列`,
      en: `the column “${zh}” (${key}) is missing`,
    };
    const place = { sheet: name, cell: address(1, head.number) };
    faults.add('missing-column', place, what, { value: zh });
  }
  const keyOf = new Map([...columns].map(([key, column]) => [column, key]));
  checkMerged(sheet, new Set(data.map(({ number }) => number)), keyOf, faults);
  const told = new Set<string>();
  const rows = data.map(({ number, cells }) => {
    const values = new Map<number, Scalar | Date>();
    for (const [column, cell] of cells) {
      if (!keyOf.has(column) || isBlank(cell)) continue;
      if (typeof cell !== 'object' || cell instanceof Date) values.set(column, cell);
      else {
        const place = { sheet: name, cell: address(column, number) };
        told.add(place.cell);
        tellNoValue(cell, place, faults);
      }
    }
    return { number, cells: values };
  });
  const { isSince1904 = false } = sheet;
  return { name, columns, rows: rows.filter(({ cells }) => cells.size > 0), isSince1904, told };
}

type FoundRow = FoundSheet['rows'][number];

/** The row of headings, the row of keys below it if there is one, and the rows of values. */
function split(
  { rows }: FoundSheet,
  isHeading: (cell: Cell) => boolean,
): { head: FoundRow; keys: FoundRow['cells']; data: FoundRow[] } {
  const counts = rows
    .slice(0, mostRowsAbove)
    .map(({ cells }) => [...cells.values()].filter(isHeading).length);
  const at = Math.max(0, counts.indexOf(Math.max(...counts)));
  const head = rows[at] ?? { number: 1, cells: new Map() };
  const below = rows[at + 1];
  // A key that was overwritten does not make the row one of values.
  const hasKeys =
    below?.number === head.number + 1 &&
    below.cells.size > 0 &&
    2 * [...below.cells.values()].filter((cell) => isHeading(cell) || isOwn(cell)).length >=
      below.cells.size;
  return {
    head,
    keys: hasKeys ? below.cells : new Map(),
    data: rows.slice(at + (hasKeys ? 2 : 1)),
  };
}

/** A line among or under the values that is a note: it says so, or lies over the whole table. */
function isNote({ number, cells }: FoundRow, merged: readonly string[], width: number): boolean {
  const [said, more] = [...cells].filter(([, cell]) => !isBlank(cell));
  if (said === undefined || more !== undefined) return false;
  const [column, cell] = said;
  if (typeof cell === 'string' && /^(备注|注:)/.test(plain(cell))) return true;
  return merged.some((area) => {
    const [from, to] = area.split(':').map(cornerOf);
    if (from === undefined || to === undefined || from.column !== column) return false;
    const columns = to.column - from.column + 1;
    return from.row <= number && number <= to.row && columns >= Math.max(3, width);
  });
}

/**
 * Merged cells leave open for which rows their value holds. Clear are a title above the values,
 * columns that are not read, and one owner of several rows in a sheet of its items.
 */
function checkMerged(
  sheet: FoundSheet,
  rows: ReadonlySet<number>,
  keyOf: ReadonlyMap<number, string>,
  faults: FaultList,
): void {
  for (const area of sheet.merged) {
    const [first = 'A1', last = first] = area.split(':');
    const [from, to] = [cornerOf(first), cornerOf(last)];
    const read = [...keyOf.keys()].filter((at) => from.column <= at && at <= to.column);
    const isOver = Array.from({ length: to.row - from.row + 1 }, (_, i) => rows.has(from.row + i));
    if (!isOver.includes(true) || read.length === 0) continue;
    if (from.column === to.column && keyOf.get(from.column) === 'parent') continue;
    const what = { zh: `${area} 是合并单元格`, en: `the cells ${area} are merged` };
    faults.add('merged-cells', { sheet: sheet.name, cell: first }, what, { value: area });
  }
}

function tellNoValue(cell: Exclude<Cell, Scalar | Date>, place: Place, faults: FaultList): void {
  if ('formula' in cell) {
    const what = {
      zh: `公式${quoteZh(`=${cell.formula}`)}没有算出的值`,
      en: `the formula ${quote(`=${cell.formula}`)} holds no value`,
    };
    faults.add('formula-cell', place, what, { value: `=${cell.formula}` });
  } else {
    const what = {
      zh: `这里是错误值 ${cell.error}`,
      en: `the error value ${cell.error} stands here`,
    };
    faults.add('error-cell', place, what, { value: cell.error });
  }
}

function isBlank(cell: Cell): boolean {
  return typeof cell === 'string' && isBlankText(cell);
}

function shownCell(cell: Cell): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell !== 'object') return String(cell);
  return 'error' in cell ? cell.error : `=${cell.formula}`;
}

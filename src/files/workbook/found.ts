import { type Fault, makeFault } from '../../domain/faults.ts';
import { quote } from '../../domain/pointer.ts';
import { address, type Cell, type FoundSheet, type Place, type Scalar } from './cell.ts';

/** Collects faults of cells. */
export class FaultList {
  readonly faults: Fault[] = [];

  add(
    code: Fault['code'],
    place: Place,
    what: string,
    more: { value?: unknown; hint?: string } = {},
  ): void {
    this.faults.push({ ...makeFault(code, [], what, more), ...place });
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
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s*＊]/g, '')
    .toLowerCase();
const isOwn = (heading: string) => /^(备注|#)/.test(heading.trim());

/**
 * Reads the headings and takes them off. Columns are known by their Chinese heading in row 1 or by
 * the English key in row 2, in any order. Formulas, errors and merged cells are faults.
 */
export function readHeadings(
  sheet: FoundSheet,
  headings: readonly Heading[],
  faults: FaultList,
): HeadedSheet {
  const { name } = sheet;
  for (const area of sheet.merged) {
    const [first = 'A1'] = area.split(':');
    const what = `the cells ${area} are merged`;
    faults.add('merged-cells', { sheet: name, cell: first }, what, { value: area });
  }
  const byName = new Map<string, Heading>();
  for (const heading of headings) {
    byName.set(plain(heading.zh), heading);
    byName.set(plain(heading.key), heading);
  }
  const rows = sheet.rows.map(({ number, cells }) => ({
    number,
    cells: plainCells(name, number, cells, faults),
  }));
  const first = rows[0]?.number === 1 ? rows[0].cells : new Map<number, Scalar | Date>();
  const secondRow = rows.find((row) => row.number === 2)?.cells;
  const keys = new Set(headings.map(({ key }) => plain(key)));
  const hasKeys =
    secondRow !== undefined &&
    secondRow.size > 0 &&
    [...secondRow.values()].every((cell) => keys.has(plain(String(cell))) || isOwn(String(cell)));
  const data = rows.filter(({ number }) => number > (hasKeys ? 2 : 1));
  const columns = new Map<string, number>();
  const used = new Set(data.flatMap(({ cells }) => [...cells.keys()]));
  for (const column of new Set([...first.keys(), ...(hasKeys ? secondRow.keys() : []), ...used])) {
    const title = first.get(column);
    const key = hasKeys ? secondRow.get(column) : undefined;
    if (title !== undefined && isOwn(String(title))) continue;
    const heading =
      (title === undefined ? undefined : byName.get(plain(String(title)))) ??
      (key === undefined ? undefined : byName.get(plain(String(key))));
    const place = { sheet: name, cell: address(column, 1) };
    if (heading === undefined) {
      const what =
        title === undefined
          ? 'there are values below, but no heading'
          : `there is no column ${quote(title)} in this sheet`;
      faults.add('unknown-column', place, what, title === undefined ? {} : { value: title });
    } else if (columns.has(heading.key)) {
      const before = address(columns.get(heading.key) as number, 1);
      const what = `the column “${heading.zh}” stands in ${before} already`;
      faults.add('duplicate-entry', place, what, { value: heading.zh });
    } else columns.set(heading.key, column);
  }
  for (const { key, zh, required } of headings) {
    if (!required || columns.has(key)) continue;
    const what = `the column “${zh}” (${key}) is missing`;
    faults.add('missing-column', { sheet: name, cell: 'A1' }, what, { value: zh });
  }
  const known = new Set(columns.values());
  return {
    name,
    columns,
    rows: data.filter(({ cells }) => [...cells.keys()].some((column) => known.has(column))),
  };
}

function plainCells(
  sheet: string,
  row: number,
  cells: ReadonlyMap<number, Cell>,
  faults: FaultList,
): Map<number, Scalar | Date> {
  const result = new Map<number, Scalar | Date>();
  for (const [column, cell] of cells) {
    if (typeof cell !== 'object' || cell instanceof Date) {
      if (typeof cell !== 'string' || cell.trim() !== '') result.set(column, cell);
      continue;
    }
    const place = { sheet, cell: address(column, row) };
    if ('formula' in cell) {
      const what = `the formula ${quote(`=${cell.formula}`)} stands here`;
      faults.add('formula-cell', place, what, { value: `=${cell.formula}` });
      // Read on with its last result: other faults shall not hide behind it.
      if (cell.result !== undefined) result.set(column, cell.result);
    } else {
      const what = `the error value ${cell.error} stands here`;
      faults.add('error-cell', place, what, { value: cell.error });
      result.set(column, cell.error);
    }
  }
  return result;
}

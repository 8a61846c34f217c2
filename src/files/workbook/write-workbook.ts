import type { Workbook, Worksheet } from 'exceljs';
import type { Problem } from '../../domain/problem.ts';
import { repack } from '../fixed-zip.ts';
import { textWidth } from '../text-width.ts';
import { columnName } from './cell.ts';
import { specialSheets } from './forms.ts';
import { guideLines } from './guide.ts';
import { type Grid, type GridColumn, layOut, type RuleText } from './layout.ts';
import { toSheets } from './to-sheets.ts';

/** Rows below the last one that still have formats and drop-downs. */
const spareRows = 300;
const headRows = 2;
/** Of the explanations, in characters. */
const guideWidth = 90;
const headFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDDEBF7' } } as const;
const keyFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF5F9FD' } } as const;

/** A4 on its side, as wide as the sheet. */
const onPaper = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
} as const;

/** The school's workbook; `readWorkbook` gives back the same problem, value by value. */
export async function writeWorkbook(
  problem: Problem,
  rules: readonly RuleText[] = [],
): Promise<Uint8Array> {
  return await render(layOut(toSheets(problem), rules));
}

/** A workbook to fill in, with headings, drop-downs, explanations and what is given already. */
export async function writeTemplate(
  given: Partial<Problem>,
  rules: readonly RuleText[] = [],
): Promise<Uint8Array> {
  return await render(layOut(toSheets(given), rules));
}

async function render(all: readonly Grid[]): Promise<Uint8Array> {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  // Not the clock: the same problem makes the same workbook.
  workbook.created = workbook.modified = new Date(Date.UTC(2025, 0, 1));
  workbook.creator = 'AfterBell';
  const grids = all.filter(({ isRare, rows }) => !isRare || rows.length > 0);
  writeGuide(workbook, grids);
  for (const grid of grids) {
    writeGrid(workbook.addWorksheet(grid.zh, { pageSetup: onPaper }), grid, grids);
  }
  return await workbookBytes(workbook);
}

/** Stored by the library and compressed by us, which is faster and has no time stamps. */
export async function workbookBytes(workbook: Workbook): Promise<Uint8Array> {
  appendBytes(workbook.xlsx as unknown as Appending);
  const stored = { zip: { compression: 'STORE' } } as object;
  const buffer = await workbook.xlsx.writeBuffer(stored);
  return await repack(new Uint8Array(buffer as ArrayBuffer));
}

type Append = (data: string | Uint8Array, options: object) => void;

/** The library's writer of a file, whose first step is the list of contents. */
interface Appending {
  addContentTypes(zip: { append: Append }, model: object): unknown;
}

/**
 * Lets the library give its parts to the archive as bytes: as text they are encoded in pieces of
 * 16 Ki UTF-16 units, and a rare character of two units that lies across a cut is lost.
 */
function appendBytes(xlsx: Appending): void {
  const start = xlsx.addContentTypes.bind(xlsx);
  xlsx.addContentTypes = (zip, model) => {
    const append = zip.append.bind(zip);
    zip.append = (data, options) => append(Buffer.from(data as Uint8Array), options);
    return start(zip, model);
  };
}

function writeGuide(workbook: Workbook, grids: readonly Grid[]): void {
  const sheet = workbook.addWorksheet(specialSheets.guide.zh, { pageSetup: onPaper });
  sheet.columns = [{ width: 16 }, { width: guideWidth }, { width: 16 }];
  for (const { heading, cells } of guideLines(grids)) {
    const row = sheet.addRow(cells);
    row.alignment = { vertical: 'top', wrapText: cells.length > 1 };
    // Spreadsheets do not reckon it for what programs write.
    if (cells.length > 1) row.height = 15 * Math.ceil(textWidth(cells[1] ?? '') / guideWidth);
    if (heading) row.font = { bold: true, size: 13, color: { argb: 'FF1F4E79' } };
  }
}

function writeGrid(sheet: Worksheet, grid: Grid, grids: readonly Grid[]): void {
  const { columns, rows } = grid;
  sheet.views = [{ state: 'frozen', xSplit: 1, ySplit: headRows }];
  sheet.pageSetup.printTitlesRow = `1:${headRows}`;
  columns.forEach((column, i) => {
    const style = sheet.getColumn(i + 1);
    // A date or a longish id fits, too.
    style.width = column.width ?? Math.max(12, column.zh.length * 2.2 + 3);
    if (column.codec.isText) style.numFmt = '@';
  });
  const head = sheet.addRow(columns.map(({ zh, required }) => (required ? `${zh} *` : zh)));
  head.font = { bold: true };
  const keys = sheet.addRow(columns.map(({ key }) => key));
  keys.font = { size: 9, color: { argb: 'FF7F7F7F' } };
  columns.forEach((column, i) => {
    head.getCell(i + 1).fill = headFill;
    keys.getCell(i + 1).fill = keyFill;
    if (column.note) head.getCell(i + 1).note = column.note;
  });
  // One style a column: the library works out each style object of its own anew.
  const styles = columns.map((_, i) => sheet.getColumn(i + 1).style);
  for (const row of rows) {
    const written = sheet.addRow(row.map((cell) => cell ?? null));
    written.eachCell({ includeEmpty: false }, (cell, column) => {
      cell.style = styles[column - 1] ?? {};
    });
  }
  const lastRow = headRows + rows.length + (grid.isOpen ? spareRows : 0);
  columns.forEach((column, i) => {
    addDropDown(
      sheet,
      `${columnName(i + 1)}${headRows + 1}:${columnName(i + 1)}${lastRow}`,
      column,
      { grids, byName: rows.length === 0 },
    );
  });
  for (const [row, column, words] of grid.words ?? []) {
    const cell = `${columnName(column + 1)}${headRows + row + 1}`;
    validations(sheet).add(cell, fixedList(words));
  }
}

interface Validations {
  add(range: string, validation: object): void;
}

/** The library has this and its types do not. */
function validations(sheet: Worksheet): Validations {
  return (sheet as unknown as { dataValidations: Validations }).dataValidations;
}

function fixedList(words: readonly string[]): object {
  return {
    type: 'list',
    allowBlank: true,
    formulae: [`"${words.join(',')}"`],
    showErrorMessage: true,
    errorTitle: '请从列表中选择',
    error: `可以填写：${words.join('、')}`.slice(0, 220),
  };
}

function addDropDown(
  sheet: Worksheet,
  range: string,
  { codec, ref }: GridColumn,
  { grids, byName }: { grids: readonly Grid[]; byName: boolean },
): void {
  if (codec.words) {
    validations(sheet).add(range, fixedList(codec.words));
    return;
  }
  if (ref === undefined || isList(codec)) return;
  const source = grids.find(({ key }) => key === ref);
  if (source === undefined) return;
  // Who begins with an empty sheet types names; what was written refers by ids.
  const titles = byName ? ['name', 'time', 'id'] : ['id'];
  const found = titles.map((title) => source.columns.findIndex(({ key }) => key === title));
  const column = columnName(1 + (found.find((at) => at >= 0) ?? 0));
  const last = headRows + source.rows.length + spareRows;
  validations(sheet).add(range, {
    type: 'list',
    allowBlank: true,
    formulae: [`'${source.zh}'!$${column}$${headRows + 1}:$${column}$${last}`],
    // A name will do as well as an id, so what is not in the list is no error.
    showErrorMessage: false,
  });
}

function isList(codec: GridColumn['codec']): boolean {
  const read = codec.read('a、b');
  return read.ok && Array.isArray(read.value);
}

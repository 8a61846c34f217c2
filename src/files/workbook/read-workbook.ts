import type { CellValue, Worksheet } from 'exceljs';
import { type Fault, makeFault } from '../../domain/faults.ts';
import type { ParsedProblem } from '../../domain/validate.ts';
import { type Cell, cornerOf, type FoundSheet } from './cell.ts';
import { fromSheets } from './from-sheets.ts';
import { toKnownForms, withoutBlanks, withoutPrefixes } from './known-forms.ts';
import { unpackWorkbook } from './safe-zip.ts';

/** More cells than any school within the limits fills. */
const maxCells = 1_500_000;

/** Far more than a title over each sheet. */
const maxMerged = 20_000;

/** What the reader skips, since it expands some of it cell by cell over whole sheets. */
const ignored = [
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'cols',
  'sheetViews',
  'autoFilter',
  'pageSetup',
  'printOptions',
  'headerFooter',
  'rowBreaks',
  'drawing',
  'picture',
  'legacyDrawing',
  'tableParts',
  'extLst',
  'sheetProtection',
];

/**
 * Reads a school's workbook. Whatever the bytes are, the answer is a problem or faults; faults in
 * cells carry `sheet` and `cell`.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<ParsedProblem> {
  const found = await readSheets(bytes);
  return found.ok ? fromSheets(found.sheets) : { ok: false, faults: [found.fault] };
}

type Sheets = { ok: true; sheets: FoundSheet[] } | { ok: false; fault: Fault };

async function readSheets(bytes: Uint8Array): Promise<Sheets> {
  const unpacked = await unpackWorkbook(bytes);
  if (!unpacked.ok) return unpacked;
  const { parts } = unpacked;
  withoutPrefixes(parts);
  withoutBlanks(parts);
  let cells = 0;
  let merged = 0;
  for (const [name, part] of parts) {
    if (!name.startsWith('xl/worksheets/')) continue;
    const xml = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    cells += ['<c ', '<c>', '<c/>'].reduce((sum, cell) => sum + countOf(xml, cell), 0);
    merged += mergedCells(xml);
  }
  if (cells > maxCells) {
    const what = {
      zh: `工作簿有 ${cells} 个单元格，上限是 ${maxCells}`,
      en: `the workbook has ${cells} cells, and the limit is ${maxCells}`,
    };
    return { ok: false, fault: makeFault('too-large', [], what, { value: cells }) };
  }
  if (merged > maxMerged) {
    const what = {
      zh: `工作簿里合并了 ${merged} 个单元格`,
      en: `merged areas cover ${merged} cells of the workbook`,
    };
    return { ok: false, fault: makeFault('merged-cells', [], what, { value: merged }) };
  }
  try {
    toKnownForms(parts);
    const { zipSync } = await import('fflate');
    const { default: ExcelJS } = await import('exceljs');
    const workbook = new ExcelJS.Workbook();
    // Packed anew: the library unpacks exactly what was measured, and nothing beside it.
    const clean = zipSync(Object.fromEntries(parts), { level: 0 });
    await workbook.xlsx.load(clean.buffer as ArrayBuffer, { ignoreNodes: ignored });
    const isSince1904 = workbook.properties.date1904;
    const sheets = workbook.worksheets.map((one) => ({ ...foundSheet(one), isSince1904 }));
    return { ok: true, sheets };
  } catch (error) {
    const message = (error as Error).message.replace(/\.$/, '');
    const what = {
      zh: `工作簿读不出来（${message}）`,
      en: `the workbook cannot be read: ${message}`,
    };
    return { ok: false, fault: makeFault('broken-workbook', [], what) };
  }
}

function countOf(xml: Buffer, text: string): number {
  let count = 0;
  for (let at = xml.indexOf(text); at >= 0; at = xml.indexOf(text, at + text.length)) count++;
  return count;
}

/** How many cells the merged areas of a sheet cover; the library walks through each of them. */
function mergedCells(xml: Buffer): number {
  const at = xml.indexOf('mergeCells');
  if (at < 0) return 0;
  let cells = 0;
  for (const [, from = '', to = from] of xml
    .subarray(at)
    .toString('latin1')
    .matchAll(/mergeCell\s[^>]*?ref\s*=\s*["']([^"':]*):?([^"']*)["']/g)) {
    const [a, b] = [cornerOf(from), cornerOf(to || from)];
    cells += (Math.abs(a.row - b.row) + 1) * (Math.abs(a.column - b.column) + 1);
  }
  return cells;
}

function foundSheet(sheet: Worksheet): FoundSheet {
  const rows: FoundSheet['rows'] = [];
  const areas = new Map<string, string>();
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells = new Map<number, Cell>();
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      // Rows come in order, so the last cell of an area is its far corner.
      if (cell.isMerged) areas.set(cell.master.address, `${cell.master.address}:${cell.address}`);
      // The library repeats the value over the area; beside its own column it says nothing.
      if (cell.master.col !== cell.col) return;
      const value = cellOf(cell.value);
      if (value !== undefined) cells.set(column, value);
    });
    rows.push({ number, cells });
  });
  const isHidden = sheet.state !== 'visible';
  return { name: sheet.name, isHidden, rows, merged: [...areas.values()] };
}

function cellOf(value: CellValue): Cell | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object') return value;
  // What no calendar has, such as a long number in a cell of dates, is shown so by spreadsheets.
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? { error: '#####' } : value;
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('error' in value) return { error: value.error };
  if ('formula' in value || 'sharedFormula' in value) {
    const formula = 'formula' in value ? value.formula : value.sharedFormula;
    const result = value.result === undefined ? undefined : cellOf(value.result as CellValue);
    return result ?? { formula: formula ?? '' };
  }
  if ('text' in value) return cellOf(value.text as CellValue);
  return undefined;
}

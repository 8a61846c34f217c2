import type { Row, Style, Workbook, Worksheet } from 'exceljs';
import { textWidth } from '../text-width.ts';

export const headFill = {
  type: 'pattern',
  pattern: 'solid',
  fgColor: { argb: 'FFDDEBF7' },
} as const;
const thin = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;
/** The font that Excel and WPS in China both have: what is reckoned of its lines holds in both. */
export const song = '宋体';
/** Points of one line of its text in size 10, and of what surrounds the lines. */
export const LINE = 13;
export const AROUND = 5;
export const box = { top: thin, left: thin, bottom: thin, right: thin };

const text: Partial<Style> = {
  font: { name: song, size: 10 },
  alignment: { vertical: 'top', wrapText: true },
  border: box,
};

/**
 * A sheet that prints on A4 with page numbers: as wide as the paper, or in its own size, which
 * page breaks need.
 */
export function newSheet(
  workbook: Workbook,
  name: string,
  { landscape = true, isFitted = true } = {},
): Worksheet {
  return workbook.addWorksheet(name, {
    pageSetup: {
      paperSize: 9,
      orientation: landscape ? 'landscape' : 'portrait',
      ...(isFitted ? { fitToPage: true, fitToWidth: 1, fitToHeight: 0 } : {}),
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.5, header: 0.2, footer: 0.2 },
    },
    headerFooter: { oddFooter: '第 &P 页，共 &N 页' },
  });
}

export function headRow(sheet: Worksheet, cells: readonly string[]): void {
  const row = sheet.addRow([...cells]);
  row.font = { name: song, bold: true };
  row.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  row.height = 20;
  cells.forEach((_, i) => {
    row.getCell(i + 1).fill = headFill;
    row.getCell(i + 1).border = box;
  });
}

/** The title and the headings stay: on the screen, and on every page. */
export function keepHead(sheet: Worksheet, columns = 0): void {
  sheet.views = [{ state: 'frozen', xSplit: columns, ySplit: 2 }];
  sheet.pageSetup.printTitlesRow = '1:2';
}

export function title(sheet: Worksheet, text: string): void {
  const row = sheet.addRow([text]);
  row.font = { name: song, bold: true, size: 14 };
  row.height = 24;
  withinTable(sheet, row);
}

/** A line over the whole table: a long one is written smaller, for beside the table it is not printed. */
export function withinTable(sheet: Worksheet, { number }: Row): void {
  const cell = sheet.getCell(number, 1);
  cell.alignment = { ...cell.alignment, vertical: 'middle', shrinkToFit: true };
  sheet.mergeCells(number, 1, number, sheet.columns.length);
}

/** Points; spreadsheets take little more. */
const MOST_HEIGHT = 400;
const SMALLEST = 6;

/**
 * A row whose height fits its lines: spreadsheets do not reckon it for what programs write. What
 * is too much for the highest row, as the clubs of a large school, is written smaller.
 */
export function textRow(
  sheet: Worksheet,
  cells: readonly string[],
  widths: readonly number[],
  size = 10,
): void {
  let fitted = size;
  while (fitted > SMALLEST && heightOf(cells, widths, fitted) > MOST_HEIGHT) fitted--;
  const row = sheet.addRow([...cells]);
  styled(row, cells.length, fitted === 10 ? text : { ...text, font: { name: song, size: fitted } });
  row.height = Math.min(MOST_HEIGHT, heightOf(cells, widths, fitted));
}

function heightOf(cells: readonly string[], widths: readonly number[], size: number): number {
  const lines = cells.map((cell, i) =>
    cell
      .split('\n')
      .reduce(
        (sum, line) =>
          sum + Math.max(1, Math.ceil((textWidth(line) * size) / 10 / (widths[i] ?? 10))),
        0,
      ),
  );
  return (LINE * size * Math.max(1, ...lines)) / 10 + AROUND;
}

/** One style for all cells of a row: the library works out each style object of its own anew. */
export function styled(row: Row, cells: number, style: Partial<Style>): void {
  for (let i = 1; i <= cells; i++) row.getCell(i).style = style;
}

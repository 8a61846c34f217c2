import type { Workbook, Worksheet } from 'exceljs';
import { type RollCall, rollCalls } from '../../domain/views/roll-calls.ts';
import { weekdayName } from '../../domain/views/words.ts';
import { textWidth } from '../text-width.ts';
import { type PlanData, peopleText, placeText, titleText } from './plan-data.ts';
import { headFill, newSheet, song, styled, title, withinTable } from './sheet-style.ts';

/** Pupils side by side, so that a group of forty fits on a quarter of a page. */
const pupilsInRow = 4;
/** As wide as A4 also where the spreadsheet puts a wider typeface for its own. */
const pageWidth = 76;
/** Of the names of classes, which leave room for the pupils however long they are. */
const classWidth = { least: 12, most: 24 } as const;
const columns = 1 + pupilsInRow;
/** Points: of a row, of what parts two groups, and what A4 leaves below the title of each page. */
const height = { row: 18, gap: 8, page: 730 } as const;

const headStyle = { font: { name: song, size: 11, bold: true }, fill: headFill };
/** A long id is written smaller rather than cut. */
const pupilStyle = {
  font: { name: song, size: 10 },
  alignment: { vertical: 'middle', shrinkToFit: true },
} as const;

/** One sheet a weekday; a block a group, with a row for each class and a box before each pupil. */
export function addRollCalls(workbook: Workbook, data: PlanData): void {
  const calls = rollCalls(data.plan, data.index, data.views.all);
  const names = data.views.byClass.map(({ name }) => textWidth(name) + 2);
  const first = Math.min(classWidth.most, Math.max(classWidth.least, ...names));
  const others = (pageWidth - first) / pupilsInRow;
  for (const day of data.weekdays) {
    const sheet = newSheet(workbook, weekdayName(day), { landscape: false, isFitted: false });
    sheet.columns = Array.from({ length: columns }, (_, i) => ({
      width: i === 0 ? first : others,
    }));
    title(sheet, `${data.school} ${weekdayName(day)} 点名表（内部使用，请勿外传）`);
    sheet.pageSetup.printTitlesRow = '1:1';
    let used = 0;
    for (const call of calls) {
      if (call.entry.weekday !== day) continue;
      const rows = rowsOf(call);
      const needed = (1 + rows.length) * height.row;
      // A group that would go on on the next page begins there.
      if (used > 0 && used + needed > height.page) {
        sheet.lastRow?.addPageBreak();
        used = 0;
      }
      addGroup(sheet, call, rows);
      used += needed + height.gap;
    }
    // Else LibreOffice prints empty pages beside those on which texts are written smaller.
    sheet.pageSetup.printArea = `A$1:E$${sheet.rowCount}`;
  }
}

function rowsOf({ pupils, numbers }: RollCall): string[][] {
  const byClass = new Map<string, string[]>();
  const add = (className: string, text: string) => {
    const known = byClass.get(className);
    if (known) known.push(text);
    else byClass.set(className, [text]);
  };
  for (const { className, id, leave } of pupils)
    add(className, `□ ${id}${leave ? ` ${leave}` : ''}`);
  for (const { className, count } of numbers) add(className, `□ ${count}人`);
  return [...byClass].flatMap(([className, cells]) =>
    Array.from({ length: Math.ceil(cells.length / pupilsInRow) }, (_, i) => [
      i === 0 ? className : '',
      ...cells.slice(i * pupilsInRow, (i + 1) * pupilsInRow),
    ]),
  );
}

function addGroup(sheet: Worksheet, { entry }: RollCall, rows: readonly string[][]): void {
  const who = peopleText(entry);
  const parts = [`${entry.start}-${entry.end}`, titleText(entry), placeText(entry), who];
  const shown = parts.filter((part) => part !== '').join('  ');
  const head = sheet.addRow([`${shown}  应到 ${entry.pupils}人  实到____人`]);
  head.height = height.row;
  styled(head, columns, headStyle);
  withinTable(sheet, head);
  for (const cells of rows) {
    const row = sheet.addRow(cells);
    row.height = height.row;
    styled(row, cells.length, pupilStyle);
  }
  sheet.addRow([]).height = height.gap;
}

import type { Workbook } from 'exceljs';
import { rollCalls } from '../../domain/views/roll-calls.ts';
import { weekdayName } from '../../domain/views/words.ts';
import { newSheet } from './new-sheet.ts';
import { type PlanData, peopleText, titleText } from './plan-data.ts';

/** Pupils side by side, so that a group of forty fits on half a page. */
const pupilsInRow = 6;

/** One sheet a weekday; a block a group, with a box to tick before each pupil. */
export function addRollCalls(workbook: Workbook, data: PlanData): void {
  const calls = rollCalls(data.plan, data.index);
  for (const day of data.weekdays) {
    const sheet = newSheet(workbook, weekdayName(day), false);
    sheet.columns = Array.from({ length: pupilsInRow }, () => ({ width: 19 }));
    sheet.addRow([`${data.school} ${weekdayName(day)} 点名表（内部使用，请勿外传）`]).font = {
      bold: true,
      size: 14,
    };
    for (const { entry, pupils, numbers } of calls) {
      if (entry.weekday !== day) continue;
      const who = peopleText(entry);
      const parts = [`${entry.start}-${entry.end}`, titleText(entry), entry.room ?? '', who];
      const head = sheet.addRow([
        `${parts.filter((part) => part !== '').join('  ')}  应到 ${entry.pupils}人`,
      ]);
      head.font = { bold: true };
      head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEEF3F8' } };
      const cells = [
        ...pupils.map((p) => `□ ${p.className} ${p.id}${p.leave ? ` ${p.leave}` : ''}`),
        ...numbers.map((n) => `□ ${n.className} ${n.count}人`),
      ];
      for (let i = 0; i < cells.length; i += pupilsInRow) {
        sheet.addRow(cells.slice(i, i + pupilsInRow)).font = { size: 9 };
      }
      sheet.addRow([]);
    }
  }
}

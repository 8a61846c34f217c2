import type { Row, Style, Workbook } from 'exceljs';
import type { Month } from '../../domain/views/monthly-duty.ts';
import { staffKindWords } from '../../domain/views/words.ts';
import { textWidth } from '../text-width.ts';
import type { PlanData } from './plan-data.ts';
import {
  AROUND,
  box,
  headRow,
  keepHead,
  LINE,
  newSheet,
  song,
  styled,
  title,
} from './sheet-style.ts';

const NOT_COUNTED = '未计临时调课和请假';
const OF_THIS_PLAN = `按这份方案的一周和校历推算，${NOT_COUNTED}；学期中换过方案的，换之前的日子以当时公布的方案为准。`;

function ofPublished({ changes }: Month): string {
  const days = changes.map((date) => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`);
  const change = days.length === 0 ? '' : `（${days.join('、')}起换为新公布的方案）`;
  return `每天按当天有效的公布方案和校历统计${change}，${NOT_COUNTED}。`;
}

/** Posts, minutes and pay of a month by person, with a column to sign in. */
export function addMonth(workbook: Workbook, figures: Month, { school, spans }: PlanData): void {
  const { month, dates, rows } = figures;
  const sheet = newSheet(workbook, month);
  const days = dates.map((date) => String(Number(date.slice(8))));
  const longest = Math.max(0, ...rows.map(({ name }) => textWidth(name)));
  const names = Math.min(30, Math.max(14, longest + 2));
  sheet.columns = [12, names, 10, 8, 8, 10, 10, 10, ...days.map(() => 4.5), 12].map((one) => ({
    width: one,
  }));
  const [year, number] = month.split('-').map(Number);
  title(sheet, `${school} ${year}年${number}月课后服务统计`);
  headRow(sheet, [
    '编号',
    '姓名',
    '类别',
    '次数',
    '分钟',
    '晚岗天数',
    '早岗天数',
    '金额（元）',
    ...days,
    '签字',
  ]);
  for (const row of rows) {
    const added = sheet.addRow([
      row.staffId,
      row.name,
      staffKindWords[row.kind].zh,
      row.posts,
      row.minutes,
      row.lateEvenings,
      row.earlyMornings,
      row.pay ?? null,
      ...dates.map((date) => row.byDate.get(date) ?? null),
    ]);
    boxed(added, 9 + days.length);
  }
  const sum = (pick: (row: (typeof rows)[number]) => number) =>
    rows.reduce((s, r) => s + pick(r), 0);
  const pay = Math.round(100 * sum((r) => r.pay ?? 0)) / 100;
  const total = sheet.addRow([
    '合计',
    `${rows.length}人`,
    '',
    sum((r) => r.posts),
    sum((r) => r.minutes),
    sum((r) => r.lateEvenings),
    sum((r) => r.earlyMornings),
    rows.some((r) => r.pay !== undefined) ? pay : null,
  ]);
  boxed(total, 9 + days.length, true);
  // Pay is reckoned from these sheets.
  const basis = spans.length === 0 ? OF_THIS_PLAN : ofPublished(figures);
  sheet.addRow([basis]).font = { name: song, size: 9 };
  keepHead(sheet, 2);
}

const plain: Partial<Style> = {
  font: { name: song, size: 10 },
  // A long name is written smaller rather than cut.
  alignment: { vertical: 'middle', shrinkToFit: true },
  border: box,
};
const money: Partial<Style> = { ...plain, numFmt: '#,##0.00' };
const day: Partial<Style> = { ...plain, alignment: { horizontal: 'center', vertical: 'middle' } };
const bold = { font: { name: song, size: 10, bold: true } };
const boldPlain: Partial<Style> = { ...plain, ...bold };
const boldMoney: Partial<Style> = { ...money, ...bold };

/** A row of the monthly figures: lines around every cell, and days in the middle of theirs. */
function boxed(row: Row, cells: number, isTotal = false): void {
  row.height = LINE + AROUND;
  styled(row, cells, isTotal ? boldPlain : plain);
  row.getCell(8).style = isTotal ? boldMoney : money;
  for (let i = 9; i <= cells; i++) row.getCell(i).style = day;
}

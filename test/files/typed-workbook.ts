import type ExcelJS from 'exceljs';
import { cellOf, openTemplate, save, sheetOf, typeMore, typeSchool } from './small-school.ts';

/** What somebody did to a workbook. */
export type Change = (workbook: ExcelJS.Workbook) => void;

/** The template with a small school typed into it. */
export async function typedWorkbook(): Promise<Uint8Array> {
  const workbook = await openTemplate();
  typeSchool(workbook);
  typeMore(workbook);
  return await save(workbook);
}

export const set =
  (cells: Record<string, ExcelJS.CellValue>): Change =>
  (workbook) => {
    for (const [at, value] of Object.entries(cells)) cellOf(workbook, at).value = value;
  };
/** A lesson of each class and an afternoon of each grade, pinned by what `keys` call these. */
export const pinned =
  (...keys: readonly ExcelJS.CellValue[]): Change =>
  (workbook) => {
    const activities = sheetOf(workbook, '活动');
    for (const [i, forEach] of ['每班', '每年级'].entries()) {
      const row = activities.getRow(4 + i);
      const cells = { 2: forEach, 3: '微主题', 4: '微主题', 8: '整班', 9: forEach, 10: 1 };
      for (const [column, value] of Object.entries(cells))
        row.getCell(Number(column)).value = value;
      sheetOf(workbook, '岗位').getRow(5 + i).values = [forEach, '负责'];
      const pin = sheetOf(workbook, '锁定').getRow(3 + i);
      pin.values = [forEach, keys[i] ?? null, null, null, null, null, null, '负责：张三'];
    }
  };

import ExcelJS from 'exceljs';
import { writeTemplate } from '../../src/files/workbook/write-workbook.ts';
import { usualWeek } from '../../src/generator/index.ts';

type Cell = ExcelJS.CellValue;

/** The template as a school gets it, open in a spreadsheet. */
export async function openTemplate(): Promise<ExcelJS.Workbook> {
  return await open(await writeTemplate(usualWeek()));
}

export async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  // Drop-downs are expanded cell by cell, which is most of the time.
  const ignoreNodes = ['dataValidations'];
  await workbook.xlsx.load(bytes.slice().buffer as ArrayBuffer, { ignoreNodes });
  return workbook;
}

export async function save(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

export function sheetOf(workbook: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const sheet = workbook.getWorksheet(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}

/** The cell of a column in the n-th row of values (from 1). */
export function cellOf(workbook: ExcelJS.Workbook, at: string): ExcelJS.Cell {
  const [sheetName = '', heading = '', row = '1'] = at.split('/');
  const sheet = sheetOf(workbook, sheetName);
  const headings = Array.from(sheet.getRow(1).values as Cell[], (one) => String(one ?? ''));
  const column = headings.findIndex((one) => one.replace(' *', '') === heading);
  if (column < 0) throw new Error(`no column ${heading} in ${sheetName}`);
  return sheet.getRow(2 + Number(row)).getCell(column);
}

function type(workbook: ExcelJS.Workbook, sheet: string, headings: string, rows: Cell[][]): void {
  for (const [i, row] of rows.entries()) {
    for (const [n, heading] of headings.split(' ').entries()) {
      cellOf(workbook, `${sheet}/${heading}/${i + 1}`).value = row[n] ?? null;
    }
  }
}

/** What a newcomer types: the school's name, classes and their pupils' numbers, staff and rooms. */
export function typeSchool(workbook: ExcelJS.Workbook): void {
  const school = sheetOf(workbook, '学校');
  school.eachRow((row) => {
    const item = String(row.getCell(1).value);
    if (item.startsWith('学校名称')) row.getCell(2).value = '阳光小学';
    if (item.startsWith('学段')) row.getCell(2).value = '小学';
  });
  const classes = ['一（1）班', '二（1）班', '三（1）班'];
  type(
    workbook,
    '班级',
    '名称 年级 本班教室 班主任',
    classes.map((name, i) => [name, i + 1, `教室${i + 1}`, ['张三', '李四', '王五'][i] ?? null]),
  );
  type(
    workbook,
    '班级人数',
    '班级 类别 周几 离校时间点 人数',
    classes.flatMap((name) =>
      ['周一', '周二', '周三', '周四', '周五'].map((day) => [name, '离校', day, '17:50', 30]),
    ),
  );
  type(
    workbook,
    '教职工',
    '姓名 类别',
    ['张三', '李四', '王五', '赵六', '钱七', '孙八'].map((name) => [name, '教师']),
  );
  type(workbook, '场地', '名称 类型 座位', [
    ['教室1', '教室', 45],
    ['教室2', '教室', 45],
    ['教室3', '教室', 45],
    ['操场', '操场', 200],
  ]);
}

/** And what comes next: a club with its pupils as numbers, a lesson, the term. */
export function typeMore(workbook: ExcelJS.Workbook): void {
  type(workbook, '活动', '名称 类别 可排环节 年级 参加方式 每周次数 场地类型', [
    ['足球', '社团', '社团时间', '二年级、3', '自选', 1, '操场'],
  ]);
  type(workbook, '岗位', '活动 角色', [
    ['足球', '负责'],
    ['足球', '助教'],
  ]);
  type(workbook, '名单与人数', '活动 类别 班级 人数', [['足球', '班级人数', '二（1）班', 8]]);
  type(workbook, '人员时间', '人员 类别 周几 开始 结束 原因', [
    ['张三', '上课', '周一', '14:55', '15:35', null],
    ['张三', '不可排', '周二', '15:30', '17:30', '教研'],
    ['李四', '希望避开', '周五', '17:30', '18:20', '接孩子'],
  ]);
  const school = sheetOf(workbook, '学校');
  school.eachRow((row) => {
    if (row.getCell(1).value === '学期开始') row.getCell(2).value = '2025-09-01';
    if (row.getCell(1).value === '学期结束') row.getCell(2).value = '2026-01-16';
  });
}

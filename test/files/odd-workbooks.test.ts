import type ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../src/domain/problem.ts';
import { gradeList, staffKindList, weekdayList } from '../../src/files/workbook/codecs.ts';
import { params } from '../../src/files/workbook/forms.ts';
import { readWorkbook } from '../../src/files/workbook/read-workbook.ts';
import { cellOf, open, save, sheetOf } from './small-school.ts';
import { type Change, pinned, set, typedWorkbook } from './typed-workbook.ts';

/** Workbooks as schools really have them: what is clear is taken. */
let base: Uint8Array;
let wanted: Problem;
beforeAll(async () => {
  base = await typedWorkbook();
  const read = await readWorkbook(base);
  if (!read.ok) throw new Error(JSON.stringify(read.faults, null, 1));
  wanted = read.problem;
});

const minutes = (hour: number, minute: number) => (hour * 60 + minute) / 1440;

/** Puts the columns of a sheet into another order. */
function reorder(sheet: ExcelJS.Worksheet): void {
  const rows = sheet.getSheetValues() as ExcelJS.CellValue[][];
  const width = sheet.columnCount;
  for (const [number, row] of rows.entries()) {
    for (let column = 1; row && column <= width; column++) {
      sheet.getRow(number).getCell(width + 1 - column).value = row[column] ?? null;
    }
  }
}

const taken: [string, Change][] = [
  ['a date that was pasted as its count of days', set({ '学校/内容/6': 45_901 })],
  ['numbers as text, full-width', set({ '场地/座位/1': '４５', '班级人数/人数/1': ' 30　' })],
  [
    'times as fractions of a day in a text column',
    set({ '时段/开始/2': minutes(15, 50), '班级人数/离校时间点/2': minutes(17, 50) }),
  ],
  [
    'times that are less than a second off, as sums and rounded fractions are',
    (workbook) => {
      cellOf(workbook, '时段/开始/2').value = 0.659722;
      cellOf(workbook, '班级人数/离校时间点/2').value = 0.7430556;
      for (const [at, ms] of [
        ['时段/结束/2', -2],
        ['班级人数/离校时间点/3', 400],
      ] as const) {
        const [hour, minute] = at.startsWith('时段') ? [16, 30] : [17, 50];
        cellOf(workbook, at).value = new Date(Date.UTC(1899, 11, 30, hour, minute) + ms);
        cellOf(workbook, at).style = { numFmt: 'h:mm' };
      }
    },
  ],
  [
    'times that Excel has recognised',
    (workbook) => {
      for (const at of ['时段/结束/2', '班级人数/离校时间点/3']) {
        const [hour, minute] = at.startsWith('时段') ? [16, 30] : [17, 50];
        cellOf(workbook, at).value = new Date(Date.UTC(1899, 11, 30, hour, minute));
        cellOf(workbook, at).style = { numFmt: 'h:mm' };
      }
    },
  ],
  [
    'times with a full-width colon, seconds or words',
    set({
      '时段/开始/2': '１５：５０',
      '时段/结束/2': '16:30:00',
      '时段/开始/3': '16点40分',
      '班级人数/离校时间点/1': '17：50',
    }),
  ],
  [
    'times with the part of the day, halves and points',
    set({
      '时段/开始/2': '下午3点50分',
      '时段/结束/2': '16点半',
      '时段/开始/3': '4:40 PM',
      '班级人数/离校时间点/1': '17点50分',
      '班级人数/离校时间点/2': '下午 5:50',
      '班级人数/离校时间点/3': '17.50',
    }),
  ],
  [
    'dates as text, as dates and as digits',
    (workbook) => {
      sheetOf(workbook, '学校').eachRow((row) => {
        if (row.getCell(1).value === '学期开始') row.getCell(2).value = '2025年9月1日';
        if (row.getCell(1).value === '学期结束') {
          row.getCell(2).value = new Date(Date.UTC(2026, 0, 16));
          row.getCell(2).style = { numFmt: 'yyyy/m/d' };
        }
      });
    },
  ],
  [
    'blanks, full-width letters and brackets of the other width in names',
    set({
      '班级人数/班级/1': '一(1)班',
      '班级人数/周几/2': '　周二 ',
      '班级/班主任/1': '张　三',
      '人员时间/人员/2': ' 张三​',
      '人员时间/周几/1': 'Ｍｏｎ',
    }),
  ],
  [
    'a merged title and a blank row above the headings',
    (workbook) => {
      const sheet = sheetOf(workbook, '教职工');
      sheet.spliceRows(1, 0, ['阳光小学教职工名单'], []);
      sheet.mergeCells('A1:F1');
    },
  ],
  ['no row of English keys', (workbook) => sheetOf(workbook, '教职工').spliceRows(2, 1)],
  [
    'a key that was overwritten, and a heading in other words',
    (workbook) => {
      sheetOf(workbook, '教职工').getCell('A2').value = '如 T01';
      sheetOf(workbook, '教职工').getCell('B1').value = '教师姓名';
    },
  ],
  [
    'one person merged over several rows of times',
    (workbook) => sheetOf(workbook, '人员时间').mergeCells('A3:A4'),
  ],
  [
    'hidden rows, columns and sheets, and a hidden sheet of lists',
    (workbook) => {
      sheetOf(workbook, '班级').getRow(4).hidden = true;
      sheetOf(workbook, '班级').getColumn(3).hidden = true;
      sheetOf(workbook, '参数').state = 'hidden';
      workbook.addWorksheet('下拉选项', { state: 'veryHidden' }).addRow(['教师', '领导']);
    },
  ],
  [
    'sheets in another order and nearly of their names, and empty ones',
    (workbook) => {
      sheetOf(workbook, '班级').name = '班级表';
      sheetOf(workbook, '场地').name = ' 场地　';
      workbook.addWorksheet('Sheet1');
      for (const [i, sheet] of workbook.worksheets.toReversed().entries()) {
        (sheet as unknown as { orderNo: number }).orderNo = i;
      }
    },
  ],
  [
    'notes under a table and a line over all of it',
    (workbook) => {
      const sheet = sheetOf(workbook, '班级');
      const below = sheet.rowCount + 2;
      sheet.getCell(`A${below}`).value = '备注：班额以9月1日为准';
      sheet.getCell(`B${below + 1}`).value = '注：由教务处提供';
      sheet.getCell(`A${below + 2}`).value = '填表人：李老师　日期：2026年9月1日';
      sheet.mergeCells(`A${below + 2}:E${below + 3}`);
    },
  ],
  [
    'a count of days in a workbook that counts from 1904',
    (workbook) => {
      workbook.properties.date1904 = true;
      set({ '学校/内容/6': 45_901 - 1462 })(workbook);
    },
  ],
  ['columns in another order', (workbook) => reorder(sheetOf(workbook, '班级人数'))],
  [
    'empty rows between and below, and cells of blanks',
    (workbook) => {
      const sheet = sheetOf(workbook, '教职工');
      sheet.spliceRows(5, 0, [], [' ', '　', '']);
      sheet.getCell('Z30').value = '  ';
    },
  ],
  [
    'running numbers and remarks of one’s own',
    (workbook) => {
      const sheet = sheetOf(workbook, '场地');
      const column = sheet.columnCount + 1;
      sheet.getRow(1).getCell(column).value = '序号';
      sheet.getRow(1).getCell(column + 1).value = '备注（联系人）';
      for (let row = 3; row < 7; row++) {
        sheet.getRow(row).getCell(column).value = row - 2;
        sheet.getRow(row).getCell(column + 1).value = { error: '#N/A' };
      }
      workbook.addWorksheet('备注2').addRow(['随便写']);
    },
  ],
  [
    'formulas that hold their result',
    set({
      '班级人数/人数/1': { formula: '15*2', result: 30 },
      '班级/本班教室/1': { formula: '"教室"&1', result: '教室1' },
    }),
  ],
  [
    'rich text and links',
    set({
      '教职工/姓名/1': { richText: [{ text: '张', font: { bold: true } }, { text: '三' }] },
      '场地/名称/1': { text: '教室1', hyperlink: 'https://example.org/' },
    }),
  ],
  [
    'the form of the school without its keys',
    (workbook) => sheetOf(workbook, '学校').spliceColumns(4, 1),
  ],
  ['grades in words', set({ '班级/年级/1': '一年级', '班级/年级/2': '二', '班级/年级/3': '３' })],
  [
    'words with a blank between, as in tables that are set out evenly',
    set({
      '教职工/类别/1': '教 师',
      '人员时间/类别/1': '上　课',
      '人员时间/周几/1': '周 一',
      '班级/年级/2': '二 年级',
    }),
  ],
  ['the short words of roles', set({ '岗位/角色/1': '主', '岗位/角色/2': '辅' })],
];

describe('is taken as it is meant', () => {
  it.each(taken)('%s', async (_, change) => {
    const workbook = await open(base);
    change(workbook);
    const read = await readWorkbook(await save(workbook));
    expect(read.ok ? [] : read.faults).toEqual([]);
    expect(read.ok && read.problem).toEqual(wanted);
  });
});

describe('lists as people part them', () => {
  it.each([
    [weekdayList, '周一 周三', [1, 3]],
    [weekdayList, '周一/三', [1, 3]],
    [weekdayList, '周一至周五', [1, 2, 3, 4, 5]],
    [weekdayList, '周一～周三、周五', [1, 2, 3, 5]],
    [weekdayList, 'Mon-Wed', [1, 2, 3]],
    [weekdayList, '周二四', [2, 4]],
    [weekdayList, '周1至周3', [1, 2, 3]],
    [weekdayList, '每天', undefined],
    [weekdayList, '周一至放假', undefined],
    [gradeList, '1-高三', undefined],
    [gradeList, '1-999999999', undefined],
    [weekdayList, '周五至周一', undefined],
    [gradeList, '1-3', [1, 2, 3]],
    [gradeList, '一至三年级', [1, 2, 3]],
    [gradeList, '五、六年级', [5, 6]],
    [gradeList, '五六年级', [5, 6]],
    [gradeList, '3 4／5', [3, 4, 5]],
    [gradeList, '12', [12]],
    [staffKindList, '教师 领导/退休教师', ['teacher', 'leader', 'retired']],
    [staffKindList, '教师 校工', undefined],
  ] as const)('%# “%s”', (codec, cell, values) => {
    const read = codec.read(cell);
    expect(read.ok ? read.value : undefined).toEqual(values);
  });

  it('names that nothing has are several where all their parts are known', async () => {
    const read = async (cell: string) => {
      const workbook = await open(base);
      set({ '教职工/任课班级/1': cell })(workbook);
      return await readWorkbook(await save(workbook));
    };
    for (const cell of ['一（1）班 三(1)班', '一（1）班/三（1）班', '一（1）班、三（1）班']) {
      const found = await read(cell);
      expect(found.ok && found.problem.staff[0]?.classIds).toEqual(['一（1）班', '三（1）班']);
    }
    const unknown = await read('一（1）班 四（1）班');
    expect(unknown.ok ? [] : unknown.faults.map(({ code, cell }) => [code, cell])).toEqual([
      ['unknown-reference', 'G3'],
    ]);
  });
});

it('a word of workbooks of before is read still', () => {
  const merge = params.rows.find(({ key }) => key === 'care.mergeWithin.homework');
  for (const word of ['同学段', '同年段'])
    expect(merge?.codec.read(word)).toEqual({ ok: true, value: 'band' });
});

it('what people and places are not there for stands under the console’s words, or those of before', async () => {
  const workbook = await open(base);
  const closures = sheetOf(workbook, '场地不开放');
  closures.getRow(3).values = ['教室1', '周一', '15:50', '16:30'];
  const ofNow = await readWorkbook(await save(workbook));
  closures.name = '场地停用';
  set({ '人员时间/类别/2': '不能参加' })(workbook);
  const ofBefore = await readWorkbook(await save(workbook));
  expect(ofNow.ok && ofNow.problem.rooms[0]?.unavailable).toHaveLength(1);
  expect(ofBefore).toEqual(ofNow);
});

it('pins name a class or a grade as people do', async () => {
  const workbook = await open(base);
  pinned('一(1)班', '一年级')(workbook);
  const read = await readWorkbook(await save(workbook));
  expect(read.ok ? read.problem.pins?.map(({ forKey }) => forKey) : read.faults).toEqual([
    '一（1）班',
    '1',
  ]);
});

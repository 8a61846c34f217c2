import { beforeAll, describe, expect, it } from 'vitest';
import { MOST_FAULTS } from '../../src/domain/checks/fault-list.ts';
import { ruleIds } from '../../src/domain/rule-ids.ts';
import { fromSheets } from '../../src/files/workbook/from-sheets.ts';
import { Names } from '../../src/files/workbook/names.ts';
import { readWorkbook } from '../../src/files/workbook/read-workbook.ts';
import { generateProblem } from '../../src/generator/index.ts';
import { cellOf, open, save, sheetOf } from './small-school.ts';
import { type Change, pinned, set, typedWorkbook } from './typed-workbook.ts';
import { foundSheets } from './workbook-parts.ts';

/** Workbooks as schools really have them: what is not clear is told by its cell. */
let base: Uint8Array;
beforeAll(async () => {
  base = await typedWorkbook();
});

type Told = [code: string, sheet: string, cell: string | undefined];
const told: [string, Change, Told[]][] = [
  [
    'an error value',
    set({ '班级人数/人数/2': { error: '#N/A' } }),
    [['error-cell', '班级人数', 'E4']],
  ],
  [
    'a formula without a result, and one that ended in an error',
    set({
      '场地/座位/1': { formula: '40+5' },
      '场地/座位/2': { formula: '1/0', result: { error: '#DIV/0!' } },
    }),
    [
      ['formula-cell', '场地', 'E3'],
      ['error-cell', '场地', 'E4'],
    ],
  ],
  [
    'cells merged over rows that have values of their own',
    (workbook) => sheetOf(workbook, '班级人数').mergeCells('E3:E7'),
    [['merged-cells', '班级人数', 'E3']],
  ],
  [
    'a line merged over some columns alone, once',
    (workbook) => {
      const sheet = sheetOf(workbook, '班级');
      const below = sheet.rowCount + 1;
      sheet.getCell(`A${below}`).value = '填表人：李老师';
      sheet.mergeCells(`A${below}:C${below}`);
    },
    [
      ['merged-cells', '班级', 'A6'],
      ['missing', '班级', 'C6'],
      ['missing', '班级', 'D6'],
    ],
  ],
  [
    'a time with seconds',
    (workbook) => {
      cellOf(workbook, '时段/开始/2').value = new Date(Date.UTC(1899, 11, 30, 15, 50, 30));
      cellOf(workbook, '时段/开始/2').style = { numFmt: 'h:mm' };
    },
    [['bad-time', '时段', 'D4']],
  ],
  ['a number with its unit', set({ '场地/座位/1': '45人' }), [['wrong-type', '场地', 'E3']]],
  ['a time in words', set({ '时段/开始/2': '下午三点五十' }), [['bad-time', '时段', 'D4']]],
  [
    'a text that Excel made a date of',
    (workbook) => {
      cellOf(workbook, '场地/编号/1').value = new Date(Date.UTC(2025, 2, 1));
      cellOf(workbook, '场地/编号/1').style = { numFmt: 'm"月"d"日"' };
    },
    [['wrong-type', '场地', 'A3']],
  ],
  [
    'a date where a time belongs, and a time where a date belongs',
    (workbook) => {
      const [time, date] = [cellOf(workbook, '时段/开始/2'), cellOf(workbook, '学校/内容/6')];
      time.value = new Date(Date.UTC(2025, 8, 1));
      time.style = { numFmt: 'yyyy/m/d' };
      date.value = new Date(Date.UTC(1899, 11, 30, 16, 40));
      date.style = { numFmt: 'h:mm' };
    },
    [
      ['bad-date', '学校', 'B8'],
      ['wrong-type', '时段', 'D4'],
    ],
  ],
  [
    'a long number in a cell of dates',
    (workbook) => {
      cellOf(workbook, '场地/编号/1').value = 13_800_138_000;
      cellOf(workbook, '场地/编号/1').style = { numFmt: 'yyyy/m/d' };
    },
    [['error-cell', '场地', 'A3']],
  ],
  [
    'a rule with two rows',
    (workbook) => {
      const sheet = sheetOf(workbook, '规则');
      sheet.getRow(3).getCell(5).value = 3;
      sheet.addRow(sheet.getRow(3).values);
    },
    [['duplicate-entry', '规则', `A${ruleIds.length + 3}`]],
  ],
  [
    'a number of more digits than Excel keeps',
    set({ '场地/编号/1': 110_101_201_501_012_300 }),
    [['wrong-type', '场地', 'A3']],
  ],
  [
    'a pin of a person whose name two have',
    (workbook) => {
      pinned('一（1）班', '一年级')(workbook);
      set({ '教职工/姓名/6': '张三', '教职工/编号/6': 'T6', '教职工/编号/1': 'T1' })(workbook);
      set({ '班级/班主任/1': 'T1', '人员时间/人员/1': 'T1', '人员时间/人员/2': 'T1' })(workbook);
    },
    [
      ['ambiguous-name', '锁定', 'H3'],
      ['ambiguous-name', '锁定', 'H4'],
    ],
  ],
  [
    'a column that nothing reads',
    (workbook) => {
      sheetOf(workbook, '教职工').getCell('Z1').value = '手机';
      sheetOf(workbook, '教职工').getCell('Z3').value = 1380000;
    },
    [['unknown-column', '教职工', 'Z1']],
  ],
  [
    'a sheet of another name',
    (workbook) => {
      sheetOf(workbook, '场地').name = '功能室';
    },
    [
      ['missing-sheet', '场地', undefined],
      ['unknown-sheet', '功能室', 'A1'],
    ],
  ],
  [
    'a sheet of another name, to whose rows those of others belong',
    (workbook) => {
      sheetOf(workbook, '教职工').name = '教师';
      sheetOf(workbook, '活动').name = '社团';
    },
    [
      ['missing-sheet', '教职工', undefined],
      ['missing-sheet', '活动', undefined],
      ['unknown-sheet', '教师', 'A1'],
      ['unknown-sheet', '社团', 'A1'],
    ],
  ],
  [
    'no sheet of the school, and a holiday of a term that nobody knows',
    (workbook) => {
      workbook.removeWorksheet('学校');
      sheetOf(workbook, '放假').getRow(3).values = ['2025-10-01', '2025-10-08', '国庆节'];
    },
    [['missing-sheet', '学校', undefined]],
  ],
  [
    'an id that is there twice',
    set({ '场地/编号/1': 'R1', '场地/编号/4': 'R1' }),
    [['duplicate-id', '场地', 'A6']],
  ],
  [
    'two people of one name who have no ids',
    set({ '教职工/姓名/6': '赵六' }),
    [['duplicate-id', '教职工', 'A8']],
  ],
  [
    'a name that two have',
    set({ '教职工/姓名/6': '张三', '教职工/编号/6': 'T6', '教职工/编号/1': 'T1' }),
    [
      ['ambiguous-name', '班级', 'E3'],
      ['ambiguous-name', '人员时间', 'A3'],
      ['ambiguous-name', '人员时间', 'A4'],
    ],
  ],
];

it('a range where a time belongs is told to take two cells', async () => {
  const workbook = await open(base);
  set({ '时段/开始/2': '15:50～16:30' })(workbook);
  const read = await readWorkbook(await save(workbook));
  expect(read.ok ? [] : read.faults.map(({ code, cell, hintZh }) => [code, cell, hintZh])).toEqual([
    ['bad-time', 'D4', '这一格只写一个时间，如“16:40”；开始和结束各写一格'],
  ]);
});

describe('is told by sheet and cell, with what to try in Chinese', () => {
  it.each(told)('%s', async (_, change, places) => {
    const workbook = await open(base);
    change(workbook);
    const read = await readWorkbook(await save(workbook));
    const faults = read.ok ? [] : read.faults;
    expect(faults.map(({ code, sheet, cell }) => [code, sheet, cell])).toEqual(places);
    for (const { hint, hintZh, message } of faults) {
      expect(hintZh).toMatch(/\p{Script=Han}/u);
      expect(message).toContain(`Try: ${hint}.`);
    }
  });

  it.each([
    ['班级/班主任/1', '张山', /是不是“张三”？/],
    ['班级/班主任/1', '三张', /是不是“张三”？/],
    ['班级人数/离校时间点/1', '四点半', /是不是“16:30”、“17:50”、“18:20”？/],
    ['班级/班主任/1', '无', /^不用写，留空即可$/],
    ['班级/本班教室/1', '无', /^是不是“教室1”/],
    ['时段/单双周/1', '每周', /^不用写，留空即可$/],
    ['教职工/姓名/6', '赵六', /与第 6 行重名，在“编号”列给两行写上不同的编号/],
  ])('%s: “%s” is told with what may be meant', async (at, value, hint) => {
    const workbook = await open(base);
    set({ [at]: value })(workbook);
    const read = await readWorkbook(await save(workbook));
    expect(read.ok ? [] : read.faults.map(({ hintZh }) => hintZh)).toEqual([
      expect.stringMatching(hint),
    ]);
  });

  it('names that are two characters off are told, unless others are nearer', () => {
    const rooms = ['图书阅览室', '科学实验室', '音乐教室', '美术教室', '舞蹈房', '操场', '食堂'];
    const names = new Names({ rooms: rooms.map((name) => ({ id: name, name })) }, ['rooms']);
    expect(names.near('rooms', '图书月览市')).toEqual(['图书阅览室']);
    expect(names.near('rooms', '音月教室')).toEqual(['音乐教室']);
    expect(names.near('rooms', '体育馆')).toEqual([]);
  });

  it('tables of one’s own are told where they belong in the template', async () => {
    const workbook = await open(base);
    sheetOf(workbook, '教职工').name = '教师名单';
    sheetOf(workbook, '班级').name = '班级情况';
    const read = await readWorkbook(await save(workbook));
    const own = read.ok ? [] : read.faults.filter(({ code }) => code === 'unknown-sheet');
    expect(own.map(({ sheet, hintZh }) => [sheet, hintZh])).toEqual([
      ['班级情况', expect.stringContaining('模板的“班级”表')],
      ['教师名单', expect.stringContaining('模板的“教职工”表')],
    ]);
  });

  it('what was changed in a sheet that the system writes is told to be put back', () => {
    const cells = (...texts: string[]) => new Map(texts.map((text, i) => [i + 1, text]));
    const rows = [cells('部分', '内容'), cells('场次', '{"id":"s1",')];
    const told = { name: '原方案', isHidden: false, merged: [] };
    const sheets = foundSheets(generateProblem({ size: 'village', seed: 1 })).filter(
      ({ name }) => name !== told.name,
    );
    const found = rows.map((one, i) => ({ number: i + 1, cells: one }));
    const read = fromSheets([...sheets, { ...told, rows: found }]);
    expect(read.ok ? [] : read.faults).toMatchObject([
      {
        code: 'not-json',
        sheet: '原方案',
        cell: 'B2',
        hintZh: expect.stringContaining('请勿修改'),
      },
    ]);
  });

  it('a mistake in every cell of a large school is told in so many lines, and counted', () => {
    const sheets = foundSheets(generateProblem({ size: 'county', seed: 1 }));
    const students = sheets.find(({ name }) => name === '学生');
    let cells = 0;
    for (const row of students?.rows.slice(2) ?? []) {
      const wrong = new Map([...row.cells].map(([column]) => [column, { error: '#REF!' }]));
      (row as { cells: unknown }).cells = wrong;
      cells += wrong.size;
    }
    expect(cells).toBeGreaterThan(MOST_FAULTS);
    const read = fromSheets(sheets);
    const codes = read.ok ? [] : read.faults.map(({ code }) => code);
    expect(codes.filter((code) => code === 'error-cell')).toHaveLength(MOST_FAULTS);
    expect(codes).toContain('more-faults');
  });
});

import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { toKnownForms, withoutBlanks } from '../../src/files/workbook/known-forms.ts';
import { readWorkbook } from '../../src/files/workbook/read-workbook.ts';
import { writeWorkbook } from '../../src/files/workbook/write-workbook.ts';
import { generateProblem } from '../../src/generator/index.ts';
import { withParts } from './workbook-parts.ts';

let good: Uint8Array;
beforeAll(async () => {
  good = await writeWorkbook(generateProblem({ size: 'village', seed: 1 }));
});

async function faultsOf(bytes: Uint8Array) {
  const read = await readWorkbook(bytes);
  return read.ok ? [] : read.faults;
}
const codesOf = async (bytes: Uint8Array) => (await faultsOf(bytes)).map(({ code }) => code);

async function edited(change: (workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(good.slice().buffer as ArrayBuffer);
  change(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
const sheetOf = (workbook: ExcelJS.Workbook, name: string) =>
  workbook.getWorksheet(name) as ExcelJS.Worksheet;

/** The good workbook with the text of one part changed. */
const withPart = (name: string, change: (xml: string) => string) =>
  withParts(good, { [name]: change });

describe('files that are no workbooks', () => {
  const text = (value: string) => new TextEncoder().encode(value);
  it.each([
    ['an empty file', new Uint8Array(), 'not-a-workbook'],
    [
      'a CSV in GBK',
      Uint8Array.of(0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb),
      'csv-file',
    ],
    ['a CSV with semicolons', text('编号;姓名\nT1;张三\n'), 'csv-file'],
    [
      'text in UTF-16',
      new Uint8Array(Buffer.from('\ufeff编号\t姓名\r\nT1\t张三\r\n', 'utf16le')),
      'csv-file',
    ],
    [
      'a locked workbook',
      new Uint8Array(
        Buffer.concat([
          Buffer.from('d0cf11e0a1b11ae1', 'hex'),
          Buffer.from('EncryptedPackage', 'utf16le'),
        ]),
      ),
      'locked-workbook',
    ],
    ['HTML', text('<html><table>'), 'not-a-workbook'],
    ['JSON', text('{"schema":1}'), 'not-a-workbook'],
    ['an old .xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'old-workbook'],
    ['a zip of something else', zipSync({ 'a.txt': text('a') }), 'not-a-workbook'],
    [
      'a zip with a workbook that is not XML',
      zipSync({ 'xl/workbook.xml': text('no') }),
      undefined,
    ],
  ])('%s', async (_, bytes, code) => {
    const faults = await faultsOf(bytes);
    expect(faults.length).toBeGreaterThan(0);
    if (code !== undefined) expect(faults[0]?.code).toBe(code);
  });

  it('any bytes, and any cut or damaged workbook, end in faults and not in a throw', async () => {
    const anyBytes = fc.uint8Array({ maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(anyBytes, async (bytes) => {
        expect((await faultsOf(bytes)).length).toBeGreaterThan(0);
      }),
    );
    for (let part = 1; part < 10; part++) {
      expect((await faultsOf(good.slice(0, (good.length * part) / 10))).length).toBeGreaterThan(0);
    }
    for (const at of [0.2, 0.5, 0.8]) {
      const damaged = good.slice();
      damaged.fill(0x55, Math.floor(good.length * at), Math.floor(good.length * at) + 40);
      await readWorkbook(damaged);
    }
  });
});

describe('files that would fill memory', () => {
  it('50 MB', async () => {
    const bytes = new Uint8Array(50 * 1024 * 1024);
    bytes.set([0x50, 0x4b, 0x03, 0x04]);
    expect(await codesOf(bytes)).toEqual(['too-large']);
  });

  it('cells and rows that have a format alone are none', () => {
    const name = 'xl/worksheets/sheet1.xml';
    const without = (xml: string) => {
      const parts = new Map([[name, new TextEncoder().encode(xml)]]);
      withoutBlanks(parts);
      return new TextDecoder().decode(parts.get(name));
    };
    const row = '<row r="3" ht="20"><c r="A3" s="1"><v>1</v></c></row>';
    const blank = '<row r="4" ht="20"><c r="A4" s="1"/><c s="1" r="B4" /></row><row r="5"/>';
    expect(without(`${row}${blank}${row}`)).toBe(row + row);
    // The second cell stands beside the first.
    const beside = '<row r="3"><c r="A3" s="1"/><c><v>1</v></c></row>';
    expect(without(beside)).toBe(beside);
  });

  describe('a zip bomb', () => {
    let bomb: Buffer;
    beforeAll(() => {
      const parts = unzipSync(good);
      parts['xl/worksheets/sheet1.xml'] = new Uint8Array(120 * 1024 * 1024);
      bomb = Buffer.from(zipSync(parts, { level: 1 }));
      expect(bomb.length).toBeLessThan(2 * 1024 * 1024);
    });

    it('is refused by its declared size, before anything is unpacked', async () => {
      const [fault] = await faultsOf(bomb);
      expect(fault?.code).toBe('too-large');
      // Most often it is blank rows that take the room.
      expect(fault?.hintZh).toContain('空行');
    });

    it('that lies about its size is stopped while it is unpacked', async () => {
      const liar = Buffer.from(bomb);
      // Every record of the directory that declares the true size now declares a small one.
      for (let at = liar.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0; ) {
        if (liar.readUInt32LE(at + 24) > 1e8) liar.writeUInt32LE(1000, at + 24);
        at = liar.indexOf('PK\u0001\u0002', at + 4, 'latin1');
      }
      expect(await codesOf(liar)).toEqual(['broken-workbook']);
    });
  });

  it.each(['<c/>', '<x:c r="A1"></x:c>', '<x:c/>'])('1.6 million cells %s', async (cell) => {
    const sheet = withPart('xl/worksheets/sheet1.xml', (xml) =>
      (cell.startsWith('<x') ? xml.replaceAll(/<(\/?)(?=[a-z])/gi, '<$1x:') : xml).replace(
        /<\/(x:)?sheetData>/,
        (end) => `${cell.repeat(1_600_000)}${end}`,
      ),
    );
    expect(await codesOf(sheet)).toEqual(['too-large']);
  });

  it('validations, names and merges over whole sheets do not hang the reader', async () => {
    const all = 'A1:XFD1048576';
    const names = withPart('xl/workbook.xml', (xml) =>
      xml.replace(
        '</workbook>',
        `<definedNames><definedName name="x">学校!$A$1:$XFD$1048576</definedName></definedNames></workbook>`,
      ),
    );
    expect(await faultsOf(names)).toEqual([]);
    const list = `<dataValidations count="1"><dataValidation type="list" sqref="${all}"><formula1>"a"</formula1></dataValidation></dataValidations>`;
    const validations = withPart('xl/worksheets/sheet1.xml', (xml) =>
      xml.replace('<pageMargins', `${list}<pageMargins`),
    );
    expect(await faultsOf(validations)).toEqual([]);
    const merges = withPart('xl/worksheets/sheet1.xml', (xml) =>
      xml.replace(
        '<pageMargins',
        `<mergeCells count="1"><mergeCell ref="${all}"/></mergeCells><pageMargins`,
      ),
    );
    expect(await codesOf(merges)).toEqual(['merged-cells']);
  });

  it('names and readings that begin 300,000 times and never end do not, either', () => {
    const part = (tag: string) => new TextEncoder().encode(`<x>${`<${tag} >`.repeat(300_000)}</x>`);
    const parts = new Map([
      ['xl/workbook.xml', part('definedNames')],
      ['xl/worksheets/sheet1.xml', part('rPh')],
    ]);
    const before = new Map(parts);
    toKnownForms(parts);
    for (const [name, bytes] of parts) expect(bytes === before.get(name), name).toBe(true);
  });
});

describe('workbooks that people have changed', () => {
  it('a formula, an error value and merged cells are named by sheet and cell', async () => {
    const bytes = await edited((workbook) => {
      sheetOf(workbook, '班级').getCell('C3').value = { formula: 'A1+1' };
      sheetOf(workbook, '场地').getCell('E4').value = { error: '#N/A' };
      sheetOf(workbook, '时段').mergeCells('B3:B4');
    });
    const places = (await faultsOf(bytes)).map((f) => [f.code, f.sheet, f.cell]);
    expect(places).toContainEqual(['formula-cell', '班级', 'C3']);
    expect(places).toContainEqual(['error-cell', '场地', 'E4']);
    expect(places).toContainEqual(['merged-cells', '时段', 'B3']);
  });

  it('a renamed sheet is missing and unknown, and breeds no other faults', async () => {
    const bytes = await edited((workbook) => {
      sheetOf(workbook, '班级').name = '我的班级';
    });
    expect(await codesOf(bytes)).toEqual(['missing-sheet', 'unknown-sheet']);
  });

  it('a wrong heading is one fault, and so is a missing one', async () => {
    const bytes = await edited((workbook) => {
      sheetOf(workbook, '班级').getCell('C1').value = '几年级';
      sheetOf(workbook, '班级').getCell('C2').value = null;
    });
    expect(await codesOf(bytes)).toEqual(['missing-column', 'unknown-column']);
  });

  it('words, numbers and times that are none are named with what may stand there', async () => {
    const bytes = await edited((workbook) => {
      sheetOf(workbook, '时段').getCell('C3').value = '作业时见';
      sheetOf(workbook, '时段').getCell('D4').value = '下午四点';
      sheetOf(workbook, '场地').getCell('E3').value = '四十';
    });
    const faults = await faultsOf(bytes);
    expect(faults).toMatchObject([
      { code: 'bad-enum', sheet: '时段', cell: 'C3', value: '作业时见' },
      { code: 'bad-time', sheet: '时段', cell: 'D4', value: '下午四点' },
      { code: 'wrong-type', sheet: '场地', cell: 'E3', value: '四十' },
    ]);
    expect(faults[0]?.hint).toContain('作业时间');
  });

  it('names for ids, times and dates as Excel keeps them, and columns of one’s own are read', async () => {
    const bytes = await edited((workbook) => {
      const periods = sheetOf(workbook, '时段');
      periods.getCell('D3').value = new Date(Date.UTC(1899, 11, 30, 7, 20));
      // A style of its own: the library lets cells share theirs.
      periods.getCell('D3').style = { numFmt: 'h:mm' };
      periods.getCell('H1').value = '备注';
      periods.getCell('H9').value = '随便写';
      const classes = sheetOf(workbook, '班级');
      classes.getCell('D3').value = sheetOf(workbook, '场地').getCell('B3').value;
    });
    const read = await readWorkbook(bytes);
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    expect(read.problem.periods[0]?.start).toBe('07:20');
    expect(read.problem.classes[0]?.homeRoomId).toBe(read.problem.rooms[0]?.id);
  });
});

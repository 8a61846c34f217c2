import { unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { cornerOf } from '../../src/files/workbook/cell.ts';
import { readWorkbook } from '../../src/files/workbook/read-workbook.ts';
import { writeWorkbook } from '../../src/files/workbook/write-workbook.ts';
import { generateProblem } from '../../src/generator/index.ts';
import { withParts } from './workbook-parts.ts';

/** The parts of a workbook as Excel in Chinese and other programs write them. */
const problem = generateProblem({ size: 'village', seed: 1 });
let good: Uint8Array;
beforeAll(async () => {
  good = await writeWorkbook(problem);
});

const [styles, periods, rooms] = [
  'xl/styles.xml',
  'xl/worksheets/sheet3.xml',
  'xl/worksheets/sheet10.xml',
];
type Changes = Parameters<typeof withParts>[1];

/** The cell at an address as the XML given, with a style of the number format. */
function cell(at: string, sheet: string, format: number, attributes: string, xml: string): Changes {
  let style = 0;
  return {
    [styles]: (text) => {
      style = Number(/<cellXfs count="(\d+)"/.exec(text)?.[1]);
      const own = `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0"/>`;
      return text.replace('</cellXfs>', `${own}</cellXfs>`);
    },
    [sheet]: (text) =>
      text.replace(
        new RegExp(`<c r="${at}"(?:[^>]*/>|.*?</c>)`),
        `<c r="${at}" s="${style}" ${attributes}>${xml}</c>`,
      ),
  };
}

async function read(changes: Changes) {
  const found = await readWorkbook(withParts(good, changes));
  return found.ok
    ? { problem: found.problem }
    : { faults: found.faults.map(({ code, sheet, cell }) => [code, sheet, cell]) };
}

describe('cells of formulas', () => {
  const start = (format: number, attributes: string, result: string) =>
    read(cell('D3', periods, format, attributes, `<f>IF(A1&gt;"",A1,B1)</f>${result}`));

  it('a text in a cell of times is that text', async () => {
    expect(await start(20, 't="str"', '<v>07:20</v>')).toEqual({ problem });
  });
  it('a time in a cell of times is a time', async () => {
    expect(await start(20, '', `<v>${440 / 1440}</v>`)).toEqual({ problem });
  });
  it('an error in a cell of dates is told as such', async () => {
    expect(await start(14, 't="e"', '<v>#N/A</v>')).toEqual({
      faults: [['error-cell', '时段', 'D3']],
    });
  });
  it('one that was not worked out is told', async () => {
    expect(await start(0, '', '<v></v>')).toEqual({ faults: [['formula-cell', '时段', 'D3']] });
  });
  it.each(['<v></v>', '<v/>', ''])('one that gives "" as %s is a blank cell', async (result) => {
    const changes = cell('D3', rooms, 0, 't="str"', `<f>IF(A1="","",A1)</f>${result}`);
    expect(await read(changes)).toEqual({ problem });
  });
});

describe('formats that Excel in Chinese names by their number alone', () => {
  it('3月1日 in a column of names is a date that was not meant', async () => {
    expect(await read(cell('B3', rooms, 58, '', '<v>45717</v>'))).toEqual({
      faults: [['wrong-type', '场地', 'B3']],
    });
  });
  it('3月1日 in a column of numbers, too', async () => {
    expect(await read(cell('E3', rooms, 58, '', '<v>45717</v>'))).toEqual({
      faults: [['wrong-type', '场地', 'E3']],
    });
  });
  it('7时20分 is a time', async () => {
    const changes = cell('D3', periods, 32, '', `<v>${440 / 1440}</v>`);
    expect(await read(changes)).toEqual({ problem });
  });
});

describe('texts and dates in other forms', () => {
  it('a text in a section of its own is that text', async () => {
    const section = (xml: string) => `<is><t><![CDATA[${xml}]]></t></is>`;
    const name = problem.rooms[0]?.name as string;
    const changes = cell('B3', rooms, 0, 't="inlineStr"', section(name));
    expect(await read(changes)).toEqual({ problem });
    const shared = await read({
      'xl/sharedStrings.xml': (xml) => xml.replaceAll(`>${name}<`, `><![CDATA[${name}]]><`),
    });
    expect(shared).toEqual({ problem });
  });
  it('how a name is read aloud is no part of it', async () => {
    const name = problem.rooms[0]?.name as string;
    const reading =
      '<rPh sb="0" eb="2"><t>jiào shì</t></rPh><rPh sb="2" eb="3"><t xml:space="preserve"> yī</t></rPh>';
    const end = '<phoneticPr fontId="1" type="noConversion"/>';
    const runs = `<r><t>${name.slice(0, 2)}</t></r><r><rPr><b/></rPr><t>${name.slice(2)}</t></r>`;
    for (const text of [`<t>${name}</t>`, runs]) {
      const inCell = `<is>${text}${reading}${end}</is>`;
      expect(await read(cell('B3', rooms, 0, 't="inlineStr"', inCell))).toEqual({ problem });
      const shared = await read({
        'xl/sharedStrings.xml': (xml) =>
          xml.replaceAll(`<t>${name}</t>`, `${text}${reading}${end}`),
      });
      expect(shared).toEqual({ problem });
    }
  });
  it('a date as ISO 8601 has it is a date, and no number', async () => {
    const school = 'xl/worksheets/sheet2.xml';
    expect(await read(cell('B8', school, 14, 't="d"', '<v>2025-09-01</v>'))).toEqual({ problem });
    expect(await read(cell('E3', rooms, 14, 't="d"', '<v>2025-09-01</v>'))).toEqual({
      faults: [['wrong-type', '场地', 'E3']],
    });
  });
});

describe('elements as libraries write them', () => {
  const inSheets = (change: (xml: string) => string): Changes =>
    Object.fromEntries(
      Object.keys(unzipSync(good))
        .filter((name) => name.startsWith('xl/worksheets/sheet'))
        .map((name) => [name, change]),
    );

  it('may have a prefix', async () => {
    const prefixed = (xml: string) =>
      xml.replace(/<(\/?)(?=[a-z])/gi, '<$1x:').replace(' xmlns=', ' xmlns:x=');
    const [texts, book] = ['xl/sharedStrings.xml', 'xl/workbook.xml'];
    const changes = { ...inSheets(prefixed), [texts]: prefixed, [book]: prefixed };
    expect(await read({ ...changes, [styles]: prefixed })).toEqual({ problem });
  });

  it('say where they are only where something is left out before them', async () => {
    const withoutAddresses = (xml: string) => {
      let [row, column] = [0, 0];
      return xml.replace(/<(row|c) r="([A-Z]*)(\d+)"/g, (all, what, letters, number) => {
        const before = what === 'row' ? row : column;
        if (what === 'row') [row, column] = [Number(number), 0];
        else column = cornerOf(`${letters}1`).column;
        return (what === 'row' ? row : column) === before + 1 ? `<${what}` : all;
      });
    };
    expect(await read(inSheets(withoutAddresses))).toEqual({ problem });
  });
});

describe('parts of other names', () => {
  const renamed = (of: (name: string) => string, inRelations = of) => {
    const parts = unzipSync(
      withParts(good, {
        'xl/_rels/workbook.xml.rels': (xml) =>
          xml.replace(/worksheets\/sheet\d+\.xml/g, (name) => inRelations(name)),
      }),
    );
    const named = Object.entries(parts).map(([name, part]) => [
      name.replace(/worksheets\/sheet\d+\.xml$/, (one) => of(one)),
      part,
    ]);
    return readWorkbook(zipSync(Object.fromEntries(named), { level: 1 }));
  };
  const odd = (name: string) => name.replace('sheet9.xml', 'sheet.xml').replace('1.xml', '1表.xml');

  it.each([
    ['with capitals', (name: string) => name.replace(/sheet(?=\d)/, 'Sheet'), undefined],
    ['with capitals in one place', (name: string) => name.replace(/sheet(?=\d)/, 'Sheet'), String],
    ['without a number, or in Chinese', odd, undefined],
    ['from the root of the file', String, (name: string) => `/xl/${name}`],
  ])('%s are sheets all the same', async (_, of, inRelations) => {
    expect(await renamed(of, inRelations)).toEqual({ ok: true, problem });
  });

  it('texts and formats in files with capitals are read', async () => {
    const parts = Object.entries(unzipSync(good)).map(([name, part]) => [
      name.replace(/(sharedStrings|styles)/, (one) => one.toUpperCase()),
      part,
    ]);
    const bytes = zipSync(Object.fromEntries(parts), { level: 1 });
    expect(await readWorkbook(bytes)).toEqual({ ok: true, problem });
  });

  it('a sheet that is not there at all is told', async () => {
    const read = await renamed((name) => name.replace('sheet9.xml', 'elsewhere/sheet9.xml'));
    expect(read.ok ? [] : read.faults.map(({ code }) => code)).toEqual(['broken-workbook']);
  });
});

import ExcelJS from 'exceljs';
import { unzipSync } from 'fflate';
import ICAL from 'ical.js';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { solve } from '../../solver/index.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { exportPlan, portalCalendar, writeWorkbook } from '../../src/files/index.ts';
import { ChineseFont } from '../../src/files/plan/chinese-font.ts';
import { newSheet, textRow } from '../../src/files/plan/sheet-style.ts';
import { generateProblem, randomSmallProblem } from '../../src/generator/index.ts';
import { open, sheetOf } from './small-school.ts';

/** Exports of schools that are not as one thinks of schools. */
async function clubsOf(problem: Problem) {
  const plan = await solve(problem, { seed: 1, steps: 3000 });
  const [timetables] = await exportPlan(plan, problem, 'xlsx');
  const sheet = sheetOf(await open(timetables?.bytes as Uint8Array), '社团一览');
  const rows: string[][] = [];
  sheet.eachRow((row, number) => {
    if (number > 2) rows.push([1, 2].map((column) => row.getCell(column).text));
  });
  return { plan, rows };
}

describe('the list of clubs', () => {
  it.each([28, 49, 98, 245])(
    'has every club, and calls those not held that are not (school %i)',
    async (seed) => {
      const problem = randomSmallProblem(seed);
      const { plan, rows } = await clubsOf(problem);
      const clubs = problem.activities.filter(({ kind }) => kind === 'club');
      const held = new Set(plan.sessions.map(({ activityId }) => activityId));
      for (const { id, name, forEach = 'activity' } of clubs) {
        const own = rows.filter(([title]) => title?.startsWith(name || id));
        expect(own.length, id).toBeGreaterThan(0);
        if (forEach !== 'activity') continue;
        expect(own.map(([, time]) => time === '未开设')).toEqual([!held.has(id)]);
      }
      const others = problem.activities.filter(({ kind }) => kind !== 'club');
      for (const { id, name } of others)
        expect(rows.map(([title]) => title)).not.toContain(name || id);
    },
  );

  it('keeps two clubs of one name apart', async () => {
    const problem = generateProblem({ size: 'village', seed: 1 });
    const clubs = problem.activities.filter(({ kind }) => kind === 'club');
    for (const club of clubs) club.name = '足球社';
    expect((await clubsOf(problem)).rows).toHaveLength(clubs.length);
  });
});

describe('names', () => {
  const named = (name: string) => {
    const problem = generateProblem({ size: 'village', seed: 1 });
    problem.school.name = name;
    for (const one of [...problem.classes, ...problem.staff]) one.name = name;
    return problem;
  };

  it.each(['很', '𠮷'])(
    'that are long make file names that are not too long (%s)',
    async (char) => {
      const problem = named(char.repeat(300));
      const plan = await solve(problem, { seed: 1, steps: 1000 });
      const files = [...(await exportPlan(plan, problem, 'ics')), await writeWorkbook(problem)];
      // Of 255 bytes some are kept for the mark of a file that is being written.
      for (const { name } of files) expect(Buffer.byteLength(name)).toBeLessThan(230);
      expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
    },
  );

  it('with characters that no file can hold leave every document whole', async () => {
    const problem = named('阳光\u0007小学\u0000\ud800\u200b');
    const plan = await solve(problem, { seed: 1, steps: 1000 });
    const files = [
      ...(await exportPlan(plan, problem, 'docx')),
      ...(await exportPlan(plan, problem, 'xlsx')),
    ];
    for (const { name, bytes } of files) {
      for (const [part, xml] of Object.entries(unzipSync(bytes))) {
        const text = new TextDecoder().decode(xml);
        expect(/(?![\t\r\n])\p{Cc}/u.test(text), `${name} ${part}`).toBe(false);
      }
    }
  });

  it('are printed without the marks in them that nobody sees', () => {
    const font = new ChineseFont(new PDFDocument({ font: null as unknown as string }));
    expect(font.runs('张\u200b三\u0007').map(({ text }) => text)).toEqual(['张三']);
    expect(font.widthOf('张\u200b三')).toBe(font.widthOf('张三'));
  });

  it('of more than one line, or with commas, are what a calendar is called', async () => {
    const problem = named('东校区,一部;\n甲\\乙');
    const plan = await solve(problem, { seed: 1, steps: 1000 });
    const { term } = problem;
    if (term === undefined) throw new Error('no term');
    const subject = { kind: 'class', id: problem.classes[0]?.id as string } as const;
    const [feed] = await exportPlan(plan, problem, 'ics');
    const texts = [
      new TextDecoder().decode(feed?.bytes),
      await portalCalendar(
        [{ from: term.start, to: null, held: { problem, plan } }],
        subject,
        new Date(0),
      ),
    ];
    for (const text of texts) {
      const calendar = new ICAL.Component(ICAL.parse(text as string));
      const school = '东校区,一部; 甲\\乙';
      // All have this one name, and are told apart.
      const whose = `${school}(${text === texts[0] ? problem.staff[0]?.id : subject.id})`;
      // The parser does not know this property, and leaves its escapes to us.
      const name = String(calendar.getFirstPropertyValue('name')).replace(/\\([\\;,])/g, '$1');
      expect(name).toBe(`${school} ${whose} 课后服务`);
    }
  });
});

it('pupils of classes that are numbers count in the term plan beside named ones', async () => {
  const problem = generateProblem({ size: 'village', seed: 1 });
  const [first] = problem.classes;
  if (first === undefined) throw new Error('no class');
  problem.students = problem.students?.filter(({ classId }) => classId !== first.id);
  first.leave = [{ weekday: 3, leavePointId: problem.leavePoints[0]?.id as string, count: 500 }];
  const named = problem.students?.filter(({ leave }) => leave['3'] !== undefined).length ?? 0;
  const plan = await solve(problem, { seed: 1, steps: 100 });
  const [document] = await exportPlan(plan, problem, 'docx');
  const parts = unzipSync(document?.bytes as Uint8Array);
  const text = new TextDecoder().decode(parts['word/document.xml']);
  expect(text).toContain(`参加课后服务的学生：每天最多${named + 500}人`);
});

it('a school without classes has a page to print all the same', async () => {
  const problem = generateProblem({ size: 'village', seed: 1 });
  const none = {
    ...problem,
    classes: [],
    students: [],
    staff: problem.staff.map(({ classIds: _, ...one }) => one),
    activities: [],
  };
  const plan = await solve(none, { seed: 1, steps: 100 });
  for (const { name, bytes } of await exportPlan(plan, none, 'pdf')) {
    const text = new TextDecoder('latin1').decode(bytes);
    expect(text.match(/\/Count (\d+)/)?.[1], name).toBe('1');
  }
});

it('a row of more text than the highest one holds is written smaller', () => {
  const sheet = newSheet(new ExcelJS.Workbook(), 'x');
  // The clubs of one time in a school of 120 classes.
  textRow(sheet, ['16:40-17:30', '三四年级科学实验社、'.repeat(60)], [14, 26], 12);
  const { height, font } = { height: sheet.getRow(1).height, font: sheet.getCell('B1').font };
  const lines = Math.ceil((1200 * ((font.size as number) / 10)) / 26);
  expect(height).toBeLessThanOrEqual(400);
  expect(lines * 1.3 * (font.size as number)).toBeLessThanOrEqual(height);
});

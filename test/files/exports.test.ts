import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import ICAL from 'ical.js';
import PDFDocument from 'pdfkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { solve } from '../../solver/index.ts';
import { schoolDays } from '../../src/domain/calendar.ts';
import { portalWeek } from '../../src/domain/portal-week.ts';
import type { Plan, Problem } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { monthlyDuty } from '../../src/domain/views/monthly-duty.ts';
import { rollCalls } from '../../src/domain/views/roll-calls.ts';
import { weekViews } from '../../src/domain/views/week-views.ts';
import { exportKinds, exportPlan, type MadeFile, portalCalendar } from '../../src/files/index.ts';
import { ChineseFont } from '../../src/files/plan/chinese-font.ts';
import { TablePdf } from '../../src/files/plan/pdf-table.ts';
import { csvFile } from '../../src/files/plan/plan-csv.ts';
import { columnWidths } from '../../src/files/plan/plan-docx.ts';
import { gradesText } from '../../src/files/plan/term-plan-contents.ts';
import { generateProblem, randomSmallProblem } from '../../src/generator/index.ts';

let problem: Problem;
let plan: Plan;
const files = new Map<string, MadeFile[]>();

beforeAll(async () => {
  problem = generateProblem({ size: 'village', seed: 1 });
  // Rare characters: one outside the everyday file of the font, one that no font file has.
  (problem.staff[0] as { name: string }).name = '嫄㛃😀王';
  (problem.staff[1] as { name: string }).name = '=1+1,"x"';
  plan = await solve(problem, { seed: 1, steps: 20_000 });
  for (const kind of exportKinds) files.set(kind, await exportPlan(plan, problem, kind));
});

/** Published once, for the whole term and after. */
const always = (of: Problem, by: Plan) => [
  { from: '2025-09-01', to: null, held: { problem: of, plan: by } },
];

const made = (kind: string, part: string): MadeFile => {
  const found = files.get(kind)?.find(({ name }) => name.includes(part));
  if (found === undefined) throw new Error(`no ${kind} file ${part}`);
  return found;
};

/** All XML text of an Office file. */
function officeText({ bytes }: MadeFile): string {
  return Object.entries(unzipSync(bytes))
    .filter(([name]) => name.endsWith('.xml'))
    .map(([, part]) => new TextDecoder().decode(part))
    .join('\n');
}

describe('views of a plan', () => {
  it('show every post of every person, and every group of every room, once', () => {
    const index = indexProblem(problem);
    const { byStaff, byRoom, all } = weekViews(plan, index);
    expect(all).toHaveLength(plan.sessions.length);
    for (const { id, entries } of byStaff) {
      const own = plan.sessions.filter((s) => s.seats.some((seat) => seat.staffId === id));
      expect(entries.map((e) => e.sessionId).toSorted()).toEqual(own.map((s) => s.id).toSorted());
    }
    for (const { id, entries } of byRoom) {
      expect(entries).toHaveLength(plan.sessions.filter((s) => s.roomId === id).length);
    }
  });

  it('the week of a class names the clubs that its pupils are in, and counts these', () => {
    const index = indexProblem(problem);
    const students = new Map((problem.students ?? []).map((s) => [s.id, s]));
    for (const { id, entries } of weekViews(plan, index).byClass) {
      const own = (plan.placements ?? []).filter((p) => students.get(p.studentId)?.classId === id);
      const clubs = new Set(own.map((p) => index.activity(p.activityId).name));
      const away = entries.filter((entry) => entry.clubs !== undefined);
      expect(new Set(away.flatMap((entry) => entry.clubs))).toEqual(clubs);
      const meetings = own.reduce((sum, { activityId }) => {
        const held = plan.sessions.filter((s) => s.activityId === activityId);
        return sum + held.reduce((n, s) => n + s.periodIds.length, 0);
      }, 0);
      expect(away.reduce((sum, entry) => sum + entry.pupils, 0)).toBe(meetings);
    }
  });

  it('roll calls name every pupil who is there exactly once in each pupil period', async () => {
    for (const seed of [3, 5, 8, 13]) {
      const small = randomSmallProblem(seed);
      const solved = await solve(small, { seed: 1, steps: 2000 });
      const index = indexProblem(small);
      const headcounts = new Map(solved.sessions.map((s) => [s.id, s]));
      for (const call of rollCalls(solved, index)) {
        const session = headcounts.get(call.entry.sessionId);
        if (session?.kind !== 'care') continue;
        const numbers = call.numbers.reduce((sum, one) => sum + one.count, 0);
        expect(call.pupils.length + numbers).toBe(session.headcount);
      }
    }
  });

  it('a month counts each post on each date of the term', () => {
    const index = indexProblem(problem);
    const months = monthlyDuty([{ plan, index, days: schoolDays(problem) }]);
    const posts = months.flatMap(({ rows }) => rows).reduce((sum, row) => sum + row.posts, 0);
    let expected = 0;
    for (const { runsWeekday } of schoolDays(problem)) {
      for (const session of plan.sessions) {
        if (index.period(session.periodIds[0] as string).weekday !== runsWeekday) continue;
        expected += session.seats.filter(({ staffId }) => staffId !== null).length;
      }
    }
    expect(posts).toBe(expected);
  });
});

describe('exports of a plan', () => {
  it('never tell of priority flags or wishes, and name pupils only in roll calls', () => {
    const flags = /disabled|leftBehind|migrant|lowIncome|lowerGrade|残疾|留守|随迁/;
    const pupil = (problem.students ?? [])[0]?.id as string;
    for (const [kind, list] of files) {
      for (const file of list) {
        const text = /xlsx|docx/.test(kind)
          ? officeText(file)
          : new TextDecoder().decode(file.bytes);
        expect(text, file.name).not.toMatch(flags);
        if (!file.name.startsWith('点名表')) expect(text, file.name).not.toContain(pupil);
        else expect(text).toContain(pupil);
      }
    }
  });

  it('a month says of which plan it is, since pay is reckoned from it', () => {
    expect(officeText(made('xlsx', '月度'))).toContain('以当时公布的方案为准');
  });

  it('of a published plan go by what was published for each date', async () => {
    const { term } = problem;
    const person = problem.staff.find(({ id }) =>
      plan.sessions.some(({ seats }) => seats.some(({ staffId }) => staffId === id)),
    );
    if (term === undefined || person === undefined) throw new Error('no term or no posts');
    const CHANGE = '2025-10-27';
    /** The same plan without any post of that person. */
    const other: Plan = {
      ...plan,
      sessions: plan.sessions.filter((one) => one.seats.every((s) => s.staffId !== person.id)),
    };
    const published = {
      spans: [{ from: CHANGE, to: null }],
      held: [
        { from: term.start, to: '2025-10-26', held: { problem, plan: other } },
        { from: CHANGE, to: null, held: { problem, plan } },
      ],
    };
    const all = await exportPlan(plan, problem, 'xlsx', { published });
    const [week, months] = all.map(officeText);
    expect(week).toContain('（2025年10月27日至');
    expect(months).toContain('每天按当天有效的公布方案和校历统计（10月27日起换为新公布的方案）');
    expect(months).not.toContain('按这份方案的一周');
    const feeds = await exportPlan(plan, problem, 'ics', { published });
    expect(feeds.map(({ name }) => name)).toEqual(files.get('ics')?.map(({ name }) => name));
    const eventsOf = (list: MadeFile[] | undefined) => {
      const feed = list?.find(({ name }) => name.includes(person.name ?? person.id));
      const text = new TextDecoder().decode(feed?.bytes);
      return new ICAL.Component(ICAL.parse(text))
        .getAllSubcomponents('vevent')
        .map((one) => new ICAL.Event(one))
        .map(({ uid, startDate, summary }) => `${startDate} ${uid} ${summary}`);
    };
    const whole = eventsOf(files.get('ics'));
    const fromChange = whole.filter((event) => event >= CHANGE);
    expect(fromChange.length).toBeLessThan(whole.length);
    expect(eventsOf(feeds)).toEqual(fromChange);
    // A plan that holds on two stretches of the term says both.
    const twice = {
      ...published,
      spans: [{ from: term.start, to: '2025-09-30' }, ...published.spans],
    };
    const [again] = await exportPlan(plan, problem, 'xlsx', { published: twice });
    expect(officeText(again as MadeFile)).toContain('至2025年9月30日、2025年10月27日至');
  });

  it('csv keeps names of which spreadsheets would make dates or other numbers', () => {
    const names = [
      '1-2',
      '3.1',
      '３－１',
      '12/3/2025',
      '3月1日',
      '007',
      '1E5',
      '(1)',
      '123456789012',
    ];
    const kept = ['15:50', '101', '0', '1.5班', '三（1）班', '1-2班', '周一 1-2', '2025级1班'];
    const lines = new TextDecoder().decode(csvFile('x', [names, kept]).bytes).split('\r\n');
    expect(lines[0]).toBe(names.map((name) => `'${name}`).join(','));
    expect(lines[1]).toBe(kept.join(','));
  });

  it('csv begins with a byte order mark, quotes, and disarms formulas', () => {
    const { bytes } = made('csv', '人员');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toContain(`"'=1+1,""x"""`);
    const wide = new TextDecoder().decode(csvFile('x', [['＝1+1', '一＝1']]).bytes);
    expect(wide).toBe("'＝1+1,一＝1\r\n");
  });

  it('calendars are read by another parser: every post on every date, at local time', () => {
    const index = indexProblem(problem);
    const { byStaff } = weekViews(plan, index);
    const days = schoolDays(problem);
    for (const week of byStaff.slice(2, 5)) {
      const text = new TextDecoder().decode(made('ics', `教师-${week.name}`).bytes);
      const calendar = new ICAL.Component(ICAL.parse(text));
      const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
      const wanted = days.flatMap(({ date, runsWeekday }) =>
        week.entries
          .filter((e) => e.weekday === runsWeekday)
          // Shanghai is eight hours ahead of UTC all year.
          .map((e) => new Date(`${date}T${e.start}:00+08:00`).toISOString()),
      );
      const found = events.map((e) => e.startDate.toJSDate().toISOString());
      expect(found.toSorted()).toEqual(wanted.toSorted());
      expect(new Set(events.map((e) => e.uid)).size).toBe(events.length);
    }
  });

  it('calendars of two schools that count their people alike go into one without loss', async () => {
    const { term } = problem;
    if (term === undefined) throw new Error('no term');
    const idsOf = (texts: string[]) =>
      texts.flatMap((text) =>
        new ICAL.Component(ICAL.parse(text))
          .getAllSubcomponents('vevent')
          .map((one) => new ICAL.Event(one).uid),
      );
    const ids = await Promise.all(
      ['东;校', '西校'].map(async (id) => {
        const own = { ...problem, term, school: { ...problem.school, id } };
        const subject = { kind: 'staff', id: problem.staff[2]?.id as string } as const;
        const feed = (await portalCalendar(always(own, plan), subject, new Date(0))) as string;
        const exported = await exportPlan(plan, own, 'ics');
        return idsOf([feed, ...exported.map(({ bytes }) => new TextDecoder().decode(bytes))]);
      }),
    );
    const every = ids.flat();
    expect(every.length).toBeGreaterThan(1000);
    expect(new Set(every).size).toBe(every.length);
  });

  it.each([
    ['class', 'C4-01'],
    ['pupil', ''],
    ['staff', ''],
  ] as const)('a calendar to subscribe to holds every week of a %s', async (kind, given) => {
    const { term, students = [], staff } = problem;
    if (term === undefined) throw new Error('no term');
    const id = given || (kind === 'pupil' ? students[3]?.id : staff[2]?.id) || '';
    const stamp = new Date('2025-08-30T00:00:00Z');
    const ask = (one: string) => portalCalendar(always(problem, plan), { kind, id: one }, stamp);
    const text = (await ask(id)) as string;
    // Properties of a calendar stand before what is in it.
    expect(text).toMatch(/X-WR-TIMEZONE:Asia\/Shanghai\r\nBEGIN:VEVENT/);
    expect(text).toMatch(/END:VEVENT\r\nEND:VCALENDAR\s*$/);
    const calendar = new ICAL.Component(ICAL.parse(text));
    const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    const dates = schoolDays(problem).map(({ date }) => date);
    const wanted = dates.flatMap((date) => {
      const week = portalWeek(problem, plan, { kind, id }, date);
      const day = week?.days.find((one) => one.date === date);
      const clubs = new Set(day?.clubs?.map(({ start }) => start));
      const starts = [...(day?.items.map(({ start }) => start) ?? []), ...clubs];
      return starts.map((start) => new Date(`${date}T${start}:00+08:00`).toISOString());
    });
    expect(wanted.length).toBeGreaterThan(50);
    const found = events.map((e) => e.startDate.toJSDate().toISOString());
    expect(found.toSorted()).toEqual(wanted.toSorted());
    expect(new Set(events.map((e) => e.uid)).size).toBe(events.length);
    expect(text.includes('离校')).toBe(kind !== 'staff');
    const told = text.replaceAll('\r\n ', '');
    expect(students.filter((one) => one.id !== id && told.includes(one.id))).toEqual([]);
    expect(await ask('nobody')).toBeUndefined();
  });

  it('are the same bytes for the same plan', async () => {
    for (const kind of ['xlsx', 'pdf', 'ics', 'csv', 'docx'] as const) {
      const again = await exportPlan(plan, problem, kind);
      for (const [i, file] of again.entries()) {
        const before = files.get(kind)?.[i] as MadeFile;
        expect(Buffer.from(file.bytes).equals(Buffer.from(before.bytes)), file.name).toBe(true);
      }
    }
  });

  it('no group of a roll call goes over the end of a page, and every page has its title', () => {
    const parts = Object.entries(unzipSync(made('xlsx', '点名').bytes));
    const sheets = parts.filter(([name]) => name.startsWith('xl/worksheets/sheet'));
    expect(sheets).toHaveLength(5);
    for (const [, part] of sheets) {
      const xml = new TextDecoder().decode(part);
      const ends = [...xml.matchAll(/<brk id="(\d+)"/g)].map(([, id]) => Number(id));
      expect(ends.length).toBeGreaterThan(0);
      expect(xml).not.toContain('fitToPage="1"');
      const heights = [...xml.matchAll(/<row [^>]*\sht="([\d.]+)"/g)].map(([, ht]) => Number(ht));
      let from = 1;
      for (const end of [...ends, heights.length]) {
        const used = heights.slice(from, end).reduce((sum, one) => sum + one, 0);
        // A4 between the margins of half an inch, in points, less the title that each page repeats.
        expect(used).toBeLessThan(842 - 72 - 24);
        // The blank row after a group.
        expect(heights[end - 1]).toBe(8);
        from = end;
      }
    }
    const titles = officeText(made('xlsx', '点名')).match(/_xlnm\.Print_Titles/g);
    expect(titles).toHaveLength(5);
    // Nothing beside the table makes pages of its own.
    expect(officeText(made('xlsx', '点名'))).toMatch(
      /Print_Area"[^>]*>&apos;周一&apos;!\$A\$1:\$E\$\d+</,
    );
  });

  it('a title, and the head of a group, is printed within the table, however long it is', () => {
    for (const name of ['课后服务课表', '月度统计', '点名表']) {
      const workbook = made('xlsx', name);
      for (const [part, bytes] of Object.entries(unzipSync(workbook.bytes))) {
        if (!part.startsWith('xl/worksheets/sheet')) continue;
        const xml = new TextDecoder().decode(bytes);
        expect(xml, part).toMatch(/<mergeCell ref="A1:[A-Z]+1"/);
        if (name === '点名表') expect(xml, part).toContain('<mergeCell ref="A2:E2"');
      }
      expect(officeText(workbook)).toContain('shrinkToFit="1"');
    }
  });

  it('no time and no name is cut in a column of the term plan, however long others are', () => {
    const rows = [
      ['时间', '岗位', '周一', '周二'],
      ['15:45-18:35', '带班领导', '欧阳明月、\n李雷', '阿卜杜热合曼·买买提吐尔逊'],
    ];
    const widths = columnWidths(rows);
    // A half-width character of size 10 is 100 twentieths of a point wide, and margins take 160.
    const least = [11, 8, 10, 25].map((chars) => chars * 100 + 160);
    for (const [i, width] of widths.entries()) expect(width).toBeGreaterThan(least[i] as number);
    expect(widths.reduce((a, b) => a + b)).toBeLessThanOrEqual(9026);
    // Six columns of names that are longer than they could be are as wide as each other.
    const long = Array.from({ length: 6 }, () => '阿卜杜热合曼·买买提吐尔逊');
    const [time, ...others] = columnWidths([['15:45-18:35', ...long]]);
    expect(time).toBeGreaterThan(least[0] as number);
    expect(Math.max(...others) - Math.min(...others)).toBe(0);
  });

  it('title and footer of a page end at its margin, however long the name of the school is', () => {
    const doc = new PDFDocument({ font: null as unknown as string, bufferPages: true });
    const widths: number[] = [];
    const text = doc.text.bind(doc);
    doc.text = ((words: string, x: number, ...more: [number, object]) => {
      widths.push(x + doc.widthOfString(words));
      return text(words, x, ...more);
    }) as typeof doc.text;
    const name = '实验小学'.repeat(40);
    const pdf = new TablePdf(doc, name);
    pdf.add({ title: name, head: ['时间'], rows: [], firstWidth: 94, sizes: [8] });
    void pdf.end();
    expect(Math.max(...widths)).toBeLessThan(842 - 29);
  });

  it('lines of a pdf break at blanks, and begin with none', () => {
    const font = new ChineseFont(new PDFDocument({ font: null as unknown as string }));
    const text = 'robotics 15、drama 18、dance 28';
    // Just too narrow for the blank behind "drama".
    const lines = font.wrap(text, font.widthOf('robotics 15、drama'));
    expect(lines).toEqual(['robotics 15、drama', '18、dance 28']);
  });

  it('lines of a pdf begin with no closing mark', () => {
    const font = new ChineseFont(new PDFDocument({ font: null as unknown as string }));
    for (const text of [
      '四五年级绘本阅读社（2）、琵琶社',
      '阿卜杜热合曼·买买提吐尔逊·艾合买提江',
      '《西游记》阅读社！ · 报告厅 · 王芳',
    ])
      for (let characters = 5; characters < 16; characters += 0.25)
        for (const line of font.wrap(text, characters))
          expect(line).not.toMatch(/^[）》、！·]|[（《]$/);
  });

  it('grades are told as runs, which do not break in a narrow cell', () => {
    expect(gradesText([6, 5, 1, 2, 3, 9])).toBe('1-3、5-6、9');
    expect(gradesText([4])).toBe('4');
  });

  it('pdf text is read by another program, rare characters too; the file stays small', async (context) => {
    const file = made('pdf', '教师');
    expect(file.bytes.length).toBeLessThan(300_000);
    try {
      execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    } catch {
      if (process.env.CI) throw new Error('pdftotext (poppler-utils) is not installed');
      return context.skip('pdftotext (poppler-utils) is not installed');
    }
    const folder = await mkdtemp(join(tmpdir(), 'afterbell-pdf-'));
    try {
      const path = join(folder, 'x.pdf');
      await writeFile(path, file.bytes);
      const { stdout } = await promisify(execFile)('pdftotext', ['-layout', path, '-']);
      expect(stdout).toContain('教师安排');
      expect(stdout).toContain('作业看护');
      expect(stdout).toContain('嫄');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

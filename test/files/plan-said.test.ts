import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { explainPlan } from '../../solver/index.ts';
import { schoolDays } from '../../src/domain/calendar.ts';
import type { Plan, Problem } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { monthlyDuty } from '../../src/domain/views/monthly-duty.ts';
import { type ExportKind, exportPlan, portalCalendar } from '../../src/files/index.ts';
import { byId } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

const term = { start: '2025-09-01', end: '2025-09-12' };

/** Chess on Monday is held in odd weeks only, in a place with another one for rain. */
function school(change: (problem: Problem) => void = () => undefined): Problem & {
  term: typeof term;
} {
  const problem = tinyProblem();
  for (const period of problem.periods) if (period.id === 'mon-club') period.weeks = 'odd';
  for (const room of problem.rooms) if (room.id === 'R3') room.fallbackRoomId = 'R2';
  change(problem);
  return { ...problem, term };
}

/** All text of the files of a kind, without the marks between. */
async function textOf(kind: ExportKind, problem: Problem, plan: Plan): Promise<string> {
  const files = await exportPlan(plan, problem, kind);
  const parts = files.flatMap(({ name, bytes }) =>
    /x$/.test(name)
      ? Object.entries(unzipSync(bytes)).flatMap(([part, xml]) =>
          part.endsWith('.xml') ? [xml] : [],
        )
      : [bytes],
  );
  return parts.map((part) => new TextDecoder().decode(part).replace(/<[^>]*>/g, ' ')).join('\n');
}

it('every file says what is held in odd or even weeks only', async () => {
  const [problem, plan] = [school(), tinyPlan()];
  expect(await textOf('docx', problem, plan)).toMatch(/社团时间（单周）[\s\S]*周一16:40（单周）/);
  expect(await textOf('xlsx', problem, plan)).toContain('周一 16:40-17:20（单周）');
});

it('a session of which a part is held in odd and another in even weeks is told part by part', async () => {
  const problem = school();
  for (const period of problem.periods) if (period.id === 'mon-hw') period.weeks = 'even';
  const plan = tinyPlan();
  for (const one of plan.sessions) if (one.id === 'chess-1') one.periodIds = ['mon-hw', 'mon-club'];
  const feeds = await exportPlan(plan, problem, 'ics');
  const feed = new TextDecoder().decode(
    feeds.find(({ name }) => name.includes('Teacher 3'))?.bytes,
  );
  const chess = feed.split('BEGIN:VEVENT').filter((event) => event.includes('SUMMARY:Chess'));
  expect(chess.map((event) => /DTSTART:(\S+)\s+DTEND:(\S+)/.exec(event)?.slice(1))).toEqual([
    ['20250901T084000Z', '20250901T092000Z'],
    ['20250908T075000Z', '20250908T083000Z'],
  ]);
  expect(await textOf('xlsx', problem, plan)).toMatch(
    /周一 15:50-16:30（双周）\s+周一 16:40-17:20（单周）/,
  );
  // Counted once all the same, with the minutes of both parts.
  const csv = await textOf('csv', problem, plan);
  expect(
    csv
      .match(/^T3,.*$/m)?.[0]
      .split(',')
      .slice(4, 6),
  ).toEqual(['2', '120']);
});

it('the notice of the week says it of what all classes do, once for all of them', async () => {
  const problem = school((one) => {
    for (const period of one.periods) if (period.id === 'tue-micro') period.weeks = 'even';
    for (const activity of one.activities)
      if (activity.id === 'micro') activity.name = '书法（软笔）';
  });
  expect(await textOf('xlsx', problem, tinyPlan())).toContain('书法（软笔）（双周） 2组');
});

it('timetables and calendars say where a place outdoors goes when it rains', async () => {
  const [problem, plan] = [school(), tinyPlan()];
  const held = [{ held: { problem, plan }, from: '2025-09-01', to: null }];
  const rain = `雨天：${problem.rooms.find(({ id }) => id === 'R2')?.name ?? 'R2'}`;
  for (const kind of ['xlsx', 'docx', 'ics'] as const)
    expect(await textOf(kind, problem, plan), kind).toContain(rain);
  for (const subject of [
    { kind: 'pupil', id: 'C1-a' },
    { kind: 'class', id: 'C1' },
  ] as const)
    expect(await portalCalendar(held, subject, new Date(0))).toContain(rain);
});

it('the term plan says of outsiders only what the plan keeps', async () => {
  const together = '校外人员与校内人员共同负责有学生的活动。';
  const outsider = { id: 'X1', kind: 'parent' } as const;
  const withOne = school((problem) => {
    problem.staff.push({ ...outsider });
  });
  expect(await textOf('docx', withOne, tinyPlan())).toContain(together);
  expect(await textOf('docx', school(), tinyPlan())).not.toContain(together);
  const alone = await textOf(
    'docx',
    school((problem) => {
      for (const one of problem.staff) if (one.id === 'T3') one.kind = 'specialist';
    }),
    tinyPlan(),
  );
  expect(alone).not.toContain(together);
  expect(alone).toContain('只需一人的活动可由校外人员负责');
});

it('the term plan counts the clubs that are held, and tells the most that a pupil may be in', async () => {
  const problem = school((one) => {
    const [first] = one.students ?? [];
    if (first) first.maxClubs = 3;
  });
  const without = tinyPlan();
  without.sessions = without.sessions.filter(({ kind }) => kind !== 'club');
  const text = await textOf('docx', problem, without);
  expect(text).toContain('开设0个，由学生自愿选择；另有1个未开设');
  expect(text).toContain('每名学生每周最多参加3个社团（以本人申请为准）');
});

it('the term plan tells of no wishes where pupils are in clubs by lists or numbers', async () => {
  const problem = school((one) => {
    for (const student of one.students ?? []) delete student.choices;
    for (const activity of one.activities)
      if (activity.id === 'chess') activity.studentIds = ['C1-a', 'C1-b', 'C3-a', 'C3-b'];
  });
  const text = await textOf('docx', problem, tinyPlan({ placements: [] }));
  expect(text).toContain('开设1个');
  expect(text).not.toContain('按志愿录取');
});

it('the term plan tells no rest of no minutes', async () => {
  const rests = (afterLesson: number) =>
    school((one) => {
      one.rules = { params: { rest: { afterLesson } } };
    });
  expect(await textOf('docx', rests(5), tinyPlan())).toContain('下课后至少休息5分钟再到岗；教研');
  expect(await textOf('docx', rests(0), tinyPlan())).not.toContain('下课后至少休息');
});

it('the term plan of a school that merges no classes does not say that it does', async () => {
  const scopes = (late: 'class' | 'school') =>
    school((one) => {
      const mergeWithin = { homework: 'class', club: 'class', microTheme: 'class' } as const;
      one.rules = { params: { care: { mergeWithin: { ...mergeWithin, lateCare: late } } } };
    });
  const text = await textOf('docx', scopes('class'), tinyPlan());
  expect(text).toContain('看护以班为单位，不合班。');
  expect(text).not.toContain('合班范围');
  expect(await textOf('docx', scopes('school'), tinyPlan())).toMatch(
    /合班范围：[^。]*延时托管（全校）/,
  );
});

it('of a school without clubs nothing speaks of clubs that pupils may choose', async () => {
  const problem = school((one) => {
    one.activities = one.activities.filter(({ kind }) => kind !== 'club');
  });
  const plan = tinyPlan();
  plan.sessions = plan.sessions.filter(({ kind }) => kind !== 'club');
  plan.placements = [];
  expect(await textOf('docx', problem, plan)).not.toMatch(/开设|个社团/);
  expect(await textOf('xlsx', problem, plan)).not.toContain('社团一览');
});

it('the term plan tells a holiday of one day by its date', async () => {
  const holidays = [{ from: '2025-09-03', to: '2025-09-03', name: '纪念日' }];
  const text = await textOf('docx', { ...school(), term: { ...term, holidays } }, tinyPlan());
  expect(text).toMatch(/放假：纪念日2025年9月3日(?!至)/);
});

it('the term plan tells whom a club is for, and how many may be in a merged group alone', async () => {
  const textFor = (classIds: string[]) =>
    textOf(
      'docx',
      school((one) => {
        one.classes.push({ id: 'C9', name: '一年级9班', grade: 1, homeRoomId: 'R1' });
        for (const club of one.activities) if (club.kind === 'club') club.classIds = classIds;
      }),
      tinyPlan(),
    );
  const text = await textFor(['C9']);
  expect(text).toMatch(/Chess\s+一年级9班/);
  // One class alone may be larger.
  expect(text).toMatch(/合班后不超过\d+人/);
  expect(await textFor(['C1', 'C9'])).toMatch(/Chess\s+1年级/);
});

it('the table of people has what each carries beyond the own share, as the fairness tells it', async () => {
  const problem = school((one) => {
    for (const person of one.staff) if (person.id === 'T1') person.carryOver = 45;
  });
  const { fairness } = explainPlan(indexProblem(problem), tinyPlan());
  const [, people] = await exportPlan(tinyPlan(), problem, 'csv');
  const rows = new TextDecoder()
    .decode(people?.bytes)
    .trim()
    .split('\r\n')
    .map((line) => line.split(',').slice(-3));
  const told = fairness.map(({ load, loadTarget }) =>
    loadTarget === undefined || loadTarget === null
      ? [`${load}`, '', '']
      : [`${load}`, `${Math.round(loadTarget * 10) / 10}`, `${Math.round(load - loadTarget)}`],
  );
  expect(rows.slice(1).toSorted()).toEqual(told.toSorted());
  expect(rows.flat().filter((cell) => Number(cell) < 0)).not.toEqual([]);
});

it('late evenings are counted, as in the console, and not the posts of one evening', async () => {
  const problem = school();
  // Late care and then the gate, on one evening.
  const plan = tinyPlan();
  for (const one of plan.sessions)
    if (one.id === 'gate-tue-gate') one.seats = [{ role: 'duty', staffId: 'T1' }];
  const { fairness } = explainPlan(indexProblem(problem), plan);
  const late = new Map(fairness.map((one) => [one.staffId, one.late]));
  expect(late.get('T1')).toBe(1);
  const months = monthlyDuty([{ plan, index: indexProblem(problem), days: schoolDays(problem) }]);
  // Two weeks without a holiday.
  for (const { staffId, lateEvenings } of months.flatMap(({ rows }) => rows))
    expect(lateEvenings, staffId).toBe(2 * (late.get(staffId) ?? 0));
  const [, people] = await exportPlan(plan, problem, 'csv');
  const [head = [], ...rows] = new TextDecoder()
    .decode(people?.bytes)
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  const early = new Map(fairness.map((one) => [one.staffId, one.early]));
  const days = (row: string[], title: string) => Number(row[head.indexOf(title)]);
  for (const row of rows) {
    const id = row[0]?.trim() ?? '';
    expect([days(row, '晚岗天数'), days(row, '早岗天数')]).toEqual([late.get(id), early.get(id)]);
  }
});

it('a name that is longer than a page goes on, and the document ends', async () => {
  const problem = school((one) => {
    for (const person of one.staff) if (person.id === 'T1') person.name = '很'.repeat(2000);
  });
  const files = await exportPlan(tinyPlan(), problem, 'pdf');
  const staff = Buffer.from(files.find(({ name }) => name.startsWith('教师'))?.bytes ?? []);
  const pages = staff.toString('latin1').match(/\/Type \/Page\b/g) ?? [];
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.length).toBeLessThan(20);
});

it('names of classes, and of people in the monthly sheets, are legible however long they are', async () => {
  const problem = school((one) => {
    for (const { id } of one.classes) byId(one.classes, id).name = `${id}三年级1班（实验班）`;
  });
  const files = await exportPlan(tinyPlan(), problem, 'xlsx');
  const sheets = (name: string) =>
    Object.entries(unzipSync(files.find((file) => file.name.startsWith(name))?.bytes as Uint8Array))
      .filter(([part]) => part.startsWith('xl/worksheets/sheet') || part === 'xl/styles.xml')
      .map(([, xml]) => new TextDecoder().decode(xml))
      .join();
  const widths = [...sheets('点名表').matchAll(/<col min="\d+" max="\d+" width="([\d.]+)"/g)];
  expect(Number(widths[0]?.[1])).toBeGreaterThan(20);
  // The title of a sheet, and the cells in three styles: plain, money and the sums.
  expect(sheets('月度统计').match(/shrinkToFit="1"/g)?.length).toBeGreaterThan(1);
});

it('the table of posts names every class of a merged group', async () => {
  const ids = ['C1', 'C3', 'C4', 'C5', 'C6', 'C7'];
  const problem = school((one) => {
    const [first] = one.classes;
    if (first) one.classes.push(...ids.slice(2).map((id) => ({ ...first, id, name: id })));
  });
  const plan = tinyPlan();
  for (const one of plan.sessions) if (one.id.startsWith('care-mon-late')) one.classIds = ids;
  const csv = await textOf('csv', problem, plan);
  expect(csv).toContain(',Class 1-1、Class 3-1、C4、C5、C6、C7,');
});

it('minutes are those of the periods, without the break between two of them', async () => {
  const problem = school();
  const plan = tinyPlan();
  const chess = plan.sessions.find(({ id }) => id === 'chess-1');
  // 15:50-16:30 and 16:40-17:20.
  if (chess) chess.periodIds = ['mon-hw', 'mon-club'];
  const { fairness } = explainPlan(indexProblem(problem), plan);
  const [, people] = await exportPlan(plan, problem, 'csv');
  const rows = new TextDecoder().decode(people?.bytes).split('\r\n');
  const minutes = rows.find((row) => row.startsWith('T3'))?.split(',')[5];
  expect(Number(minutes)).toBe(fairness.find(({ staffId }) => staffId === 'T3')?.minutes);
});

it('the term plan promises everybody an adult only where no post is open', async () => {
  const adult = '都有确定的地点和看护人员';
  expect(await textOf('docx', school(), tinyPlan())).toContain(adult);
  const open = tinyPlan();
  for (const one of open.sessions)
    if (one.id === 'care-mon-hw-C1') one.seats = [{ role: 'lead', staffId: null }];
  expect(await textOf('docx', school(), open)).not.toContain(adult);
});

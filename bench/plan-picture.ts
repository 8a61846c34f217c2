import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { attendance, isPresent } from '../src/domain/attendance.ts';
import { parsePlan } from '../src/domain/parse-plan.ts';
import type { Period, Plan, Segment, Session } from '../src/domain/problem.ts';
import { indexProblem, type ProblemIndex } from '../src/domain/problem-index.ts';
import { publishability } from '../src/domain/publishable.ts';
import { parseProblemText } from '../src/domain/validate.ts';

/**
 * Draws the week of one class, and the duties of the school, as an SVG on standard output.
 *
 *   node dist/bench/plan-picture.js school.json plan.json [--class C3-01] > plan.svg
 */

const WIDTH = 1240;
const LABEL = 148;
const LINE = 17;
const GAP = 6;
const TOP = 92;
const weekdayNames = [
  '周一 Mon',
  '周二 Tue',
  '周三 Wed',
  '周四 Thu',
  '周五 Fri',
  '周六 Sat',
  '周日 Sun',
];

const segmentNames: Record<Segment, string> = {
  earlyArrival: '早到看护',
  homework: '作业时间',
  club: '社团时间',
  microTheme: '微主题',
  homeSchool: '家校共育',
  lateCare: '延时托管',
  break: '课间',
  duty: '值班',
};

const colours: Record<Session['kind'], string> = {
  care: '#e8eef7',
  club: '#fde7c7',
  microTheme: '#dff2e1',
  homeSchool: '#f6e0ea',
  tutoring: '#ece5f8',
  duty: '#eeeeee',
};

/** One group or post, as it is drawn. */
interface Block {
  kind: Session['kind'];
  title: string;
  detail: string;
}

interface Row {
  title: string;
  time: string;
  /** Blocks of each weekday. */
  cells: Block[][];
}

function rowsOf(index: ProblemIndex, plan: Plan, classId: string, days: readonly number[]): Row[] {
  const rows: Row[] = [];
  const times = new Map<string, Period[]>();
  const pupilPeriods = index.problem.periods.filter((p) => p.segment !== 'duty');
  for (const period of [...pupilPeriods].sort((a, b) => (a.start < b.start ? -1 : 1))) {
    const key = `${period.start}–${period.end}`;
    times.set(key, [...(times.get(key) ?? []), period]);
  }
  for (const [time, periods] of times) {
    const cells = days.map((day) =>
      periods
        .filter((p) => p.weekday === day)
        .flatMap((period) => blocksOf(index, plan, classId, period)),
    );
    if (cells.every((blocks) => blocks.length === 0)) continue;
    const names = new Set(periods.map((p) => segmentNames[p.segment]));
    rows.push({ title: [...names].join(' / '), time, cells });
  }
  const duties = days.map((day) => dutiesOf(index, plan, day));
  if (duties.some((blocks) => blocks.length > 0))
    rows.push({ title: '带班与护导', time: '全校 school', cells: duties });
  return rows;
}

/** Where the pupils of the class are in one period: care first, then clubs. */
function blocksOf(index: ProblemIndex, plan: Plan, classId: string, period: Period): Block[] {
  const present = attendance(index, classId, period);
  if (present === 0) return [];
  const blocks: Block[] = [];
  let inClubs = 0;
  let host: Session | undefined;
  for (const session of plan.sessions) {
    if (!session.periodIds.includes(period.id) || !session.classIds.includes(classId)) continue;
    const isChoice =
      session.activityId !== undefined && index.activity(session.activityId).enrol === 'choice';
    if (!isChoice) {
      host = session;
      continue;
    }
    const pupils = (session.studentIds ?? []).filter((id) => {
      const student = index.student(id);
      return student.classId === classId && isPresent(index, student, period);
    }).length;
    inClubs += pupils;
    const { name } = index.activity(session.activityId as string);
    blocks.push(blockOf(index, session, `${name ?? session.activityId} ${pupils}人`));
  }
  if (host === undefined) return blocks;
  const own = host.kind === 'care' ? present - inClubs : present;
  const name =
    host.activityId === undefined ? '看护' : (index.activity(host.activityId).name ?? host.kind);
  const others = host.classIds.length - 1;
  const merged = others > 0 ? `（与${others}个班同组）` : '';
  return [blockOf(index, host, `${name} ${own}人${merged}`), ...blocks];
}

function blockOf(index: ProblemIndex, session: Session, title: string): Block {
  const room =
    session.roomId === null
      ? undefined
      : index.problem.rooms.find((r) => r.id === session.roomId)?.name;
  const detail = [room, peopleOf(index, session)].filter((part) => part !== undefined).join(' · ');
  return { kind: session.kind, title, detail };
}

function peopleOf(index: ProblemIndex, session: Session): string {
  return session.seats
    .map(({ staffId }) => index.problem.staff.find((s) => s.id === staffId)?.name ?? '空缺')
    .join('、');
}

/** The duties of a weekday, one block for each activity. */
function dutiesOf(index: ProblemIndex, plan: Plan, day: number): Block[] {
  const byActivity = new Map<string, string[]>();
  for (const session of plan.sessions) {
    const period = index.period(session.periodIds[0] as string);
    if (session.kind !== 'duty' || period.weekday !== day) continue;
    const id = session.activityId as string;
    byActivity.set(id, [...(byActivity.get(id) ?? []), peopleOf(index, session)]);
  }
  return [...byActivity].map(([id, people]) => ({
    kind: 'duty',
    title: index.activity(id).name ?? id,
    detail: people.join(' → '),
  }));
}

function draw(index: ProblemIndex, plan: Plan, classId: string): string {
  const { school } = index.problem;
  const days = [...new Set(index.problem.periods.map((p) => p.weekday))].sort((a, b) => a - b);
  const rows = rowsOf(index, plan, classId, days);
  const column = (WIDTH - LABEL - GAP) / days.length;
  const out: string[] = [];
  const text = (x: number, y: number, size: number, value: string, style = '') =>
    out.push(
      `<text x="${round(x)}" y="${round(y)}" font-size="${size}"${style}>${escapeXml(value)}</text>`,
    );
  const box = (x: number, y: number, w: number, h: number, fill: string) =>
    out.push(
      `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" rx="4" fill="${fill}"/>`,
    );
  const { name = classId } = index.schoolClass(classId);
  text(12, 32, 22, `${school.name ?? school.id} · ${name} · 一周课后服务`, ' font-weight="bold"');
  text(12, 54, 13, statusLine(index, plan), ' fill="#555"');
  days.forEach((day, d) => {
    text(
      LABEL + d * column + 6,
      TOP - 12,
      15,
      weekdayNames[day - 1] as string,
      ' font-weight="bold"',
    );
  });
  let y = TOP;
  for (const row of rows) {
    const most = Math.max(1, ...row.cells.map((blocks) => blocks.length));
    const blockHeight = 2 * LINE + 8;
    const height = most * (blockHeight + 4) + 4;
    out.push(`<line x1="0" y1="${y - 2}" x2="${WIDTH}" y2="${y - 2}" stroke="#ddd"/>`);
    text(12, y + 22, 15, row.title, ' font-weight="bold"');
    text(12, y + 41, 12, row.time, ' fill="#555"');
    row.cells.forEach((blocks, d) => {
      blocks.forEach((block, i) => {
        const x = LABEL + d * column;
        const at = y + 4 + i * (blockHeight + 4);
        box(x, at, column - GAP, blockHeight, colours[block.kind]);
        const isOpen = block.detail.includes('空缺');
        text(x + 8, at + 17, 13, shorten(block.title, column - GAP - 16, 13));
        const colour = isOpen ? '#b00020' : '#444';
        text(x + 8, at + 34, 12, shorten(block.detail, column - GAP - 16, 12), ` fill="${colour}"`);
      });
    });
    y += height + 4;
  }
  const head =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 8}" ` +
    `font-family="'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif" fill="#222">`;
  const title = escapeXml(`${school.name ?? school.id} ${name}`);
  return `${head}\n<title>${title}</title>\n<rect width="100%" height="100%" fill="#fff"/>\n${out.join('\n')}\n</svg>\n`;
}

function statusLine(index: ProblemIndex, plan: Plan): string {
  const { hard, medium, soft } = plan.score;
  const { publishable, reasons } = publishability(plan, index);
  const state = publishable
    ? '可以发布 publishable'
    : `还不能发布 not publishable yet (${reasons.length})`;
  return `硬 hard ${round(hard)} · 中 medium ${round(medium)} · 软 soft ${round(soft)} · ${state}`;
}

/** Cuts what would not fit; a Chinese character is as wide as its size, others about 0.6 of it. */
function shorten(value: string, width: number, size: number): string {
  let used = 0;
  for (let i = 0; i < value.length; i++) {
    used += value.charCodeAt(i) > 0x2e00 ? size : 0.6 * size;
    if (used > width) return `${value.slice(0, Math.max(0, i - 1))}…`;
  }
  return value;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(value: string): string {
  return value.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));
}

function main(): void {
  const { values, positionals } = parseArgs({
    options: { class: { type: 'string' } },
    allowPositionals: true,
  });
  const [problemFile, planFile] = positionals;
  if (problemFile === undefined || planFile === undefined) {
    throw new Error('Use: plan-picture.js <problem.json> <plan.json> [--class <id>]');
  }
  const parsed = parseProblemText(readFileSync(problemFile, 'utf8'));
  if (!parsed.ok) throw new Error(`${problemFile}: ${parsed.faults[0]?.message}`);
  const index = indexProblem(parsed.problem);
  const plan = parsePlan(JSON.parse(readFileSync(planFile, 'utf8')), index);
  if (!plan.ok) throw new Error(`${planFile}: ${plan.faults[0]?.message}`);
  const classId = values.class ?? parsed.problem.classes[0]?.id;
  if (classId === undefined) throw new Error('the school has no class to draw');
  process.stdout.write(draw(index, plan.plan, classId));
}

main();

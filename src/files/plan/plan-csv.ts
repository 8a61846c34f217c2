import { type Load, loadsOf } from '../../domain/load.ts';
import { roleNames } from '../../domain/naming.ts';
import { shareOf } from '../../domain/staff.ts';
import { minuteOf } from '../../domain/time.ts';
import { eachOnce } from '../../domain/views/week-views.ts';
import { sessionKindWords, staffKindWords, weekdayName } from '../../domain/views/words.ts';
import type { MadeFile } from '../export-kinds.ts';
import { type PlanData, titleText } from './plan-data.ts';

/** Two tables: a line for each post, and a line for each person. No pupils are in them. */
export function planCsv(data: PlanData): MadeFile[] {
  return [csvFile('岗位.csv', postLines(data)), csvFile('人员工作量.csv', personLines(data))];
}

function postLines({ plan, index, views }: PlanData): (string | number)[][] {
  const sessions = new Map(plan.sessions.map((session) => [session.id, session]));
  const rows: (string | number)[][] = [
    ['周几', '开始', '结束', '类别', '名称', '班级', '场地', '人数', '岗位', '人员编号', '姓名'],
  ];
  for (const entry of views.all) {
    const seats = sessions.get(entry.sessionId)?.seats ?? [];
    const about = [
      weekdayName(entry.weekday),
      entry.start,
      entry.end,
      sessionKindWords[entry.kind].zh,
      titleText(entry),
      entry.classes.join('、'),
      entry.room ?? '',
      entry.kind === 'duty' ? '' : entry.pupils,
    ];
    for (const { role, staffId } of seats.length > 0
      ? seats
      : [{ role: undefined, staffId: null }]) {
      const name = staffId === null ? '空缺' : (index.staff(staffId).name ?? '');
      rows.push([
        ...about,
        role === undefined ? '' : roleNames[role].zh,
        staffId ?? '',
        role === undefined ? '' : name,
      ]);
    }
  }
  return rows;
}

/** With what one carries beyond one's share: the carry-over (结转分钟) of the next term. */
function personLines({ plan, index, views, problem }: PlanData): (string | number)[][] {
  const rows: (string | number)[][] = [
    [
      ...['人员编号', '姓名', '类别', '份额', '每周次数', '每周分钟', '每周天数'],
      ...['晚岗天数', '早岗天数'],
      ...['工作量（含结转）', '应承担', '多承担（可作下学期的结转分钟）'],
    ],
  ];
  const { lateFromMinute } = index.params;
  const early = new Set(
    plan.sessions.flatMap(({ id, periodIds }) =>
      periodIds.some((one) => index.period(one).segment === 'earlyArrival') ? id : [],
    ),
  );
  const loads = loadsOf(index, plan);
  for (const [i, person] of problem.staff.entries()) {
    const entries = views.byStaff[i]?.entries ?? [];
    const posts = eachOnce(entries);
    const { load, target } = loads[i] as Load;
    rows.push([
      person.id,
      person.name ?? '',
      staffKindWords[person.kind].zh,
      shareOf(person),
      posts.length,
      posts.reduce((sum, e) => sum + e.minutes, 0),
      new Set(entries.map((e) => e.weekday)).size,
      new Set(entries.flatMap((e) => (minuteOf(e.end) >= lateFromMinute ? e.weekday : []))).size,
      new Set(entries.flatMap((e) => (early.has(e.sessionId) ? e.weekday : []))).size,
      load,
      ...(target === undefined ? ['', ''] : [tenths(target), Math.round(load - target)]),
    ]);
  }
  return rows;
}

function tenths(minutes: number): number {
  return Math.round(minutes * 10) / 10;
}

/** RFC 4180 with a byte order mark, without which Excel takes UTF-8 for GBK. */
export function csvFile(name: string, rows: readonly (readonly (string | number)[])[]): MadeFile {
  const text = rows.map((row) => row.map(csvCell).join(',')).join('\r\n');
  const bytes = new TextEncoder().encode(`\uFEFF${text}\r\n`);
  return { name, type: 'text/csv; charset=utf-8', bytes };
}

/**
 * What shall stay a name when the file is opened: "=HYPERLINK(…)", classes 1-2 and 3.1, of which
 * spreadsheets make dates, and ids 007 and 3.10, which would lose their zeros. In full width, too.
 */
function isTakenForMore(text: string): boolean {
  const plain = text.normalize('NFKC').trim();
  const isDate = /^\d{1,4}[-/.年]\d{1,2}(?:[-/.月]\d{0,4}日?)?$|^\d{1,2}月(?:\d{1,2}日)?$/.test(
    plain,
  );
  const isNumber = /^\(?\d+(?:\.\d*)?(?:e[+-]?\d+)?\)?$/i.test(plain);
  return (
    /^[=+\-@\t\r\n]/.test(text.normalize('NFKC')) ||
    isDate ||
    (isNumber && (plain.length > 11 || plain !== String(Number(plain))))
  );
}

function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = isTakenForMore(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

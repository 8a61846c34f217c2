import type { Workbook } from 'exceljs';
import { seriesName } from '../../domain/naming.ts';
import { monthlyDuty } from '../../domain/views/monthly-duty.ts';
import type { Week, WeekEntry } from '../../domain/views/week-views.ts';
import { weekdayName } from '../../domain/views/words.ts';
import { type MadeFile, xlsxType } from '../export-kinds.ts';
import { workbookBytes } from '../workbook/write-workbook.ts';
import { addMonth } from './month-xlsx.ts';
import {
  dayHeads,
  entryLines,
  type PlanData,
  peopleText,
  placeText,
  termText,
  titleText,
  weeksText,
} from './plan-data.ts';
import { addRollCalls } from './roll-call-xlsx.ts';
import { headRow, keepHead, newSheet, textRow, title } from './sheet-style.ts';

/**
 * Three workbooks, apart because they are for different people: the timetables, which may hang on
 * a notice board and hold no pupils; figures of posts and pay; and roll calls, for staff alone.
 */
export async function planXlsx(data: PlanData, withRolls: boolean): Promise<MadeFile[]> {
  const { default: ExcelJS } = await import('exceljs');
  const make = async (name: string, fill: (workbook: Workbook) => void): Promise<MadeFile> => {
    const workbook = new ExcelJS.Workbook();
    workbook.created = workbook.modified = new Date(Date.UTC(2025, 0, 1));
    workbook.creator = 'AfterBell';
    fill(workbook);
    return { name, type: xlsxType, bytes: await workbookBytes(workbook) };
  };
  const { views } = data;
  const months = monthlyDuty(data.dated);
  return [
    await make('课后服务课表.xlsx', (workbook) => {
      addNotice(workbook, data);
      addWeeks(workbook, '班级课表', '班级', views.byClass, data, 'classes');
      addWeeks(workbook, '教师安排', '姓名', withEntries(views.byStaff), data, 'people');
      addWeeks(workbook, '场地安排', '场地', withEntries(views.byRoom), data, 'room');
      addClubs(workbook, data);
    }),
    ...(months.length === 0
      ? []
      : [
          await make('月度统计（内部）.xlsx', (workbook) => {
            for (const month of months) addMonth(workbook, month, data);
          }),
        ]),
    ...(withRolls
      ? [await make('点名表（内部）.xlsx', (workbook) => addRollCalls(workbook, data))]
      : []),
  ];
}

function withEntries(weeks: readonly Week[]): Week[] {
  return weeks.filter(({ entries }) => entries.length > 0);
}

/** The week for the notice board: each day's leaders and duties, and what runs when. */
function addNotice(workbook: Workbook, data: PlanData): void {
  const { school, weekdays, views, plan, index } = data;
  // Counted by what they are called, without the class or grade that a session is for.
  const names = new Map(
    plan.sessions.map(({ id, activityId }) => [
      id,
      activityId === undefined ? '' : index.activity(activityId).name || activityId,
    ]),
  );
  const nameOf = (entry: WeekEntry) =>
    (names.get(entry.sessionId) ?? entry.title) + weeksText(entry.weeks);
  const sheet = newSheet(workbook, '一周公示');
  const widths = [14, ...weekdays.map(() => 26)];
  sheet.columns = widths.map((one) => ({ width: one }));
  title(sheet, `${school} 课后服务一周安排${termText(data)}`);
  headRow(sheet, ['时间', ...dayHeads(weekdays)]);
  const times = [...new Set(views.all.map(({ start, end }) => `${start}-${end}`))].sort();
  for (const time of times) {
    const cells = weekdays.map((day) => {
      const now = views.all.filter((e) => e.weekday === day && `${e.start}-${e.end}` === time);
      const duties = now.filter((e) => e.kind === 'duty');
      const others = now.filter((e) => e.kind !== 'duty');
      const care = others.filter((e) => e.kind === 'care');
      const titles = new Map<string, number>();
      for (const e of care) titles.set(titleText(e), (titles.get(titleText(e)) ?? 0) + 1);
      return [
        ...[...titles].map(([name, groups]) => `${name} ${groups}组`),
        ...summary(
          others.filter((e) => e.kind !== 'care'),
          nameOf,
        ),
        ...duties.map((e) => `${titleText(e)}：${peopleText(e)}`),
      ].join('\n');
    });
    if (cells.some((cell) => cell !== '')) textRow(sheet, [time, ...cells], widths, 12);
  }
  keepHead(sheet);
}

/** Clubs by name; whole-class activities by their number. */
function summary(entries: readonly WeekEntry[], nameOf: (entry: WeekEntry) => string): string[] {
  const clubs = entries.filter(({ kind }) => kind === 'club').map(titleText);
  const others = new Map<string, number>();
  for (const entry of entries) {
    if (entry.kind === 'club') continue;
    const name = nameOf(entry);
    others.set(name, (others.get(name) ?? 0) + 1);
  }
  return [
    ...(clubs.length === 0 ? [] : [`社团：${clubs.join('、')}`]),
    ...[...others].map(([name, count]) => (count === 1 ? name : `${name} ${count}组`)),
  ];
}

function addWeeks(
  workbook: Workbook,
  name: string,
  what: string,
  weeks: readonly Week[],
  { school, weekdays }: PlanData,
  leaveOut: 'people' | 'room' | 'classes',
): void {
  const sheet = newSheet(workbook, name);
  const widths = [14, ...weekdays.map(() => 28)];
  sheet.columns = widths.map((one) => ({ width: one }));
  title(sheet, `${school} ${name}`);
  headRow(sheet, [what, ...dayHeads(weekdays)]);
  for (const week of weeks) {
    const cells = weekdays.map((day) =>
      week.entries
        .filter((entry) => entry.weekday === day)
        .map((entry) => {
          const lines = entryLines(entry, leaveOut);
          if (entry.pupils > 0 && leaveOut === 'classes') lines[0] += ` ${entry.pupils}人`;
          return lines.join('\n  ');
        })
        .join('\n'),
    );
    textRow(sheet, [week.name, ...cells], widths);
  }
  keepHead(sheet, 1);
}

function addClubs(workbook: Workbook, { school, views, plan, index }: PlanData): void {
  const clubs = index.series.filter(({ activity }) => activity.kind === 'club');
  if (clubs.length === 0) return;
  const sheet = newSheet(workbook, '社团一览', { landscape: false });
  const widths = [22, 34, 18, 24, 8];
  sheet.columns = widths.map((one) => ({ width: one }));
  title(sheet, `${school} 社团一览`);
  headRow(sheet, ['社团', '时间', '场地', '教师', '人数']);
  for (const { activity, forKey } of clubs) {
    const own = new Set(
      plan.sessions
        .filter((one) => one.activityId === activity.id && one.forKey === forKey)
        .map(({ id }) => id),
    );
    const entries = views.all.filter(({ sessionId }) => own.has(sessionId));
    const all = (pick: (entry: WeekEntry) => string) => [...new Set(entries.map(pick))].join('\n');
    textRow(
      sheet,
      [
        seriesName(index, activity.id, forKey).zh,
        all((e) => `${weekdayName(e.weekday)} ${e.start}-${e.end}${weeksText(e.weeks)}`) ||
          '未开设',
        all(placeText),
        all(peopleText),
        entries.length === 0 ? '' : String(Math.max(...entries.map(({ pupils }) => pupils))),
      ],
      widths,
    );
  }
  keepHead(sheet);
}

import { IANAZone } from 'luxon';
import { makeFault } from '../faults.ts';
import { weekdayName } from '../naming.ts';
import { type PathStep, quote, quoteZh } from '../pointer.ts';
import { presets } from '../presets.ts';
import type { Interval, Period } from '../problem.ts';
import { minuteOf } from '../time.ts';
import type { Checking } from './lookup.ts';
import { entries, type Loose } from './loose.ts';

/** A period whose weekday, times and segment can be read and that ends after it starts. */
type Readable = { index: number; id: string; start: number; end: number } & Pick<
  Period,
  'weekday' | 'segment'
>;

/** Periods, leave points, intervals of people and rooms, time zone, term. */
export function checkTimes(checking: Checking): void {
  const { problem, faults } = checking;
  const readable: Readable[] = [];
  for (const [index, period] of entries(problem.periods)) {
    const { id = '', weekday, segment, start, end } = period;
    if (!inOrder(checking, period, ['periods', index])) continue;
    if (weekday === undefined || segment === undefined) continue;
    readable.push({
      index,
      id,
      weekday,
      segment,
      start: minuteOf(start as string),
      end: minuteOf(end as string),
    });
  }
  const pupilPeriods = readable.filter((p) => p.segment !== 'duty');
  checkOverlaps(checking, pupilPeriods);
  checkLeavePoints(checking, pupilPeriods);
  checkHomework(checking, readable);
  for (const [i, person] of entries(problem.staff)) {
    for (const field of ['lessons', 'unavailable', 'avoid'] as const) {
      checkIntervals(checking, person[field], ['staff', i, field]);
    }
  }
  for (const [i, room] of entries(problem.rooms)) {
    checkIntervals(checking, room.unavailable, ['rooms', i, 'unavailable']);
  }
  const timezone = problem.school?.timezone;
  if (timezone !== undefined && !IANAZone.isValidZone(timezone)) {
    const what = {
      zh: `没有${quoteZh(timezone)}这个时区`,
      en: `${quote(timezone)} is no known time zone`,
    };
    faults.push(makeFault('bad-timezone', ['school', 'timezone'], what, { value: timezone }));
  }
}

/** Reports an interval that does not end after it starts; false too when that cannot be told. */
function inOrder(
  checking: Checking,
  { start, end }: { readonly start?: string | undefined; readonly end?: string | undefined },
  path: readonly PathStep[],
): boolean {
  if (start === undefined || end === undefined) return false;
  if (minuteOf(start) < minuteOf(end)) return true;
  const what = {
    zh: `结束时间 ${end} 不晚于开始时间 ${start}`,
    en: `it ends at ${end}, not after its start at ${start}`,
  };
  checking.faults.push(makeFault('interval-order', [...path, 'end'], what, { value: end }));
  return false;
}

function checkIntervals(
  checking: Checking,
  intervals: Loose<Interval[]> | undefined,
  path: readonly PathStep[],
): void {
  for (const [i, interval] of entries(intervals)) inOrder(checking, interval, [...path, i]);
}

function checkOverlaps(checking: Checking, pupilPeriods: readonly Readable[]): void {
  for (const periods of groupByWeekday(pupilPeriods).values()) {
    let last: Readable | undefined;
    for (const period of periods.toSorted((a, b) => a.start - b.start || a.index - b.index)) {
      if (last !== undefined && period.start < last.end) {
        const [early, late] = period.index > last.index ? [last, period] : [period, last];
        const what = {
          zh: `时段${quoteZh(late.id)}与同一天的${quoteZh(early.id)}重叠`,
          en: `the period ${quote(late.id)} overlaps ${quote(early.id)} of the same weekday`,
        };
        checking.faults.push(
          makeFault('period-overlap', ['periods', late.index], what, { value: late.id }),
        );
      }
      if (last === undefined || period.end > last.end) last = period;
    }
  }
}

function groupByWeekday(periods: readonly Readable[]): Map<number, Readable[]> {
  const groups = new Map<number, Readable[]>();
  for (const period of periods) {
    const group = groups.get(period.weekday);
    if (group) group.push(period);
    else groups.set(period.weekday, [period]);
  }
  return groups;
}

function checkLeavePoints(checking: Checking, pupilPeriods: readonly Readable[]): void {
  for (const [i, { time }] of entries(checking.problem.leavePoints)) {
    if (time === undefined) continue;
    const minute = minuteOf(time);
    const inside = pupilPeriods.find((p) => p.start < minute && minute < p.end);
    if (inside === undefined) continue;
    const what = {
      zh: `${time} 落在时段${quoteZh(inside.id)}中间`,
      en: `${time} falls inside the period ${quote(inside.id)}`,
    };
    checking.faults.push(
      makeFault('leave-inside-period', ['leavePoints', i, 'time'], what, { value: time }),
    );
  }
}

/** More homework periods a day than `learningPerDay`: a fault unless the rule itself is off. */
function checkHomework(checking: Checking, periods: readonly Readable[]): void {
  const { rules, preset } = checking.problem;
  const cap =
    rules?.params?.learningPerDay ??
    (preset === undefined ? undefined : presets[preset].params.learningPerDay);
  if (cap === undefined || rules?.off?.includes('learningCap')) return;
  const homework = periods.filter((p) => p.segment === 'homework');
  for (const group of groupByWeekday(homework).values()) {
    const excess = group[cap];
    if (excess === undefined) continue;
    const what = {
      zh: `${weekdayName(excess.weekday).zh}有 ${group.length} 个作业时段，每天上限是 ${cap}`,
      en: `weekday ${excess.weekday} has ${group.length} homework periods, learningPerDay is ${cap}`,
    };
    checking.faults.push(
      makeFault('homework-over-cap', ['periods', excess.index], what, { value: excess.id }),
    );
  }
}

import type { LeavePoint, Period, Segment } from '../../domain/problem.ts';
import { minuteOf, timeOf } from '../../domain/time.ts';
import type { Random } from '../random.ts';

/** The week of a small school; all of it follows the contract's rules for periods. */
export interface SmallWeek {
  weekdays: number[];
  periods: Period[];
  leavePoints: LeavePoint[];
  /** Start of the first pupil period (early arrival aside) and end of the last, over the week. */
  firstMinute: number;
  lastMinute: number;
  /** Most homework periods on one weekday. */
  homeworkPerDay: number;
}

/** Leaves room before midnight for what is drawn around the last bell. */
const latestMinute = 21 * 60;
const lengths = [10, 15, 20, 25, 30, 40, 45, 50];

export function smallWeek(random: Random): SmallWeek {
  const weekdays = someWeekdays(random);
  const sameEveryDay = random.chance(60);
  const start = random.pick([12 * 60, 15 * 60 + 30, 15 * 60 + 50, 16 * 60]);
  const shape = dayShape(random);
  const periods: Period[] = [];
  for (const weekday of weekdays) {
    const segments = sameEveryDay ? shape.segments : dayShape(random).segments;
    const minutes = sameEveryDay ? shape.minutes : segments.map(() => random.pick(lengths));
    const gaps = sameEveryDay ? shape.gaps : segments.map(() => gapBefore(random));
    periods.push(...pupilPeriods(weekday, start, segments, minutes, gaps));
  }
  if (random.chance(50)) {
    const early = { segment: 'earlyArrival' as const, start: '07:20', end: '07:50' };
    const days = weekdays.filter(() => random.chance(75));
    for (const weekday of days) periods.push({ id: `d${weekday}-early`, weekday, ...early });
  }
  const afternoon = periods.filter((p) => p.segment !== 'earlyArrival');
  const firstMinute = Math.min(...afternoon.map((p) => minuteOf(p.start)));
  const lastMinute = Math.max(...afternoon.map((p) => minuteOf(p.end)));
  for (const weekday of weekdays) {
    periods.push(...dutyWindows(random, weekday, firstMinute, lastMinute));
  }
  return {
    weekdays,
    // The contract gives periods no order: a solver must not lean on one.
    periods: random.chance(30) ? random.shuffled(periods) : periods,
    leavePoints: leavePoints(random, afternoon),
    firstMinute,
    lastMinute,
    homeworkPerDay: Math.max(
      ...weekdays.map(
        (day) => afternoon.filter((p) => p.weekday === day && p.segment === 'homework').length,
      ),
    ),
  };
}

/** Two to four weekdays, mostly in a row, so that streaks and nights between them occur. */
function someWeekdays(random: Random): number[] {
  const count = random.between(2, 4);
  if (random.chance(30)) {
    return random.sample([1, 2, 3, 4, 5, 6, 7], count).sort((a, b) => a - b);
  }
  const first = random.between(1, 8 - count);
  return Array.from({ length: count }, (_, i) => first + i);
}

/** Segments in their order with lengths and gaps; every kind of segment occurs over the seeds. */
function dayShape(random: Random): { segments: Segment[]; minutes: number[]; gaps: number[] } {
  const segments: Segment[] = [];
  const add = (segment: Segment, percent: number) => {
    if (random.chance(percent)) segments.push(segment);
  };
  add('homework', 75);
  add('club', 80);
  add('break', 30);
  add('club', 55);
  add('homework', 15);
  add('microTheme', 45);
  add('break', 10);
  add('homeSchool', 35);
  add('lateCare', 65);
  add('lateCare', 12);
  if (segments.length === 0) segments.push('club');
  return {
    segments: random.chance(12) ? random.shuffled(segments) : segments,
    minutes: segments.map(() => random.pick(lengths)),
    gaps: segments.map(() => gapBefore(random)),
  };
}

function gapBefore(random: Random): number {
  return random.pick([0, 0, 5, 10, 40]);
}

function pupilPeriods(
  weekday: number,
  start: number,
  segments: readonly Segment[],
  minutes: readonly number[],
  gaps: readonly number[],
): Period[] {
  let at = start;
  const periods: Period[] = [];
  for (const [i, segment] of segments.entries()) {
    const from = at + gaps[i];
    at = from + minutes[i];
    if (at > latestMinute) break;
    const id = `d${weekday}-${i}`;
    periods.push({ id, weekday, segment, start: timeOf(from), end: timeOf(at) });
  }
  return periods;
}

/** Duty windows lie over pupil periods and over each other. */
function dutyWindows(random: Random, weekday: number, first: number, last: number): Period[] {
  return Array.from({ length: random.below(4) }, (_, i) => {
    const start = random.between(first - 20, last + 5);
    const end = random.chance(40) ? start + random.between(10, 20) : start + random.between(20, 90);
    return {
      id: `d${weekday}-duty${i}`,
      weekday,
      segment: 'duty',
      start: timeOf(start),
      end: timeOf(end),
    };
  });
}

/** One to three times at which no pupil period is cut in two, the end of the day among them. */
function leavePoints(random: Random, periods: readonly Period[]): LeavePoint[] {
  const minutes = new Set(periods.flatMap((p) => [minuteOf(p.start), minuteOf(p.end)]));
  const free = [...minutes]
    .filter((m) => !periods.some((p) => minuteOf(p.start) < m && m < minuteOf(p.end)))
    .sort((a, b) => a - b);
  const last = free.pop() as number;
  const others = random.sample(free, random.below(3));
  // Sometimes everyone is collected a little after the last bell.
  const end = random.chance(15) ? last + 10 : last;
  return [...others, end]
    .sort((a, b) => a - b)
    .map((m, i) => ({ id: `L${i + 1}`, time: timeOf(m) }));
}

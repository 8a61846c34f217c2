import { isHeldIn, type SchoolDay, weekOfTerm } from '../calendar.ts';
import { staffName } from '../naming.ts';
import type { Plan, Session, StaffKind } from '../problem.ts';
import type { ProblemIndex } from '../problem-index.ts';
import { minuteOf } from '../time.ts';

/** What one person did in one month, from the term's dates. */
export interface MonthRow {
  staffId: string;
  name: string;
  kind: StaffKind;
  posts: number;
  minutes: number;
  /** Evenings with a late post and mornings with an early one, however many posts these had. */
  lateEvenings: number;
  earlyMornings: number;
  /** Yuan: rate × minutes / 45; undefined for a person without a rate. */
  pay: number | undefined;
  /** Posts by ISO date. */
  byDate: ReadonlyMap<string, number>;
}

export interface Month {
  /** "2025-09". */
  month: string;
  dates: string[];
  /** Its first dates by another plan than the one before. */
  changes: string[];
  rows: MonthRow[];
}

/** A plan and the dates on which it runs. */
export interface DatedPlan {
  plan: Plan;
  index: ProblemIndex;
  days: readonly SchoolDay[];
}

/**
 * Posts, minutes and pay by person and month, from the dates on which each plan runs: each date by
 * its own plan, with its own data. People without a post in a month have no row in it; who is in
 * several data has one row, with the name of the last.
 *
 * @param dated in order of time
 */
export function monthlyDuty(dated: readonly DatedPlan[]): Month[] {
  const months = new Map<string, MonthSum>();
  let before: string | undefined;
  for (const { plan, index, days } of dated) {
    const byWeekday = sessionsByWeekday(plan, index);
    for (const day of days) {
      const key = day.date.slice(0, 7);
      const month: MonthSum = months.get(key) ?? { dates: [], changes: [], rows: new Map() };
      months.set(key, month);
      month.dates.push(day.date);
      if (day === days[0] && before !== undefined) month.changes.push(day.date);
      before = day.date;
      addDay(month.rows, day, byWeekday.get(day.runsWeekday) ?? [], index);
    }
  }
  const order = new Set(dated.toReversed().flatMap(({ index }) => index.problem.staff.map(idOf)));
  return [...months].map(([month, { dates, changes, rows }]) => ({
    month,
    dates,
    changes,
    rows: [...order].flatMap((id) => {
      const row = rows.get(id);
      if (row === undefined) return [];
      const { minutesAt, lateDates, earlyDates, ...told } = row;
      const edges = { lateEvenings: lateDates.size, earlyMornings: earlyDates.size };
      return [{ ...told, ...edges, pay: payOf(minutesAt) }];
    }),
  }));
}

const idOf = ({ id }: { id: string }) => id;

function payOf(minutesAt: ReadonlyMap<number, number>): number | undefined {
  if (minutesAt.size === 0) return undefined;
  const fen = [...minutesAt].reduce((sum, [rate, minutes]) => sum + (rate * minutes * 100) / 45, 0);
  return Math.round(fen) / 100;
}

function sessionsByWeekday(plan: Plan, index: ProblemIndex): Map<number, Session[]> {
  const byWeekday = new Map<number, Session[]>();
  for (const session of plan.sessions) {
    const { weekday } = index.period(session.periodIds[0] as string);
    const list = byWeekday.get(weekday);
    if (list) list.push(session);
    else byWeekday.set(weekday, [session]);
  }
  return byWeekday;
}

function addDay(
  rows: Map<string, RowSum>,
  { date }: SchoolDay,
  sessions: readonly Session[],
  index: ProblemIndex,
): void {
  const { term } = index.problem;
  const week = term === undefined ? 1 : weekOfTerm(term, date);
  for (const session of sessions) {
    const periods = session.periodIds.map((id) => index.period(id));
    const held = periods.filter((period) => isHeldIn(period, week));
    if (held.length === 0) continue;
    const minutes = held.reduce((sum, p) => sum + minuteOf(p.end) - minuteOf(p.start), 0);
    const isLate = Math.max(...held.map((p) => minuteOf(p.end))) >= index.params.lateFromMinute;
    const isEarly = held.some((p) => p.segment === 'earlyArrival');
    for (const { staffId } of session.seats) {
      if (staffId === null) continue;
      const row = rows.get(staffId) ?? newRow(staffId);
      rows.set(staffId, row);
      const { kind, rate } = index.staff(staffId);
      row.name = staffName(index, staffId);
      row.kind = kind;
      row.posts++;
      row.minutes += minutes;
      if (rate !== undefined) row.minutesAt.set(rate, (row.minutesAt.get(rate) ?? 0) + minutes);
      if (isLate) row.lateDates.add(date);
      if (isEarly) row.earlyDates.add(date);
      row.byDate.set(date, (row.byDate.get(date) ?? 0) + 1);
    }
  }
}

interface MonthSum extends Pick<Month, 'dates' | 'changes'> {
  rows: Map<string, RowSum>;
}

interface RowSum extends Omit<MonthRow, 'pay' | 'byDate' | 'lateEvenings' | 'earlyMornings'> {
  byDate: Map<string, number>;
  lateDates: Set<string>;
  earlyDates: Set<string>;
  /** By rate, which may be another one in other data. */
  minutesAt: Map<number, number>;
}

function newRow(staffId: string): RowSum {
  return {
    staffId,
    name: '',
    kind: 'teacher',
    posts: 0,
    minutes: 0,
    lateDates: new Set(),
    earlyDates: new Set(),
    byDate: new Map(),
    minutesAt: new Map(),
  };
}

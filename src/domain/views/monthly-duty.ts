import { isHeldIn, schoolDays, weekOfTerm } from '../calendar.ts';
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
  rows: MonthRow[];
}

/**
 * Posts, minutes and pay by person and month: every date of the term on which a weekday's plan
 * runs, holidays left out and make-up days by the weekday that they run. Empty without a term.
 * People without a post in a month have no row in it.
 */
export function monthlyDuty(plan: Plan, index: ProblemIndex): Month[] {
  const { problem, params } = index;
  const { term } = problem;
  if (term === undefined) return [];
  const byWeekday = new Map<number, Session[]>();
  for (const session of plan.sessions) {
    const { weekday } = index.period(session.periodIds[0] as string);
    const list = byWeekday.get(weekday);
    if (list) list.push(session);
    else byWeekday.set(weekday, [session]);
  }
  const months = new Map<string, { dates: string[]; rows: Map<string, MutableRow> }>();
  for (const { date, runsWeekday } of schoolDays(problem)) {
    const key = date.slice(0, 7);
    const month = months.get(key) ?? { dates: [], rows: new Map<string, MutableRow>() };
    months.set(key, month);
    month.dates.push(date);
    const week = weekOfTerm(term, date);
    for (const session of byWeekday.get(runsWeekday) ?? []) {
      const periods = session.periodIds.map((id) => index.period(id));
      const held = periods.filter((period) => isHeldIn(period, week));
      if (held.length === 0) continue;
      const minutes = held.reduce((sum, p) => sum + minuteOf(p.end) - minuteOf(p.start), 0);
      const isLate = Math.max(...held.map((p) => minuteOf(p.end))) >= params.lateFromMinute;
      const isEarly = held.some((p) => p.segment === 'earlyArrival');
      for (const { staffId } of session.seats) {
        if (staffId === null) continue;
        const row = month.rows.get(staffId) ?? newRow(staffId, index);
        month.rows.set(staffId, row);
        row.posts++;
        row.minutes += minutes;
        if (isLate) row.lateDates.add(date);
        if (isEarly) row.earlyDates.add(date);
        row.byDate.set(date, (row.byDate.get(date) ?? 0) + 1);
      }
    }
  }
  return [...months].map(([month, { dates, rows }]) => ({
    month,
    dates,
    rows: problem.staff.flatMap(({ id, rate }) => {
      const found = rows.get(id);
      if (found === undefined) return [];
      const { lateDates, earlyDates, ...row } = found;
      const pay =
        rate === undefined ? undefined : Math.round((rate * row.minutes * 100) / 45) / 100;
      return [{ ...row, lateEvenings: lateDates.size, earlyMornings: earlyDates.size, pay }];
    }),
  }));
}

type MutableRow = Omit<MonthRow, 'pay' | 'byDate' | 'lateEvenings' | 'earlyMornings'> & {
  byDate: Map<string, number>;
  lateDates: Set<string>;
  earlyDates: Set<string>;
};

function newRow(staffId: string, index: ProblemIndex): MutableRow {
  return {
    staffId,
    name: staffName(index, staffId),
    kind: index.staff(staffId).kind,
    posts: 0,
    minutes: 0,
    lateDates: new Set(),
    earlyDates: new Set(),
    byDate: new Map(),
  };
}

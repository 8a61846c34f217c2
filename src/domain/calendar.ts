import { DateTime } from 'luxon';
import type { Period, Problem, Term } from './problem.ts';

/** A date of the term on which a weekday's plan runs. */
export interface SchoolDay {
  /** ISO date in the school's time zone. */
  date: string;
  /** Weekday of the plan that runs, 1 (Monday) to 7. */
  runsWeekday: number;
  /** A make-up day (调休): it may run the plan of another weekday, also inside a holiday. */
  isMakeUp: boolean;
}

const defaultTimezone = 'Asia/Shanghai';

export function timezoneOf(problem: Problem): string {
  return problem.school.timezone ?? defaultTimezone;
}

/**
 * The dates of the term on which something of the weekly cycle runs, in order. A make-up day goes
 * before a holiday that it lies in; weekdays without a period (most weekends) are left out, those
 * whose periods are all of the other weeks (a Friday of odd weeks), and what lies outside the term.
 */
export function schoolDays(problem: Problem): SchoolDay[] {
  const { term } = problem;
  if (term === undefined) return [];
  const days: SchoolDay[] = [];
  for (const date of datesBetween(term.start, term.end)) {
    const day = dayOf(term, date);
    if (day === undefined) continue;
    const own = problem.periods.filter(({ weekday }) => weekday === day.runsWeekday);
    const week = own.some(({ weeks }) => weeks !== undefined) ? weekOfTerm(term, date) : 1;
    if (own.some((period) => isHeldIn(period, week))) days.push(day);
  }
  return days;
}

/** The plan that runs on one date, whether or not it has periods; undefined on a holiday and outside the term. */
export function schoolDayOn(problem: Problem, date: string): SchoolDay | undefined {
  const { term } = problem;
  if (term === undefined || date < term.start || date > term.end) return undefined;
  return dayOf(term, date);
}

function dayOf(term: Term, date: string): SchoolDay | undefined {
  const makeUp = term.makeUpDays?.find((day) => day.date === date);
  if (makeUp !== undefined) return { date, runsWeekday: makeUp.runsWeekday, isMakeUp: true };
  // ISO dates of four-digit years sort as text.
  if (term.holidays?.some(({ from, to }) => from <= date && date <= to)) return undefined;
  return { date, runsWeekday: DateTime.fromISO(date, { zone: 'utc' }).weekday, isMakeUp: false };
}

/** The term's week of a date, Monday to Sunday, counted from 1 for the week in which it starts. */
export function weekOfTerm(term: Pick<Term, 'start'>, date: string): number {
  const utc = { zone: 'utc' };
  const first = DateTime.fromISO(mondayOf(term.start), utc);
  return DateTime.fromISO(mondayOf(date), utc).diff(first, 'weeks').weeks + 1;
}

/** The Monday of the week in which a date lies. */
export function mondayOf(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc' }).startOf('week').toISODate() as string;
}

/** Another ISO date, some days on. */
export function daysAfter(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate() as string;
}

/** Whether a period is held in a week of the term: some are only in odd or in even ones. */
export function isHeldIn(period: Pick<Period, 'weeks'>, week: number): boolean {
  return period.weeks === undefined || period.weeks === (week % 2 === 0 ? 'even' : 'odd');
}

/** The periods of one session as it is held: all together, or those of odd and those of even weeks. */
export function partsByWeeks<P extends Pick<Period, 'weeks'>>(
  periods: readonly P[],
): { weeks: Period['weeks']; periods: P[] }[] {
  const weeks = periods[0]?.weeks;
  if (periods.every((period) => period.weeks === weeks)) return [{ weeks, periods: [...periods] }];
  return [
    { weeks: 'odd', periods: periods.filter((period) => isHeldIn(period, 1)) },
    { weeks: 'even', periods: periods.filter((period) => isHeldIn(period, 2)) },
  ];
}

/** The name of the holiday that a date lies in, "" for one without a name. */
export function holidayOn(term: Term, date: string): string | undefined {
  const holiday = term.holidays?.find(({ from, to }) => from <= date && date <= to);
  return holiday && (holiday.name ?? '');
}

/** Dates are stepped in UTC, where every day has 24 hours: no day is lost or doubled by a clock change. */
function* datesBetween(start: string, end: string): Generator<string> {
  let day = DateTime.fromISO(start, { zone: 'utc' });
  for (let date = start; date <= end; date = day.toISODate() as string) {
    yield date;
    day = day.plus({ days: 1 });
  }
}

/** When a period begins and ends on a date, as moments of the school's time zone. */
export function periodOn(
  date: string,
  period: Pick<Period, 'start' | 'end'>,
  timezone: string,
): { start: DateTime; end: DateTime } {
  const at = (time: string) => DateTime.fromISO(`${date}T${time}`, { zone: timezone });
  return { start: at(period.start), end: at(period.end) };
}

import { DateTime } from 'luxon';
import { daysAfter, timezoneOf } from './calendar.ts';
import type { Plan, Problem } from './problem.ts';

/**
 * From when publications hold. Each holds from its date on, until the next one that holds from a
 * later date; of those from one date the one that was published last counts. So publishing again
 * from the same date replaces, from a date in the past corrects what is on record, and from a date
 * in the future leaves what holds until then as it is.
 */
export interface Valid {
  /** ISO date in the school's time zone. */
  validFrom: string;
}

/** Which publication holds on a date; undefined before the first one. */
export function holdingOn<T extends Valid>(newestFirst: readonly T[], date: string): T | undefined {
  let found: T | undefined;
  // ISO dates of four-digit years sort as text.
  for (const one of newestFirst) {
    if (one.validFrom <= date && (found === undefined || one.validFrom > found.validFrom)) {
      found = one;
    }
  }
  return found;
}

/** From which date to which one a publication holds. */
export interface Span<T> {
  held: T;
  from: string;
  /** The last date; null: until something else is published. */
  to: string | null;
}

/** Those that hold on some date, in order of time. Whoever is not among them was replaced. */
export function spansOf<T extends Valid>(newestFirst: readonly T[]): Span<T>[] {
  const dates = [...new Set(newestFirst.map(({ validFrom }) => validFrom))].toSorted();
  return dates.map((from, i) => {
    const next = dates[i + 1];
    return {
      held: holdingOn(newestFirst, from) as T,
      from,
      to: next === undefined ? null : daysAfter(next, -1),
    };
  });
}

/** A published plan with the data that it was made of, and on which dates it holds. */
export type HeldPlan = Span<{ problem: Problem; plan: Plan }>;

/** Those spans that have a date from `start` to `end` in them. */
export function spansWithin<S extends Pick<Span<unknown>, 'from' | 'to'>>(
  spans: readonly S[],
  start: string,
  end: string,
): S[] {
  return spans.filter(({ from, to }) => from <= end && (to === null || to >= start));
}

/** What holds now, and what comes after it, in order of time. */
export function fromNowOn<T extends Valid & { inForce: boolean }>(
  newestFirst: readonly T[],
): Span<T>[] {
  const now = newestFirst.find(({ inForce }) => inForce);
  return spansOf(newestFirst).filter(({ from }) => now === undefined || from >= now.validFrom);
}

/** Today's date where the school is. */
export function todayAt(problem: Problem, now: Date): string {
  return DateTime.fromJSDate(now, { zone: timezoneOf(problem) }).toISODate() as string;
}

/** The moment at which a date begins where the school is. */
export function beginOf(problem: Problem, date: string): Date {
  return DateTime.fromISO(date, { zone: timezoneOf(problem) })
    .startOf('day')
    .toJSDate();
}

/**
 * From when a plan holds where nobody says: from today on. For the whole term where today lies
 * outside it, and where nothing was published before: there is no other plan for its first days.
 */
export function usualStart(
  { term }: Pick<Problem, 'term'>,
  today: string,
  { isFirst }: { isFirst: boolean },
): string {
  const whole = isFirst || isOutside({ term }, today);
  return whole ? (term?.start ?? beginOfSchoolYear(today)) : today;
}

/** 1 September, on which school years begin. */
function beginOfSchoolYear(today: string): string {
  const [year, rest] = [Number(today.slice(0, 4)), today.slice(4)];
  return `${rest < '-09-01' ? year - 1 : year}-09-01`;
}

/** Whether a date lies outside the term: a plan has nothing to say of it. */
export function isOutside({ term }: Pick<Problem, 'term'>, date: string): boolean {
  return term !== undefined && (date < term.start || date > term.end);
}

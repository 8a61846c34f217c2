import { daysAfter } from '../../src/domain/calendar.ts';
import type { PortalDay, PortalWeek } from '../../src/domain/portal-week.ts';
import type { PublishedSubjects } from '../../src/domain/published-week.ts';

/** Today where the school is, wherever the reader is. */
export function todayIn(timezone: string, now = new Date()): string {
  // Swedes write dates as ISO does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone }).format(now);
}

/**
 * Where nothing is on today another week is shown: the one in which what is published begins, the
 * beginning of the next term, or the end of the last one.
 */
export function nearestWeek(
  { terms, validFrom }: Pick<PublishedSubjects, 'terms' | 'validFrom'>,
  now: string,
): string | undefined {
  const coming = terms.find(({ end }) => now <= end);
  const first = coming && coming.start > validFrom ? coming.start : validFrom;
  if (now < first) return first;
  return coming ? undefined : terms.at(-1)?.end;
}

/** On a weekend on which nothing more is on, the week that comes; '' where this one is shown. */
export function weekAfterThis(
  week: Pick<PortalWeek, 'start' | 'days'> | undefined,
  term: { end: string } | null,
  now: string,
): string {
  if (!week || now < daysAfter(week.start, 5) || now > daysAfter(week.start, 6)) return '';
  const after = daysAfter(week.start, 7);
  const isOver = week.days.every((day) => day.date < now || !isOn(day));
  return isOver && (term === null || after <= term.end) ? after : '';
}

/** Whether anything is on that day: of a class also where all its pupils are in clubs. */
export function isOn({ items, clubs }: Pick<PortalDay, 'items' | 'clubs'>): boolean {
  return items.length > 0 || (clubs !== undefined && clubs.length > 0);
}

/** The date that an address asks for; undefined for what is none, as after a messenger cut it. */
export function askedDate(text: string | null): string | undefined {
  if (text === null || !/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return undefined;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : undefined;
}

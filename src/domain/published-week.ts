import { daysAfter, mondayOf, timezoneOf } from './calendar.ts';
import { namesApart } from './names-apart.ts';
import { schoolName } from './naming.ts';
import {
  datedWeek,
  type PortalDay,
  type PortalSubjects,
  type PortalWeek,
  portalSubjects,
  type Subject,
  subjectName,
  type TermDates,
  termWeek,
} from './portal-week.ts';
import { type HeldPlan, spansWithin } from './validity.ts';

/** A day by the plan that holds on it. */
export interface PublishedDay extends PortalDay {
  /** From when that plan holds; null where none was published for the day. */
  validFrom: string | null;
  /** Whether that plan knows them: whom it does not, as a class that was merged, has nothing on. */
  isKnown: boolean;
}

/** A week in which each day is by the plan that holds on it. */
export interface PublishedWeek extends PortalWeek {
  days: PublishedDay[];
}

/**
 * The dated week of one class, pupil or person out of all that was published: each day by the plan
 * that holds on it, with its own data and calendar. `undefined` for an id that none of them knows.
 *
 * @param held in order of time; those that hold in other weeks may be among them
 * @param date any date of the week wanted, ISO
 */
export function publishedWeek(
  held: readonly HeldPlan[],
  subject: Subject,
  date: string,
): PublishedWeek | undefined {
  const start = mondayOf(date);
  const now = spansWithin(held, start, daysAfter(start, 6));
  // Named and counted as in that week, and else as the plans before and after it do.
  const known = [...now.toReversed(), ...held].map(({ held: { problem } }) => problem);
  const name = known
    .map((problem) => subjectName(problem, subject))
    .find((one) => one !== undefined);
  if (name === undefined) return undefined;
  const weeks = now.map(({ from, to, held: { problem, plan } }) => ({
    from,
    to,
    isKnown: subjectName(problem, subject) !== undefined,
    ...datedWeek(problem, plan, subject, start),
  }));
  const days = Array.from({ length: 7 }, (_, i): PublishedDay => {
    const day = daysAfter(start, i);
    const [own] = spansWithin(weeks, day, day);
    return own?.days[i]
      ? { ...own.days[i], validFrom: own.from, isKnown: own.isKnown }
      : { ...emptyDay, date: day, weekday: i + 1 };
  });
  return {
    school: known[0] ? schoolName(known[0].school) : '',
    subject: { kind: subject.kind, name },
    start,
    week: known.map((problem) => termWeek(problem, start)).find((one) => one !== null) ?? null,
    days,
  };
}

const emptyDay = {
  runsWeekday: null,
  isMakeUp: false,
  holiday: null,
  items: [],
  leaves: [],
  validFrom: null,
  isKnown: false,
} satisfies Partial<PublishedDay>;

/** Whose weeks there are to choose from, and which. */
export interface PublishedSubjects extends PortalSubjects {
  /** From when the first of these plans holds: it may be still to come. */
  validFrom: string;
  /** The terms of these plans, in order; none where one has none. */
  terms: TermDates[];
  /** By which today is told where the school is, wherever the reader is. */
  timezone: string;
}

/**
 * Whose weeks there are to choose from in any of these plans; names are those of the first.
 *
 * @param held in order of time
 */
export function publishedSubjects(held: readonly HeldPlan[]): PublishedSubjects | undefined {
  const [first, ...others] = held.map(({ held: { problem, plan } }) =>
    portalSubjects(problem, plan),
  );
  const [now] = held;
  if (first === undefined || now === undefined) return undefined;
  const all = [first, ...others];
  for (const { classes, staff, hasPupils } of others) {
    first.classes.push(...newIn(classes, first.classes));
    first.staff.push(...newIn(staff, first.staff));
    first.hasPupils ||= hasPupils;
  }
  const terms = all.flatMap(({ term }) => term ?? []);
  return {
    ...first,
    classes: toldApart(first.classes),
    staff: toldApart(first.staff),
    validFrom: now.from,
    timezone: timezoneOf(now.held.problem),
    terms: terms.length < all.length ? [] : apart(terms),
  };
}

/** Who left, and who came after them, can have one name. */
function toldApart<T extends { id: string; name: string }>(list: readonly T[]): T[] {
  const names = namesApart(list);
  return list.map((one) => ({ ...one, name: names.get(one.id) ?? one.name }));
}

/** Terms that overlap are versions of one. */
function apart(terms: readonly TermDates[]): TermDates[] {
  const found: TermDates[] = [];
  for (const { start, end } of terms.toSorted((a, b) => (a.start < b.start ? -1 : 1))) {
    const last = found.at(-1);
    if (last === undefined || start > last.end) found.push({ start, end });
    else if (end > last.end) last.end = end;
  }
  return found;
}

function newIn<T extends { id: string }>(list: readonly T[], known: readonly T[]): T[] {
  const ids = new Set(known.map(({ id }) => id));
  return list.filter(({ id }) => !ids.has(id));
}

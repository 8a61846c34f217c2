import {
  isHeldIn,
  periodOn,
  type SchoolDay,
  timezoneOf,
  weekOfTerm,
} from '../../domain/calendar.ts';
import type { Subject } from '../../domain/portal-week.ts';
import type { Problem, Term } from '../../domain/problem.ts';
import type { DatedPlan } from '../../domain/views/monthly-duty.ts';
import {
  type Week,
  type WeekEntry,
  type WeekViews,
  weekViews,
} from '../../domain/views/week-views.ts';
import type { MadeFile } from '../export-kinds.ts';
import { fileName } from '../file-name.ts';
import { classesText, type PlanData, peopleText, rainText, titleText } from './plan-data.ts';

/**
 * A feed for each person and each class: every date of the term by itself, so that holidays,
 * make-up days and odd weeks come out right in every calendar; each by the plan that holds on it.
 * Times are moments in UTC, which calendars show in their own zone; the feed names the school's.
 */
export async function planIcs(data: PlanData): Promise<MadeFile[]> {
  const { term } = data.problem;
  if (term === undefined) return [];
  const { default: ical } = await import('ical-generator');
  const parts = data.dated.map((dated) => ({
    views: dated.plan === data.plan ? data.views : weekViews(dated.plan, dated.index),
    eventsOf: eventMaker(ical, dated, term),
  }));
  const files: MadeFile[] = [];
  const names = new Set<string>();
  const add = (folder: string, kind: 'byStaff' | 'byClass') => {
    for (const { id, name: whose } of everybody([data, ...parts], kind)) {
      const own = parts.flatMap(({ views, eventsOf }) => {
        const week = views[kind].find((one) => one.id === id);
        return week === undefined || week.entries.length === 0 ? [] : { week, eventsOf };
      });
      if (own.length === 0) continue;
      let name = `${folder}-${fileName(whose)}`;
      // Two people of one name are told apart by their ids.
      if (names.has(name)) name = `${name}-${fileName(id)}`;
      names.add(name);
      const calendar = frameOf(ical, data, whose);
      const end = calendar.lastIndexOf('END:VCALENDAR');
      const events = own.flatMap(({ week, eventsOf }) => eventsOf(week, kind === 'byClass'));
      const text = [calendar.slice(0, end), ...events, calendar.slice(end)].join('');
      const bytes = new TextEncoder().encode(text);
      files.push({ name: `${name}.ics`, type: 'text/calendar; charset=utf-8', bytes });
    }
  };
  add('教师', 'byStaff');
  add('班级', 'byClass');
  return files;
}

/** People or classes of several data, each once: in the order and with the name of the first. */
function everybody(
  parts: readonly { views: WeekViews }[],
  kind: 'byStaff' | 'byClass',
): Iterable<Week> {
  const found = new Map<string, Week>();
  for (const week of parts.flatMap(({ views }) => views[kind])) {
    if (!found.has(week.id)) found.set(week.id, week);
  }
  return found.values();
}

type Ical = typeof import('ical-generator').default;

function frameOf(ical: Ical, { school, timezone }: PlanData, whose: string): string {
  const calendar = ical({
    name: calendarName(school, whose),
    prodId: { company: 'AfterBell', product: 'AfterBell', language: 'ZH' },
  });
  calendar.x('X-WR-TIMEZONE', timezone);
  return calendar.toString();
}

/** What a feed is called. The library writes it as it stands, without the escapes of the format. */
export function calendarName(school: string, whose: string): string {
  return `${school} ${whose} 课后服务`.replace(/\p{Cc}+/gu, ' ').replace(/[\\;,]/g, '\\$&');
}

/**
 * Tells what happens to somebody on a day from all else, whatever the school and its neighbours call
 * their classes and people: a calendar into which several are put keeps one event of each id.
 */
export function eventId({ school }: Problem, whose: Subject, what: string | number): string {
  return `${what}-${whose.kind}-${whose.id}@${school.id}.afterbell`;
}

/** Stands for the date in an event that is written once for all its dates; as long as a date. */
const anyDate = '0000-00-00';

/**
 * Makes the events of one person or class as iCalendar text, on the dates of one plan. The library
 * writes one event for each entry of the week; for its dates, only its id and its times are put
 * in: a county school has 50,000 dated events.
 */
function eventMaker(
  ical: Ical,
  { index: { problem }, days: dates }: DatedPlan,
  exported: Term,
): (week: Week, isClass: boolean) => string[] {
  const timezone = timezoneOf(problem);
  const { term = exported } = problem;
  // Not the clock: the same plan makes the same feed, and clients see no change where there is none.
  const stamp = new Date(`${exported.start}T00:00:00Z`);
  const days = dates.map((day) => ({ ...day, week: weekOfTerm(term, day.date) }));
  const times = new Map<string, string>();

  function timesOn(date: string, entry: WeekEntry): string {
    const key = `${date} ${entry.start} ${entry.end}`;
    let lines = times.get(key);
    if (lines === undefined) {
      const { start, end } = periodOn(date, entry, timezone);
      const utc = (at: typeof start) => at.toUTC().toFormat("yyyyMMdd'T'HHmmss'Z'");
      lines = `\r\nDTSTART:${utc(start)}\r\nDTEND:${utc(end)}\r\n`;
      times.set(key, lines);
    }
    return lines;
  }

  /** The text of an event before its date, up to its times, and after them. */
  function eventParts(entry: WeekEntry, id: string, isClass: boolean, { isMakeUp }: SchoolDay) {
    const details = [
      isClass ? `教师：${peopleText(entry)}` : classesText(entry),
      entry.clubs === undefined ? '' : `社团：${entry.clubs.join('、')}`,
      entry.rainRoom === undefined ? '' : rainText(entry.rainRoom),
      isMakeUp ? '调休' : '',
    ].filter((part) => part !== '' && part !== '教师：');
    const calendar = ical();
    calendar.createEvent({
      id: `${anyDate}-${id}`,
      start: stamp,
      end: stamp,
      stamp,
      summary: titleText(entry),
      ...(entry.room === null ? {} : { location: entry.room }),
      ...(details.length === 0 ? {} : { description: details.join('\n') }),
    });
    const text = calendar.toString();
    const event = text.slice(text.indexOf('BEGIN:VEVENT'), text.indexOf('END:VCALENDAR'));
    const at = event.indexOf(anyDate);
    const [start, end] = [event.indexOf('\r\nDTSTART'), event.indexOf('\r\nSUMMARY')];
    return [event.slice(0, at), event.slice(at + anyDate.length, start), event.slice(end + 2)];
  }

  return (week, isClass) => {
    const events: string[] = [];
    const byWeekday = groupByWeekday(week.entries);
    const known = new Map<string, string[]>();
    for (const day of days) {
      for (const [i, entry] of (byWeekday.get(day.runsWeekday) ?? []).entries()) {
        if (!isHeldIn(entry, day.week)) continue;
        const whose = { kind: isClass ? 'class' : 'staff', id: week.id } as const;
        const id = eventId(problem, whose, entry.sessionId || `club-${i}`);
        const key = `${day.runsWeekday} ${i} ${day.isMakeUp}`;
        const parts = known.get(key) ?? eventParts(entry, id, isClass, day);
        known.set(key, parts);
        events.push(parts[0] as string, day.date, parts[1] as string);
        events.push(timesOn(day.date, entry), parts[2] as string);
      }
    }
    return events;
  };
}

function groupByWeekday(entries: readonly WeekEntry[]): Map<number, WeekEntry[]> {
  const groups = new Map<number, WeekEntry[]>();
  for (const entry of entries) {
    groups.set(entry.weekday, [...(groups.get(entry.weekday) ?? []), entry]);
  }
  return groups;
}

import {
  isHeldIn,
  periodOn,
  type SchoolDay,
  schoolDays,
  weekOfTerm,
} from '../../domain/calendar.ts';
import type { Subject } from '../../domain/portal-week.ts';
import type { Problem, Term } from '../../domain/problem.ts';
import type { Week, WeekEntry } from '../../domain/views/week-views.ts';
import type { MadeFile } from '../export-kinds.ts';
import { fileName } from '../file-name.ts';
import { classesText, type PlanData, peopleText, rainText, titleText } from './plan-data.ts';

/**
 * A feed for each person and each class: every date of the term by itself, so that holidays,
 * make-up days and odd weeks come out right in every calendar. Times are moments in UTC, which
 * calendars show in their own zone; the feed names the school's.
 */
export async function planIcs(data: PlanData): Promise<MadeFile[]> {
  const { views, problem } = data;
  if (problem.term === undefined) return [];
  const feed = await feedMaker(data, problem.term);
  const files: MadeFile[] = [];
  const names = new Set<string>();
  const add = (folder: string, week: Week, isClass: boolean) => {
    if (week.entries.length === 0) return;
    let name = `${folder}-${fileName(week.name)}`;
    // Two people of one name are told apart by their ids.
    if (names.has(name)) name = `${name}-${fileName(week.id)}`;
    names.add(name);
    const bytes = new TextEncoder().encode(feed(week, isClass));
    files.push({ name: `${name}.ics`, type: 'text/calendar; charset=utf-8', bytes });
  };
  for (const week of views.byStaff) add('教师', week, false);
  for (const week of views.byClass) add('班级', week, true);
  return files;
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
 * Makes the calendar of one person or class as iCalendar text. The library writes the calendar and
 * one event for each entry of the week; for its dates, only its id and its times are put in: a
 * county school has 50,000 dated events.
 */
async function feedMaker(
  { problem, timezone, school }: PlanData,
  term: Term,
): Promise<(week: Week, isClass: boolean) => string> {
  const { default: ical } = await import('ical-generator');
  // Not the clock: the same plan makes the same feed, and clients see no change where there is none.
  const stamp = new Date(`${term.start}T00:00:00Z`);
  const days = schoolDays(problem).map((day) => ({ ...day, week: weekOfTerm(term, day.date) }));
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

  function calendarOf(week: Week) {
    const calendar = ical({
      name: calendarName(school, week.name),
      prodId: { company: 'AfterBell', product: 'AfterBell', language: 'ZH' },
    });
    calendar.x('X-WR-TIMEZONE', timezone);
    return calendar;
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
    const calendar = calendarOf(week).toString();
    const end = calendar.lastIndexOf('END:VCALENDAR');
    const events: string[] = [calendar.slice(0, end)];
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
    events.push(calendar.slice(end));
    return events.join('');
  };
}

function groupByWeekday(entries: readonly WeekEntry[]): Map<number, WeekEntry[]> {
  const groups = new Map<number, WeekEntry[]>();
  for (const entry of entries) {
    groups.set(entry.weekday, [...(groups.get(entry.weekday) ?? []), entry]);
  }
  return groups;
}

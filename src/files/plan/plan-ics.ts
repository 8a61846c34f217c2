import { isHeldIn, periodOn, schoolDays, weekOfTerm } from '../../domain/calendar.ts';
import type { Week, WeekEntry } from '../../domain/views/week-views.ts';
import type { MadeFile } from '../export-kinds.ts';
import { fileName } from '../file-name.ts';
import { classesText, type PlanData, peopleText, titleText } from './plan-data.ts';

/**
 * A feed for each person and each class: every date of the term by itself, so that holidays,
 * make-up days and odd weeks come out right in every calendar. Times are moments in UTC, which
 * calendars show in their own zone; the feed names the school's.
 */
export async function planIcs(data: PlanData): Promise<MadeFile[]> {
  const { views, problem } = data;
  const files: MadeFile[] = [];
  const names = new Set<string>();
  const add = async (folder: string, week: Week, isClass: boolean) => {
    if (week.entries.length === 0) return;
    let name = `${folder}-${fileName(week.name)}`;
    // Two people of one name are told apart by their ids.
    if (names.has(name)) name = `${name}-${fileName(week.id)}`;
    names.add(name);
    const text = await feed(data, week, isClass);
    const bytes = new TextEncoder().encode(text);
    files.push({ name: `${name}.ics`, type: 'text/calendar; charset=utf-8', bytes });
  };
  if (problem.term === undefined) return [];
  for (const week of views.byStaff) await add('教师', week, false);
  for (const week of views.byClass) await add('班级', week, true);
  return files;
}

/** The calendar of one person or class as iCalendar text. */
export async function feed(data: PlanData, week: Week, isClass: boolean): Promise<string> {
  const { default: ical } = await import('ical-generator');
  const { problem, timezone, school } = data;
  const { term } = problem;
  const calendar = ical({
    name: `${school} ${week.name} 课后服务`,
    prodId: { company: 'AfterBell', product: 'AfterBell', language: 'ZH' },
  });
  calendar.x('X-WR-TIMEZONE', timezone);
  const byWeekday = groupByWeekday(week.entries);
  // Not the clock: the same plan makes the same feed, and clients see no change where there is none.
  const stamp = new Date(`${term?.start ?? '2025-01-01'}T00:00:00Z`);
  for (const { date, runsWeekday, isMakeUp } of term === undefined ? [] : schoolDays(problem)) {
    const termWeek = weekOfTerm(term as { start: string }, date);
    for (const [i, entry] of (byWeekday.get(runsWeekday) ?? []).entries()) {
      if (entry.weeks !== undefined && !isHeldIn({ weeks: entry.weeks }, termWeek)) continue;
      const { start, end } = periodOn(date, entry, timezone);
      const details = [
        isClass ? `教师：${peopleText(entry)}` : classesText(entry),
        isMakeUp ? '调休' : '',
      ].filter((part) => part !== '' && part !== '教师：');
      calendar.createEvent({
        id: `${date}-${entry.sessionId || `club-${i}`}-${week.id}@afterbell`,
        start: start.toJSDate(),
        end: end.toJSDate(),
        stamp,
        summary: titleText(entry),
        ...(entry.room === null ? {} : { location: entry.room }),
        ...(details.length === 0 ? {} : { description: details.join('\n') }),
      });
    }
  }
  return calendar.toString();
}

function groupByWeekday(entries: readonly WeekEntry[]): Map<number, WeekEntry[]> {
  const groups = new Map<number, WeekEntry[]>();
  for (const entry of entries) {
    groups.set(entry.weekday, [...(groups.get(entry.weekday) ?? []), entry]);
  }
  return groups;
}

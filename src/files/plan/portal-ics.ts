import { daysAfter, mondayOf, periodOn, timezoneOf } from '../../domain/calendar.ts';
import {
  lastBefore,
  type PortalDay,
  type PortalItem,
  type Subject,
} from '../../domain/portal-week.ts';
import { type PublishedWeek, publishedWeek } from '../../domain/published-week.ts';
import { type HeldPlan, spansWithin } from '../../domain/validity.ts';
import { careWords } from '../../domain/views/words.ts';
import { rainText } from './plan-data.ts';
import { calendarName, eventId } from './plan-ics.ts';

/** How often calendars are asked to look for a new publication. */
const LOOK_AGAIN_SECONDS = 6 * 3600;

interface Happening {
  start: string;
  end: string;
  summary: string;
  location: string | null;
  lines: string[];
}

/**
 * The calendar of one class, pupil or person over the whole term, to subscribe to: what the portal
 * shows of its weeks, and nothing else. Times are moments in UTC, which calendars show in their own
 * zone. The same publications make the same text.
 *
 * @param held what was published for it, in order of time
 * @param stamp when the newest of it was published
 * @returns undefined for an unknown subject
 */
export async function portalIcs(
  held: readonly HeldPlan[],
  subject: Subject,
  stamp: Date,
): Promise<string | undefined> {
  const weeks = weeksOf(held, subject);
  const last = weeks.at(-1);
  const problem = held.at(-1)?.held.problem;
  if (last === undefined || problem === undefined) return undefined;
  const { default: ical } = await import('ical-generator');
  const calendar = ical({
    name: calendarName(last.school, last.subject.name),
    prodId: { company: 'AfterBell', product: 'AfterBell', language: 'ZH' },
    ttl: LOOK_AGAIN_SECONDS,
  });
  calendar.x('X-WR-TIMEZONE', timezoneOf(problem));
  // The library writes such a property after the events, where readers need not look for it.
  const frame = calendar.toString();
  const end = frame.lastIndexOf('END:VCALENDAR');
  for (const day of weeks.flatMap(({ days }) => days)) {
    const [own] = spansWithin(held, day.date, day.date);
    const timezone = timezoneOf(own?.held.problem ?? problem);
    for (const [i, { start, end, ...what }] of happenings(day, subject).entries()) {
      const at = periodOn(day.date, { start, end }, timezone);
      calendar.createEvent({
        id: `${day.date}-${eventId(problem, subject, i)}`,
        start: at.start.toJSDate(),
        end: at.end.toJSDate(),
        stamp,
        summary: what.summary,
        ...(what.location === null ? {} : { location: what.location }),
        ...(what.lines.length === 0 ? {} : { description: what.lines.join('\n') }),
      });
    }
  }
  const text = calendar.toString();
  const events = /BEGIN:VEVENT.*END:VEVENT\r\n/s.exec(text)?.[0] ?? '';
  return `${frame.slice(0, end)}${events}${frame.slice(end)}`;
}

function weeksOf(held: readonly HeldPlan[], subject: Subject): PublishedWeek[] {
  const terms = held.flatMap(({ held: { problem } }) => problem.term ?? []);
  const start = terms.map((term) => term.start).sort()[0] ?? '';
  const end =
    terms
      .map((term) => term.end)
      .sort()
      .at(-1) ?? '';
  const weeks: PublishedWeek[] = [];
  for (let monday = start && mondayOf(start); monday <= end; monday = daysAfter(monday, 7)) {
    const week = publishedWeek(held, subject, monday);
    if (week === undefined) return [];
    weeks.push(week);
  }
  return weeks;
}

/** What is on in a day; when pupils go home stands with what they come from. */
function happenings(day: PortalDay, { kind }: Subject): Happening[] {
  const list = day.items.map((item): Happening => {
    const people = kind === 'staff' ? item.classes : item.staff;
    const leaves = day.leaves.filter(({ time }) => lastBefore(day.items, time) === item);
    return {
      start: item.start,
      end: item.end,
      summary: item.activity ?? careWords[item.segment].zh,
      location: placeOf(item.room),
      lines: [
        ...(people.length === 0 ? [] : [people.join('、')]),
        ...(item.room?.rain === undefined ? [] : [rainText(item.room.rain)]),
        ...leaves.map(({ time }) => `${time} 离校`),
        ...(day.isMakeUp ? ['调休'] : []),
      ],
    };
  });
  for (const time of new Set(day.clubs?.map(({ start, end }) => `${start}-${end}`))) {
    const held = day.clubs?.filter(({ start, end }) => `${start}-${end}` === time) ?? [];
    const [start = '', end = ''] = time.split('-');
    const lines = held.map(({ name, room }) =>
      [name, placeOf(room), room?.rain && rainText(room.rain)].filter(Boolean).join(' '),
    );
    list.push({ start, end, summary: '社团', location: null, lines });
  }
  return list;
}

function placeOf(room: PortalItem['room']): string | null {
  if (room === null) return null;
  const floor = room.floor === null ? '' : `${room.floor}楼`;
  return [room.building ?? '', floor, room.name].filter((part) => part !== '').join(' ');
}

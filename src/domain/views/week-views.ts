import { attendance } from '../attendance.ts';
import { partsByWeeks } from '../calendar.ts';
import { minutesOf } from '../load.ts';
import { className, roomName, seriesName, staffName } from '../naming.ts';
import type { Period, Plan, Session } from '../problem.ts';
import type { ProblemIndex } from '../problem-index.ts';
import { minuteOf } from '../time.ts';
import { enrolOf, type SessionPupils, sessionPupils } from './session-pupils.ts';
import { careWords } from './words.ts';

/**
 * One session as it stands in a timetable: two entries where it is held otherwise in odd than in
 * even weeks. Holds no names of pupils.
 */
export interface WeekEntry {
  sessionId: string;
  kind: Session['kind'];
  weekday: number;
  start: string;
  end: string;
  /** Of all its periods, without a break between them. */
  minutes: number;
  /** What it is, in Chinese: the activity, or how care is called in its segment. */
  title: string;
  room: string | null;
  /** Where it goes when it rains, for a room that has such a place. */
  rainRoom?: string;
  /** Names of those who hold its seats. */
  people: string[];
  openSeats: number;
  /** Classes that it is for, as names. */
  classes: string[];
  /** Pupils who come; of the class alone in the week of a class. */
  pupils: number;
  /** In the week of a class: the clubs that its pupils are in then. */
  clubs?: string[];
  /** Held in odd or even weeks only. */
  weeks?: 'odd' | 'even';
}

/** The week of one class, person or room. */
export interface Week {
  id: string;
  name: string;
  entries: WeekEntry[];
}

export interface WeekViews {
  /** Every session, by weekday and time. */
  all: WeekEntry[];
  byClass: Week[];
  byStaff: Week[];
  byRoom: Week[];
}

/** The plan as people look for it: by class, by person and by room, in the problem's order. */
export function weekViews(plan: Plan, index: ProblemIndex): WeekViews {
  const { problem } = index;
  const pupilsOf = sessionPupils(plan, index);
  const entries = new Map(plan.sessions.map((s) => [s, entriesOf(s, index, pupilsOf(s).count)]));
  const pupilsIn = pupilsByClass(plan, pupilsOf);
  const sorted = (list: WeekEntry[]) => list.toSorted(inTime);
  const week = (id: string, name: string, has: (session: Session) => boolean): Week => ({
    id,
    name,
    entries: sorted([...entries].flatMap(([session, own]) => (has(session) ? own : []))),
  });
  return {
    all: sorted([...entries.values()].flat()),
    byClass: problem.classes.map(({ id }) => ({
      id,
      name: className(index, id),
      entries: sorted(entriesOfClass(id, plan, index, entries, pupilsIn)),
    })),
    byStaff: problem.staff.map(({ id }) =>
      week(id, staffName(index, id), (s) => s.seats.some(({ staffId }) => staffId === id)),
    ),
    byRoom: problem.rooms.map(({ id }) => week(id, roomName(index, id), (s) => s.roomId === id)),
  };
}

/** Where the class is; its pupils who are in clubs then are one entry with their number. */
function entriesOfClass(
  classId: string,
  plan: Plan,
  index: ProblemIndex,
  entries: ReadonlyMap<Session, readonly WeekEntry[]>,
  pupilsIn: (session: Session, classId: string) => number,
): WeekEntry[] {
  const list: WeekEntry[] = [];
  const clubs = new Map<string, { period: Period; pupils: number; titles: string[] }>();
  for (const session of plan.sessions) {
    const enrol = enrolOf(session, index);
    if (enrol === 'none') continue;
    if (enrol === 'choice') {
      const pupils = pupilsIn(session, classId);
      for (const id of pupils > 0 ? session.periodIds : []) {
        const period = index.period(id);
        const found = clubs.get(period.id) ?? { period, pupils: 0, titles: [] };
        found.pupils += pupils;
        found.titles.push(titleOf(session, index));
        clubs.set(period.id, found);
      }
    } else if (session.classIds.includes(classId)) {
      const periods = session.periodIds.map((id) => index.period(id));
      if (!periods.some((period) => attendance(index, classId, period) > 0)) continue;
      // Its own series need not be told to be its own.
      const isOwn = session.activityId !== undefined && session.forKey === classId;
      const title = titleOf(isOwn ? { ...session, forKey: undefined } : session, index);
      for (const entry of entries.get(session) ?? [])
        list.push({ ...entry, title, pupils: pupilsIn(session, classId) });
    }
  }
  for (const { period, pupils, titles } of clubs.values()) {
    list.push({
      sessionId: '',
      kind: 'club',
      ...timesOf([period], period.weeks),
      minutes: minutesOf(index, [period.id]),
      title: '社团走班',
      room: null,
      people: [],
      openSeats: 0,
      classes: [className(index, classId)],
      pupils,
      clubs: titles,
    });
  }
  return list;
}

/** Pupils of each class in each session. */
function pupilsByClass(
  plan: Plan,
  pupilsOf: (session: Session) => SessionPupils,
): (session: Session, classId: string) => number {
  const counts = new Map<Session, Map<string, number>>();
  for (const session of plan.sessions) {
    const byClass = new Map<string, number>();
    const { students, numbers } = pupilsOf(session);
    for (const one of students) byClass.set(one.classId, (byClass.get(one.classId) ?? 0) + 1);
    for (const one of numbers) {
      byClass.set(one.classId, (byClass.get(one.classId) ?? 0) + one.count);
    }
    counts.set(session, byClass);
  }
  return (session, classId) => counts.get(session)?.get(classId) ?? 0;
}

function titleOf(
  { activityId, forKey, periodIds }: Pick<Session, 'activityId' | 'forKey' | 'periodIds'>,
  index: ProblemIndex,
): string {
  return activityId === undefined
    ? careWords[index.period(periodIds[0] as string).segment].zh
    : seriesName(index, activityId, forKey).zh;
}

function entriesOf(session: Session, index: ProblemIndex, pupils: number): WeekEntry[] {
  const periods = session.periodIds.map((id) => index.period(id));
  const enrol = enrolOf(session, index);
  const rainRoomId =
    session.roomId === null ? undefined : index.room(session.roomId).fallbackRoomId;
  const told = {
    sessionId: session.id,
    kind: session.kind,
    minutes: minutesOf(index, session.periodIds),
    title: titleOf(session, index),
    room: session.roomId === null ? null : roomName(index, session.roomId),
    ...(rainRoomId === undefined ? {} : { rainRoom: roomName(index, rainRoomId) }),
    people: session.seats.flatMap(({ staffId }) =>
      staffId === null ? [] : [staffName(index, staffId)],
    ),
    openSeats: session.seats.filter(({ staffId }) => staffId === null).length,
    classes: enrol === 'none' ? [] : session.classIds.map((id) => className(index, id)),
    pupils,
  };
  return partsByWeeks(periods).map((part) => ({ ...told, ...timesOf(part.periods, part.weeks) }));
}

function timesOf(
  periods: readonly Period[],
  weeks: Period['weeks'],
): Pick<WeekEntry, 'weekday' | 'start' | 'end' | 'weeks'> {
  const byTime = periods.toSorted((a, b) => minuteOf(a.start) - minuteOf(b.start));
  const [first] = byTime as [Period];
  return {
    weekday: first.weekday,
    start: first.start,
    end: (byTime.at(-1) as Period).end,
    ...(weeks === undefined ? {} : { weeks }),
  };
}

function inTime(a: WeekEntry, b: WeekEntry): number {
  return (
    a.weekday - b.weekday ||
    minuteOf(a.start) - minuteOf(b.start) ||
    minuteOf(a.end) - minuteOf(b.end) ||
    (a.title < b.title ? -1 : a.title > b.title ? 1 : 0)
  );
}

/** One entry for each session. */
export function eachOnce(entries: readonly WeekEntry[]): WeekEntry[] {
  return [...new Map(entries.map((entry) => [entry.sessionId, entry])).values()];
}

/** The weekdays of the cycle, Monday first. */
export function weekdaysOf(index: ProblemIndex): number[] {
  return [...new Set(index.problem.periods.map((p) => p.weekday))].sort((a, b) => a - b);
}

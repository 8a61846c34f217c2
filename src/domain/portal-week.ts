import { attendance, isPresent } from './attendance.ts';
import { daysAfter, holidayOn, isHeldIn, mondayOf, schoolDayOn, weekOfTerm } from './calendar.ts';
import { namesApart } from './names-apart.ts';
import { activityName, className, roomName, schoolName, staffName } from './naming.ts';
import type { Period, Plan, Problem, Segment, Session, Student } from './problem.ts';
import { indexProblem, type ProblemIndex } from './problem-index.ts';
import { minuteOf } from './time.ts';

/** Whose week it is. */
export type Subject =
  | { kind: 'class'; id: string }
  | { kind: 'pupil'; id: string }
  | { kind: 'staff'; id: string };

/** One entry of a day: where to be, from when to when, with whom. */
export interface PortalItem {
  start: string;
  end: string;
  segment: Segment;
  kind: Session['kind'];
  /** Null for care. */
  activity: string | null;
  room: PortalRoom | null;
  /** Those who look after it; an open post is not listed. */
  staff: string[];
  /** Names of the classes of whole-class and care sessions; for choice sessions none. */
  classes: string[];
}

export interface PortalRoom {
  name: string;
  building: string | null;
  floor: number | null;
  /** Name of the place that it moves to when it rains, where there is one. */
  rain?: string;
}

export interface PortalDay {
  date: string;
  /** 1 (Monday) to 7. */
  weekday: number;
  /** Weekday whose plan runs: another one on a make-up day; null where none runs. */
  runsWeekday: number | null;
  isMakeUp: boolean;
  /** Name of the holiday ("" where it has none), null on other days. */
  holiday: string | null;
  items: PortalItem[];
  /** When the pupil goes home, or pupils of the class do, in order of time; none for people. */
  leaves: PortalLeave[];
  /** For a class: the clubs in which pupils of the class are, in order of time; absent for others. */
  clubs?: PortalClub[];
}

/** A club in which some pupils of a class are; not which ones, nor how many. */
export interface PortalClub {
  /** Local "HH:MM". */
  start: string;
  end: string;
  name: string;
  room: PortalItem['room'];
}

export interface PortalLeave {
  /** Local "HH:MM". */
  time: string;
  /** Name of the room they leave from, where one is known. */
  from: string | null;
}

/** A week as families and teachers see it. */
export interface PortalWeek {
  school: string;
  subject: { kind: Subject['kind']; name: string };
  /** Monday. */
  start: string;
  /** Of the term, from 1; null without a term. */
  week: number | null;
  days: PortalDay[];
}

/**
 * The dated week of one class, pupil or person out of a published plan. It says where they are
 * and who is with them, and nothing of other pupils: no names, numbers, wishes or priority flags
 * of anybody. Without a term calendar the week runs as planned. `undefined` for an unknown id.
 *
 * @param date any date of the week wanted, ISO
 */
export function portalWeek(
  problem: Problem,
  plan: Plan,
  subject: Subject,
  date: string,
): PortalWeek | undefined {
  const name = subjectName(problem, subject);
  if (name === undefined) return undefined;
  return {
    school: schoolName(problem.school),
    subject: { kind: subject.kind, name },
    ...datedWeek(problem, plan, subject, date),
  };
}

/** The days of such a week; for somebody whom the data do not know, with nothing on. */
export function datedWeek(
  problem: Problem,
  plan: Plan,
  subject: Subject,
  date: string,
): Pick<PortalWeek, 'start' | 'week' | 'days'> {
  const index = indexProblem(problem);
  const isKnown = subjectName(problem, subject) !== undefined;
  const sessions = isKnown ? sessionsOf(index, plan, subject) : [];
  const clubs =
    isKnown && subject.kind === 'class' ? clubsOfClass(index, plan, subject.id) : undefined;
  const start = mondayOf(date);
  const { term } = problem;
  const week = term ? weekOfTerm(term, start) : null;
  const days = Array.from({ length: 7 }, (_, i): PortalDay => {
    const day = daysAfter(start, i);
    const runs = term ? schoolDayOn(problem, day)?.runsWeekday : i + 1;
    const items = sessions.flatMap((session) => toItem(index, session, runs, week, subject));
    items.sort((a, b) => minuteOf(a.start) - minuteOf(b.start));
    const held = clubs?.flatMap((club) => toItem(index, club, runs, week, subject));
    // Also where all pupils of a class are in clubs.
    const isOn = items.length > 0 || (held !== undefined && held.length > 0);
    return {
      date: day,
      weekday: i + 1,
      runsWeekday: runs ?? null,
      isMakeUp: term?.makeUpDays?.some((makeUp) => makeUp.date === day) ?? false,
      holiday: runs === undefined && term ? (holidayOn(term, day) ?? null) : null,
      items,
      leaves: isOn ? leavesOf(index, subject, { weekday: runs, week }, items, held) : [],
      ...(held ? { clubs: clubList(held) } : {}),
    };
  });
  return { start, week: termWeek(problem, start), days };
}

/** Which week of the term begins on a Monday; null outside it, and without a term. */
export function termWeek({ term }: Pick<Problem, 'term'>, monday: string): number | null {
  if (term === undefined || monday > term.end) return null;
  const week = weekOfTerm(term, monday);
  return week >= 1 ? week : null;
}

function clubList(items: readonly PortalItem[]): PortalClub[] {
  return items
    .map(({ start, end, activity, room }) => ({ start, end, name: activity ?? '', room }))
    .sort((a, b) => minuteOf(a.start) - minuteOf(b.start) || (a.name < b.name ? -1 : 1));
}

/** Times alone, and not how many go: that would tell of other pupils. */
function leavesOf(
  index: ProblemIndex,
  subject: Subject,
  day: { weekday: number | undefined; week: number | null },
  items: readonly PortalItem[],
  clubs: readonly PortalItem[] = [],
): PortalLeave[] {
  const times = new Set(
    leavePointsOf(index, subject, day.weekday).map((id) =>
      homeTime(index, index.leavePoint(id).time, day),
    ),
  );
  return [...times].sort().map((time) => {
    const last = lastBefore(items, time);
    // Where nobody is in care after that, they leave from their clubs.
    const isFromClub = clubs.some(
      ({ end }) =>
        minuteOf(end) <= minuteOf(time) && minuteOf(end) > minuteOf(last?.end ?? '00:00'),
    );
    return { time, from: (!isFromClub && last?.room?.name) || null };
  });
}

/**
 * When those of a leave point go home that day: earlier where what is last before it is not held
 * in this week, for nobody would look after them until then.
 */
function homeTime(
  { problem }: ProblemIndex,
  time: string,
  { weekday, week }: { weekday: number | undefined; week: number | null },
): string {
  const before = problem.periods
    .filter((p) => p.weekday === weekday && p.segment !== 'duty')
    .filter(({ end }) => minuteOf(end) <= minuteOf(time));
  const isHeld = (period: Period) => week === null || isHeldIn(period, week);
  const last = Math.max(...before.filter(isHeld).map(({ end }) => minuteOf(end)));
  const isCut = before.some((period) => !isHeld(period) && minuteOf(period.end) > last);
  if (!isCut) return time;
  const points = problem.leavePoints
    .map((point) => point.time)
    .filter((at) => minuteOf(at) >= last);
  return points.sort()[0] ?? time;
}

/** Where those are who leave at a time: the last item that is over by then. */
export function lastBefore(items: readonly PortalItem[], time: string): PortalItem | undefined {
  return items.findLast(({ end }) => minuteOf(end) <= minuteOf(time));
}

function leavePointsOf(index: ProblemIndex, { kind, id }: Subject, weekday = 0): string[] {
  if (kind === 'staff') return [];
  const pupils = kind === 'pupil' ? [index.student(id)] : index.studentsOfClass(id);
  if (pupils.length === 0) {
    const rows = index.schoolClass(id).leave ?? [];
    return rows.flatMap((row) =>
      row.weekday === weekday && row.count > 0 ? row.leavePointId : [],
    );
  }
  const day = String(weekday) as keyof Student['leave'];
  return pupils.flatMap(({ leave }) => leave[day] ?? []);
}

/** What the data call somebody; undefined for whom they do not know. */
export function subjectName(problem: Problem, { kind, id }: Subject): string | undefined {
  if (kind === 'pupil') return problem.students?.find((pupil) => pupil.id === id)?.id;
  return namesApart(kind === 'class' ? problem.classes : problem.staff).get(id);
}

interface Held {
  session: Session;
  /** Those of its periods in which the subject is there. */
  periods: Period[];
}

function sessionsOf(index: ProblemIndex, plan: Plan, subject: Subject): Held[] {
  if (subject.kind === 'staff') {
    return held(index, plan, (session) =>
      session.seats.some((seat) => seat.staffId === subject.id) ? () => true : undefined,
    );
  }
  if (subject.kind === 'class') return ofClass(index, plan, subject.id);
  return ofPupil(index, plan, subject.id);
}

/** Care and whole-class sessions of the class; clubs of its pupils are their own affair. */
function ofClass(index: ProblemIndex, plan: Plan, classId: string): Held[] {
  return held(index, plan, (session) =>
    !isChoice(index, session) && session.classIds.includes(classId)
      ? (period) => attendance(index, classId, period) > 0
      : undefined,
  );
}

function ofPupil(index: ProblemIndex, plan: Plan, pupilId: string): Held[] {
  const pupil = index.student(pupilId);
  const there = (period: Period) => isPresent(index, pupil, period);
  const own = held(index, plan, (session) =>
    isMemberOf(index, plan, session, pupilId, pupil.classId) &&
    session.periodIds.every((id) => there(index.period(id)))
      ? () => true
      : undefined,
  );
  const taken = new Set(own.flatMap(({ periods }) => periods.map((period) => period.id)));
  const rest = ofClass(index, plan, pupil.classId).map(({ session, periods }) => ({
    session,
    periods: periods.filter((period) => there(period) && !taken.has(period.id)),
  }));
  return [...own, ...rest.filter(({ periods }) => periods.length > 0)];
}

/** Choice sessions with a pupil of the class who is there; of a class without pupils, those open to it. */
function clubsOfClass(index: ProblemIndex, plan: Plan, classId: string): Held[] {
  const pupils = index.studentsOfClass(classId);
  return held(index, plan, (session) => {
    if (!isChoice(index, session)) return undefined;
    const isIn =
      pupils.length === 0
        ? session.classIds.includes(classId)
        : pupils.some(
            (pupil) =>
              isMemberOf(index, plan, session, pupil.id, classId) &&
              session.periodIds.every((id) => isPresent(index, pupil, index.period(id))),
          );
    return isIn ? () => true : undefined;
  });
}

/** The pupils of a choice series: its fixed roster, or else those who were placed in it. */
function isMemberOf(
  index: ProblemIndex,
  plan: Plan,
  session: Session,
  pupilId: string,
  classId: string,
): boolean {
  if (session.activityId === undefined || !isChoice(index, session)) return false;
  const { activityId } = session;
  const series = index.seriesOf(activityId, classId);
  if (series === undefined || series.forKey !== session.forKey) return false;
  const roster = index.activity(activityId).studentIds;
  if (roster) return roster.includes(pupilId);
  return (
    plan.placements?.some((p) => p.studentId === pupilId && p.activityId === activityId) ?? false
  );
}

function isChoice(index: ProblemIndex, { activityId }: Session): boolean {
  return activityId !== undefined && index.activity(activityId).enrol === 'choice';
}

/** Sessions for which `choose` gives a test of their periods, with those that pass. */
function held(
  index: ProblemIndex,
  plan: Plan,
  choose: (session: Session) => ((period: Period) => boolean) | undefined,
): Held[] {
  return plan.sessions.flatMap((session) => {
    const isIn = choose(session);
    const periods = isIn ? session.periodIds.map(index.period).filter(isIn) : [];
    return periods.length > 0 ? [{ session, periods }] : [];
  });
}

function toItem(
  index: ProblemIndex,
  { session, periods }: Held,
  weekday: number | undefined,
  week: number | null,
  subject: Subject,
): PortalItem[] {
  const now = periods.filter(
    (period) => period.weekday === weekday && (week === null || isHeldIn(period, week)),
  );
  const [first] = now;
  if (first === undefined) return [];
  const byTime = now.toSorted((a, b) => minuteOf(a.start) - minuteOf(b.start));
  const room = session.roomId === null ? undefined : index.room(session.roomId);
  const showsClasses = subject.kind === 'staff' || !isChoice(index, session);
  return [
    {
      start: (byTime[0] as Period).start,
      end: (byTime.at(-1) as Period).end,
      segment: first.segment,
      kind: session.kind,
      activity: session.activityId === undefined ? null : activityName(index, session.activityId),
      room: room
        ? {
            name: roomName(index, room.id),
            building: room.building ?? null,
            floor: room.floor ?? null,
            ...(room.fallbackRoomId === undefined
              ? {}
              : { rain: roomName(index, room.fallbackRoomId) }),
          }
        : null,
      staff: session.seats.flatMap(({ staffId }) =>
        staffId === null ? [] : [staffName(index, staffId)],
      ),
      classes: showsClasses ? session.classIds.map((id) => className(index, id)) : [],
    },
  ];
}

/** Whose weeks there are to choose from. Pupils are not listed: who asks for one knows the id. */
export interface PortalSubjects {
  school: { id: string; name: string };
  classes: { id: string; name: string; grade: number }[];
  staff: { id: string; name: string }[];
  hasPupils: boolean;
  term: TermDates | null;
}

export interface TermDates {
  start: string;
  end: string;
}

/** Classes, and those people who have a post in the plan. */
export function portalSubjects(problem: Problem, plan: Plan): PortalSubjects {
  const seated = new Set(plan.sessions.flatMap(({ seats }) => seats.map(({ staffId }) => staffId)));
  return {
    school: { id: problem.school.id, name: schoolName(problem.school) },
    classes: problem.classes.map((c) => ({ id: c.id, name: c.name || c.id, grade: c.grade })),
    staff: problem.staff
      .filter((person) => seated.has(person.id))
      .map((person) => ({ id: person.id, name: person.name || person.id })),
    hasPupils: (problem.students?.length ?? 0) > 0,
    term: problem.term ? { start: problem.term.start, end: problem.term.end } : null,
  };
}

import { attendance } from '../../domain/attendance.ts';
import type {
  Activity,
  Interval,
  Period,
  Pin,
  Problem,
  Room,
  Staff,
} from '../../domain/problem.ts';
import { indexProblem, type ProblemIndex } from '../../domain/problem-index.ts';
import { isBarred, isSchoolStaff } from '../../domain/staff.ts';
import { minuteOf, overlaps } from '../../domain/time.ts';
import type { Random } from '../random.ts';

/**
 * Up to three pins that can be kept together: each in a period of its own weekday's time, with
 * people of the school who are free then, and nobody in two of them. What a pin asks for is
 * possible by itself, so a plan without broken hard rules exists.
 */
export function smallPins(random: Random, problem: Problem): Pin[] {
  const index = indexProblem(problem);
  const taken = { staff: new Set<string>(), periods: [] as Period[], series: new Set<string>() };
  const pins: Pin[] = [];
  const makers = [dutyPin, duty2Pin, carePin, classPin];
  for (const make of random.sample(makers, random.between(1, 3))) {
    const pin = make(random, index, taken);
    if (pin !== undefined) pins.push(pin);
  }
  return pins;
}

interface Taken {
  staff: Set<string>;
  periods: Period[];
  series: Set<string>;
}

/** A duty in one of its periods, with the person who is always there. */
function dutyPin(random: Random, index: ProblemIndex, taken: Taken): Pin | undefined {
  const found = findSeries(random, index, taken, 'none');
  if (found === undefined) return undefined;
  const { activity, forKey } = found;
  const period = freePeriod(random, index, taken, activity);
  if (period === undefined) return undefined;
  const seat = activity.seats[0];
  const person = freePerson(
    random,
    index,
    taken,
    period,
    (t) => seat?.kinds?.includes(t.kind) ?? true,
  );
  return {
    activityId: activity.id,
    ...(forKey === undefined ? {} : { forKey }),
    periodId: period.id,
    ...(person && seat ? { seats: [{ role: seat.role, staffId: person.id }] } : {}),
  };
}

/** The first session of a duty, whenever that is. */
function duty2Pin(random: Random, index: ProblemIndex, taken: Taken): Pin | undefined {
  const found = findSeries(random, index, taken, 'none');
  if (found === undefined) return undefined;
  const { activity, forKey } = found;
  if (periodsFor(index, activity).length === 0) return undefined;
  return { activityId: activity.id, ...(forKey === undefined ? {} : { forKey }), index: 0 };
}

function classPin(random: Random, index: ProblemIndex, taken: Taken): Pin | undefined {
  const found = findSeries(random, index, taken, 'class');
  if (found === undefined || (found.activity.span ?? 1) > 1) return undefined;
  const { activity, forKey, classIds } = found;
  const period = freePeriod(random, index, taken, activity);
  if (period === undefined || activity.room !== undefined) return undefined;
  const present = classIds.map((id) => attendance(index, id, period));
  if (present.includes(0)) return undefined;
  const headcount = present.reduce((sum, count) => sum + count, 0);
  const room =
    activity.forEach === 'class'
      ? index.room(index.schoolClass(classIds[0]).homeRoomId)
      : openRoom(random, index, period, headcount);
  if (room === undefined || !isOpen(room, period) || room.seats < headcount) return undefined;
  return {
    activityId: activity.id,
    ...(forKey === undefined ? {} : { forKey }),
    periodId: period.id,
    roomId: room.id,
  };
}

/** Homework or late care of one class: the room, the person, or both. */
function carePin(random: Random, index: ProblemIndex, taken: Taken): Pin | undefined {
  const { problem, params } = index;
  const quiet = problem.periods.filter(
    (p) =>
      p.segment !== 'duty' &&
      !problem.activities.some((a) => a.enrol !== 'none' && a.segments.includes(p.segment)) &&
      !taken.periods.some((other) => meets(p, other)),
  );
  if (quiet.length === 0) return undefined;
  const period = random.pick(quiet);
  const present = problem.classes.filter((c) => attendance(index, c.id, period) > 0);
  if (present.length === 0) return undefined;
  const schoolClass = random.pick(present);
  taken.periods.push(period);
  const room = openRoom(random, index, period, attendance(index, schoolClass.id, period));
  const person = freePerson(random, index, taken, period, (t) =>
    params.care.kinds.includes(t.kind),
  );
  return {
    care: { classId: schoolClass.id, periodId: period.id },
    ...(room && random.chance(70) ? { roomId: room.id } : {}),
    ...(person && random.chance(70) ? { seats: [{ role: 'lead', staffId: person.id }] } : {}),
  };
}

function findSeries(random: Random, index: ProblemIndex, taken: Taken, enrol: Activity['enrol']) {
  const free = index.series.filter(
    (s) =>
      s.activity.enrol === enrol &&
      s.classIds.length > 0 &&
      (enrol !== 'none' || !s.activity.room) &&
      !taken.series.has(s.activity.id) &&
      (s.activity.periodIds?.length ?? 1) > 0 &&
      s.activity.seats.every((seat) => seat.qualification === undefined) &&
      !('perWeek' in s.activity.sessions && s.activity.sessions.perWeek === 0),
  );
  if (free.length === 0) return undefined;
  const series = random.pick(free);
  taken.series.add(series.activity.id);
  return series;
}

function periodsFor(index: ProblemIndex, activity: Activity): Period[] {
  return index.problem.periods.filter(
    (p) => activity.segments.includes(p.segment) && (activity.periodIds?.includes(p.id) ?? true),
  );
}

function freePeriod(
  random: Random,
  index: ProblemIndex,
  taken: Taken,
  activity: Activity,
): Period | undefined {
  const free = periodsFor(index, activity).filter(
    (p) => !taken.periods.some((other) => meets(p, other)),
  );
  if (free.length === 0) return undefined;
  const period = random.pick(free);
  taken.periods.push(period);
  return period;
}

/** Somebody of the school without limits of their own who is free in that period. */
function freePerson(
  random: Random,
  index: ProblemIndex,
  taken: Taken,
  period: Period,
  allowed: (person: Staff) => boolean,
): Staff | undefined {
  const rest = index.params.rest.afterLesson;
  const { minutesPerWeek = 10_000 } = index.params.staff;
  const start = minuteOf(period.start);
  const end = minuteOf(period.end);
  if (end - start > minutesPerWeek) return undefined;
  const busy = (list: readonly Interval[] | undefined, after: number) =>
    list?.some(
      (i) =>
        i.weekday === period.weekday &&
        overlaps(minuteOf(i.start), minuteOf(i.end) + after, start, end),
    ) ?? false;
  const free = index.problem.staff.filter(
    (t) =>
      isSchoolStaff(t) &&
      !isBarred(t) &&
      t.limits === undefined &&
      !taken.staff.has(t.id) &&
      allowed(t) &&
      !busy(t.unavailable, 0) &&
      !busy(t.lessons, rest),
  );
  if (free.length === 0) return undefined;
  const person = random.pick(free);
  taken.staff.add(person.id);
  return person;
}

function openRoom(
  random: Random,
  index: ProblemIndex,
  period: Period,
  headcount: number,
): Room | undefined {
  const open = index.problem.rooms.filter((r) => r.seats >= headcount && isOpen(r, period));
  return open.length > 0 ? random.pick(open) : undefined;
}

function isOpen(room: Room, period: Period): boolean {
  return !room.unavailable?.some((i) => meets(i, period));
}

function meets(a: Pick<Period, 'weekday' | 'start' | 'end'>, b: typeof a): boolean {
  return (
    a.weekday === b.weekday &&
    overlaps(minuteOf(a.start), minuteOf(a.end), minuteOf(b.start), minuteOf(b.end))
  );
}

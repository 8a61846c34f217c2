import type { Interval, Room, SchoolClass, Staff, Student } from '../../domain/problem.ts';
import { priorityFlags, staffKinds } from '../../domain/problem.ts';
import { minuteOf, timeOf } from '../../domain/time.ts';
import { personName } from '../names.ts';
import type { Random } from '../random.ts';
import type { SmallWeek } from './timetable.ts';

export const smallSkills = ['足球', '书法', '合唱'] as const;

export interface SmallPeople {
  stage: 'primary' | 'junior' | 'nineYear';
  classes: SchoolClass[];
  students: Student[];
  /** Classes that are given as numbers. */
  numbered: Set<string>;
  /** When the last primary pupil of a nine-year school leaves; the day's end in other schools. */
  primaryEndMinute: number;
}

/** One to five classes of one to twelve pupils, by name, as numbers, or some of each. */
export function smallPeople(random: Random, week: SmallWeek): SmallPeople {
  const stage = (['primary', 'primary', 'junior', 'nineYear'] as const)[random.below(4)];
  const grades = { primary: [1, 2, 3, 4, 5, 6], junior: [7, 8, 9], nineYear: [1, 2, 6, 7, 9] }[
    stage
  ];
  const style = random.weighted([6, 2, 2]);
  const points = week.leavePoints;
  const primaryPoints =
    stage === 'nineYear' && random.chance(50)
      ? points.slice(0, Math.max(1, points.length - 1))
      : points;
  const classes: SchoolClass[] = [];
  const students: Student[] = [];
  const numbered = new Set<string>();
  const count = random.between(1, 5);
  // Few different grades, so that classes can be merged within one.
  const used = random.sample(grades, random.between(1, Math.min(3, count)));
  for (let n = 1; n <= count; n++) {
    const grade = random.pick(used);
    const own = grade <= 6 ? primaryPoints : points;
    const schoolClass: SchoolClass = { id: `C${n}`, grade, homeRoomId: `R${n}` };
    classes.push(schoolClass);
    if (random.chance(4)) continue;
    if (style === 1 || (style === 2 && n % 2 === 0)) {
      numbered.add(schoolClass.id);
      giveNumbers(random, week, schoolClass, own);
    } else {
      students.push(...pupilsOf(random, week, schoolClass.id, own));
    }
  }
  const lastPrimary = primaryPoints.at(-1)?.time;
  return {
    stage,
    classes,
    students,
    numbered,
    primaryEndMinute: lastPrimary === undefined ? week.lastMinute : minuteOf(lastPrimary),
  };
}

function giveNumbers(
  random: Random,
  week: SmallWeek,
  schoolClass: SchoolClass,
  points: SmallWeek['leavePoints'],
): void {
  schoolClass.leave = week.weekdays.flatMap((weekday) =>
    points.map((point) => ({ weekday, leavePointId: point.id, count: random.below(5) })),
  );
  if (random.chance(60)) {
    schoolClass.early = week.weekdays.map((weekday) => ({ weekday, count: random.below(3) }));
  }
}

function pupilsOf(
  random: Random,
  week: SmallWeek,
  classId: string,
  points: SmallWeek['leavePoints'],
): Student[] {
  return Array.from({ length: random.between(1, 12) }, (_, i) => {
    const leave: Student['leave'] = {};
    const usual = random.pick(points);
    for (const weekday of week.weekdays) {
      if (random.chance(8)) continue;
      const point = random.chance(20) ? random.pick(points) : usual;
      leave[String(weekday) as keyof Student['leave']] = point.id;
    }
    const early = week.weekdays.filter(() => random.chance(60));
    return {
      id: `${classId}-S${i + 1}`,
      classId,
      leave,
      ...(random.chance(20) && early.length > 0 ? { early } : {}),
      ...(random.chance(40) ? { maxClubs: random.below(4) } : {}),
      ...(random.chance(15) ? { priority: [random.pick(priorityFlags)] } : {}),
      ...(random.chance(10) ? { lostLastTime: true } : {}),
    };
  });
}

/** None to ten people of every kind, with everything that may be said of a person. */
export function smallStaff(
  random: Random,
  week: SmallWeek,
  classes: readonly SchoolClass[],
): Staff[] {
  const count = random.chance(6) ? 0 : random.between(2, 10);
  const staff = Array.from({ length: count }, (_, i) => smallPerson(random, week, classes, i + 1));
  for (const schoolClass of classes) {
    const head = staff.length > 0 && random.chance(60) ? random.pick(staff) : undefined;
    if (head) schoolClass.headTeacherId = head.id;
  }
  return staff;
}

function smallPerson(
  random: Random,
  week: SmallWeek,
  classes: readonly SchoolClass[],
  n: number,
): Staff {
  const kind = n === 1 ? 'leader' : staffKinds[random.weighted([60, 12, 7, 7, 7, 7])];
  const person: Staff = { id: `T${n}`, name: personName(n), kind };
  if (random.chance(70)) person.qualifications = random.sample(smallSkills, random.between(1, 2));
  if (random.chance(70)) {
    person.classIds = random.sample(classes, random.between(1, 2)).map((c) => c.id);
  }
  if (random.chance(5)) person.cleared = false;
  if (random.chance(5)) person.trained = false;
  if (random.chance(50)) person.lessons = intervals(random, week, random.between(1, 3), -60, 20);
  if (random.chance(30)) person.unavailable = intervals(random, week, random.between(1, 2), 0, 90);
  if (random.chance(30)) person.avoid = intervals(random, week, random.between(1, 2), 0, 90);
  if (random.chance(30)) person.share = random.pick([0, 0.5, 0.8, 1, 1.2, 2]);
  if (random.chance(30)) person.carryOver = random.between(-9, 9) * 10;
  if (random.chance(30)) person.limits = limitsOf(random);
  if (random.chance(60)) person.rate = random.pick([50, 60, 120]);
  return person;
}

function limitsOf(random: Random): NonNullable<Staff['limits']> {
  return {
    ...(random.chance(40) ? { sessionsPerDay: random.between(0, 4) } : {}),
    ...(random.chance(40) ? { daysPerWeek: random.between(1, 4) } : {}),
    ...(random.chance(40) ? { latePerWeek: random.below(3) } : {}),
    ...(random.chance(30) ? { minutesPerWeek: random.between(30, 300) } : {}),
    ...(random.chance(30) ? { clubs: random.below(3) } : {}),
  };
}

/** Intervals that begin up to `early` minutes before (or after) the first bell. */
function intervals(
  random: Random,
  week: SmallWeek,
  count: number,
  early: number,
  late: number,
): Interval[] {
  return Array.from({ length: count }, () => {
    const morning = random.chance(10);
    const start = morning ? 7 * 60 : week.firstMinute + random.between(early, late);
    const end = start + random.pick([15, 30, 40, 60, 120]);
    return { weekday: random.pick(week.weekdays), start: timeOf(start), end: timeOf(end) };
  });
}

/**
 * Rooms such that a place can be found for every care group: either a hall that holds them all,
 * always open, or home rooms that are large enough, open, and nobody else's.
 */
export function smallRooms(
  random: Random,
  week: SmallWeek,
  classes: readonly SchoolClass[],
): Room[] {
  const hasHall = random.chance(75);
  const rooms: Room[] = [];
  for (let n = 1; n <= classes.length; n++) {
    rooms.push({
      id: `R${n}`,
      kind: '教室',
      seats: hasHall && random.chance(20) ? random.between(2, 10) : random.between(20, 30),
      ...(random.chance(70) ? { floor: random.between(1, 4), building: '甲' } : {}),
      ...(hasHall && random.chance(15) ? { unavailable: intervals(random, week, 1, 0, 60) } : {}),
    });
  }
  if (hasHall) {
    rooms.push({ id: 'hall', kind: '报告厅', seats: 200, groups: 12, floor: 1 });
    // Two classes may have one home room when there is room elsewhere.
    if (classes.length > 1 && random.chance(15)) classes[1].homeRoomId = 'R1';
  }
  if (random.chance(50)) {
    rooms.push({
      id: 'art',
      kind: '美术室',
      features: ['水池'],
      seats: random.between(4, 20),
      ...(random.chance(30) ? { unavailable: intervals(random, week, 1, 0, 60) } : {}),
    });
  }
  if (random.chance(50)) {
    const shared = random.between(1, 3);
    rooms.push({
      id: 'field',
      kind: '操场',
      seats: 60,
      floor: 1,
      ...(shared > 1 ? { groups: shared } : {}),
      ...(hasHall ? { fallbackRoomId: 'hall' } : {}),
    });
  }
  return rooms;
}

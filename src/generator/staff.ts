import type { Interval, SchoolClass, Staff } from '../domain/problem.ts';
import { coachSkills, personName, type SubjectGroup, sideSkills, subjectGroups } from './names.ts';
import type { SchoolPlan } from './plan-of-school.ts';
import type { Random } from './random.ts';

const wholeDay = { start: '00:00', end: '23:59' };
/** Reasons of afternoons that are asked for and can be turned down. */
const dayOff = '当日未报名';
const research = '教研';

/** Leaders first, then teachers, then people from outside; sets the head teachers of `classes`. */
export function makeStaff(school: SchoolPlan, classes: SchoolClass[]): Staff[] {
  if (school.variant === 'noStaff') return [];
  const random = school.random('staff');
  const { leaders, timetable } = school;
  const { teachers, outsiders } = school.figures;
  const staff: Staff[] = [];
  const quietDays = timetable.weekdays.filter(
    (day) => !timetable.slots.some((s) => s.segment === 'homeSchool' && s.weekdays?.includes(day)),
  );
  for (let n = 1; n <= leaders; n++) staff.push(makeLeader(random, school, n, quietDays));
  for (let n = leaders + 1; n <= leaders + teachers; n++) {
    staff.push(makeTeacher(random, school, n, classesOfTeacher(n - leaders - 1, classes)));
  }
  limitAbsences(staff);
  nameHeadTeachers(staff, classes);
  // A region that invites outsiders of every kind has half as many again, for care as well.
  const outsiderCount = school.preset === 'yan' ? Math.ceil(outsiders * 1.5) : outsiders;
  for (let n = 1; n <= outsiderCount; n++) staff.push(makeOutsider(random, school, n));
  return staff;
}

/**
 * A school does not let more than a good quarter of its staff be away on one afternoon: the
 * requests of those who come last are turned down.
 */
function limitAbsences(staff: readonly Staff[]): void {
  const most = Math.floor((staff.length * 28) / 100);
  const away = new Map<number, number>();
  for (const person of staff) {
    person.unavailable = person.unavailable?.filter(({ weekday, reason }) => {
      if (reason !== dayOff && !reason?.endsWith(research)) return true;
      const count = (away.get(weekday) ?? 0) + 1;
      if (count > most) return false;
      away.set(weekday, count);
      return true;
    }) as Interval[];
  }
}

/** Teachers start one class after the other; three in five teach the next class as well. */
function classesOfTeacher(n: number, classes: readonly SchoolClass[]): string[] {
  const first = n % classes.length;
  const both = n % 5 < 3 ? [first, (first + 1) % classes.length] : [first];
  return [...new Set(both)].map((i) => classes[i].id);
}

/** Each class is headed by one of its teachers, or else by one who then teaches it too. */
function nameHeadTeachers(staff: readonly Staff[], classes: SchoolClass[]): void {
  const free = staff.filter((person) => person.kind === 'teacher' && person.share !== 0);
  const name = (schoolClass: SchoolClass, head: Staff) => {
    free.splice(free.indexOf(head), 1);
    schoolClass.headTeacherId = head.id;
  };
  for (const schoolClass of classes) {
    const own = free.filter((t) => t.classIds?.includes(schoolClass.id));
    const head = own.find((t) => t.share === undefined) ?? own[0];
    if (head !== undefined) name(schoolClass, head);
  }
  for (const schoolClass of classes.filter((c) => c.headTeacherId === undefined)) {
    const head = free[0];
    if (head === undefined) return;
    head.classIds?.push(schoolClass.id);
    name(schoolClass, head);
  }
}

function makeLeader(random: Random, school: SchoolPlan, n: number, quietDays: number[]): Staff {
  const { timetable } = school;
  const group = pickGroup(random);
  const unavailable = [...earlyMornings(random, school), ...meetings(school)];
  // Not on a home-school day, on which every leader is needed.
  if (random.chance(45) && quietDays.length > 0)
    unavailable.push(afternoonOff(random, school, quietDays));
  return {
    id: idOf('T', n),
    name: personName(school.seed * 31 + n),
    kind: 'leader',
    qualifications: skillsOf(random, group, 35),
    lessons: lessonsOf(random, timetable.weekdays, school, 38),
    unavailable,
    avoid: avoidances(random, school),
    ...protection(random, 8),
    ...carryOver(random),
    rate: 60,
  };
}

function makeTeacher(random: Random, school: SchoolPlan, n: number, classIds: string[]): Staff {
  const { timetable, figures } = school;
  const group = pickGroup(random);
  const unavailable: Interval[] = [];
  const hasResearch =
    group.researchWeekday <= 4 && timetable.weekdays.includes(group.researchWeekday);
  if (hasResearch && random.chance(50)) {
    const end = timetable.slots.find((s) => s.key === 'late')?.start ?? timetable.club.end;
    unavailable.push({
      weekday: group.researchWeekday,
      start: timetable.club.start,
      end,
      reason: `${group.subject}${research}`,
    });
  }
  unavailable.push(...earlyMornings(random, school), ...meetings(school));
  const optedOut = random.chance(figures.optOutPercent);
  if (optedOut) {
    for (const weekday of timetable.weekdays)
      unavailable.push({ weekday, ...wholeDay, reason: '未报名' });
  } else if (random.chance(22)) {
    unavailable.push(afternoonOff(random, school, timetable.weekdays));
  }
  return {
    id: idOf('T', n),
    name: personName(school.seed * 31 + n),
    kind: 'teacher',
    qualifications: skillsOf(random, group, 22),
    classIds,
    lessons: lessonsOf(random, timetable.weekdays, school, 42),
    unavailable,
    avoid: avoidances(random, school),
    ...(optedOut ? { share: 0 } : protection(random, 19)),
    ...carryOver(random),
    rate: 50,
  };
}

function makeOutsider(random: Random, school: SchoolPlan, n: number): Staff {
  const { timetable } = school;
  const kind = (['specialist', 'specialist', 'retired', 'volunteer', 'parent'] as const)[
    random.below(5)
  ];
  const days = random.sample(timetable.weekdays, random.weighted([0, 30, 50, 20]));
  const unavailable: Interval[] = [];
  for (const weekday of timetable.weekdays) {
    unavailable.push(
      days.includes(weekday)
        ? { weekday, start: '00:00', end: timetable.club.start, reason: '未到校' }
        : { weekday, ...wholeDay, reason: '未到校' },
    );
  }
  // The first coaches bring what the school's own staff rarely can, so that every club has someone.
  const first = coachSkills[(n - 1) % coachSkills.length];
  const second = coachSkills[random.below(coachSkills.length)];
  return {
    id: idOf('X', n),
    name: personName(school.seed * 31 + 5000 + n),
    kind,
    qualifications: [...new Set([first, second])],
    unavailable,
    cleared: n <= coachSkills.length || !random.chance(6),
    trained: n <= coachSkills.length || !random.chance(6),
    rate: 80 + 10 * random.below(13),
  };
}

function pickGroup(random: Random): SubjectGroup {
  return subjectGroups[random.weighted(subjectGroups.map((group) => group.percent))];
}

function skillsOf(random: Random, group: SubjectGroup, sidePercent: number): string[] {
  const own = random.sample(group.skills, group.twoSkills ? 2 : 1);
  const side = random.chance(sidePercent) ? [random.pick(sideSkills)] : [];
  return [...new Set([...own, ...side])];
}

function lessonsOf(
  random: Random,
  weekdays: readonly number[],
  school: SchoolPlan,
  percent: number,
): Interval[] {
  const { start, end, longEnd } = school.timetable.lesson;
  return weekdays
    .filter(() => random.chance(percent))
    .map((weekday) => ({ weekday, start, end: random.chance(18) ? longEnd : end }));
}

function earlyMornings(random: Random, school: SchoolPlan): Interval[] {
  const early = school.timetable.slots.find((slot) => slot.segment === 'earlyArrival');
  if (early === undefined || !random.chance(24)) return [];
  const weekday = random.pick(school.timetable.weekdays);
  return [{ weekday, start: early.start, end: early.end, reason: '早读' }];
}

function meetings(school: SchoolPlan): Interval[] {
  return school.timetable.meeting === undefined ? [] : [{ ...school.timetable.meeting }];
}

function afternoonOff(random: Random, school: SchoolPlan, weekdays: readonly number[]): Interval {
  return { weekday: random.pick(weekdays), ...school.timetable.afternoon, reason: dayOff };
}

/** Fridays are disliked most. */
function avoidances(random: Random, school: SchoolPlan): Interval[] {
  const { weekdays, club, afternoon, lateStart } = school.timetable;
  const count = random.weighted([38, 52, 10]);
  const days = random.sample([...weekdays, ...weekdays.slice(-1)], count);
  return [...new Set(days)].map((weekday) => ({
    weekday,
    start: random.chance(62) ? club.start : lateStart,
    end: afternoon.end,
  }));
}

/** Part-time staff, and people with a small child, in expectation or near retirement. */
function protection(random: Random, percent: number): Pick<Staff, 'share' | 'limits'> {
  if (!random.chance(percent)) return {};
  return random.chance(35)
    ? { share: 0.5, limits: { latePerWeek: 0, daysPerWeek: 3 } }
    : { share: 0.8, limits: { latePerWeek: 1 } };
}

function carryOver(random: Random): Pick<Staff, 'carryOver'> {
  return random.chance(22) ? { carryOver: 10 * random.between(-9, 9) } : {};
}

function idOf(letter: string, n: number): string {
  return `${letter}${String(n).padStart(3, '0')}`;
}

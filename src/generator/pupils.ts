import type { Activity, SchoolClass, Student } from '../domain/problem.ts';
import { priorityFlags } from '../domain/problem.ts';
import { className } from './names.ts';
import type { SchoolPlan } from './plan-of-school.ts';
import type { Random } from './random.ts';
import { homeRoomId } from './rooms.ts';

export function makeClasses(school: SchoolPlan): SchoolClass[] {
  const classes: SchoolClass[] = [];
  for (const grade of school.grades) {
    for (let number = 1; number <= school.classesPerGrade; number++) {
      classes.push({
        id: `C${grade}-${String(number).padStart(2, '0')}`,
        name: className(grade, number),
        grade,
        homeRoomId: homeRoomId(classes.length + 1),
      });
    }
  }
  return classes;
}

/** The pupils who take part, class by class. */
export function makeStudents(
  school: SchoolPlan,
  classes: readonly SchoolClass[],
  clubs: readonly Activity[],
): Student[] {
  if (school.variant === 'noPupils') return [];
  const random = school.random('pupils');
  const { classSize, joinPercent } = school.figures;
  const popularity = popularityOf(clubs, school.random('popularity'));
  const students: Student[] = [];
  for (const schoolClass of classes) {
    const open = clubs.filter((club) => club.grades?.includes(schoolClass.grade) ?? true);
    const weights = open.map((club) => popularity.get(club.id) as number);
    const enrolled = random.between(classSize[0], classSize[1]);
    for (let n = 1; n <= enrolled; n++) {
      if (!random.chance(joinPercent)) continue;
      const id = `${schoolClass.id}-S${String(n).padStart(2, '0')}`;
      students.push(makeStudent(random, school, id, schoolClass, open, weights));
    }
  }
  return students;
}

/**
 * How often a club is wished for: a few clubs draw most wishes (Zipf's law, a little flattened,
 * as weights in integers so that every machine computes the same).
 */
function popularityOf(clubs: readonly Activity[], random: Random): Map<string, number> {
  return new Map(
    random.shuffled(clubs).map((club, rank) => [club.id, Math.floor(1_000_000 / (rank + 8))]),
  );
}

function makeStudent(
  random: Random,
  school: SchoolPlan,
  id: string,
  schoolClass: SchoolClass,
  clubs: readonly Activity[],
  weights: readonly number[],
): Student {
  const { weekdays, slots, leavePercents } = school.timetable;
  const usual = random.weighted(leavePercents);
  const leave: Student['leave'] = {};
  for (const weekday of weekdays) {
    if (random.chance(3)) continue;
    const point = random.chance(6) ? random.below(leavePercents.length) : usual;
    leave[String(weekday) as keyof Student['leave']] = `L${point + 1}`;
  }
  const student: Student = { id, classId: schoolClass.id, leave };
  const hasEarly = slots.some((slot) => slot.segment === 'earlyArrival');
  if (hasEarly && random.chance(5)) {
    const early = weekdays.filter(() => !random.chance(8));
    if (early.length > 0) student.early = early;
  }
  // Pupils who leave at the first point are gone before the clubs begin.
  const staysForClubs = leavePercents.length === 1 || usual > 0;
  if (staysForClubs && clubs.length > 0 && !random.chance(2)) {
    student.choices = wishes(random, clubs, weights);
  }
  student.maxClubs = 1 + random.weighted([47, 38, 15]);
  const priority = priorityOf(random, school, schoolClass.grade);
  if (priority.length > 0) student.priority = priority;
  if (random.chance(6)) student.lostLastTime = true;
  return student;
}

function wishes(random: Random, clubs: readonly Activity[], weights: readonly number[]): string[] {
  const left = [...weights];
  const count = Math.min(random.between(2, 5), clubs.length);
  const choices: string[] = [];
  for (let i = 0; i < count; i++) {
    const index = random.weighted(left);
    left[index] = 0;
    choices.push(clubs[index].id);
  }
  return choices;
}

function priorityOf(random: Random, school: SchoolPlan, grade: number) {
  const flags: (typeof priorityFlags)[number][] = [];
  const special = priorityFlags.filter((flag) => flag !== 'lowerGrade');
  // A region that puts low grades and pupils in need first writes that on every such pupil.
  const needsFirst = school.preset === 'yan';
  if (random.chance(needsFirst ? 12 : 7)) flags.push(random.pick(special));
  if (needsFirst && grade <= 2) flags.push('lowerGrade');
  return flags;
}

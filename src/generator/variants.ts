import type { Activity, Problem, SchoolClass, Staff, Student } from '../domain/problem.ts';
import type { SchoolPlan } from './plan-of-school.ts';

/**
 * Mentors (全员育人导师制): each pupil of grade 3 and above has a mentor among the teachers of the
 * class, and some mentors meet their pupils once a week in homework time. One homework or
 * tutoring session a day is the most, so tutoring takes the place of homework.
 */
export function addTutoring(
  school: SchoolPlan,
  students: readonly Student[],
  staff: readonly Staff[],
): Activity[] {
  const random = school.random('tutoring');
  const mentees = new Map<string, string[]>();
  for (const student of students) {
    const grade = Number(student.classId.slice(1, student.classId.indexOf('-')));
    if (grade < 3) continue;
    const mentors = staff.filter((t) => t.classIds?.includes(student.classId) && t.share !== 0);
    if (mentors.length === 0) continue;
    const mentor = random.pick(mentors);
    student.mentorId = mentor.id;
    const list = mentees.get(mentor.id) ?? [];
    list.push(student.id);
    mentees.set(mentor.id, list);
  }
  const groups = [...mentees].filter(([, pupils]) => pupils.length >= 6);
  return random
    .sample(groups, Math.ceil(school.figures.classes / 4))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([mentorId, pupils]) => ({
      id: `tutor-${mentorId}`,
      name: `导师辅导（${staff.find((t) => t.id === mentorId)?.name}）`,
      kind: 'tutoring' as const,
      segments: ['homework' as const],
      enrol: 'choice' as const,
      studentIds: pupils.slice(0, 12),
      sessions: { perWeek: 1 },
      size: { max: 12 },
      seats: [{ role: 'lead' as const, kinds: ['teacher' as const, 'leader' as const] }],
    }));
}

/**
 * The same school where only numbers are known: how many pupils of each class leave when, and
 * how many go to each club. A club without enough pupils for its least size is not offered, nor is
 * tutoring: it is for some of a class, and beside the homework of the others it would be a second
 * session of study for the class, of which one a day is the most.
 */
export function toNumbers(problem: Problem): Problem {
  const { students = [], ...rest } = problem;
  const classes = problem.classes.map((c) =>
    countLeaving(
      c,
      students.filter((s) => s.classId === c.id),
    ),
  );
  const placed = placeByWish(students, problem.activities);
  const activities = problem.activities
    .filter((a) => a.kind !== 'tutoring')
    .filter((a) => a.enrol !== 'choice' || (placed.get(a.id)?.length ?? 0) >= (a.size?.min ?? 1))
    .map((a) => {
      if (a.enrol !== 'choice') return a;
      const { studentIds: _, ...club } = a;
      const counts = new Map<string, number>();
      for (const s of placed.get(a.id) ?? [])
        counts.set(s.classId, (counts.get(s.classId) ?? 0) + 1);
      return { ...club, enrolment: [...counts].map(([classId, count]) => ({ classId, count })) };
    });
  return { ...rest, classes, activities };
}

function countLeaving(schoolClass: SchoolClass, pupils: readonly Student[]): SchoolClass {
  const leave: NonNullable<SchoolClass['leave']> = [];
  const early: NonNullable<SchoolClass['early']> = [];
  for (let weekday = 1; weekday <= 7; weekday++) {
    const counts = new Map<string, number>();
    for (const pupil of pupils) {
      const point = pupil.leave[String(weekday) as keyof Student['leave']];
      if (point !== undefined) counts.set(point, (counts.get(point) ?? 0) + 1);
    }
    for (const leavePointId of [...counts.keys()].sort()) {
      leave.push({ weekday, leavePointId, count: counts.get(leavePointId) as number });
    }
    const count = pupils.filter((pupil) => pupil.early?.includes(weekday)).length;
    if (count > 0) early.push({ weekday, count });
  }
  return { ...schoolClass, leave, early };
}

/** First come, first served: each pupil takes the best club with a place left, one club each. */
function placeByWish(
  students: readonly Student[],
  activities: readonly Activity[],
): Map<string, Student[]> {
  const byId = new Map(activities.map((a) => [a.id, a]));
  const placed = new Map<string, Student[]>();
  for (const a of activities) placed.set(a.id, []);
  const pupils = new Map(students.map((s) => [s.id, s]));
  for (const a of activities) {
    for (const id of a.studentIds ?? []) placed.get(a.id)?.push(pupils.get(id) as Student);
  }
  for (const student of students) {
    for (const choice of student.choices ?? []) {
      const list = placed.get(choice) as Student[];
      if (list.length >= (byId.get(choice)?.size?.max ?? Number.POSITIVE_INFINITY)) continue;
      list.push(student);
      break;
    }
  }
  return placed;
}

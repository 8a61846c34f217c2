import type { Activity, Problem } from '../../src/domain/problem.ts';
import type { CttInstance } from './instance.ts';

/**
 * A timetabling instance in the words of the domain, so that the core's own model describes it:
 *
 * | timetabling | domain |
 * |---|---|
 * | course | an activity for whole classes, with as many sessions a week as it has lectures |
 * | students of a course | its `size.max` |
 * | minimum working days | its `minDays` |
 * | teacher | the one person with the qualification that its one seat asks for |
 * | curriculum | a class without pupils, so that no care arises |
 * | period | a period; the i-th of the problem is slot i |
 * | unavailability | the periods that are not in the activity's `periodIds` |
 *
 * It is for `compileModel` only. Larger instances than the contract allows a school are taken.
 */
export function toProblem(instance: CttInstance): Problem {
  const { days, periodsPerDay, rooms, curricula, courses } = instance;
  const teachers = [...new Set(courses.map((c) => c.teacher))];
  const curriculaOf = courses.map((): string[] => []);
  curricula.forEach((curriculum, q) => {
    for (const c of curriculum.courses) curriculaOf[c].push(classIdOf(q));
  });
  return {
    schema: 'afterschool.problem/1',
    school: { id: instance.name, name: instance.name, stage: 'primary' },
    periods: periodsOf(days, periodsPerDay),
    leavePoints: [],
    classes: curricula.map((_, q) => ({ id: classIdOf(q), grade: 1, homeRoomId: '0' })),
    staff: teachers.map((id) => ({ id, kind: 'teacher', qualifications: [id], share: 0 })),
    rooms: rooms.map(({ capacity }, r) => ({ id: String(r), kind: 'room', seats: capacity })),
    activities: courses.map((course, c): Activity => {
      const free = [...Array(days * periodsPerDay).keys()].filter(
        (slot) => !course.unavailable.has(slot),
      );
      return {
        id: String(c),
        kind: 'microTheme',
        segments: ['microTheme'],
        periodIds: free.map(String),
        classIds: curriculaOf[c],
        enrol: 'class',
        sessions: { perWeek: course.lectures },
        size: { max: course.students },
        seats: [{ role: 'lead', qualification: course.teacher }],
        room: {},
        minDays: course.minWorkingDays,
      };
    }),
  };
}

function classIdOf(curriculum: number): string {
  return String(curriculum);
}

/** A timetable of more than seven days has several of its days on one weekday, one after another. */
function periodsOf(days: number, periodsPerDay: number): Problem['periods'] {
  const daysOnWeekday = Math.ceil(days / 7);
  const onWeekday = daysOnWeekday * periodsPerDay;
  const minutes = Math.floor(1439 / onWeekday);
  return Array.from({ length: days * periodsPerDay }, (_, slot) => {
    const start = (slot % onWeekday) * minutes;
    return {
      id: String(slot),
      weekday: 1 + Math.floor(slot / onWeekday),
      segment: 'microTheme',
      start: clock(start),
      end: clock(start + minutes),
    };
  });
}

function clock(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

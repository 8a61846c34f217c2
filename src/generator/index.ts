import type { ParamsInput, Problem } from '../domain/problem.ts';
import { PROBLEM_SCHEMA_ID, staffKinds } from '../domain/problem.ts';
import { makeClubs, makeFixedActivities } from './activities.ts';
import { type GeneratorOptions, planSchool, type SchoolPlan } from './plan-of-school.ts';
import { makeClasses, makeStudents } from './pupils.ts';
import { makeRooms } from './rooms.ts';
import { makeStaff } from './staff.ts';
import { leavePointsOf, periodsOf, timetableFor } from './timetable.ts';
import { addTutoring, toNumbers } from './variants.ts';

export { type GeneratorOptions, type Variant, variants } from './plan-of-school.ts';
export { type Size, sizes } from './sizes.ts';
export { randomSmallProblem } from './small/index.ts';

/**
 * A realistic school, the same for the same options on every machine. It can be staffed in
 * principle, except where scarcity is the point ("scarce", "noStaff").
 */
export function generateProblem(options: GeneratorOptions): Problem {
  const school = planSchool(options);
  const classes = makeClasses(school);
  const staff = makeStaff(school, classes);
  const clubs = makeClubs(school, staff);
  const students = makeStudents(school, classes, clubs);
  const tutoring = school.preset === 'hebi' ? addTutoring(school, students, staff) : [];
  const problem: Problem = {
    schema: PROBLEM_SCHEMA_ID,
    school: {
      id: school.id,
      name: nameOf(school, classes.length),
      stage: school.stage,
      timezone: 'Asia/Shanghai',
    },
    preset: school.preset,
    periods: periodsOf(school.timetable),
    leavePoints: leavePointsOf(school.timetable),
    classes,
    students,
    staff,
    rooms: makeRooms(school),
    activities: [...makeFixedActivities(school), ...tutoring, ...clubs],
    rules: { params: paramsOf(school) },
    // The autumn term of 2025/26 with its national holidays and make-up days (调休).
    term: {
      start: '2025-09-01',
      end: '2026-01-16',
      holidays: [
        { from: '2025-10-01', to: '2025-10-08', name: '国庆节、中秋节' },
        { from: '2026-01-01', to: '2026-01-03', name: '元旦' },
      ],
      makeUpDays: [
        { date: '2025-09-28', runsWeekday: 2 },
        { date: '2025-10-11', runsWeekday: 3 },
        { date: '2026-01-04', runsWeekday: 5 },
      ],
    },
  };
  return school.variant === 'numbers' ? toNumbers(problem) : problem;
}

/** Duties that somebody has to be named for: a school adds them when it knows who. */
const namedDuties = ['lead', 'gate1', 'gate3'];

/** The week of a primary school in Weifang, for a school to start from. */
export function usualWeek(): Pick<Problem, 'periods' | 'leavePoints'> {
  const timetable = timetableFor('weifang', false);
  const slots = timetable.slots.filter(({ key }) => !namedDuties.includes(key));
  return { periods: periodsOf({ ...timetable, slots }), leavePoints: leavePointsOf(timetable) };
}

function nameOf(school: SchoolPlan, classCount: number): string {
  const kind = { primary: '小学', junior: '初级中学', nineYear: '九年一贯制学校' }[school.stage];
  return `示范${kind}（${classCount}个班，${school.seed}号）`;
}

function paramsOf(school: SchoolPlan): ParamsInput {
  const { figures, preset, timetable } = school;
  const hasLateCare = timetable.slots.some((slot) => slot.segment === 'lateCare');
  const hasDinner = timetable.slots.some((slot) => slot.segment === 'break');
  const care: ParamsInput['care'] = {
    ...(figures.pupilsPerAdult === undefined ? {} : { pupilsPerAdult: figures.pupilsPerAdult }),
    ...(preset === 'yan' ? { kinds: [...staffKinds] } : {}),
    ...(hasDinner ? { mergeWithin: { break: 'school' } } : {}),
  };
  return {
    // Where nobody stays after the clubs, no evening is a late one.
    staff: { sessionsPerDay: 4, ...(hasLateCare ? { latePerWeek: 3 } : {}) },
    ...(hasLateCare ? {} : { lateFrom: '18:30' }),
    ...(Object.keys(care).length > 0 ? { care } : {}),
  };
}

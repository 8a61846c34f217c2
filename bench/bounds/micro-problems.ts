import type { Activity, Period, Pin, Problem, Student } from '../../src/domain/problem.ts';
import type { Random } from '../../src/generator/random.ts';

/** Problems with few enough plans to try them all. */

/** Two classes, one evening of club and late care, one club. */
export function microDay(random: Random): Problem {
  const students: Student[] = ['C1', 'C2'].flatMap((classId, c) =>
    Array.from({ length: 2 }, (_, i) => ({
      id: `${classId}-${i}`,
      classId,
      leave: { 1: random.chance(60) ? 'late' : 'club' },
      ...(c + i < 3 && random.chance(80) ? { choices: ['K'] } : {}),
      ...(random.chance(30) ? { priority: ['migrant' as const] } : {}),
    })),
  );
  const interval = () => ({
    weekday: 1,
    start: '16:20',
    end: random.chance(50) ? '16:55' : '17:40',
  });
  return {
    schema: 'afterschool.problem/1',
    school: { id: 'micro', name: 'micro', stage: 'primary' },
    periods: [
      { id: 'club', weekday: 1, segment: 'club', start: '16:00', end: '16:40' },
      { id: 'late', weekday: 1, segment: 'lateCare', start: '16:50', end: '17:30' },
    ],
    leavePoints: [
      { id: 'club', time: '16:40' },
      { id: 'late', time: '17:30' },
    ],
    classes: [
      { id: 'C1', grade: 1, homeRoomId: 'R1', headTeacherId: 'T1' },
      { id: 'C2', grade: random.chance(50) ? 1 : 2, homeRoomId: 'R2' },
    ],
    students,
    staff: ['T1', 'T2', 'T3'].map((id, i) => ({
      id,
      kind: i === 2 && random.chance(50) ? 'specialist' : 'teacher',
      classIds: random.chance(50) ? ['C2'] : [],
      qualifications: i > 0 || random.chance(30) ? ['skill'] : [],
      ...(random.chance(30) ? { avoid: [interval()] } : {}),
      ...(random.chance(15) ? { unavailable: [interval()] } : {}),
      ...(random.chance(30) ? { carryOver: random.between(-40, 40) } : {}),
      ...(random.chance(20) ? { share: random.pick([0, 0.5, 2]) } : {}),
    })),
    rooms: [
      { id: 'R1', kind: 'classroom', seats: 20, floor: 1 },
      { id: 'R2', kind: 'classroom', seats: 20, floor: 3 },
      { id: 'R3', kind: 'hall', seats: random.between(1, 4), floor: 1 },
    ],
    activities: [
      {
        ...club(random, 'K', 1),
        segments: random.chance(70) ? ['club'] : ['club', 'lateCare'],
        size: { min: random.between(0, 2), max: random.between(1, 3) },
        ...(random.chance(30) ? { load: random.pick([0, 20, 90]) } : {}),
      },
    ],
    rules: {
      params: {
        care: { maxGroup: random.between(1, 4), mergeWithin: { club: 'school' } },
        rest: { dutyMinutes: random.pick([40, 60, 120]), lateStart: random.pick([0, 45]) },
      },
    },
    ...pinsOf(random, [{ care: { classId: 'C1', periodId: 'late' } }]),
  };
}

/** One class, three days with a period for clubs, two clubs that share the hall. */
export function microWeek(random: Random): Problem {
  const days = [1, 2, 3];
  return {
    schema: 'afterschool.problem/1',
    school: { id: 'micro', name: 'micro', stage: 'primary' },
    periods: days.map((weekday) => ({
      id: `P${weekday}`,
      weekday,
      segment: weekday === 3 && random.chance(50) ? 'homework' : 'club',
      start: '16:00',
      end: '16:40',
    })),
    leavePoints: [{ id: 'end', time: '16:40' }],
    classes: [{ id: 'C1', grade: 1, homeRoomId: 'R1', headTeacherId: 'T1' }],
    students: Array.from({ length: 3 }, (_, i) => ({
      id: `C1-${i}`,
      classId: 'C1',
      leave: Object.fromEntries(
        days.filter(() => i === 2 || random.chance(80)).map((d) => [d, 'end']),
      ),
      ...(i < 2 ? { choices: random.chance(50) ? ['K', 'L'] : ['L', 'K'], maxClubs: 2 } : {}),
    })),
    staff: ['T1', 'T2', 'T3'].map((id, i) => ({
      id,
      kind: i === 2 && random.chance(50) ? 'retired' : 'teacher',
      qualifications: i > 0 || random.chance(40) ? ['skill'] : [],
      ...(random.chance(30) ? { limits: { daysPerWeek: random.between(1, 3) } } : {}),
      ...(random.chance(20)
        ? { unavailable: [{ weekday: random.pick(days), start: '15:00', end: '18:00' }] }
        : {}),
      ...(random.chance(30) ? { carryOver: random.between(-40, 40) } : {}),
    })),
    rooms: [
      { id: 'R1', kind: 'classroom', seats: random.chance(25) ? 1 : 20, floor: 2 },
      {
        id: 'R3',
        kind: 'hall',
        seats: random.between(2, 4),
        groups: random.between(1, 2),
        floor: 1,
      },
    ],
    activities: [club(random, 'K', random.between(1, 3)), club(random, 'L', random.between(1, 3))],
    rules: { params: { care: { kinds: ['teacher', 'retired'] } } },
    ...pinsOf(random, [
      { care: { classId: 'C1', periodId: 'P1' }, roomId: 'R3' },
      { activityId: 'K', periodId: 'P2' },
      { activityId: 'K', periodId: 'P1', seats: [{ role: 'lead', staffId: 'T2' }] },
    ]),
  };
}

/**
 * Late care of two classes on three evenings, a gate duty window after the first of them, and the
 * rules that want few and many people there (`careContinuity`, `fairEdge`) at different weights.
 */
export function microEvenings(random: Random): Problem {
  const days = [1, 2, 3];
  return evenings(random, days, [
    ...days.map(lateCare),
    { id: 'D1', weekday: 1, segment: 'duty', start: '17:30', end: '17:40' },
  ]);
}

/** The same on two evenings, with homework before the first: the people of a class by day and late. */
export function microByDay(random: Random): Problem {
  const days = [1, 2];
  return evenings(random, days, [
    { id: 'H1', weekday: 1, segment: 'homework', start: '16:00', end: '16:40' },
    ...days.map(lateCare),
  ]);
}

/**
 * Homework of two classes on three days, before late care on the first of them or none, and people
 * of a few days a week: a class meets several people by day.
 */
export function microDays(random: Random): Problem {
  const days = [1, 2, 3];
  const isLate = random.chance(50);
  const homework = days.map(
    (weekday): Period => ({
      id: `H${weekday}`,
      weekday,
      segment: 'homework',
      start: '16:00',
      end: '16:40',
    }),
  );
  const problem = evenings(random, days, [...homework, ...(isLate ? [lateCare(1)] : [])]);
  const end = (weekday: number) => (isLate && weekday === 1 ? 'end' : 'early');
  return {
    ...problem,
    students: ['C1', 'C2'].map((classId) => ({
      id: classId,
      classId,
      leave: Object.fromEntries(days.map((d) => [d, end(d)])),
    })),
    staff: problem.staff.map((person) => ({
      ...person,
      ...(random.chance(30) ? { limits: { daysPerWeek: random.between(1, 2) } } : {}),
      ...(random.chance(30) ? { classIds: [random.pick(['C1', 'C2'])] } : {}),
    })),
    rules: {
      ...problem.rules,
      weights: {
        ...problem.rules?.weights,
        fewDays: random.pick([0, 2, 10]),
        dayMix: 0,
        careRoom: 0,
      },
    },
  };
}

/** So many classes that their groups are only counted, on different floors, in one evening of care. */
export function microStairs(random: Random): Problem {
  const classes = Array.from({ length: 7 }, (_, i) => ({
    id: `C${i + 1}`,
    grade: random.between(1, 3),
    homeRoomId: `R${random.between(1, 3)}`,
  }));
  const people = ['T1', 'T2', 'T3'].slice(0, random.between(1, 3));
  return {
    schema: 'afterschool.problem/1',
    school: { id: 'micro', name: 'micro', stage: 'primary' },
    periods: [lateCare(1)],
    leavePoints: [{ id: 'end', time: '17:30' }],
    classes,
    students: classes.map(({ id }) => ({ id: `${id}-1`, classId: id, leave: { 1: 'end' } })),
    staff: people.map((id) => ({ id, kind: 'teacher' })),
    rooms: [1, 2, 3].map((i) => ({
      id: `R${i}`,
      kind: 'classroom',
      seats: random.pick([7, 20]),
      ...(random.chance(90) ? { floor: random.between(1, 5) } : {}),
    })),
    activities: [],
    rules: {
      params: { care: { maxGroup: people.length === 1 ? 7 : random.between(5, 7) } },
      weights: {
        floorWalk: random.pick([1, 5, 40]),
        posts: random.pick([0, 0.1, 3]),
        ownRoom: random.pick([0, 2]),
      },
    },
  };
}

/** A short period and a gate duty window before care: what spares somebody a late start or a gap. */
export function microBrief(random: Random): Problem {
  const times = ['16:15', '17:40', '18:20'];
  const after = random.between(35, 55);
  return {
    schema: 'afterschool.problem/1',
    school: { id: 'micro', name: 'micro', stage: 'primary' },
    periods: [
      { id: 'S', weekday: 1, segment: 'microTheme', start: '16:00', end: '16:15' },
      { id: 'D', weekday: 1, segment: 'duty', start: '16:20', end: '16:30' },
      { id: 'P', weekday: 1, segment: 'homework', start: `16:${after}`, end: '17:40' },
      { id: 'L', weekday: 1, segment: 'lateCare', start: '17:50', end: '18:20' },
    ],
    leavePoints: times.map((time, i) => ({ id: `${i}`, time })),
    classes: ['C1', 'C2'].map((id) => ({ id, grade: 1, homeRoomId: 'R1' })),
    students: ['C1', 'C2'].flatMap((classId) =>
      [0, 1].map((i) => ({
        id: `${classId}-${i}`,
        classId,
        leave: { 1: `${random.between(0, 2)}` },
      })),
    ),
    staff: ['T1', 'T2', 'T3'].map((id) => ({
      id,
      kind: 'teacher',
      ...(random.chance(20) ? { share: random.pick([0, 0.5]) } : {}),
      ...(random.chance(30) ? { carryOver: random.between(-40, 40) } : {}),
      ...(random.chance(30)
        ? { unavailable: [{ weekday: 1, start: '16:00', end: random.pick(['16:20', '16:30']) }] }
        : {}),
    })),
    rooms: ['R1', 'R2'].map((id) => ({ id, kind: 'classroom', seats: 20 })),
    activities: [],
    rules: {
      params: {
        care: { maxGroup: random.between(1, 4) },
        rest: { lateStart: random.pick([0, 20, 30, 45]) },
      },
      weights: {
        lateStart: random.pick([1, 10, 40]),
        idleGap: random.pick([1, 10]),
        posts: random.pick([0, 0.1, 3]),
        fairLoad: random.pick([0, 1, 10]),
      },
    },
  };
}

/**
 * One day that ends with care by day, a short period or late care, and duty windows before and
 * after, in which somebody may sit to have a late evening too; late care on another day. What the
 * model leaves out costs next to nothing in some of them.
 */
export function microIdle(random: Random): Problem {
  const problem = evenings(
    random,
    [1, 2],
    [
      { id: 'H1', weekday: 1, segment: 'club', start: '16:00', end: '16:40' },
      { id: 'S1', weekday: 1, segment: 'microTheme', start: '16:40', end: '16:55' },
      { id: 'D0', weekday: 1, segment: 'duty', start: '16:55', end: '17:05' },
      { id: 'L1', weekday: 1, segment: 'lateCare', start: '17:05', end: '17:30' },
      { id: 'D1', weekday: 1, segment: 'duty', start: '17:30', end: '17:40' },
      { ...lateCare(2), end: random.pick(['17:30', '17:25']) },
    ],
  );
  const ends = ['16:40', '16:55', '17:25', '17:30'];
  const end = (weekday: number, c: number) => {
    if (weekday === 2) return problem.periods[5].end;
    return c === 0 ? '17:30' : random.pick(['16:40', '16:55']);
  };
  const { students = [], rules } = problem;
  const isTight = random.chance(60);
  return {
    ...problem,
    leavePoints: ends.map((time) => ({ id: time, time })),
    students: students.map((student) => {
      const c = student.classId === 'C1' ? 0 : 1;
      return { ...student, leave: { 1: end(1, c), ...(c === 0 ? { 2: end(2, c) } : {}) } };
    }),
    staff: problem.staff.slice(0, random.between(2, 3)),
    rules: {
      params: {
        ...rules?.params,
        rest: {
          lateStart: random.pick([0, 45, 60]),
          dutyMinutes: isTight ? 120 : random.pick([40, 60, 120]),
        },
      },
      weights: {
        ...rules?.weights,
        ...(isTight
          ? { careContinuity: 0.01, fairLoad: 0, posts: 3, dayMix: 0, careRoom: 0, ownRoom: 0 }
          : {}),
        idleGap: random.pick([1, 10]),
        lateStart: random.pick([1, 10]),
        lateStreak: random.pick([0, 5]),
      },
    },
  };
}

function lateCare(weekday: number): Period {
  return { id: `L${weekday}`, weekday, segment: 'lateCare', start: '17:00', end: '17:30' };
}

function evenings(random: Random, days: readonly number[], periods: Period[]): Problem {
  const late = (weekday: number, c: number) => c === 0 || weekday === 1 || random.chance(60);
  const homework = periods.some(({ segment }) => segment === 'homework');
  return {
    schema: 'afterschool.problem/1',
    school: { id: 'micro', name: 'micro', stage: 'primary' },
    periods,
    leavePoints: [
      ...(homework ? [{ id: 'early', time: '16:40' }] : []),
      { id: 'end', time: '17:30' },
    ],
    classes: [
      { id: 'C1', grade: 1, homeRoomId: 'R1' },
      { id: 'C2', grade: random.chance(50) ? 1 : 2, homeRoomId: 'R2' },
    ],
    students: [0, 1].flatMap((c) =>
      Array.from({ length: random.between(1, 2) }, (_, i) => ({
        id: `C${c + 1}-${i}`,
        classId: `C${c + 1}`,
        leave: Object.fromEntries(
          days.flatMap((d) => {
            if (late(d, c)) return [[d, 'end']];
            return homework ? [[d, 'early']] : [];
          }),
        ),
      })),
    ),
    staff: ['T1', 'T2', 'T3'].map((id) => ({
      id,
      kind: 'teacher',
      ...(random.chance(20) ? { share: random.pick([0, 0.5, 2]) } : {}),
      ...(random.chance(20) ? { limits: { latePerWeek: random.between(1, 2) } } : {}),
      ...(random.chance(20) ? { carryOver: random.between(-40, 40) } : {}),
      ...(random.chance(20)
        ? { unavailable: [{ weekday: random.pick(days), start: '15:00', end: '18:00' }] }
        : {}),
    })),
    rooms: [
      { id: 'R1', kind: 'classroom', seats: 20 },
      { id: 'R2', kind: 'classroom', seats: 20 },
    ],
    activities: [],
    rules: {
      params: { care: { maxGroup: random.between(1, 4) } },
      weights: {
        careContinuity: random.pick([1, 5, 40]),
        fairEdge: random.pick([1, 5, 40]),
        fairLoad: random.pick([0, 1, 10]),
        posts: random.pick([0, 0.1, 3]),
      },
    },
  };
}

function club(random: Random, id: string, perWeek: number): Activity {
  return {
    id,
    kind: 'club',
    segments: ['club'],
    enrol: 'choice',
    sessions: { perWeek },
    size: { min: random.between(0, 1), max: random.between(1, 2) },
    seats: [{ role: 'lead', qualification: 'skill' }],
    room: { kinds: ['hall'] },
  };
}

function pinsOf(random: Random, pins: readonly Pin[]): { pins?: Pin[] } {
  return random.chance(20) ? { pins: [random.pick(pins)] } : {};
}

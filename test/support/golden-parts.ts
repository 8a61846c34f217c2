import type { Activity, Period, Problem, Staff } from '../../src/domain/problem.ts';
import { tinyProblem } from './tiny.ts';

/** A chess-like club that a test varies: by choice, once a week, one lead who needs nothing. */
export function club(id: string, more: Partial<Activity> = {}): Activity {
  return {
    id,
    kind: 'club',
    segments: ['club'],
    enrol: 'choice',
    sessions: { perWeek: 1 },
    seats: [{ role: 'lead' }],
    room: {},
    ...more,
  };
}

export function parent(id: string, more: Partial<Staff> = {}): Staff {
  return { id, kind: 'parent', ...more };
}

/** The tiny school with other periods as well. */
export function tinyWith(...periods: Period[]): Problem {
  const problem = tinyProblem();
  problem.periods.push(...periods);
  return problem;
}

/** 07:20-07:50, before both days. */
export const mornings: Period[] = [
  { id: 'mon-early', weekday: 1, segment: 'earlyArrival', start: '07:20', end: '07:50' },
  { id: 'tue-early', weekday: 2, segment: 'earlyArrival', start: '07:20', end: '07:50' },
];

/** The ten minutes between homework and club on Monday. */
export const mondayBreak: Period = {
  id: 'mon-break',
  weekday: 1,
  segment: 'break',
  start: '16:30',
  end: '16:40',
};

/** A club period on Tuesday, half an hour after late care: 18:30-19:00, after everybody has left. */
export const tuesdayClub: Period = {
  id: 'tue-club',
  weekday: 2,
  segment: 'club',
  start: '18:30',
  end: '19:00',
};

/**
 * A school of numbers: class N of 20 pupils, of whom 5 stay to 18:00 and the others to 17:20, on
 * Monday only. The club period is 16:40-17:20 and late care 17:20-18:00.
 */
export function numbersProblem(activities: Activity[] = []): Problem {
  return {
    schema: 'afterschool.problem/1',
    school: { id: 'numbers', name: 'School of numbers', stage: 'primary' },
    periods: [
      { id: 'mon-hw', weekday: 1, segment: 'homework', start: '15:50', end: '16:30' },
      { id: 'mon-club', weekday: 1, segment: 'club', start: '16:40', end: '17:20' },
      { id: 'mon-late', weekday: 1, segment: 'lateCare', start: '17:20', end: '18:00' },
    ],
    leavePoints: [
      { id: 'L1', time: '17:20' },
      { id: 'L2', time: '18:00' },
    ],
    classes: [
      {
        id: 'N',
        grade: 4,
        homeRoomId: 'R1',
        leave: [
          { weekday: 1, leavePointId: 'L1', count: 15 },
          { weekday: 1, leavePointId: 'L2', count: 5 },
        ],
      },
    ],
    staff: [
      { id: 'T1', kind: 'teacher', classIds: ['N'] },
      { id: 'T2', kind: 'teacher' },
    ],
    rooms: [
      { id: 'R1', kind: 'classroom', seats: 30 },
      { id: 'R2', kind: 'classroom', seats: 30 },
    ],
    activities,
  };
}

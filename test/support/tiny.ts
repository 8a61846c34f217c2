import type { Problem } from '../../src/domain/problem.ts';

/**
 * A valid school small enough to reckon by hand: two classes (grades 1 and 3) of four pupils,
 * Monday and Tuesday, and one of each thing the contract knows well. Every call gives a fresh
 * copy, so a test may change it freely.
 *
 * |     | 15:50-16:30 | 16:40-17:20 | 17:20-18:00 | 17:10-18:10 |
 * |-----|-------------|-------------|-------------|-------------|
 * | Mon | homework    | club        | late care   | gate duty   |
 * | Tue | homework    | microTheme  | late care   | gate duty   |
 *
 * Pupils leave at 17:20 (L1) or 18:00 (L2). On Monday all eight stay to 17:20 and C1-a, C1-b and
 * C3-a to 18:00; on Tuesday C3-d is absent and C1-a and C3-a stay to 18:00.
 */
export function tinyProblem(overrides: Partial<Problem> = {}): Problem {
  return {
    schema: 'afterschool.problem/1',
    school: { id: 'tiny', name: 'Tiny school', stage: 'primary' },
    periods: [
      { id: 'mon-hw', weekday: 1, segment: 'homework', start: '15:50', end: '16:30' },
      { id: 'mon-club', weekday: 1, segment: 'club', start: '16:40', end: '17:20' },
      { id: 'mon-late', weekday: 1, segment: 'lateCare', start: '17:20', end: '18:00' },
      { id: 'mon-gate', weekday: 1, segment: 'duty', start: '17:10', end: '18:10' },
      { id: 'tue-hw', weekday: 2, segment: 'homework', start: '15:50', end: '16:30' },
      { id: 'tue-micro', weekday: 2, segment: 'microTheme', start: '16:40', end: '17:20' },
      { id: 'tue-late', weekday: 2, segment: 'lateCare', start: '17:20', end: '18:00' },
      { id: 'tue-gate', weekday: 2, segment: 'duty', start: '17:10', end: '18:10' },
    ],
    leavePoints: [
      { id: 'L1', time: '17:20' },
      { id: 'L2', time: '18:00' },
    ],
    classes: [
      { id: 'C1', name: 'Class 1-1', grade: 1, homeRoomId: 'R1', headTeacherId: 'T1' },
      { id: 'C3', name: 'Class 3-1', grade: 3, homeRoomId: 'R2', headTeacherId: 'T2' },
    ],
    students: [
      { id: 'C1-a', classId: 'C1', leave: { 1: 'L2', 2: 'L2' }, choices: ['chess'] },
      { id: 'C1-b', classId: 'C1', leave: { 1: 'L2', 2: 'L1' }, choices: ['chess'] },
      { id: 'C1-c', classId: 'C1', leave: { 1: 'L1', 2: 'L1' } },
      { id: 'C1-d', classId: 'C1', leave: { 1: 'L1', 2: 'L1' } },
      { id: 'C3-a', classId: 'C3', leave: { 1: 'L2', 2: 'L2' }, choices: ['chess'] },
      {
        id: 'C3-b',
        classId: 'C3',
        leave: { 1: 'L1', 2: 'L1' },
        choices: ['chess'],
        priority: ['leftBehind'],
      },
      { id: 'C3-c', classId: 'C3', leave: { 1: 'L1', 2: 'L1' } },
      { id: 'C3-d', classId: 'C3', leave: { 1: 'L1' } },
    ],
    staff: [
      {
        id: 'T1',
        name: 'Teacher 1',
        kind: 'teacher',
        classIds: ['C1'],
        lessons: [{ weekday: 1, start: '14:50', end: '15:30' }],
        rate: 60,
      },
      { id: 'T2', name: 'Teacher 2', kind: 'teacher', classIds: ['C3'], rate: 60 },
      {
        id: 'T3',
        name: 'Teacher 3',
        kind: 'teacher',
        qualifications: ['chess'],
        classIds: ['C1', 'C3'],
        avoid: [{ weekday: 2, start: '17:00', end: '18:10', reason: 'a long way home' }],
        rate: 60,
      },
      { id: 'H1', name: 'Head 1', kind: 'leader', rate: 60 },
    ],
    rooms: [
      { id: 'R1', name: 'Room 1', kind: 'classroom', seats: 20, floor: 1, building: 'A' },
      { id: 'R2', name: 'Room 2', kind: 'classroom', seats: 20, floor: 2, building: 'A' },
      { id: 'R3', name: 'Chess room', kind: 'activity', seats: 12, floor: 1, building: 'A' },
    ],
    activities: [
      {
        id: 'chess',
        name: 'Chess',
        kind: 'club',
        segments: ['club'],
        enrol: 'choice',
        sessions: { perWeek: 1 },
        size: { min: 2, max: 6 },
        seats: [{ role: 'lead', qualification: 'chess' }],
        room: { kinds: ['activity'] },
      },
      {
        id: 'micro',
        name: 'Micro theme',
        kind: 'microTheme',
        segments: ['microTheme'],
        enrol: 'class',
        forEach: 'class',
        sessions: { perWeek: 1 },
        seats: [{ role: 'lead', kinds: ['teacher'] }],
      },
      {
        id: 'gate',
        name: 'Gate duty',
        kind: 'duty',
        segments: ['duty'],
        enrol: 'none',
        sessions: { every: true },
        seats: [{ role: 'duty', kinds: ['leader', 'teacher'] }],
        room: null,
      },
    ],
    ...overrides,
  };
}

import { tinyPlan } from '../../support/tiny-plan.ts';
import type { FaultCase } from './fault-case.ts';

/** Ids that refer to nothing, one of each kind. */
export const referenceCases: FaultCase[] = [
  [
    'unknown-reference',
    '/classes/0/homeRoomId',
    'home room',
    (p) => (p.classes[0].homeRoomId = 'R9'),
  ],
  [
    'unknown-reference',
    '/classes/0/headTeacherId',
    'head teacher',
    (p) => (p.classes[0].headTeacherId = 'T9'),
  ],
  [
    'unknown-reference',
    '/classes/2/leave/0/leavePointId',
    'leave point of a class',
    (p) =>
      p.classes.push({
        id: 'C9',
        grade: 2,
        homeRoomId: 'R1',
        leave: [{ weekday: 1, leavePointId: 'L9', count: 3 }],
      }),
  ],
  [
    'unknown-reference',
    '/students/0/classId',
    'class of a pupil',
    (p) => (p.students[0].classId = 'C9'),
  ],
  [
    'unknown-reference',
    '/students/0/leave/1',
    'leave point of a pupil',
    (p) => (p.students[0].leave[1] = 'L9'),
  ],
  ['unknown-reference', '/students/0/choices/0', 'choice', (p) => (p.students[0].choices = ['go'])],
  ['unknown-reference', '/students/0/mentorId', 'mentor', (p) => (p.students[0].mentorId = 'T9')],
  [
    'unknown-reference',
    '/staff/0/classIds/0',
    'class of a teacher',
    (p) => (p.staff[0].classIds = ['C9']),
  ],
  [
    'unknown-reference',
    '/rooms/0/fallbackRoomId',
    'fallback room',
    (p) => (p.rooms[0].fallbackRoomId = 'R9'),
  ],
  [
    'unknown-reference',
    '/activities/2/periodIds/0',
    'period of an activity',
    (p) => (p.activities[2].periodIds = ['wed-gate', 'mon-gate']),
  ],
  [
    'unknown-reference',
    '/activities/1/classIds/1',
    'class of an activity',
    (p) => (p.activities[1].classIds = ['C1', 'C9']),
  ],
  [
    'unknown-reference',
    '/activities/0/enrolment/0/classId',
    'class of numbers',
    (p) => (p.activities[0].enrolment = [{ classId: 'C9', count: 1 }]),
  ],
  [
    'unknown-reference',
    '/activities/0/studentIds/0',
    'pupil of a roster',
    (p) => (p.activities[0].studentIds = ['C1-z']),
  ],
  [
    'unknown-reference',
    '/activities/0/room/roomIds/0',
    'room of an activity',
    (p) => (p.activities[0].room = { roomIds: ['R9'] }),
  ],
  [
    'unknown-reference',
    '/pins/0/activityId',
    'activity of a pin',
    (p) => (p.pins = [{ activityId: 'go' }]),
  ],
  [
    'unknown-reference',
    '/pins/0/periodId',
    'period of a pin',
    (p) => (p.pins = [{ activityId: 'chess', periodId: 'x' }]),
  ],
  [
    'unknown-reference',
    '/pins/0/roomId',
    'room of a pin',
    (p) => (p.pins = [{ activityId: 'chess', roomId: 'x' }]),
  ],
  [
    'unknown-reference',
    '/pins/0/seats/0/staffId',
    'person of a pin',
    (p) => (p.pins = [{ activityId: 'chess', seats: [{ role: 'lead', staffId: 'x' }] }]),
  ],
  [
    'unknown-reference',
    '/pins/0/care/classId',
    'class of a care pin',
    (p) => (p.pins = [{ care: { classId: 'x', periodId: 'mon-hw' } }]),
  ],
  [
    'unknown-reference',
    '/pins/0/care/periodId',
    'period of a care pin',
    (p) => (p.pins = [{ care: { classId: 'C1', periodId: 'x' } }]),
  ],
  [
    'unknown-reference',
    '/baseline/sessions/0/seats/0/staffId',
    'person of the baseline',
    (p) => {
      p.baseline = tinyPlan();
      p.baseline.sessions[0].seats[0].staffId = 'T9';
    },
  ],
];

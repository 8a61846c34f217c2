import type { FaultCase } from './fault-case.ts';

/** Faults that only the whole problem can tell. */
export const wholeCases: FaultCase[] = [
  [
    'duplicate-id',
    '/staff/1/id',
    'two people of one id',
    (p) => p.staff.splice(1, 0, { id: 'T1', kind: 'parent' }),
  ],
  [
    'duplicate-id',
    '/leavePoints/2/id',
    'two leave points of one id',
    (p) => p.leavePoints.push({ id: 'L1', time: '18:00' }),
  ],
  [
    'duplicate-entry',
    '/students/0/choices/1',
    'a choice twice',
    (p) => p.students[0].choices.push('chess'),
  ],
  [
    'duplicate-entry',
    '/activities/0/studentIds/1',
    'a pupil twice',
    (p) => (p.activities[0].studentIds = ['C1-a', 'C1-a']),
  ],
  [
    'duplicate-entry',
    '/term/makeUpDays/1',
    'a make-up day twice',
    (p) =>
      (p.term = {
        start: '2025-09-01',
        end: '2025-12-31',
        makeUpDays: [
          { date: '2025-09-28', runsWeekday: 1 },
          { date: '2025-09-28', runsWeekday: 2 },
        ],
      }),
  ],
  ['unknown-rule', '/rules/off/0', 'a rule that is none', (p) => (p.rules = { off: ['niceness'] })],
  [
    'unknown-rule',
    '/rules/weights/niceness',
    'a weight for nothing',
    (p) => (p.rules = { weights: { niceness: 1 } }),
  ],
  [
    'unknown-rule',
    '/rules/weights/toString',
    'a name that every object has',
    (p) => (p.rules = { weights: { toString: 1 } }),
  ],
  [
    'interval-order',
    '/periods/0/end',
    'a period of no length',
    (p) => (p.periods[0].end = '15:50'),
  ],
  [
    'interval-order',
    '/staff/0/lessons/0/end',
    'a lesson that ends first',
    (p) => (p.staff[0].lessons[0].end = '14:00'),
  ],
  [
    'interval-order',
    '/rooms/0/unavailable/0/end',
    'a room closed backwards',
    (p) => (p.rooms[0].unavailable = [{ weekday: 1, start: '16:00', end: '15:00' }]),
  ],
  ['period-overlap', '/periods/1', 'club during homework', (p) => (p.periods[1].start = '16:29')],
  [
    'leave-inside-period',
    '/leavePoints/2/time',
    'home in the middle',
    (p) => p.leavePoints.push({ id: 'L3', time: '17:00' }),
  ],
  [
    'class-has-students',
    '/classes/0/leave',
    'pupils and numbers',
    (p) => (p.classes[0].leave = [{ weekday: 1, leavePointId: 'L1', count: 4 }]),
  ],
  [
    'class-has-students',
    '/classes/0/early',
    'pupils and numbers of the morning',
    (p) => (p.classes[0].early = []),
  ],
  ['every-span', '/activities/2/span', 'every with a span', (p) => (p.activities[2].span = 2)],
  [
    'impossible-span',
    '/activities/0/span',
    'two club periods where days have one',
    (p) => (p.activities[0].span = 2),
  ],
  [
    'homework-over-cap',
    '/periods/0',
    'homework where none may be',
    (p) => {
      p.rules = { params: { learningPerDay: 0 } };
      p.periods[4].segment = 'break';
    },
  ],
  [
    'homework-over-cap',
    '/periods/1',
    'two homework periods in Hebi',
    (p) => {
      p.preset = 'hebi';
      p.periods[1].segment = 'homework';
    },
  ],
  [
    'size-order',
    '/activities/0/size/min',
    'min over max',
    (p) => (p.activities[0].size = { min: 7, max: 6 }),
  ],
  [
    'enrol-mismatch',
    '/activities/1/enrolment',
    'numbers for whole classes',
    (p) => (p.activities[1].enrolment = [{ classId: 'C1', count: 2 }]),
  ],
  [
    'enrol-mismatch',
    '/activities/2/studentIds',
    'pupils on gate duty',
    (p) => (p.activities[2].studentIds = ['C1-a']),
  ],
  [
    'choice-not-offered',
    '/students/0/choices/1',
    'choosing a whole-class activity',
    (p) => p.students[0].choices.push('micro'),
  ],
  [
    'for-key-missing',
    '/pins/0/forKey',
    'a pin of one of two series',
    (p) => (p.pins = [{ activityId: 'micro' }]),
  ],
  [
    'for-key-forbidden',
    '/pins/0/forKey',
    'a key where there is one series',
    (p) => (p.pins = [{ activityId: 'chess', forKey: '1' }]),
  ],
  [
    'for-key-unknown',
    '/pins/0/forKey',
    'a key of no class',
    (p) => (p.pins = [{ activityId: 'micro', forKey: 'C9' }]),
  ],
  [
    'for-key-unknown',
    '/pins/0/forKey',
    'a key outside the audience',
    (p) => {
      p.activities[1].grades = [3];
      p.pins = [{ activityId: 'micro', forKey: 'C1' }];
    },
  ],
  ['pin-target', '/pins/0', 'a pin of nothing', (p) => (p.pins = [{ roomId: 'R1' }])],
  [
    'pin-target',
    '/pins/0',
    'a pin of two things',
    (p) => (p.pins = [{ activityId: 'chess', care: { classId: 'C1', periodId: 'mon-hw' } }]),
  ],
  [
    'pin-field',
    '/pins/0/index',
    'the second care',
    (p) => (p.pins = [{ care: { classId: 'C1', periodId: 'mon-hw' }, index: 1 }]),
  ],
  [
    'pin-no-care',
    '/pins/0/care/periodId',
    'care during duty',
    (p) => (p.pins = [{ care: { classId: 'C1', periodId: 'mon-gate' } }]),
  ],
  [
    'term-order',
    '/term/end',
    'a term backwards',
    (p) => (p.term = { start: '2025-09-01', end: '2025-08-31' }),
  ],
  [
    'term-too-long',
    '/term/end',
    'a term of a century',
    (p) => (p.term = { start: '1925-09-01', end: '2025-08-31' }),
  ],
  [
    'holiday-order',
    '/term/holidays/0/to',
    'a holiday backwards',
    (p) =>
      (p.term = {
        start: '2025-09-01',
        end: '2026-01-20',
        holidays: [{ from: '2025-10-08', to: '2025-10-01' }],
      }),
  ],
];

import { tinyPlan } from '../../support/tiny-plan.ts';
import type { FaultCase } from './fault-case.ts';

/** Faults of single values, sizes and dates. */
export const shapeCases: FaultCase[] = [
  ['wrong-schema', '/schema', 'another version', (p) => (p.schema = 'afterschool.problem/2')],
  ['missing', '/school/name', 'a field left out', (p) => delete p.school.name],
  ['missing', '/rooms', 'a list left out', (p) => delete p.rooms],
  ['missing', '/schema', 'no schema', (p) => delete p.schema],
  [
    'missing',
    '/activities/0/sessions/perWeek',
    'no frequency',
    (p) => (p.activities[0].sessions = {}),
  ],
  [
    'unknown-field',
    '/rooms/1/colour',
    'a field of ours it is not',
    (p) => (p.rooms[1].colour = 'red'),
  ],
  ['unknown-field', '/a~1b~0c', 'a name with pointer characters', (p) => (p['a/b~c'] = 1)],
  [
    'unknown-field',
    '/students/0/leave/8',
    'an eighth weekday',
    (p) => (p.students[0].leave[8] = 'L1'),
  ],
  [
    'unknown-field',
    '/activities/0/sessions/every',
    'two frequencies',
    (p) => (p.activities[0].sessions.every = true),
  ],
  [
    'unknown-field',
    '/rules/params/loadFactor/lunch',
    'a segment that is none',
    (p) => (p.rules = { params: { loadFactor: { lunch: 2 } } }),
  ],
  [
    'unknown-field',
    '/rooms/0/__proto__',
    'a prototype key',
    (p) =>
      (p.rooms[0] = JSON.parse(
        '{"id":"R1","kind":"classroom","seats":20,"__proto__":{"seats":0}}',
      )),
  ],
  ['wrong-type', '/staff', 'an object for a list', (p) => (p.staff = {})],
  ['wrong-type', '/rooms/2/seats', 'text for a number', (p) => (p.rooms[2].seats = '12')],
  ['wrong-type', '/rooms/2/seats', 'not a number', (p) => (p.rooms[2].seats = Number.NaN)],
  ['bad-enum', '/preset', 'null for absent', (p) => (p.preset = null)],
  [
    'wrong-type',
    '/activities/0/sessions',
    'a number for the frequency',
    (p) => (p.activities[0].sessions = 2),
  ],
  ['bad-enum', '/school/stage', 'a stage that is none', (p) => (p.school.stage = 'senior')],
  [
    'bad-enum',
    '/activities/2/sessions/every',
    'every: false',
    (p) => (p.activities[2].sessions = { every: false }),
  ],
  ['bad-enum', '/preset', 'a preset that is none', (p) => (p.preset = 'weifang2')],
  ['bad-time', '/periods/0/start', 'a time of one digit', (p) => (p.periods[0].start = '9:00')],
  ['bad-time', '/leavePoints/0/time', '24:00', (p) => (p.leavePoints[0].time = '24:00')],
  [
    'bad-date',
    '/term/end',
    '30 February',
    (p) => (p.term = { start: '2025-02-01', end: '2025-02-30' }),
  ],
  [
    'bad-timezone',
    '/school/timezone',
    'a zone that is none',
    (p) => (p.school.timezone = 'Asia/Weifang'),
  ],
  ['out-of-range', '/periods/0/weekday', 'weekday 8', (p) => (p.periods[0].weekday = 8)],
  ['out-of-range', '/classes/0/grade', 'grade 10', (p) => (p.classes[0].grade = 10)],
  [
    'out-of-range',
    '/activities/0/enrolment/0/count',
    'a negative count',
    (p) => (p.activities[0].enrolment = [{ classId: 'C1', count: -1 }]),
  ],
  [
    'out-of-range',
    '/rules/weights/posts',
    'a negative weight',
    (p) => (p.rules = { weights: { posts: -1 } }),
  ],
  [
    'wrong-type',
    '/rules/weights/posts',
    'an endless weight',
    (p) => (p.rules = { weights: { posts: Number.POSITIVE_INFINITY } }),
  ],
  ['not-whole', '/rooms/0/seats', 'half a seat', (p) => (p.rooms[0].seats = 20.5)],
  ['empty-text', '/staff/3/id', 'an empty id', (p) => (p.staff[3].id = '')],
  [
    'text-too-long',
    '/school/name',
    'a name like a book',
    (p) => (p.school.name = 'x'.repeat(5000)),
  ],
  [
    'empty-list',
    '/activities/1/segments',
    'nowhere to sit',
    (p) => (p.activities[1].segments = []),
  ],
  [
    'too-many',
    '/rooms',
    '501 rooms',
    (p) => {
      for (let i = p.rooms.length; i < 501; i++)
        p.rooms.push({ id: `more-${i}`, kind: 'hall', seats: 9 });
    },
  ],
  [
    'too-many',
    '/students',
    '10,001 students',
    (p) => {
      for (let i = p.students.length; i < 10_001; i++)
        p.students.push({ id: `more-${i}`, classId: 'C1', leave: {} });
    },
  ],
  [
    'too-many',
    '/periods',
    '201 periods',
    (p) => {
      for (let i = p.periods.length; i < 201; i++)
        p.periods.push({
          id: `more-${i}`,
          weekday: 1,
          segment: 'duty',
          start: '08:00',
          end: '09:00',
        });
    },
  ],
  [
    'missing',
    '/baseline/seed',
    'a baseline in part',
    (p) => {
      p.baseline = tinyPlan();
      delete p.baseline.seed;
    },
  ],
  [
    'too-deep',
    '/baseline/solver',
    'a solver note without end',
    (p) => {
      p.baseline = tinyPlan();
      p.baseline.solver = JSON.parse(`{"a":${'['.repeat(500)}${']'.repeat(500)}}`);
    },
  ],
];

import { z } from 'zod';

/**
 * The wire format of a school's problem ("afterschool.problem/1").
 *
 * These schemas are the one source of the types. They check the shape of each part;
 * what only the whole problem can tell (references, overlaps, spans) is checked in
 * `validate.ts`. Units: times are local "HH:MM", loads and carry-overs are minutes,
 * rates are yuan for 45 minutes, weekdays run from 1 (Monday) to 7.
 */

export const PROBLEM_SCHEMA_ID = 'afterschool.problem/1';

export const segments = [
  'earlyArrival',
  'homework',
  'club',
  'microTheme',
  'homeSchool',
  'lateCare',
  'break',
  'duty',
] as const;
export const segmentSchema = z.enum(segments);
export type Segment = z.infer<typeof segmentSchema>;

export const staffKinds = [
  'teacher',
  'leader',
  'retired',
  'parent',
  'volunteer',
  'specialist',
] as const;
export const staffKindSchema = z.enum(staffKinds);
export type StaffKind = z.infer<typeof staffKindSchema>;

export const stages = ['primary', 'junior', 'nineYear'] as const;
export const presetIds = ['national', 'weifang', 'hebi', 'yan', 'jilin-district'] as const;
export const mergeScopes = ['class', 'grade', 'band', 'school'] as const;
export const priorityFlags = [
  'disabled',
  'leftBehind',
  'migrant',
  'lowIncome',
  'lowerGrade',
] as const;
export const activityKinds = ['club', 'microTheme', 'homeSchool', 'tutoring', 'duty'] as const;
export const seatRoles = ['lead', 'assistant', 'duty'] as const;

const id = z.string().min(1).max(200);
/** Made of the ids of an activity, a class or grade and a period. */
export const sessionIdSchema = z.string().min(1).max(700);
/** A name or a remark: may be empty, and long, but not a file. */
const text = z.string().max(2000);
/** What the form of a time is called where something else stands. */
export const LOCAL_TIME = 'a local time "HH:MM"';
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, LOCAL_TIME);
const date = z.iso.date();
const weekday = z.int().min(1).max(7);
/** A whole number of things or minutes; the upper end keeps sums of thousands exact in 32 bits. */
const count = z.int().min(0).max(1_000_000);
const grade = z.int().min(1).max(9);
/** A finite number, kept within a range in which sums of thousands stay exact enough. */
const amount = z.number().min(0).max(1_000_000);

export const intervalSchema = z.strictObject({
  weekday,
  start: time,
  end: time,
  reason: text.optional(),
});
export type Interval = z.infer<typeof intervalSchema>;

export const periodSchema = z.strictObject({
  id,
  weekday,
  segment: segmentSchema,
  start: time,
  end: time,
  /** Held only in these weeks of the term, counted from 1; absent: every week. For dated views. */
  weeks: z.enum(['odd', 'even']).optional(),
});
export type Period = z.infer<typeof periodSchema>;

export const leavePointSchema = z.strictObject({ id, time });
export type LeavePoint = z.infer<typeof leavePointSchema>;

export const schoolClassSchema = z.strictObject({
  id,
  name: text.optional(),
  grade,
  homeRoomId: id,
  headTeacherId: id.optional(),
  leave: z.array(z.strictObject({ weekday, leavePointId: id, count })).optional(),
  early: z.array(z.strictObject({ weekday, count })).optional(),
});
export type SchoolClass = z.infer<typeof schoolClassSchema>;

export const studentSchema = z.strictObject({
  id,
  classId: id,
  leave: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), id),
  early: z.array(weekday).optional(),
  choices: z.array(id).optional(),
  maxClubs: count.optional(),
  priority: z.array(z.enum(priorityFlags)).optional(),
  lostLastTime: z.boolean().optional(),
  mentorId: id.optional(),
});
export type Student = z.infer<typeof studentSchema>;

export const staffSchema = z.strictObject({
  id,
  name: text.optional(),
  kind: staffKindSchema,
  qualifications: z.array(id).optional(),
  cleared: z.boolean().optional(),
  trained: z.boolean().optional(),
  classIds: z.array(id).optional(),
  lessons: z.array(intervalSchema).optional(),
  unavailable: z.array(intervalSchema).optional(),
  avoid: z.array(intervalSchema).optional(),
  share: amount.optional(),
  carryOver: z.number().min(-1_000_000).max(1_000_000).optional(),
  limits: z
    .strictObject({
      sessionsPerDay: count.optional(),
      daysPerWeek: count.optional(),
      latePerWeek: count.optional(),
      minutesPerWeek: count.optional(),
      clubs: count.optional(),
    })
    .optional(),
  rate: amount.optional(),
});
export type Staff = z.infer<typeof staffSchema>;

export const roomSchema = z.strictObject({
  id,
  name: text.optional(),
  kind: id,
  features: z.array(id).optional(),
  seats: count,
  groups: z.int().min(1).max(1000).optional(),
  floor: z.int().min(-20).max(200).optional(),
  building: text.optional(),
  unavailable: z.array(intervalSchema).optional(),
  fallbackRoomId: id.optional(),
});
export type Room = z.infer<typeof roomSchema>;

export const seatSpecSchema = z.strictObject({
  role: z.enum(seatRoles),
  qualification: id.optional(),
  kinds: z.array(staffKindSchema).optional(),
  count: z.int().min(0).max(1000).optional(),
});
export type SeatSpec = z.infer<typeof seatSpecSchema>;

export const activitySchema = z.strictObject({
  id,
  name: text.optional(),
  kind: z.enum(activityKinds),
  segments: z.array(segmentSchema),
  periodIds: z.array(id).optional(),
  grades: z.array(grade).optional(),
  classIds: z.array(id).optional(),
  enrol: z.enum(['class', 'choice', 'none']),
  forEach: z.enum(['activity', 'grade', 'class']).optional(),
  sessions: z.union([
    z.strictObject({ perWeek: z.int().min(0).max(200) }),
    z.strictObject({ every: z.literal(true) }),
  ]),
  span: z.int().min(1).max(200).optional(),
  enrolment: z.array(z.strictObject({ classId: id, count })).optional(),
  studentIds: z.array(id).optional(),
  size: z.strictObject({ min: count.optional(), max: count.optional() }).optional(),
  seats: z.array(seatSpecSchema),
  room: z
    .strictObject({
      kinds: z.array(id).optional(),
      features: z.array(id).optional(),
      roomIds: z.array(id).optional(),
    })
    .nullable()
    .optional(),
  minDays: count.optional(),
  sameLead: z.boolean().optional(),
  load: amount.optional(),
  active: z.boolean().optional(),
  outdoor: z.boolean().optional(),
});
export type Activity = z.infer<typeof activitySchema>;

/** `params` as a problem or a preset may give them: every part optional. */
export const paramsInputSchema = z.strictObject({
  latestEnd: z.strictObject({ primary: time.optional(), junior: time.optional() }).optional(),
  earliestStart: time.optional(),
  lateFrom: time.optional(),
  care: z
    .strictObject({
      kinds: z.array(staffKindSchema).optional(),
      maxGroup: count.optional(),
      pupilsPerAdult: z.int().min(1).optional(),
      mergeWithin: z.partialRecord(segmentSchema, z.enum(mergeScopes)).optional(),
    })
    .optional(),
  rest: z
    .strictObject({
      afterLesson: count.optional(),
      dutyMinutes: count.optional(),
      lateStart: count.optional(),
    })
    .optional(),
  staff: z
    .strictObject({
      sessionsPerDay: count.optional(),
      daysPerWeek: count.optional(),
      latePerWeek: count.optional(),
      minutesPerWeek: count.optional(),
      clubs: count.optional(),
    })
    .optional(),
  loadFactor: z.partialRecord(segmentSchema, z.number().min(0).max(100)).optional(),
  outsiderNeedsPartner: z.boolean().optional(),
  learningPerDay: count.optional(),
  maxClubs: count.optional(),
  budget: amount.optional(),
});
export type ParamsInput = z.infer<typeof paramsInputSchema>;

export const pinSchema = z.strictObject({
  activityId: id.optional(),
  forKey: id.optional(),
  index: count.optional(),
  care: z.strictObject({ classId: id, periodId: id }).optional(),
  periodId: id.optional(),
  roomId: id.optional(),
  seats: z.array(z.strictObject({ role: z.enum(seatRoles), staffId: id })).optional(),
});
export type Pin = z.infer<typeof pinSchema>;

export const termSchema = z.strictObject({
  start: date,
  end: date,
  holidays: z.array(z.strictObject({ from: date, to: date, name: text.optional() })).optional(),
  makeUpDays: z.array(z.strictObject({ date, runsWeekday: weekday })).optional(),
});
export type Term = z.infer<typeof termSchema>;

/** Rule cost summary: `count` matches, `cost` weighted. */
const ruleScoreSchema = z.strictObject({ count: z.number(), cost: z.number() });

export const scoreSchema = z.strictObject({
  hard: z.number(),
  medium: z.number(),
  soft: z.number(),
  rules: z.record(z.string(), ruleScoreSchema),
});
/** Compared lexicographically: hard, then medium, then soft; lower is better, 0 is best. */
export type Score = z.infer<typeof scoreSchema>;

export const PLAN_SCHEMA_ID = 'afterschool.plan/1';

export const sessionSchema = z.strictObject({
  id: sessionIdSchema,
  kind: z.enum(['care', ...activityKinds]),
  activityId: id.optional(),
  forKey: id.optional(),
  periodIds: z.array(id).min(1),
  roomId: id.nullable(),
  classIds: z.array(id),
  headcount: count,
  seats: z.array(z.strictObject({ role: z.enum(seatRoles), staffId: id.nullable() })),
  studentIds: z.array(id).optional(),
});
/** One supervised group (or duty post) in its periods: `kind` "care" or that of its activity. */
export type Session = z.infer<typeof sessionSchema>;

export const placementSchema = z.strictObject({
  studentId: id,
  activityId: id,
  rank: z.int().min(1),
});
export type Placement = z.infer<typeof placementSchema>;

export const planSchema = z.strictObject({
  schema: z.literal(PLAN_SCHEMA_ID),
  problemId: z.string(),
  problemHash: z.string(),
  sessions: z.array(sessionSchema),
  openSessions: z.array(
    z.strictObject({ activityId: id, forKey: id.optional(), reason: z.string() }),
  ),
  placements: z.array(placementSchema).optional(),
  score: scoreSchema,
  bound: z.strictObject({ soft: z.number(), method: z.string() }).optional(),
  seed: z.number(),
  solver: z.record(z.string(), z.unknown()),
  createdAt: z.string().optional(),
});
/** The solver's answer ("afterschool.plan/1"). */
export type Plan = z.infer<typeof planSchema>;

export const rulesInputSchema = z.strictObject({
  params: paramsInputSchema.optional(),
  weights: z.record(z.string(), amount).optional(),
  off: z.array(z.string()).optional(),
});

export const problemSchema = z.strictObject({
  schema: z.literal(PROBLEM_SCHEMA_ID),
  school: z.strictObject({
    id,
    name: text,
    stage: z.enum(stages),
    timezone: z.string().max(100).optional(),
  }),
  preset: z.enum(presetIds).optional(),
  periods: z.array(periodSchema),
  leavePoints: z.array(leavePointSchema),
  classes: z.array(schoolClassSchema),
  students: z.array(studentSchema).optional(),
  staff: z.array(staffSchema),
  rooms: z.array(roomSchema),
  activities: z.array(activitySchema),
  rules: rulesInputSchema.optional(),
  pins: z.array(pinSchema).optional(),
  baseline: planSchema.optional(),
  term: termSchema.optional(),
});
export type Problem = z.infer<typeof problemSchema>;

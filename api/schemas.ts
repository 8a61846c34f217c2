import { z } from 'zod';
import { planSchema, presetIds, problemSchema, scoreSchema } from '../src/domain/problem.ts';
import { profileNames } from '../src/domain/profiles.ts';
import { sizes, variants } from '../src/generator/index.ts';
import { jobStatuses } from '../src/store/index.ts';
import { compareSchemas } from './compare-schemas.ts';
import { explainSchemas } from './explain-schemas.ts';
import { pageOf, pageQuerySchema } from './page-schemas.ts';
import { rightsSchemas, schoolPageQuerySchema } from './rights-schemas.ts';
import { serviceSchemas } from './service-schemas.ts';
import { namedUuid } from './uuid.ts';
import { webhookEventSchemas } from './webhook-events.ts';

/** What travels over the API besides problems and plans themselves. */

const uuid = z.uuid();
const moment = z.iso.datetime();
const level = z.strictObject({ hard: z.number(), medium: z.number(), soft: z.number() });
const bilingual = z.strictObject({ zh: z.string(), en: z.string() });

export const jobRequestSchema = z.strictObject({
  problemId: namedUuid,
  /** Wall-clock limit. Default 10, or none when only `steps` is given. */
  seconds: z.number().min(0.1).max(3600).optional(),
  /** Limit in proposals of the search; with a seed and one thread it gives the same plan. */
  steps: z.int().min(1).max(1_000_000_000_000).optional(),
  seed: z.int().min(0).max(4_294_967_295).optional(),
  /** Threads of the solver; the worker may give fewer. */
  threads: z.int().min(1).max(64).optional(),
  /**
   * Proves a lower bound of the soft cost for so many seconds, in a thread beside the search;
   * the job ends when both are done. Progress and plan then carry `bound`. Default: no bound.
   */
  bound: z.number().min(0.1).max(3600).optional(),
  /** A named set of weights instead of the problem's own. */
  profile: z.enum(profileNames).optional(),
  /** Weights of single rules by id, on top; 0 turns a rule off. */
  weights: z.record(z.string().max(100), z.number().min(0).max(1_000_000)).optional(),
  /** A plan of the same problem to go on from. */
  startPlanId: namedUuid.optional(),
});

export const problemInfoSchema = z.strictObject({
  id: uuid,
  hash: z.string(),
  schoolId: z.string(),
  schoolName: z.string(),
  counts: z.record(z.string(), z.int()),
  /** Whether it is the one that its school sent last, from which portals get their schedules. */
  isCurrent: z.boolean(),
  createdAt: moment,
  /** Who stored it; null where nobody did, or nobody knows. */
  storedBy: z.string().nullable(),
});

export const storedProblemSchema = problemInfoSchema.extend({
  /** False when the same content was stored before; the id is then that of the first. */
  isNew: z.boolean(),
});

export const problemListSchema = pageOf(problemInfoSchema);

export const planInfoSchema = z.strictObject({
  id: uuid,
  schoolId: z.string(),
  problemId: uuid,
  /** Null for a plan made by hand, and for a copy. */
  jobId: uuid.nullable(),
  /** A plan that was stored once more for other data; nobody changed it by hand. */
  isCopy: z.boolean(),
  score: scoreSchema,
  publishable: z.boolean(),
  /** Whether it was ever published. */
  published: z.boolean(),
  /** Whether it is the plan of its school that holds now. */
  inForce: z.boolean(),
  holdsFrom: z.iso.date().nullable().meta({
    description:
      'From which date on it will hold, where it was published for one that is still to come.',
  }),
  createdAt: moment,
});

export const planListSchema = pageOf(planInfoSchema);

export const progressSchema = z.strictObject({
  phase: z.string(),
  score: scoreSchema,
  steps: z.number(),
  stepsPerSecond: z.number(),
  elapsedMs: z.number(),
  bound: z.strictObject({ soft: z.number(), method: z.string() }).optional(),
});

export const jobSchema = z.strictObject({
  id: uuid,
  problemId: uuid,
  schoolId: z.string(),
  schoolName: z.string(),
  status: z.enum(jobStatuses),
  options: jobRequestSchema.omit({ problemId: true }),
  attempt: z.int(),
  stopRequested: z.boolean(),
  progress: progressSchema.nullable(),
  planId: uuid.nullable(),
  score: level.nullable(),
  publishable: z.boolean().nullable(),
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  createdAt: moment,
  startedAt: moment.nullable(),
  endedAt: moment.nullable(),
  eventSeq: z.int(),
});

export const startedJobSchema = jobSchema.extend({
  /** What whoever asked had better know, though it is no fault. */
  warnings: z.array(
    z.strictObject({
      /** `no-baseline`: least change has no effect, as the problem carries no plan to keep to. */
      code: z.enum(['no-baseline']),
      sentence: bilingual,
    }),
  ),
});

export const jobListSchema = pageOf(jobSchema);

export const storeQuerySchema = z.strictObject({
  replaces: z
    .union([uuid, z.literal('none')])
    .optional()
    .meta({
      description:
        'The version that is current for this school until now (`none`: there is none). Where ' +
        'another one is by then, nothing is stored: 409 `stored-meanwhile`, unless that one has ' +
        'the same content; where there is none any more, 409 `data-gone`. Absent: whichever is ' +
        'current.',
    }),
});

export const problemListQuerySchema = schoolPageQuerySchema.extend({
  current: z.literal('true').optional().meta({ description: 'Only what each school sent last.' }),
});

export const jobListQuerySchema = pageQuerySchema.extend({
  status: z.enum(jobStatuses).optional(),
  problemId: uuid.optional(),
  schoolId: z.string().min(1).max(200).optional(),
});

export const eventsQuerySchema = z.strictObject({
  /** As the header Last-Event-ID, for clients that cannot set it. */
  lastEventId: z.int().min(0).optional(),
});

export const demoQuerySchema = z.strictObject({
  size: z.enum(sizes).optional(),
  seed: z.int().min(0).max(4_294_967_295).optional(),
  preset: z.enum(presetIds).optional(),
  variant: z.enum(variants).optional(),
});

export const ruleSchema = z.strictObject({
  id: z.string(),
  level: z.enum(['hard', 'medium', 'soft']),
  defaultWeight: z.number(),
  title: bilingual,
  /** The rule as one plain sentence. */
  sentence: bilingual,
  /** Names of the `params` that it reads. */
  params: z.array(z.string()),
});

export const profileSchema = z.strictObject({
  id: z.enum(profileNames),
  title: bilingual,
  about: bilingual,
  /** By rule id. */
  weights: z.record(z.string(), z.number()),
});

export const presetSchema = z.looseObject({ id: z.string(), title: bilingual });

export const healthSchema = z.strictObject({ status: z.literal('ok') });

export const readinessSchema = z.strictObject({
  status: z.enum(['ready', 'not-ready']),
  checks: z.record(z.string(), z.string()),
});

export const faultSchema = z.strictObject({
  code: z.string(),
  /** JSON Pointer to the place. */
  path: z.string(),
  message: z.string(),
  messageZh: z.string().optional(),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
  hint: z.string().optional(),
  hintZh: z.string().optional(),
  /** In a workbook. */
  sheet: z.string().optional(),
  cell: z.string().optional(),
});

export const problemDetailsSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  titleZh: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  hint: z.string(),
  hintZh: z.string(),
  faults: z.array(faultSchema).optional(),
});

/** Names of the schemas in the OpenAPI document. */
export const namedSchemas = {
  Problem: problemSchema,
  Plan: planSchema,
  Score: scoreSchema,
  ProblemInfo: problemInfoSchema,
  StoredProblem: storedProblemSchema,
  ProblemList: problemListSchema,
  PlanInfo: planInfoSchema,
  PlanList: planListSchema,
  JobRequest: jobRequestSchema,
  Job: jobSchema,
  StartedJob: startedJobSchema,
  JobList: jobListSchema,
  JobProgress: progressSchema,
  Rule: ruleSchema,
  Rules: z.array(ruleSchema),
  Preset: presetSchema,
  Presets: z.array(presetSchema),
  Profile: profileSchema,
  Profiles: z.array(profileSchema),
  Health: healthSchema,
  Readiness: readinessSchema,
  Fault: faultSchema,
  ProblemDetails: problemDetailsSchema,
  ...compareSchemas,
  ...explainSchemas,
  ...rightsSchemas,
  ...serviceSchemas,
  ...webhookEventSchemas,
} as const;

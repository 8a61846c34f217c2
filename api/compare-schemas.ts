import { z } from 'zod';

/** What plans side by side look like over the API. */

const bilingual = z.strictObject({ zh: z.string(), en: z.string() });
const shares = z.strictObject({
  pupils: z.int(),
  /** From 0 to 1; null where no pupil has choices. */
  first: z.number().nullable(),
  any: z.number().nullable(),
});

export const planKpisSchema = z.strictObject({
  score: z.strictObject({ hard: z.number(), medium: z.number(), soft: z.number() }),
  fairness: z.strictObject({
    spreadMinutes: z.number(),
    jain: z.number(),
    largestDeviationMinutes: z.number(),
  }),
  latePosts: z.int(),
  mostLateEvenings: z.int(),
  openPosts: z.int(),
  otherOpenSeats: z.int(),
  openSessions: z.int(),
  choices: shares,
  priorityChoices: shares,
  clubsHeld: z.int(),
  mergedSessions: z.int(),
  mergedClasses: z.int(),
  adultsPerClass: z.number(),
  mostAdultsOfAClass: z.int(),
  rooms: z.int(),
  awayFromHome: z.int(),
  /** Yuan a week. */
  pay: z.number(),
});

const group = z.strictObject({ id: z.string(), name: z.string(), changes: z.array(z.int()) });

export const comparisonSchema = z.strictObject({
  kpis: z.strictObject({ a: planKpisSchema, b: planKpisSchema }),
  /** Costs by rule id, each with the weights that its plan was made with. */
  rules: z.record(z.string(), z.strictObject({ a: z.number(), b: z.number() })),
  changes: z.array(
    z.strictObject({
      kind: z.enum(['added', 'removed', 'moved', 'room', 'people', 'classes', 'placement']),
      what: bilingual,
      from: bilingual,
      to: bilingual,
      staffIds: z.array(z.string()),
      classIds: z.array(z.string()),
      studentIds: z.array(z.string()),
    }),
  ),
  /** `changes` are places in the list of changes. */
  byStaff: z.array(group),
  byClass: z.array(group),
});

export const kpiQuerySchema = z.strictObject({
  /** Ids of 1 to 20 plans of one school, with commas between. */
  ids: z.string().min(1).max(1000),
});

export const kpiTableSchema = z.array(z.strictObject({ id: z.uuid(), kpis: planKpisSchema }));

/** Names of these schemas in the OpenAPI document. */
export const compareSchemas = {
  PlanKpis: planKpisSchema,
  Comparison: comparisonSchema,
  KpiTable: kpiTableSchema,
} as const;

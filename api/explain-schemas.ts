import { z } from 'zod';
import { matchGroupings } from '../solver/index.ts';
import { scoreSchema } from '../src/domain/problem.ts';

/** What the explanations of a plan look like over the API. */

const bilingual = z.strictObject({ zh: z.string(), en: z.string() });
const levelCost = z.strictObject({ hard: z.number(), medium: z.number(), soft: z.number() });

export const toldMatchSchema = z.looseObject({
  ruleId: z.string(),
  level: z.enum(['hard', 'medium', 'soft']),
  /** Unweighted. */
  cost: z.number(),
  /** `cost` times the weight of the rule. */
  weighted: z.number(),
  sentence: bilingual,
  /** Ids of whom it concerns. */
  concerns: z.strictObject({
    staff: z.array(z.string()),
    classes: z.array(z.string()),
    rooms: z.array(z.string()),
    students: z.array(z.string()),
  }),
});

export const scoreQuerySchema = z.strictObject({
  /** `matches`: with every match of every rule, told. */
  detail: z.enum(['matches']).optional(),
  /** With `detail`: how the matches are grouped. Default rule. */
  by: z.enum(matchGroupings).optional(),
});

export const scoreDetailSchema = scoreSchema.extend({
  matches: z.array(toldMatchSchema).optional(),
  by: z.enum(matchGroupings).optional(),
  /** Dearest first; `matches` are places in the list of matches. */
  groups: z
    .array(
      z.strictObject({
        id: z.string(),
        name: bilingual,
        cost: levelCost,
        matches: z.array(z.int()),
      }),
    )
    .optional(),
});

/** Names of these schemas in the OpenAPI document. */
export const explainSchemas = {
  ToldMatch: toldMatchSchema,
  ScoreDetail: scoreDetailSchema,
} as const;

import type { z } from 'zod';
import { makeLookup } from './checks/lookup.ts';
import { checkPlan } from './checks/plan.ts';
import { checkShape } from './checks/shape.ts';
import type { Fault } from './faults.ts';
import { PLAN_SCHEMA_ID, type Plan, planSchema } from './problem.ts';
import type { ProblemIndex } from './problem-index.ts';

export type ParsedPlan = { ok: true; plan: Plan } | { ok: false; faults: Fault[] };

/** Checks a whole plan as this service writes it; a malformed one is refused, not scored. */
export function parsePlan(input: unknown, index: ProblemIndex): ParsedPlan {
  return parse(planSchema, input, index, (plan) => plan);
}

/** What a plan made by hand or elsewhere must have in order to be scored: its sessions. */
const scorablePlanSchema = planSchema.partial().extend({ sessions: planSchema.shape.sessions });
type ScorablePlan = z.infer<typeof scorablePlanSchema>;

/**
 * The same for a plan that is only to be scored: all but `sessions` may be missing. What is
 * missing is filled with nothing, and `score` with zeros: it says nothing about such a plan.
 */
export function parsePlanForScoring(input: unknown, index: ProblemIndex): ParsedPlan {
  return parse(scorablePlanSchema, input, index, (plan: ScorablePlan) => ({
    ...plan,
    schema: PLAN_SCHEMA_ID,
    problemId: plan.problemId ?? index.problem.school.id,
    problemHash: plan.problemHash ?? '',
    openSessions: plan.openSessions ?? [],
    score: plan.score ?? { hard: 0, medium: 0, soft: 0, rules: {} },
    seed: plan.seed ?? 0,
    solver: plan.solver ?? {},
  }));
}

function parse<T>(
  schema: z.ZodType<T>,
  input: unknown,
  index: ProblemIndex,
  complete: (plan: T) => Plan,
): ParsedPlan {
  const shape = checkShape(schema, input);
  const faults = shape.faults;
  if (shape.loose !== undefined) {
    checkPlan(
      shape.loose as Parameters<typeof checkPlan>[0],
      makeLookup(index.problem),
      faults,
      [],
    );
  }
  if (faults.length > 0 || shape.whole === undefined) return { ok: false, faults: faults.told() };
  return { ok: true, plan: complete(shape.whole) };
}

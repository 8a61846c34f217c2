import { fittedTo } from './fitted-to.ts';
import { type Problem, planSchema } from './problem.ts';
import { type ParsedProblem, parseProblem } from './validate.ts';

/**
 * As `parseProblem`, for data that people edited. The plan that a run kept to stays in the data of
 * a school; whoever takes a person or a class out of them does not know that it speaks of these,
 * and could not mend it. So it keeps what the data still know, and its other parts are no faults.
 */
export function parseEdited(input: unknown): ParsedProblem {
  const parsed = parseProblem(input);
  if (parsed.ok || typeof input !== 'object' || input === null) return parsed;
  const { baseline, ...rest } = input as Partial<Problem>;
  const plan = planSchema.safeParse(baseline);
  if (!plan.success) return parsed;
  const free = parseProblem(rest);
  if (!free.ok) return free;
  return parseProblem({ ...rest, baseline: fittedTo(plan.data, free.problem) });
}

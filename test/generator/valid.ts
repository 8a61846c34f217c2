import type { Problem } from '../../src/domain/problem.ts';
import { parseProblemText } from '../../src/domain/validate.ts';

/** Every fault that the service would find in a problem sent to it as text. */
export function faultsOf(problem: Problem): unknown[] {
  const result = parseProblemText(JSON.stringify(problem));
  return result.ok ? [] : result.faults;
}

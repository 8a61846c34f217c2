import type { Score } from '../../src/domain/problem.ts';
import { CheckError, isSameCost } from '../state/check.ts';
import { Evaluator } from '../state/evaluator.ts';
import type { Climb } from './climb.ts';

/** Compares the fast forms on the best assignment with the references, rule by rule. */
export function checkAgainstVerify(climb: Climb, score: Score): void {
  const fast = new Evaluator(climb.bestState(), climb.rules).byRule();
  const differences: string[] = [];
  for (const { rule } of climb.rules) {
    const own = fast.get(rule.id) ?? 0;
    const reference = score.rules[rule.id].cost;
    if (!isSameCost(own, reference))
      differences.push(`${rule.id}: fast form ${own}, reference ${reference}`);
  }
  if (differences.length > 0) throw new CheckError(`${differences.join('; ')}.`);
}

import { Evaluator } from './evaluator.ts';
import { Snapshot } from './snapshot.ts';
import { State } from './state.ts';

/** The incremental score and the full recount differ: a fast form or the state is wrong. */
export class CheckError extends Error {
  override name = 'CheckError';
}

/** Whether two counts of a cost are the same but for rounding, which grows with large ones. */
export function isSameCost(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 + 1e-12 * Math.abs(b);
}

/**
 * Builds the same assignment afresh and compares each rule's cost, element by element, with what
 * the evaluator holds. The state must have no pending Change.
 */
export function checkState(state: State, evaluator: Evaluator): void {
  const fresh = new State(state.model);
  new Snapshot(state).restore(fresh);
  const full = new Evaluator(fresh, evaluator.rules);
  const differences: string[] = [];
  const expected = full.byRule();
  for (const [rule, cost] of evaluator.byRule()) {
    const other = expected.get(rule) ?? 0;
    if (!isSameCost(cost, other))
      differences.push(`${rule}: ${cost} in the running state, ${other} counted afresh`);
  }
  for (const level of ['hard', 'medium', 'soft'] as const) {
    if (!isSameCost(evaluator[level], full[level]))
      differences.push(
        `${level}: ${evaluator[level]} kept by deltas, ${full[level]} counted afresh`,
      );
  }
  if (differences.length > 0) {
    throw new CheckError(
      `${differences.join('; ')}. Maybe the fast form of the rule reads something that no touched scope stands for.`,
    );
  }
}

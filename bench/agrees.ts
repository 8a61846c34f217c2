import type { Plan, Score } from '../src/domain/problem.ts';

/** The plan's own score and the independent one, rule by rule. */
export function agrees(plan: Plan, checked: Score): boolean {
  const close = (a: number, b: number) => Math.abs(a - b) <= 1e-6;
  const ids = new Set([...Object.keys(plan.score.rules), ...Object.keys(checked.rules)]);
  return (
    close(plan.score.hard, checked.hard) &&
    close(plan.score.medium, checked.medium) &&
    close(plan.score.soft, checked.soft) &&
    [...ids].every((id) => close(plan.score.rules[id]?.cost ?? 0, checked.rules[id]?.cost ?? 0))
  );
}

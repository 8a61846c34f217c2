import type { Messages } from '../i18n/zh.ts';
import type { Plan } from '../remote/types.ts';

/**
 * How far the plan is from the best one at the most, by the bound that was proven beside the run
 * that made it; undefined where there is none.
 */
export function boundText(
  { bound, score }: Pick<Plan, 'bound' | 'score'>,
  t: Messages,
  number: (value: number, digits?: number) => string,
): string | undefined {
  // The proof is about plans that keep every hard rule.
  if (!bound || score.hard > 0) return undefined;
  const rest = score.soft - bound.soft;
  if (rest < 0.05) return t.plan.isBest;
  const percent = (100 * rest) / score.soft;
  return t.plan.atMost(number(rest, 1), number(percent, 1), number(bound.soft, 1));
}

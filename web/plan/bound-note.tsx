import { useLanguage } from '../i18n/language.tsx';
import type { Plan } from '../remote/types.ts';

/** How far the plan is from the best one at the most, as it was proven beside the run that made it. */
export function BoundNote({ plan: { bound, score } }: { plan: Pick<Plan, 'bound' | 'score'> }) {
  const { t, number } = useLanguage();
  // The proof is about plans that keep every hard rule.
  if (!bound || score.hard > 0) return null;
  const rest = score.soft - bound.soft;
  return (
    <p className="bound-note" title={bound.method}>
      {rest < 0.05
        ? t.plan.isBest
        : t.plan.atMost(
            number(rest, 1),
            number((100 * rest) / score.soft, 1),
            number(bound.soft, 1),
          )}
    </p>
  );
}

import { useLanguage } from '../i18n/language.tsx';
import type { Plan } from '../remote/types.ts';
import { boundText } from './bound-text.ts';

/** How far the plan is from the best one at the most, where that was proven. */
export function BoundNote({ plan }: { plan: Pick<Plan, 'bound' | 'score'> }) {
  const { t, number } = useLanguage();
  const text = boundText(plan, t, number);
  return text === undefined ? null : (
    <p className="bound-note" title={plan.bound?.method}>
      {text}
    </p>
  );
}

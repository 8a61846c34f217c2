import { useLanguage } from '../i18n/language.tsx';
import type { PlanModel } from './plan-model.ts';

/** What the colours mean. */
export function PlanLegend({ model }: { model: PlanModel }) {
  const { t } = useLanguage();
  const segments = [...new Set(model.periods.map((p) => p.segment))];
  return (
    <div className="legend no-print" role="note" aria-label={t.plan.legend}>
      {segments.map((segment) => (
        <span key={segment} className={`seg-${segment}`}>
          {t.segment[segment]}
        </span>
      ))}
      <span className="seg-open">{t.plan.openPost}</span>
    </div>
  );
}

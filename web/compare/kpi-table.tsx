import { useMemo } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { type ComparedPlan, PlanHeads } from './compared-plan.tsx';
import { isLessBetter, type PlanKpis, planKpis } from './plan-kpis.ts';

/** Figures side by side, the best of each row marked by a tick as well as by colour. */
export function KpiTable({ plans }: { plans: readonly ComparedPlan[] }) {
  const { t, number } = useLanguage();
  const kpis = useMemo(() => plans.map(({ model }) => planKpis(model)), [plans]);
  const show = (key: keyof PlanKpis, value: number | null) => {
    if (value === null) return '–';
    if (key === 'firstChoice' || key === 'anyChoice') return `${number(value * 100, 1)}%`;
    return number(value, key === 'jain' ? 4 : 1);
  };
  return (
    <section className="card scroll-x">
      <h2>{t.compare.kpi}</h2>
      <table className="table">
        <thead>
          <tr>
            <th>{t.compare.kpi}</th>
            <PlanHeads plans={plans} />
          </tr>
        </thead>
        <tbody>
          {(Object.keys(isLessBetter) as (keyof PlanKpis)[]).map((key) => {
            const values = kpis.map((one) => one[key]);
            const best = bestOf(values, isLessBetter[key]);
            return (
              <tr key={key}>
                <td>{t.compare.kpis[key]}</td>
                {values.map((value, i) => (
                  <td
                    key={plans[i]?.id}
                    className={value !== null && value === best ? 'n better' : 'n'}
                  >
                    {value !== null && value === best && (
                      <span title={t.compare.better} role="img" aria-label={t.compare.better}>
                        ✓{' '}
                      </span>
                    )}
                    {show(key, value)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** The best value, unless all are the same or there is no better. */
function bestOf(
  values: readonly (number | null)[],
  lessIsBetter: boolean | null,
): number | undefined {
  const known = values.filter((value) => value !== null);
  if (lessIsBetter === null || known.length < 2) return undefined;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (high - low < 1e-6) return undefined;
  return lessIsBetter ? low : high;
}

import { useMemo } from 'react';
import type { PlanKpis } from '../../src/domain/compare/kpis.ts';
import { publishability } from '../../src/domain/publishable.ts';
import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useKpis } from '../remote/compare.ts';
import { type ComparedPlan, PlanHeads } from './compared-plan.tsx';

interface Row {
  name: string;
  of(kpis: PlanKpis): number | null;
  /** `null` where neither way is better. */
  isLessBetter: boolean | null;
  /** Digits after the point; `percent` for parts from 0 to 1. */
  form?: number | 'percent';
}

const rows: Row[] = [
  { name: 'hard', of: ({ score }) => score.hard, isLessBetter: true },
  { name: 'medium', of: ({ score }) => score.medium, isLessBetter: true },
  { name: 'soft', of: ({ score }) => score.soft, isLessBetter: true },
  { name: 'openPosts', of: (kpis) => kpis.openPosts, isLessBetter: true },
  { name: 'otherOpenSeats', of: (kpis) => kpis.otherOpenSeats, isLessBetter: true },
  { name: 'missing', of: (kpis) => kpis.openSessions, isLessBetter: true },
  {
    name: 'maxDeviation',
    of: ({ fairness }) => fairness.largestDeviationMinutes,
    isLessBetter: true,
  },
  { name: 'spread', of: ({ fairness }) => fairness.spreadMinutes, isLessBetter: true },
  { name: 'jain', of: ({ fairness }) => fairness.jain, isLessBetter: false, form: 4 },
  { name: 'late', of: (kpis) => kpis.latePosts, isLessBetter: true },
  { name: 'mostLate', of: (kpis) => kpis.mostLateEvenings, isLessBetter: true },
  { name: 'firstChoice', of: ({ choices }) => choices.first, isLessBetter: false, form: 'percent' },
  { name: 'anyChoice', of: ({ choices }) => choices.any, isLessBetter: false, form: 'percent' },
  { name: 'clubsHeld', of: (kpis) => kpis.clubsHeld, isLessBetter: false },
  { name: 'adultsPerClass', of: (kpis) => kpis.adultsPerClass, isLessBetter: true },
  { name: 'awayFromHome', of: (kpis) => kpis.awayFromHome, isLessBetter: true },
  { name: 'merged', of: (kpis) => kpis.mergedSessions, isLessBetter: null },
  { name: 'rooms', of: (kpis) => kpis.rooms, isLessBetter: null },
  { name: 'pay', of: (kpis) => kpis.pay, isLessBetter: null, form: 0 },
];

/** Figures side by side, the best of each row marked by a tick as well as by colour. */
export function KpiTable(props: {
  plans: readonly ComparedPlan[];
  /** Of different schools none is better. */
  isRanked: boolean;
  /** By different weights no soft cost is better. */
  hasOneScale: boolean;
}) {
  const { plans, isRanked, hasOneScale } = props;
  const { t, number } = useLanguage();
  const asked = useKpis(plans.map(({ id }) => id));
  const canPublish = useMemo(
    () => plans.map(({ model }) => publishability(model.plan, model.index).publishable),
    [plans],
  );
  const show = (value: number | null, form: Row['form'] = 1) => {
    if (value === null) return '–';
    return form === 'percent' ? `${number(value * 100, 1)}%` : number(value, form);
  };
  if (asked.error) return <Failure error={asked.error} retry={() => void asked.refetch()} />;
  // As long as the table will be: who is on the buttons below it finds them where they were.
  if (!asked.data) return <Loading rows={rows.length + 2} />;
  const kpis = asked.data.map((one) => one.kpis);
  return (
    <section className="card scroll-x">
      <h2>{t.compare.kpi}</h2>
      <table className="table" aria-label={t.compare.kpi}>
        <thead>
          <tr>
            <th>{t.compare.kpi}</th>
            <PlanHeads plans={plans} />
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t.compare.kpis.publishable}</th>
            {canPublish.map((is, i) => (
              <td key={plans[i]?.id} className="n">
                {is ? t.word.yes : t.word.no}
              </td>
            ))}
          </tr>
          {rows.map(({ name, of, isLessBetter, form }) => {
            const values = kpis.map(of);
            const canBeBetter = isRanked && (hasOneScale || name !== 'soft');
            const best = bestOf(values, canBeBetter ? isLessBetter : null, (value) =>
              show(value, form),
            );
            return (
              <tr key={name}>
                <th scope="row">{t.compare.kpis[name]}</th>
                {values.map((value, i) => (
                  <td key={plans[i]?.id} className={show(value, form) === best ? 'n better' : 'n'}>
                    {show(value, form) === best && (
                      <span title={t.compare.better} role="img" aria-label={t.compare.better}>
                        ✓{' '}
                      </span>
                    )}
                    {show(value, form)}
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

/** The best value as it is shown, unless all look the same or there is no better. */
export function bestOf(
  values: readonly (number | null)[],
  isLessBetter: boolean | null,
  show: (value: number) => string,
): string | undefined {
  const known = values.filter((value) => value !== null);
  if (isLessBetter === null || known.length < 2) return undefined;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (show(low) === show(high)) return undefined;
  return show(isLessBetter ? low : high);
}

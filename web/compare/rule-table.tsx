import { Switch } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { useRules } from '../remote/queries.ts';
import { type ComparedPlan, PlanHeads } from './compared-plan.tsx';

/** What each rule costs in each plan, with the distance to the first. */
export function RuleTable(props: {
  plans: readonly ComparedPlan[];
  /** Of different schools, and by different weights, a distance says nothing. */
  isRanked: boolean;
}) {
  const { plans, isRanked } = props;
  const { t, lang, number } = useLanguage();
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const rules = useRules().data ?? [];
  const rows = rules
    .map((rule) => ({
      rule,
      // As they are shown: a distance that nobody can see is none.
      costs: plans.map(({ model }) => tenths(model.plan.score.rules[rule.id]?.cost ?? 0)),
    }))
    .filter(({ costs }) => {
      return onlyDifferent
        ? costs.some((cost) => cost !== costs[0])
        : costs.some((cost) => cost > 0);
    });
  return (
    <section className="card scroll-x" style={{ marginTop: 14 }}>
      <h2>{t.compare.byRule}</h2>
      <p className="no-print">
        <Switch
          size="small"
          checked={onlyDifferent}
          onChange={setOnlyDifferent}
          aria-label={t.compare.onlyDifferent}
        />{' '}
        {t.compare.onlyDifferent}
      </p>
      <table className="table" aria-label={t.compare.byRule}>
        <thead>
          <tr>
            <th>{t.word.rule}</th>
            <PlanHeads plans={plans} />
          </tr>
        </thead>
        <tbody>
          {rows.map(({ rule, costs }) => (
            <tr key={rule.id}>
              <th scope="row" title={rule.sentence[lang]}>
                {rule.title[lang]}
              </th>
              {costs.map((cost, i) => {
                const off = cost - (costs[0] ?? 0);
                return (
                  <td key={plans[i]?.id} className="n">
                    {number(cost, 1)}{' '}
                    {isRanked && i > 0 && off !== 0 && (
                      <span className={`small ${off < 0 ? 'better' : 'worse'}`}>
                        {off > 0 ? '+' : '−'}
                        {number(Math.abs(off), 1)}
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function tenths(cost: number): number {
  return Math.round(cost * 10) / 10;
}

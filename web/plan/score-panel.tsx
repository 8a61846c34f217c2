import { useState } from 'react';
import type { Problem, Score } from '../../src/domain/problem.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useRules } from '../remote/queries.ts';
import { RuleMatches } from './rule-matches.tsx';
import './tables.css';

/** What each rule costs in a plan, dearest first, with the rule's sentence beside it. */
export function ScorePanel(props: {
  score: Score;
  /** With the weights that it is scored by. */
  problem: Problem | undefined;
  /** Of a search that is on: it counts parts of the week that cost something, not how often. */
  isOnTheWay?: boolean;
  /** Of a stored plan, which can be asked where each rule costs something. */
  planId?: string;
}) {
  const { score, problem, planId, isOnTheWay = false } = props;
  const { t, lang, number } = useLanguage();
  const [opened, setOpened] = useState<string>();
  const rules = useRules().data ?? [];
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const rank = { hard: 0, medium: 1, soft: 2 };
  const level = (id: string) => known.get(id)?.level ?? 'soft';
  const all = Object.entries(score.rules);
  const rows = all.filter(([, { cost }]) => cost > 0);
  rows.sort(([a, x], [b, y]) => rank[level(a)] - rank[level(b)] || y.cost - x.cost);
  const weights = problem?.rules?.weights ?? {};
  return (
    <section className="card" aria-label={t.plan.score}>
      <h2>{t.solve.byRule}</h2>
      {rows.length === 0 ? (
        <p className="muted">{t.solve.noCost}</p>
      ) : (
        <div className="scroll-x">
          <table className="table" aria-label={t.solve.byRule}>
            <thead>
              <tr>
                <th>{t.word.rule}</th>
                {!isOnTheWay && <th className="n">{t.word.count}</th>}
                <th className="n">{t.word.cost}</th>
                <th className="wide">{t.solve.share}</th>
                <th className="n">{t.word.weight}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([id, { count, cost }]) => {
                const rule = known.get(id);
                // Rules of other levels are no part of the soft cost.
                const share = level(id) === 'soft' && score.soft > 0 ? cost / score.soft : null;
                return (
                  <tr key={id} className={`level-${level(id)}`}>
                    <th scope="row">
                      <b>{rule?.title[lang] ?? id}</b>
                      <div className="muted small sentence">{rule?.sentence[lang]}</div>
                      {planId !== undefined && (
                        <button
                          type="button"
                          className="link small no-print"
                          aria-expanded={opened === id}
                          onClick={() => setOpened(opened === id ? undefined : id)}
                        >
                          {t.plan.where}
                        </button>
                      )}
                      {planId !== undefined && opened === id && (
                        <RuleMatches planId={planId} ruleId={id} />
                      )}
                    </th>
                    {!isOnTheWay && <td className="n">{number(count)}</td>}
                    <td className="n">{number(cost, 1)}</td>
                    <td className="wide">
                      {share !== null && (
                        <span className="bar" style={{ width: `${Math.max(1, share * 100)}%` }} />
                      )}
                    </td>
                    <td className="n">
                      {level(id) === 'soft'
                        ? (weights[id] ?? rule?.defaultWeight)
                        : t.level[level(id)]}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {all.length > rows.length && (
        <p className="muted">{t.solve.others(all.length - rows.length)}</p>
      )}
    </section>
  );
}

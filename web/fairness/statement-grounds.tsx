import { useLanguage } from '../i18n/language.tsx';
import { useRules } from '../remote/queries.ts';
import type { Fairness } from '../remote/types.ts';

/** The rules by which load and late posts are shared out. */
const grounds = ['fairLoad', 'fairEdge', 'lateStreak', 'longDay'];

/** With whom a person is compared, where they stand among them, and by which rules. */
export function StatementGrounds(props: { person: Fairness; people: readonly Fairness[] }) {
  const { person, people } = props;
  const { t, lang, number } = useLanguage();
  const rules = useRules().data ?? [];
  const peers = people.filter(({ kind, share }) => kind === person.kind && share === person.share);
  const standOf = (of: (one: Fairness) => number) => {
    const values = peers.map(of);
    const above = values.filter((value) => value > of(person)).length;
    return { least: Math.min(...values), most: Math.max(...values), place: above + 1 };
  };
  const [load, edge] = [standOf((one) => one.load), standOf((one) => one.edge)];
  const ids = person.heaviest ? [...grounds, person.heaviest.ruleId] : grounds;
  const named = rules.filter(({ id }) => ids.includes(id));
  return (
    <>
      <h2>{t.fairness.against}</h2>
      <p>
        {t.fairness.peers(t.staffKind[person.kind], number(peers.length), number(person.share, 2))}
      </p>
      <div className="scroll-x">
        <table className="table">
          <thead>
            <tr>
              <th />
              <th className="n">{person.name}</th>
              <th className="n">{t.fairness.target}</th>
              <th className="n">{t.fairness.median}</th>
              <th className="n">{t.fairness.range}</th>
              <th className="n">{t.fairness.place}</th>
            </tr>
          </thead>
          <tbody>
            {(
              [
                [t.fairness.load, person.load, person.loadTarget, person.loadMedian, load],
                [t.fairness.edge, person.edge, person.edgeTarget, person.edgeMedian, edge],
              ] as const
            ).map(([label, value, target, median, stand]) => (
              <tr key={label}>
                <td>{label}</td>
                <td className="n">{number(value)}</td>
                <td className="n">{target === null ? '–' : number(target, 1)}</td>
                <td className="n">{number(median, 1)}</td>
                <td className="n">
                  {number(stand.least)}–{number(stand.most)}
                </td>
                <td className="n">
                  {number(stand.place)} / {number(peers.length)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>{t.fairness.byRule}</h2>
      <ul>
        {named.map((rule) => (
          <li key={rule.id}>
            <b>{rule.title[lang]}</b> <span className="small">{rule.sentence[lang]}</span>
            {person.heaviest?.ruleId === rule.id && (
              <div className="muted small">{person.heaviest.sentence[lang]}</div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

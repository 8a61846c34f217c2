import { DataTable } from '../app/data-table.tsx';
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
      <DataTable
        label={t.fairness.against}
        isPart
        stacks
        rows={[
          {
            label: t.fairness.load,
            own: person.load,
            target: person.loadTarget,
            median: person.loadMedian,
            stand: load,
          },
          {
            label: t.fairness.edge,
            own: person.edge,
            target: person.edgeTarget,
            median: person.edgeMedian,
            stand: edge,
          },
        ]}
        keyOf={({ label }) => label}
        columns={[
          { head: t.fairness.what, isHeadHidden: true, cell: ({ label }) => label },
          { head: person.name, className: 'n', cell: ({ own }) => number(own) },
          {
            head: t.fairness.target,
            className: 'n',
            cell: ({ target }) => (target === null ? '–' : number(target, 1)),
          },
          { head: t.fairness.median, className: 'n', cell: ({ median }) => number(median, 1) },
          {
            head: t.fairness.range,
            className: 'n',
            cell: ({ stand }) => `${number(stand.least)}–${number(stand.most)}`,
          },
          {
            head: t.fairness.place,
            className: 'n',
            cell: ({ stand }) => `${number(stand.place)} / ${number(peers.length)}`,
          },
        ]}
      />
      <h2>{t.fairness.byRule}</h2>
      <ul>
        {named.map((rule) => (
          <li key={rule.id}>
            <b>{rule.title[lang]}</b> <span className="small">{rule.sentence[lang]}</span>
            {person.heaviest?.ruleId === rule.id && (
              <div className="muted small">
                {t.fairness.heaviest(
                  number(person.heaviest.cost, 1),
                  peers.length > 1 ? number(person.heaviest.median, 1) : undefined,
                  person.heaviest.matches,
                )}
                {person.heaviest.sentence[lang]}
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

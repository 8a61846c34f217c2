import { useLanguage } from '../i18n/language.tsx';
import type { CostPoint } from '../remote/job-events.ts';
import { useRules } from '../remote/queries.ts';

const WIDTH = 220;
const HEIGHT = 56;
/** The others are in the table of rules. */
const MOST = 12;

/** What each rule cost over the time of the run, dearest first, each on a log scale of its own. */
export function RuleCurves({ points }: { points: readonly CostPoint[] }) {
  const { t, lang, number } = useLanguage();
  const titles = new Map(useRules().data?.map(({ id, title }) => [id, title[lang]]));
  const last = points.at(-1);
  if (!last) return null;
  const most = new Map<string, number>();
  for (const { rules } of points) {
    for (const [id, cost] of Object.entries(rules)) most.set(id, Math.max(most.get(id) ?? 0, cost));
  }
  const now = (id: string) => last.rules[id] ?? 0;
  const dearest = [...most.keys()]
    .sort((a, b) => now(b) - now(a) || (most.get(b) ?? 0) - (most.get(a) ?? 0))
    .slice(0, MOST);
  return (
    <section className="card" aria-label={t.solve.ruleCurves}>
      <h2>{t.solve.ruleCurves}</h2>
      <p className="muted small">{t.solve.ruleCurvesHint}</p>
      <ul className="rule-curves">
        {dearest.map((id) => {
          const first = points[0]?.rules[id] ?? 0;
          const told = `${number(first)} → ${number(now(id))}`;
          return (
            <li key={id}>
              <div>
                <span>{titles.get(id) ?? id}</span> <b className="num">{told}</b>
              </div>
              <svg
                className="chart"
                viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
                role="img"
                aria-label={`${titles.get(id) ?? id} ${told}`}
              >
                <line x1={0} x2={WIDTH} y1={HEIGHT - 3} y2={HEIGHT - 3} className="rule" />
                <path d={pathOf(id, points, most.get(id) ?? 0)} className="curve" />
              </svg>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Steps from best to best. The scale is log(1 + cost), which has room for 0, from least to most. */
function pathOf(id: string, points: readonly CostPoint[], most: number): string {
  const least = Math.min(...points.map(({ rules }) => rules[id] ?? 0));
  const room = Math.max(1e-9, Math.log1p(most) - Math.log1p(least));
  const end = Math.max(points.at(-1)?.seconds ?? 0, 0.001);
  const x = (seconds: number) => ((seconds / end) * WIDTH).toFixed(1);
  const y = (cost: number) =>
    (HEIGHT - 3 - ((Math.log1p(cost) - Math.log1p(least)) / room) * (HEIGHT - 8)).toFixed(1);
  return points
    .map(({ seconds, rules }, i) => {
      const height = y(rules[id] ?? 0);
      return i === 0 ? `M${x(seconds)} ${height}` : `H${x(seconds)}V${height}`;
    })
    .join('');
}

import { useLanguage } from '../i18n/language.tsx';
import type { CostPoint, LiveJob } from '../remote/job-events.ts';
import { hasEnded } from '../remote/types.ts';
import { useWidth } from './use-width.ts';

/** Pixels. The drawing is as wide as its place, so that its words stay readable in a narrow one. */
const USUAL_WIDTH = 640;
const LEFT = 62;
const BOTTOM = 34;
const TOP = 26;
const RIGHT = 14;

/** Soft cost over time on a log scale; dashed while posts are still open; the bound, if known. */
export function CostChart({
  points,
  seconds,
  bound,
  nothing,
}: {
  points: readonly CostPoint[];
  /** How long the run may take; the axis is at least as long as what was seen. */
  seconds: number | undefined;
  bound?: number | undefined;
  /** Said where there is no point. */
  nothing: string;
}) {
  const { t, number } = useLanguage();
  const [width, ref] = useWidth(USUAL_WIDTH);
  const height = Math.round(Math.max(170, Math.min(260, width * 0.45)));
  const costs = points.map((point) => Math.max(1, point.soft));
  if (costs.length === 0) return <p className="muted">{nothing}</p>;
  const low = Math.min(...costs, bound && bound > 0 ? bound : Number.POSITIVE_INFINITY) * 0.98;
  const high = Math.max(...costs) * 1.02;
  const last = points[points.length - 1] as CostPoint;
  const end = Math.max(seconds ?? 0, last.seconds, 1);
  const x = (time: number) => LEFT + (time / end) * (width - LEFT - RIGHT);
  const span = Math.log(high) - Math.log(low) || 1;
  const y = (cost: number) =>
    TOP + ((Math.log(high) - Math.log(Math.max(1, cost))) / span) * (height - TOP - BOTTOM);
  const settled = points.findIndex((point) => point.hard === 0 && point.medium === 0);
  const line = (some: readonly CostPoint[]) =>
    some.map((p, i) => {
      // The best stays the best until a better one comes: steps, not slopes.
      const before = some[i - 1];
      return before ? `H${x(p.seconds)}V${y(p.soft)}` : `M${x(p.seconds)} ${y(p.soft)}`;
    });
  const early = settled === -1 ? points : points.slice(0, settled + 1);
  const late = settled === -1 ? [] : points.slice(settled);
  const first = points[0] as CostPoint;
  return (
    <svg
      ref={ref}
      className="chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t.solve.chartLabel(
        number(first.soft),
        number(last.soft),
        number(last.seconds, 1),
      )}
    >
      {costTicks(low, high).map((cost) => (
        <g key={cost}>
          <line x1={LEFT} x2={width - RIGHT} y1={y(cost)} y2={y(cost)} className="rule" />
          <text x={LEFT - 6} y={y(cost) + 4} textAnchor="end">
            {number(cost)}
          </text>
        </g>
      ))}
      {timeTicks(end, width < 420 ? 3 : 5).map((time) => (
        <text
          key={time}
          x={x(time)}
          y={height - 16}
          // The last one must not stick out.
          textAnchor={x(time) > width - RIGHT - 20 ? 'end' : 'middle'}
        >
          {number(time, 1)}
        </text>
      ))}
      <text x={width - RIGHT} y={height - 2} textAnchor="end">
        {t.solve.timeAxis}
      </text>
      <text x={LEFT} y={12}>
        {t.solve.costAxis}
      </text>
      {bound !== undefined && bound > 0 && (
        <>
          <line x1={LEFT} x2={width - RIGHT} y1={y(bound)} y2={y(bound)} className="bound" />
          <text x={width - RIGHT} y={y(bound) - 5} textAnchor="end" className="bound-text">
            {t.solve.bound} {number(bound)}
          </text>
        </>
      )}
      <path d={line(early).join('')} className="curve open" />
      <path d={line(late).join('')} className="curve" />
      <circle cx={x(last.seconds)} cy={y(last.soft)} r={4} className="dot" />
    </svg>
  );
}

/** Why there is no curve. */
export function useNoCurve({ job, isWhole }: Pick<LiveJob, 'job' | 'isWhole'>): string {
  const { t } = useLanguage();
  if (job && !hasEnded(job.status)) return t.solve.noPointsYet;
  return isWhole ? t.solve.noCurve : t.state.loading;
}

/** Round figures between two costs, close enough for a scale of a few lines. */
function costTicks(low: number, high: number): number[] {
  for (const parts of [[1], [1, 2, 5], [1, 1.5, 2, 3, 5, 7]]) {
    const ticks = roundFigures(low, high, parts);
    if (ticks.length >= 3) return ticks;
  }
  const step = 10 ** Math.floor(Math.log10(Math.max(high - low, 1)));
  for (const size of [step * 5, step * 2, step, step / 2, step / 5]) {
    const first = Math.ceil(low / size) * size;
    const ticks: number[] = [];
    for (let tick = first; tick <= high; tick += size) ticks.push(Math.round(tick * 10) / 10);
    if (ticks.length >= 3) return ticks.slice(0, 8);
  }
  return [low, high];
}

function roundFigures(low: number, high: number, parts: readonly number[]): number[] {
  const ticks: number[] = [];
  for (let power = 1; power <= high; power *= 10) {
    for (const part of parts) {
      const tick = part * power;
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return ticks;
}

function timeTicks(end: number, most: number): number[] {
  const rough = end / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? rough;
  const ticks: number[] = [];
  for (let time = 0; time <= end + 1e-9; time += step) ticks.push(time);
  return ticks;
}

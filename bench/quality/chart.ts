import { compareLevels, costAt, medianOf, worstOf } from './aggregate.ts';
import { type Levels, marks, type Results, type Run } from './results.ts';

const panel = { width: 250, height: 190, left: 42, right: 12, top: 26, bottom: 30 };
const columns = 3;
/** Costs this much above the best known are drawn at the upper edge. */
const ceiling = 0.3;
const ticks = [1, 3, 10, 30, 60, 300];

/**
 * Small multiples, one for each school with one number of threads: time on a logarithmic axis,
 * soft cost above the best known in per cent; the median as a line, the worst as the edge of the
 * band. Where medium differs from the best known there is no point.
 */
export function drawChart(results: Results, threads: number): string {
  const runs = results.runs.filter((run) => run.threads === threads);
  const instances = [...new Set(runs.map((run) => run.instance))];
  const rows = Math.ceil(instances.length / columns);
  const width = columns * panel.width;
  const height = rows * panel.height + 26;
  const panels = instances.map((instance, i) => {
    const own = runs.filter((run) => run.instance === instance);
    const longest = Math.max(...own.map((run) => run.seconds));
    const x = (i % columns) * panel.width;
    const y = Math.floor(i / columns) * panel.height;
    const best = bestCost(results.runs.filter((run) => run.instance === instance));
    const drawn = drawPanel(
      own.filter((run) => run.seconds === longest),
      best,
    );
    return `<g transform="translate(${x} ${y})"><text x="${panel.left}" y="16" font-weight="bold">${escaped(instance)}</text>${drawn}</g>`;
  });
  const legend = `<g transform="translate(${panel.left} ${height - 10})"><line x2="18" y1="-4" y2="-4" stroke="#1f5fa8" stroke-width="2"/><text x="23">median 中位</text><rect x="105" y="-9" width="18" height="9" fill="#1f5fa8" opacity=".18"/><text x="128">to the worst seed 至最差 · soft cost above the best known 高于已知最优 · seconds 秒</text></g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11"><rect width="${width}" height="${height}" fill="#fff"/>${panels.join('\n')}${legend}</svg>\n`;
}

function bestCost(runs: readonly Run[]): Levels | undefined {
  const costs = runs.flatMap((run) => run.course.flatMap(({ cost }) => (cost ? [cost] : [])));
  return costs.sort(compareLevels)[0];
}

function drawPanel(runs: readonly Run[], best: Levels | undefined): string {
  const { width, height, left, right, top, bottom } = panel;
  const limit = runs[0].seconds;
  const times = [...marks.filter((mark) => mark < limit), limit];
  const span = Math.log(limit / times[0]) || 1;
  const x = (t: number) => left + ((width - left - right) * Math.log(t / times[0])) / span;
  const y = (share: number) =>
    height - bottom - ((height - top - bottom) * Math.min(share, ceiling)) / ceiling;
  const above = (cost: Levels | null) =>
    cost && best && cost[0] === best[0] && cost[1] === best[1] && best[2] > 0
      ? cost[2] / best[2] - 1
      : undefined;
  const points = times.flatMap((t) => {
    const costs = runs.map((run) => costAt(run, t));
    const median = above(medianOf(costs));
    if (median === undefined) return [];
    return [{ t, median, worst: above(worstOf(costs)) ?? ceiling }];
  });
  const grid = [0, 0.1, 0.2, 0.3].map(
    (share) =>
      `<line x1="${left}" x2="${width - right}" y1="${n(y(share))}" y2="${n(y(share))}" stroke="#ddd"/><text x="${left - 5}" y="${n(y(share) + 4)}" text-anchor="end">${Math.round(100 * share)} %</text>`,
  );
  const axis = ticks
    .filter((t) => t >= times[0] && t <= limit)
    .map(
      (t) =>
        `<line x1="${n(x(t))}" x2="${n(x(t))}" y1="${height - bottom}" y2="${height - bottom + 4}" stroke="#888"/><text x="${n(x(t))}" y="${height - bottom + 16}" text-anchor="middle">${t}</text>`,
    );
  const at = (t: number, share: number) => `${n(x(t))},${n(y(share))}`;
  const line = points.map(({ t, median }) => at(t, median)).join(' ');
  const back = [...points].reverse().map(({ t, median }) => at(t, median));
  const band = [...points.map(({ t, worst }) => at(t, worst)), ...back].join(' ');
  return `${grid.join('')}${axis.join('')}<polygon points="${band}" fill="#1f5fa8" opacity=".18"/><polyline points="${line}" fill="none" stroke="#1f5fa8" stroke-width="2"/>`;
}

function n(value: number): string {
  return value.toFixed(1);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

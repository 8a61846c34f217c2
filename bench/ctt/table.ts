import { finalists, published } from './published.ts';

/** What the runs of one instance came to: a cost and the broken hard constraints of each seed. */
export interface InstanceRuns {
  name: string;
  runs: readonly { seed: number; hard: number; soft: number; steps: number; seconds: number }[];
}

export interface Summary {
  best: number;
  median: number;
  worst: number;
  /** Runs that break a hard constraint or miss a lecture. */
  infeasible: number;
}

/** A run that breaks a hard constraint or misses a lecture is worse than any that does not. */
export function summarize({ runs }: InstanceRuns): Summary {
  const costs = [...runs]
    .sort((a, b) => a.hard - b.hard || a.soft - b.soft)
    .map(({ soft }) => soft);
  const middle = (costs.length - 1) / 2;
  return {
    best: costs[0],
    median: (costs[Math.floor(middle)] + costs[Math.ceil(middle)]) / 2,
    worst: costs[costs.length - 1],
    infeasible: runs.filter((r) => r.hard > 0).length,
  };
}

const publishedTitles = ['best known', ...finalists, 'Müller, 20 s'];
const titles = [
  'instance',
  'best',
  'median',
  'worst',
  'infeasible runs',
  'proposals/s',
  ...publishedTitles,
];

export function tableHead(): string {
  const rule = titles.map((_, i) => (i === 0 ? '---' : '--:'));
  return `${rowOf(titles)}\n|${rule.join('|')}|`;
}

export function tableRow(instance: InstanceRuns): string {
  const { best, median, worst, infeasible } = summarize(instance);
  const steps = instance.runs.reduce((sum, r) => sum + r.steps, 0);
  const seconds = instance.runs.reduce((sum, r) => sum + r.seconds, 0);
  const speed = Math.round(steps / Math.max(1e-3, seconds)).toLocaleString('en-US');
  const others = columnsOf(instance.name);
  return rowOf([instance.name, best, median, worst, infeasible, speed, ...others]);
}

/** Sums over the instances; a published column is summed only where it has them all. */
export function tableSum(instances: readonly InstanceRuns[]): string {
  const summaries = instances.map(summarize);
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const others = instances.map(({ name }) => columnsOf(name));
  const columns = publishedTitles.map((_, i) =>
    others.every((row) => row[i] !== '') ? sum(others.map((row) => Number(row[i]))) : '',
  );
  return rowOf([
    '**sum**',
    sum(summaries.map((s) => s.best)),
    sum(summaries.map((s) => s.median)),
    sum(summaries.map((s) => s.worst)),
    sum(summaries.map((s) => s.infeasible)),
    '',
    ...columns,
  ]);
}

function columnsOf(name: string): (number | '')[] {
  const entry = published.get(name);
  if (entry === undefined) return publishedTitles.map(() => '');
  return [entry.bestKnown, ...entry.finalists, entry.winner20s];
}

function rowOf(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

import type { Levels, Proof, Results, Run } from './results.ts';

/** Lexicographic; soft values within 1e-6 are equal. Negative when `a` is better. */
export function compareLevels(a: Levels, b: Levels): number {
  if (a[0] !== b[0]) return a[0] - b[0];
  if (a[1] !== b[1]) return a[1] - b[1];
  return Math.abs(a[2] - b[2]) <= 1e-6 ? 0 : a[2] - b[2];
}

/** The cost of a run at a moment: the last one noted up to then; null if there was no plan yet. */
export function costAt({ course }: Pick<Run, 'course'>, seconds: number): Levels | null {
  let cost: Levels | null = null;
  for (const point of course) if (point.seconds <= seconds) cost = point.cost;
  return cost;
}

/** Of an even number the worse one of the middle; no plan is worse than any. */
export function medianOf(costs: readonly (Levels | null)[]): Levels | null {
  return inOrder(costs)[Math.floor(costs.length / 2)] ?? null;
}

export function worstOf(costs: readonly (Levels | null)[]): Levels | null {
  return inOrder(costs)[costs.length - 1] ?? null;
}

export function bestOf(costs: readonly (Levels | null)[]): Levels | null {
  return inOrder(costs)[0] ?? null;
}

function inOrder(costs: readonly (Levels | null)[]): (Levels | null)[] {
  return [...costs].sort((a, b) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return compareLevels(a, b);
  });
}

/** What the runs of one school with one limit and number of threads came to. */
export interface Summary {
  instance: string;
  threads: number;
  seeds: number[];
  /** Limit of these runs in seconds. */
  seconds: number;
  points: { seconds: number; median: Levels | null; worst: Levels | null }[];
  /** Of all runs of the school, whatever their threads, limit and code. */
  bestKnown: Levels | null;
  /** (median at the limit - best known) / best known; undefined where hard or medium differ. */
  overBest: number | undefined;
  /** (median at the limit - bound) / median, the most that the median run can be above an optimum. */
  overBound: number | undefined;
  proof: Proof | undefined;
  firstPlanSeconds: number | undefined;
  proposalsPerSecond: number;
  peakMegabytes: number;
  verified: boolean;
}

/**
 * One summary for each school, limit and number of threads, the schools in the order in which they
 * first appear. `times` beyond the limit are left out.
 */
export function summarize(results: Results, times: readonly number[]): Summary[] {
  const instances = unique(results.runs.map((run) => run.instance));
  return instances.flatMap((instance) => {
    const all = results.runs.filter((run) => run.instance === instance);
    const bestKnown = bestOf(all.flatMap((run) => run.course.map((point) => point.cost)));
    const ascending = (list: number[]) => unique(list).sort((a, b) => a - b);
    return ascending(all.map((run) => run.seconds)).flatMap((seconds) => {
      const those = all.filter((run) => run.seconds === seconds);
      return ascending(those.map((run) => run.threads)).map((threads) => {
        const runs = those.filter((run) => run.threads === threads);
        return summaryOf(runs, times, bestKnown, results.proofs[instance]);
      });
    });
  });
}

function summaryOf(
  runs: readonly Run[],
  times: readonly number[],
  bestKnown: Levels | null,
  proof: Proof | undefined,
): Summary {
  const { instance, threads, seconds } = runs[0];
  const points = unique([...times.filter((t) => t < seconds), seconds]).map((t) => {
    const costs = runs.map((run) => costAt(run, t));
    return { seconds: t, median: medianOf(costs), worst: worstOf(costs) };
  });
  const last = points[points.length - 1].median;
  const firsts = runs.map((run) => run.firstPlanSeconds ?? Number.POSITIVE_INFINITY);
  return {
    instance,
    threads,
    seeds: runs.map((run) => run.seed).sort((a, b) => a - b),
    seconds,
    points,
    bestKnown,
    overBest: last && bestKnown ? gapOver(last, bestKnown) : undefined,
    overBound: last && proof ? gapToBound(last, proof) : undefined,
    proof,
    firstPlanSeconds: Math.max(...firsts),
    proposalsPerSecond: sum(runs, (run) => run.proposals) / sum(runs, (run) => run.seconds),
    peakMegabytes: Math.max(...runs.map((run) => run.peakMegabytes)),
    verified: runs.every((run) => run.verified),
  };
}

function gapOver(cost: Levels, best: Levels): number | undefined {
  if (cost[0] !== best[0] || cost[1] !== best[1]) return undefined;
  return best[2] === 0 ? 0 : (cost[2] - best[2]) / best[2];
}

/** Undefined where the bound says nothing of such a plan. */
export function gapToBound(
  [hard, medium, soft]: Levels,
  { soft: bound, mediumLimit }: Pick<Proof, 'soft' | 'mediumLimit'>,
): number | undefined {
  if (hard > 0 || medium > mediumLimit || bound <= 0) return undefined;
  if (bound > soft + 1e-6)
    throw new Error(`the bound ${bound} is above the cost ${soft} of a plan`);
  return Math.max(0, soft - bound) / soft;
}

/** Of each school and limit with several numbers of threads: the fewest and the most of them. */
export function compareThreads(
  summaries: readonly Summary[],
): { instance: string; seconds: number; few: Summary; many: Summary; ratio: number | undefined }[] {
  const cases = unique(summaries.map((s) => JSON.stringify([s.instance, s.seconds])));
  return cases.flatMap((key) => {
    const own = summaries.filter((s) => JSON.stringify([s.instance, s.seconds]) === key);
    const few = own[0];
    const many = own[own.length - 1];
    if (few === many) return [];
    const [a, b] = [few, many].map((s) => s.points[s.points.length - 1].median);
    const comparable = a && b && a[0] === b[0] && a[1] === b[1];
    const ratio = comparable ? b[2] / a[2] : undefined;
    return [{ instance: few.instance, seconds: few.seconds, few, many, ratio }];
  });
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}

function sum<T>(list: readonly T[], value: (item: T) => number): number {
  return list.reduce((total, item) => total + value(item), 0);
}

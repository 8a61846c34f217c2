import type { Activity, Period } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { successors } from '../../src/domain/spans.ts';
import { allowsPeriod } from '../rules/segment-fit.ts';
import { byPeriodTime } from '../rules/session-view.ts';

/** Every stretch of periods in which a session of the activity may be, in order of time. */
export function spotsOf(activity: Activity, index: ProblemIndex): Period[][] {
  const allowed = index.problem.periods.filter((period) => allowsPeriod(activity, period));
  const span = activity.span ?? 1;
  if (span === 1) return allowed.map((period) => [period]);
  const next = successors(index.problem.periods);
  let runs = allowed.map((period) => [period]);
  for (let length = 1; length < span; length++)
    runs = runs.flatMap((run) =>
      (next.get(run[run.length - 1] as Period) ?? [])
        .filter((period) => allowed.includes(period))
        .map((period) => [...run, period]),
    );
  return runs;
}

/** How many partial sets are gone through; weeks of schools need a fraction of it. */
const triedPartial = 20_000;

/**
 * Sets of so many places that do not overlap in time and lie on at least so many weekdays: the
 * first ones found with those that cost least first, at most `limit`.
 */
export function setsOf(
  spots: readonly { periods: Period[]; cost: number }[],
  count: number,
  days: number,
  limit: number,
): Period[][][] {
  const sorted = [...spots].sort((a, b) => a.cost - b.cost);
  const sets: { set: Period[][]; cost: number }[] = [];
  let left = triedPartial;
  const grow = (from: number, set: Period[][], cost: number): void => {
    const used = new Set(set.map(([first]) => first?.weekday));
    if (used.size + count - set.length < days) return;
    if (set.length === count) {
      sets.push({ set, cost });
      return;
    }
    for (let i = from; i <= sorted.length - (count - set.length) && left > 0; i++) {
      left--;
      const { periods, cost: own } = sorted[i] as (typeof sorted)[number];
      if (!set.some((other) => areAtOnce(other, periods)))
        grow(i + 1, [...set, periods], cost + own);
    }
  };
  grow(0, [], 0);
  // The sum over single places counts twice what several need, but it tells good from bad.
  sets.sort((a, b) => a.cost - b.cost);
  return sets.slice(0, limit).map(({ set }) => set.sort(byTime));
}

function byTime([a]: readonly Period[], [b]: readonly Period[]): number {
  return a && b ? byPeriodTime(a, b) : 0;
}

function areAtOnce(a: readonly Period[], b: readonly Period[]): boolean {
  return a.some((p) =>
    b.some((q) => p.weekday === q.weekday && p.start < q.end && q.start < p.end),
  );
}

import type { Period } from './problem.ts';
import { minuteOf } from './time.ts';

type Timed = Pick<Period, 'weekday' | 'segment' | 'start' | 'end'>;

/**
 * For each period, those that may come right after it in one session: of the same weekday, later,
 * and with nothing but breaks and duty between them.
 */
export function successors<P extends Timed>(periods: readonly P[]): Map<P, P[]> {
  const timed = periods.map((period) => ({
    period,
    start: minuteOf(period.start),
    end: minuteOf(period.end),
  }));
  const between = timed.filter((t) => t.period.segment !== 'break' && t.period.segment !== 'duty');
  const result = new Map<P, P[]>();
  for (const a of timed) {
    const next = timed.filter(
      (b) =>
        b !== a &&
        b.period.weekday === a.period.weekday &&
        a.end <= b.start &&
        !between.some(
          (p) =>
            p !== a &&
            p !== b &&
            p.period.weekday === a.period.weekday &&
            p.start >= a.end &&
            p.end <= b.start,
        ),
    );
    result.set(
      a.period,
      next.map((b) => b.period),
    );
  }
  return result;
}

/** How many consecutive periods there are at most among the allowed ones. */
export function longestRun<P extends Timed>(
  next: ReadonlyMap<P, readonly P[]>,
  allowed: (period: P) => boolean,
): number {
  const candidates = [...next.keys()].filter(allowed);
  // Latest first: the run from a period is known before those that lead into it.
  candidates.sort((a, b) => minuteOf(b.start) - minuteOf(a.start));
  const run = new Map<P, number>();
  for (const period of candidates) {
    const after = (next.get(period) ?? []).map((p) => run.get(p) ?? 0);
    run.set(period, 1 + Math.max(0, ...after));
  }
  return Math.max(0, ...run.values());
}

import type { Activity, Period } from '../../src/domain/problem.ts';
import { segments } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { minuteOf, overlaps } from '../../src/domain/time.ts';
import type { Rows } from './rows.ts';
import { rowsOf } from './rows.ts';

/**
 * Periods, and the *spots* that sessions can take: a spot is a run of periods of one weekday.
 * The first `periodCount` spots are the single periods; runs of spans follow.
 */
export interface TimeTables {
  readonly periods: readonly Period[];
  readonly periodCount: number;
  readonly spotCount: number;
  readonly spotPeriods: Rows;
  readonly spotDay: Uint8Array;
  readonly spotStart: Int32Array;
  readonly spotEnd: Int32Array;
  /** Rank of a spot in the week: by weekday, start and end. */
  readonly spotOrder: Int32Array;
  /** Minutes of the periods of a spot, without gaps between them. */
  readonly spotMinutes: Int32Array;
  /** Load minutes of one seat: minutes of each period times its segment's factor. */
  readonly spotLoad: Float64Array;
  /** 1 where a seat there is a late post. */
  readonly spotLate: Uint8Array;
  /** 1 where one of the periods is `earlyArrival`. */
  readonly spotEarly: Uint8Array;
  /** spot x spot: 1 where some periods of the two overlap in time. */
  readonly spotClash: Uint8Array;
  /**
   * Moments at which a session on a spot holds its room: the starts of periods that fall within its
   * own. A moment goes by the first of the periods that start then. Whatever is in a room at once
   * is there together at one of these.
   */
  readonly spotMoments: Rows;
  /** 32-bit words that a set of periods takes, one bit for each. */
  readonly words: number;
  /** spot x word: its periods, and the periods that overlap it in time. */
  readonly spotSet: Int32Array;
  readonly spotAround: Int32Array;
  /** Segment of each period as an index into `segments`. */
  readonly segment: Uint8Array;
  readonly duty: Uint8Array;
  /** Start of the first pupil period (`earlyArrival` aside) of each day; -1 without one. */
  readonly dayFirstStart: Int32Array;
  /** The spots that an activity may take by segment, id and span, in order of time. */
  spotsOf(activity: Activity): Int32Array;
}

export function compileTimes(index: ProblemIndex): TimeTables {
  const periods = [...index.problem.periods].sort(
    (a, b) =>
      a.weekday - b.weekday ||
      minuteOf(a.start) - minuteOf(b.start) ||
      minuteOf(a.end) - minuteOf(b.end) ||
      (a.id < b.id ? -1 : 1),
  );
  const starts = periods.map((p) => minuteOf(p.start));
  const ends = periods.map((p) => minuteOf(p.end));
  const spots: number[][] = periods.map((_, p) => [p]);
  const known = new Map(spots.map((list, i) => [list.join(), i]));
  const spotLists = index.problem.activities.map((activity) =>
    allowedRuns(activity, periods, starts, ends).map((run) => {
      const key = run.join();
      let spot = known.get(key);
      if (spot === undefined) {
        spot = spots.push(run) - 1;
        known.set(key, spot);
      }
      return spot;
    }),
  );
  const byActivity = new Map(
    index.problem.activities.map((a, i) => [a.id, Int32Array.from(spotLists[i])]),
  );
  const first = (s: number) => spots[s][0];
  const last = (s: number) => spots[s][spots[s].length - 1];
  const n = spots.length;
  const clash = new Uint8Array(n * n);
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++)
      clash[a * n + b] = spots[a].some((p) =>
        spots[b].some(
          (q) =>
            periods[p].weekday === periods[q].weekday &&
            overlaps(starts[p], ends[p], starts[q], ends[q]),
        ),
      )
        ? 1
        : 0;
  const words = (periods.length + 31) >> 5;
  const sets = (has: (spot: number, p: number) => boolean) => {
    const bits = new Int32Array(n * words);
    for (let s = 0; s < n; s++)
      for (let p = 0; p < periods.length; p++)
        if (has(s, p)) bits[s * words + (p >> 5)] |= 1 << (p & 31);
    return bits;
  };
  const isFirstAt = (q: number) =>
    q === 0 || periods[q - 1].weekday !== periods[q].weekday || starts[q - 1] !== starts[q];
  const holdsAt = (p: number, weekday: number, minute: number) =>
    periods[p].weekday === weekday && starts[p] <= minute && minute < ends[p];
  const factor = index.params.loadFactor;
  const all = [...spots.keys()];
  const dayOf = (s: number) => periods[first(s)].weekday;
  const byTime = (a: number, b: number) =>
    dayOf(a) - dayOf(b) ||
    starts[first(a)] - starts[first(b)] ||
    ends[last(a)] - ends[last(b)] ||
    a - b;
  const spotOrder = new Int32Array(n);
  [...all].sort(byTime).forEach((s, rank) => {
    spotOrder[s] = rank;
  });
  const dayFirstStart = new Int32Array(7).fill(-1);
  periods.forEach((p, i) => {
    if (p.segment === 'duty' || p.segment === 'earlyArrival') return;
    const d = p.weekday - 1;
    if (dayFirstStart[d] < 0 || starts[i] < dayFirstStart[d]) dayFirstStart[d] = starts[i];
  });
  return {
    periods,
    periodCount: periods.length,
    spotCount: n,
    spotPeriods: rowsOf(spots),
    spotDay: Uint8Array.from(all, (s) => periods[first(s)].weekday - 1),
    spotStart: Int32Array.from(all, (s) => starts[first(s)]),
    spotEnd: Int32Array.from(all, (s) => ends[last(s)]),
    spotOrder,
    spotMinutes: Int32Array.from(all, (s) =>
      spots[s].reduce((sum, p) => sum + ends[p] - starts[p], 0),
    ),
    spotLoad: Float64Array.from(all, (s) =>
      spots[s].reduce((sum, p) => sum + (ends[p] - starts[p]) * factor[periods[p].segment], 0),
    ),
    spotLate: Uint8Array.from(all, (s) => (ends[last(s)] >= index.params.lateFromMinute ? 1 : 0)),
    spotEarly: Uint8Array.from(all, (s) =>
      spots[s].some((p) => periods[p].segment === 'earlyArrival') ? 1 : 0,
    ),
    spotClash: clash,
    spotMoments: rowsOf(
      all.map((s) =>
        [...periods.keys()].filter(
          (q) => isFirstAt(q) && spots[s].some((p) => holdsAt(p, periods[q].weekday, starts[q])),
        ),
      ),
    ),
    words,
    spotSet: sets((s, p) => spots[s].includes(p)),
    spotAround: sets((s, p) => clash[s * n + p] === 1),
    segment: Uint8Array.from(periods, (p) => segments.indexOf(p.segment)),
    duty: Uint8Array.from(periods, (p) => (p.segment === 'duty' ? 1 : 0)),
    dayFirstStart,
    spotsOf: (activity) => byActivity.get(activity.id) ?? new Int32Array(0),
  };
}

/** Runs of `span` allowed periods of one weekday with nothing but a break or duty between. */
function allowedRuns(
  activity: Activity,
  periods: readonly Period[],
  starts: readonly number[],
  ends: readonly number[],
): number[][] {
  const ids = activity.periodIds && new Set(activity.periodIds);
  const allowed = periods.map(
    (p) => activity.segments.includes(p.segment) && (ids === undefined || ids.has(p.id)),
  );
  const span = activity.span ?? 1;
  const runs: number[][] = [];
  for (let p = 0; p < periods.length; p++) {
    if (!allowed[p]) continue;
    const run = [p];
    while (run.length < span) {
      const next = nextAllowed(run[run.length - 1]);
      if (next < 0) break;
      run.push(next);
    }
    if (run.length === span) runs.push(run);
  }
  return runs;

  function nextAllowed(from: number): number {
    for (let q = from + 1; q < periods.length; q++) {
      if (periods[q].weekday !== periods[from].weekday) return -1;
      if (starts[q] < ends[from]) continue;
      if (allowed[q]) return q;
      if (periods[q].segment !== 'break' && periods[q].segment !== 'duty') return -1;
    }
    return -1;
  }
}

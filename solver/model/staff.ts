import type { Interval, SeatSpec } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { isOutsider, isSchoolStaff, shareOf } from '../../src/domain/staff.ts';
import { minuteOf, overlaps } from '../../src/domain/time.ts';
import { DAYS, type Rows, rowsOf } from './rows.ts';
import type { TimeTables } from './times.ts';

/** A seat kind is a set of demands that many seats share; `staff` lists who meets them. */
export interface SeatKinds {
  readonly count: number;
  /** kind x person */
  readonly ok: Uint8Array;
  readonly staff: Rows;
}

export interface StaffTables {
  readonly count: number;
  readonly share: Float64Array;
  readonly shareSum: number;
  /** People with the same share are of one class; -1 without a share. */
  readonly shareClass: Int32Array;
  readonly shareClasses: Float64Array;
  readonly carryOver: Float64Array;
  readonly outsider: Uint8Array;
  /** person x spot: 1 where unavailable, or a lesson overlaps or ends too shortly before. */
  readonly barred: Uint8Array;
  /** person x spot */
  readonly avoids: Uint8Array;
  /** person x class: teaches it or is its head teacher. */
  readonly knows: Uint8Array;
  /** Limits by person; a large number where there is none. */
  readonly maxSessions: Int32Array;
  readonly maxDays: Int32Array;
  readonly maxLate: Int32Array;
  readonly maxMinutes: Float64Array;
  readonly maxClubs: Int32Array;
  /** Yuan for a minute. */
  readonly payPerMinute: Float64Array;
  /** Row person x day: start, end, start, end ... of lessons and unavailable times, merged. */
  readonly engaged: Rows;
  readonly kinds: SeatKinds;
  kindOf(spec: SeatSpec): number;
  readonly careKind: number;
}

const NO_LIMIT = 1_000_000_000;

export function compileStaff(index: ProblemIndex, time: TimeTables): StaffTables {
  const { problem, params } = index;
  const staff = problem.staff;
  const n = staff.length;
  const { spotCount } = time;
  const share = Float64Array.from(staff, (t) => shareOf(t));
  const shareClasses = [...new Set(share)].filter((s) => s > 0).sort((a, b) => a - b);
  const barred = new Uint8Array(n * spotCount);
  const avoids = new Uint8Array(n * spotCount);
  const touches = (interval: Interval, spot: number, restAfter: number) => {
    if (interval.weekday - 1 !== time.spotDay[spot]) return false;
    const from = minuteOf(interval.start);
    const to = minuteOf(interval.end);
    const { start, items } = time.spotPeriods;
    for (let k = start[spot]; k < start[spot + 1]; k++) {
      const p = time.periods[items[k]];
      if (overlaps(from, to, minuteOf(p.start), minuteOf(p.end))) return true;
    }
    const begin = time.spotStart[spot];
    return to <= begin && begin - to < restAfter;
  };
  staff.forEach((t, i) => {
    for (let s = 0; s < spotCount; s++) {
      const busy =
        t.unavailable?.some((x) => touches(x, s, 0)) ||
        t.lessons?.some((x) => touches(x, s, params.rest.afterLesson));
      if (busy) barred[i * spotCount + s] = 1;
      if (t.avoid?.some((x) => touches(x, s, 0))) avoids[i * spotCount + s] = 1;
    }
  });
  const classIndex = new Map(problem.classes.map((c, i) => [c.id, i]));
  const staffIndex = new Map(staff.map((t, i) => [t.id, i]));
  const knows = new Uint8Array(n * problem.classes.length);
  staff.forEach((t, i) => {
    for (const c of t.classIds ?? []) {
      const ci = classIndex.get(c);
      if (ci !== undefined) knows[i * problem.classes.length + ci] = 1;
    }
  });
  problem.classes.forEach((c, ci) => {
    const head = c.headTeacherId === undefined ? undefined : staffIndex.get(c.headTeacherId);
    if (head !== undefined) knows[head * problem.classes.length + ci] = 1;
  });
  const kindIndex = new Map<string, number>();
  const kindLists: number[][] = [];
  const kindOf = (spec: Pick<SeatSpec, 'qualification' | 'kinds'>) => {
    const key = JSON.stringify([
      spec.qualification ?? null,
      spec.kinds ? [...spec.kinds].sort() : null,
    ]);
    let kind = kindIndex.get(key);
    if (kind === undefined) {
      kind = kindLists.length;
      kindIndex.set(key, kind);
      kindLists.push(
        [...staff.keys()].filter((i) => {
          const t = staff[i];
          if (t.cleared === false || t.trained === false) return false;
          if (spec.kinds && !spec.kinds.includes(t.kind)) return false;
          return (
            spec.qualification === undefined ||
            (t.qualifications?.includes(spec.qualification) ?? false)
          );
        }),
      );
    }
    return kind;
  };
  const careKind = kindOf({ kinds: [...params.care.kinds] });
  for (const activity of problem.activities) for (const spec of activity.seats) kindOf(spec);
  const ok = new Uint8Array(kindLists.length * n);
  kindLists.forEach((list, k) => {
    for (const i of list) ok[k * n + i] = 1;
  });
  const limit = (
    own: 'sessionsPerDay' | 'daysPerWeek' | 'latePerWeek' | 'minutesPerWeek' | 'clubs',
  ) =>
    staff.map((t) => {
      const general = own === 'clubs' && !isSchoolStaff(t) ? undefined : params.staff[own];
      return t.limits?.[own] ?? general ?? NO_LIMIT;
    });
  return {
    count: n,
    share,
    shareSum: share.reduce((a, b) => a + b, 0),
    shareClass: Int32Array.from(share, (s) => shareClasses.indexOf(s)),
    shareClasses: Float64Array.from(shareClasses),
    carryOver: Float64Array.from(staff, (t) => t.carryOver ?? 0),
    outsider: Uint8Array.from(staff, (t) => (isOutsider(t) ? 1 : 0)),
    barred,
    avoids,
    knows,
    maxSessions: Int32Array.from(limit('sessionsPerDay')),
    maxDays: Int32Array.from(limit('daysPerWeek')),
    maxLate: Int32Array.from(limit('latePerWeek')),
    maxMinutes: Float64Array.from(limit('minutesPerWeek')),
    maxClubs: Int32Array.from(limit('clubs')),
    payPerMinute: Float64Array.from(staff, (t) => (t.rate ?? 0) / 45),
    engaged: rowsOf(
      staff.flatMap((t) =>
        Array.from({ length: DAYS }, (_, d) =>
          mergeIntervals([...(t.lessons ?? []), ...(t.unavailable ?? [])], d + 1),
        ),
      ),
    ),
    kinds: { count: kindLists.length, ok, staff: rowsOf(kindLists) },
    kindOf,
    careKind,
  };
}

/** The union of a weekday's intervals as start, end, start, end … in order. */
function mergeIntervals(intervals: readonly Interval[], weekday: number): number[] {
  const sorted = intervals
    .filter((x) => x.weekday === weekday)
    .map((x) => [minuteOf(x.start), minuteOf(x.end)] as const)
    .sort((a, b) => a[0] - b[0]);
  const out: number[] = [];
  for (const [start, end] of sorted) {
    if (out.length > 0 && start <= out[out.length - 1]) {
      out[out.length - 1] = Math.max(out[out.length - 1], end);
    } else out.push(start, end);
  }
  return out;
}

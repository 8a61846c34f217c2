import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { State } from '../../solver/state/state.ts';

/**
 * Everything that a state holds beside its model, as plain data that can be compared: decisions
 * and derived counts alike, private ones included, so that a new field is looked at without a
 * change here. Lists whose order has no meaning are sorted, the places within them are left out,
 * and float sums are rounded.
 */
export function pictureOf(state: State): Record<string, unknown> {
  const { series, pupils } = state.model;
  const picture: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(state)) {
    if (!skipped.has(name)) picture[name] = plain(value);
  }
  const rows = (items: ArrayLike<number>, starts: ArrayLike<number>, counts: ArrayLike<number>) =>
    Array.from(counts, (n, i) =>
      sorted(Array.prototype.slice.call(items, starts[i], starts[i] + n)),
    );
  const capacity = state.dayEvents.length / Math.max(1, state.dayCount.length);
  picture.dayEvents = rows(
    state.dayEvents,
    Array.from(state.dayCount, (_, td) => td * capacity),
    state.dayCount,
  );
  picture.members = rows(
    state.members,
    state.memberStart,
    state.memberCount.subarray(series.firstCare),
  );
  picture.roomEvents = state.roomEvents.map(sorted);
  const grantedCounts = Array.from(series.fixed, (fixed, s) =>
    fixed === 1 ? 0 : state.seriesPupils[s],
  );
  picture.granted = rows(state.granted, state.grantedStart, grantedCounts);
  picture.pupils = pupils.count;
  picture.touched = Object.fromEntries(
    Object.entries(state.touched).map(([scope, set]) => [scope, set.count]),
  );
  picture.changed = state.changed;
  return picture;
}

/** The log is working memory, and the places within unordered lists follow from the lists. */
const skipped = new Set([
  'model',
  'log',
  'touched',
  'memberAt',
  'grantedAt',
  'dayEvents',
  'members',
  'roomEvents',
  'granted',
]);

function plain(value: unknown): unknown {
  if (typeof value === 'number') return rounded(value);
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, rounded);
  return value;
}

/** Without a difference between 0 and -0. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}

function sorted(list: readonly number[]): number[] {
  return [...list].sort((a, b) => a - b);
}

/** As `expect(after).toEqual(before)`, which takes ten times as long: only a difference is told so. */
export function expectSame(after: unknown, before: unknown): void {
  if (!isDeepStrictEqual(after, before)) expect(after).toEqual(before);
}

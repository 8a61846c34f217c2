import type { Token } from './links.ts';
import type { Scene } from './scene.ts';

/** Beyond so many short posts on a day, waiting and late starts are taken to cost nothing. */
export const mostShort = 6;

/**
 * What a set of posts of one person on one weekday costs by the rules on days: at least this much,
 * whatever posts at `shortSpots` the person has besides.
 */
export function dayCost(
  scene: Scene,
  t: number,
  d: number,
  shortSpots: readonly number[],
): (tokens: readonly Token[]) => Map<string, number> {
  const { model, weight } = scene;
  const { params } = model;
  const spots = [...new Set(shortSpots)];
  const lateStart = weight('lateStart');
  const idleGap = weight('idleGap');
  return (tokens) => {
    const costs = new Map([['fewDays', weight('fewDays')]]);
    const minutes = tokens.reduce((sum, token) => sum + token.longMinutes, 0);
    const over = minutes - params.rest.dutyMinutes;
    if (over > 0) costs.set('longDay', (weight('longDay') * over) / 30);
    if (spots.length > mostShort) return costs;
    const own = tokens.map(({ spot }) => spot);
    let least = { lateStart: Number.POSITIVE_INFINITY, idleGap: 0 };
    for (let mask = 0; mask < 1 << spots.length; mask++) {
      const all = [...own, ...spots.filter((_, i) => (mask >> i) & 1)];
      if (all.length === 0 || clashing(scene, all)) continue;
      const cost = {
        lateStart: lateStart * isLateStart(scene, d, all),
        idleGap: idleGap * gapsOf(scene, t, d, all),
      };
      if (cost.lateStart + cost.idleGap < least.lateStart + least.idleGap) least = cost;
    }
    if (least.lateStart > 0 && Number.isFinite(least.lateStart))
      costs.set('lateStart', least.lateStart);
    if (least.idleGap > 0) costs.set('idleGap', least.idleGap);
    return costs;
  };
}

/** What posts of a few minutes can spare a set of posts on one day. */
export interface Relief {
  /** By `lateStart`, if one of them is among the `soonSpots`. */
  lateStart: number;
  /** By `idleGap`, if there are any. */
  idleGap: number;
}

/** Whether a day that begins there does not begin late. */
export function isSoon({ model }: Scene, d: number, spot: number): boolean {
  return model.time.spotEarly[spot] === 0 && isLateStart({ model }, d, [spot]) === 0;
}

/**
 * The most that `dayCost` without any post at `shortSpots` is above what the set costs with some of
 * them, rule by rule; undefined where there are too many of them to look at.
 */
export function dayRelief(
  scene: Scene,
  t: number,
  d: number,
  shortSpots: readonly number[],
): ((tokens: readonly Token[]) => Relief) | undefined {
  const spots = [...new Set(shortSpots)];
  if (spots.length > mostShort) return undefined;
  return (tokens) => {
    const own = tokens.map(({ spot }) => spot);
    const began = isLateStart(scene, d, own);
    const gaps = gapsOf(scene, t, d, own);
    let least = gaps;
    let isSpared = false;
    for (let mask = 1; mask < 1 << spots.length; mask++) {
      const all = [...own, ...spots.filter((_, i) => (mask >> i) & 1)];
      if (clashing(scene, all)) continue;
      least = Math.min(least, gapsOf(scene, t, d, all));
      if (isLateStart(scene, d, all) < began) isSpared = true;
    }
    return {
      lateStart: isSpared ? scene.weight('lateStart') : 0,
      idleGap: scene.weight('idleGap') * (gaps - least),
    };
  };
}

export function isLateStart(
  { model }: Pick<Scene, 'model'>,
  d: number,
  all: readonly number[],
): number {
  const { time, params } = model;
  const starts = all.filter((s) => time.spotEarly[s] === 0).map((s) => time.spotStart[s]);
  if (starts.length === 0 || time.dayFirstStart[d] < 0) return 0;
  return Math.min(...starts) - time.dayFirstStart[d] > params.rest.lateStart ? 1 : 0;
}

export function clashing({ model: { time } }: Scene, spots: readonly number[]): boolean {
  return spots.some((a, i) =>
    spots.some((b, j) => j < i && time.spotClash[a * time.spotCount + b] === 1),
  );
}

/** Unweighted cost of `idleGap` of these posts. */
export function gapsOf({ model }: Scene, t: number, d: number, spots: readonly number[]): number {
  const { time, staff } = model;
  const order = spots
    .filter((s) => time.spotEarly[s] === 0)
    .sort((a, b) => time.spotStart[a] - time.spotStart[b] || time.spotEnd[a] - time.spotEnd[b]);
  const { start, items } = staff.engaged;
  const row = t * 7 + d;
  let cost = 0;
  for (let i = 1; i < order.length; i++) {
    const from = time.spotEnd[order[i - 1]];
    const to = time.spotStart[order[i]];
    if (to <= from) continue;
    let busy = 0;
    for (let k = start[row]; k < start[row + 1]; k += 2)
      busy += Math.max(0, Math.min(to, items[k + 1]) - Math.max(from, items[k]));
    cost += Math.min(6, Math.max(0, (to - from - busy - 10) / 10));
  }
  return cost;
}

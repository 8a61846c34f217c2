import { Expr } from './linear-model.ts';
import type { PersonBlock } from './person-days.ts';
import type { Scene } from './scene.ts';

/** Distances from the target, in minutes, at which the square is touched from below. */
const touched = [2, 5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 120, 180, 300];

const steepest = Math.max(...touched);

/** Loads that no plan goes beyond: the carry-over, and somebody in the dearest post at the start of each period. */
function extremeLoads({ model }: Scene): { low: number; high: number } {
  const { staff, series, time } = model;
  const dearest = time.spotLoad.slice(0, time.periodCount);
  for (let s = 0; s < series.count; s++)
    for (let k = series.spots.start[s]; k < series.spots.start[s + 1]; k++) {
      const spot = series.spots.items[k];
      const first = time.spotPeriods.items[time.spotPeriods.start[spot]];
      const load = Number.isNaN(series.load[s]) ? time.spotLoad[spot] : series.load[s];
      dearest[first] = Math.max(dearest[first], load);
    }
  const week = dearest.reduce((sum, load) => sum + load, 0);
  return { low: Math.min(0, ...staff.carryOver), high: week + Math.max(0, ...staff.carryOver) };
}

/** No plan has this person farther from the fair target, in minutes. */
function farthestFrom(scene: Scene, t: number): number {
  const { staff } = scene.model;
  const { low, high } = extremeLoads(scene);
  const share = (staff.share[t] / staff.shareSum) * staff.count;
  return Math.max(high - share * low, share * high - low);
}

/** The most of `fairLoad` that the tangents do not see. */
export function unseenFairLoad(scene: Scene): number {
  const { share } = scene.model.staff;
  const beyond = share.map((own, t) => (own > 0 ? farthestFrom(scene, t) - steepest : 0));
  return beyond.reduce((sum, x) => sum + Math.max(0, x) ** 2, 0) * (scene.weight('fairLoad') / 900);
}

/**
 * The minutes of care without pupils in duty windows, at the price of `posts`: of each person with
 * a share, whose load they may even out.
 */
export function addIdle(scene: Scene): Expr[] {
  const { lp, model } = scene;
  const { staff, time } = model;
  let dayMinutes = 0;
  for (let p = 0; p < time.periodCount; p++) dayMinutes += time.spotLoad[p];
  return scene.problem.staff.map((_, t) => {
    if (staff.share[t] === 0) return new Expr();
    const idle = Expr.of(lp.column(dayMinutes));
    lp.charge('posts', idle, scene.weight('posts') / 30);
    scene.idleCost.plus(idle, scene.weight('posts') / 30);
    return idle;
  });
}

/**
 * `fairLoad`: ((load - target) / 30)² is convex, so each of its tangents is below it:
 * x² >= 2ax - a² for every a.
 */
export function addFairLoad(
  scene: Scene,
  people: readonly PersonBlock[],
  idle: readonly Expr[],
): void {
  const { lp, model } = scene;
  const { staff } = model;
  const weight = scene.weight('fairLoad');
  if (weight === 0 || staff.shareSum === 0) return;
  const { low, high } = extremeLoads(scene);
  const most = Math.max(1e6, high, -low);
  const loads = people.map(({ load }, t) => {
    if (staff.share[t] === 0) return undefined;
    const column = lp.column(most, { lower: -most });
    lp.equal(new Expr().plus(load).add(column, -1).plus(idle[t]), 0);
    return column;
  });
  const mostOfAll = Math.max(1e9, staff.count * most);
  const total = lp.column(mostOfAll, { lower: -mostOfAll });
  const sum = Expr.of(total, -1);
  for (const column of loads) if (column !== undefined) sum.add(column);
  lp.equal(sum, 0);
  loads.forEach((column, t) => {
    if (column === undefined) return;
    const off = Expr.of(column).add(total, -staff.share[t] / staff.shareSum);
    // Room for what the steepest tangent asks of the farthest load.
    const cost = lp.column(Math.max(1e6, 2 * steepest * farthestFrom(scene, t)));
    lp.charge('fairLoad', Expr.of(cost), weight / 900);
    for (const a of touched)
      for (const at of [a, -a]) lp.atLeast(Expr.of(cost).plus(off, -2 * at), -at * at);
  });
}

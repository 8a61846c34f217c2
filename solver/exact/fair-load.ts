import { Expr } from './linear-model.ts';
import type { PersonBlock } from './person-days.ts';
import type { Scene } from './scene.ts';

/** Distances from the target, in minutes, at which the square is touched from below. */
const touched = [2, 5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 120, 180, 300];

/**
 * `fairLoad`: ((load - target) / 30)² is convex, so each of its tangents is below it:
 * x² >= 2ax - a² for every a.
 */
export function addFairLoad(scene: Scene, people: readonly PersonBlock[]): void {
  const { lp, model } = scene;
  const { staff, time } = model;
  const weight = scene.weight('fairLoad');
  if (weight === 0 || staff.shareSum === 0) return;
  const perMinute = scene.weight('posts') / 30;
  let dayMinutes = 0;
  for (let p = 0; p < time.periodCount; p++) dayMinutes += time.spotLoad[p];
  const loads = people.map(({ load }, t) => {
    if (staff.share[t] === 0) return undefined;
    const column = lp.column(1e6, { lower: -1e6 });
    lp.equal(new Expr().plus(load).add(column, -1).plus(idleLoad(t)), 0);
    return column;
  });
  const total = lp.column(1e9, { lower: -1e9 });
  const sum = Expr.of(total, -1);
  for (const column of loads) if (column !== undefined) sum.add(column);
  lp.equal(sum, 0);
  loads.forEach((column, t) => {
    if (column === undefined) return;
    const off = Expr.of(column).add(total, -staff.share[t] / staff.shareSum);
    const cost = lp.column(1e6);
    lp.charge('fairLoad', Expr.of(cost), weight / 900);
    for (const a of touched)
      for (const at of [a, -a]) lp.atLeast(Expr.of(cost).plus(off, -2 * at), -at * at);
  });

  /** Care without pupils in duty windows: load at the price of `posts`. */
  function idleLoad(t: number): Expr {
    const idle = Expr.of(lp.column(dayMinutes));
    lp.charge('posts', idle, perMinute);
    void t;
    return idle;
  }
}

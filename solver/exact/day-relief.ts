import { isSoon, type Relief } from './day-cost.ts';
import { Expr } from './linear-model.ts';
import type { Scene } from './scene.ts';
import type { Booked } from './seats.ts';

/** Idle minutes of a person's week that spare something, by rule. */
export type IdleTaken = Record<keyof Relief, Expr>;

/**
 * Spares the sets of posts of one person on one day what posts of a few minutes can spare them
 * (`lateStart`, `idleGap`), as far as the person has any: at the gate, where the seats are few, or in
 * care without pupils in a duty window, which takes some of the idle minutes.
 *
 *   - For `lateStart`: spared <= sets that begin late and need not <= 1, and spared <= seats in posts
 *     that begin soon enough + idle; over the days, the shortest such window · idle is at most the
 *     idle minutes.
 *   - For `idleGap` the same with any of the posts, by the most that a set is spared.
 */
export function addRelief(
  scene: Scene,
  d: number,
  sets: readonly { column: number; relief: Relief }[],
  short: readonly Booked[],
  idleSpots: readonly number[],
  taken: IdleTaken,
): void {
  const { lp } = scene;
  const grant = (rule: keyof Relief, counts: (spot: number) => boolean) => {
    const byAmount = new Map<number, Expr>();
    for (const { column, relief } of sets) {
      const amount = relief[rule];
      if (amount <= 1e-9) continue;
      byAmount.set(amount, (byAmount.get(amount) ?? new Expr()).add(column));
    }
    if (byAmount.size === 0) return;
    const spared = new Expr();
    for (const [amount, columns] of byAmount) {
      const column = lp.column(1);
      spared.add(column);
      lp.atMost(Expr.of(column).plus(columns, -1), 0);
      lp.charge(rule, Expr.of(column), -amount);
    }
    const windows = idleSpots.filter(counts).map((spot) => scene.model.time.spotLoad[spot]);
    if (windows.length > 0) {
      const idle = lp.column(1);
      spared.add(idle, -1);
      taken[rule].add(idle, Math.min(...windows));
    }
    for (const { token, seated } of short) if (counts(token.spot)) spared.plus(seated, -1);
    lp.atMost(spared, 0);
  };
  grant('lateStart', (spot) => isSoon(scene, d, spot));
  grant('idleGap', () => true);
}

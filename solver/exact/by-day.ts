import type { CareBlock } from './care-group.ts';
import { Expr } from './linear-model.ts';
import type { Scene } from './scene.ts';

/** People of one kind, and those of them who are in late care. */
export interface Crew {
  /** How many people the kind has. */
  size: number;
  /** Those who have late care on some evening. */
  late: Expr;
  /** Those who have it with a class. */
  ofClass: ReadonlyMap<number, number>;
}

/**
 * The people of a class by day (`careContinuity`): where somebody has only one group at a time
 * (`staffClash`), the few people of late care cannot look after all classes in the period with the
 * most groups, so that a class has one more person there. For each kind of people, summed over them:
 * r[b] have a group of the block b in that period, and g[c] look after c in that period and on some
 * evening.
 *
 *   - g[c] <= e[c,1], g[c] <= r[b], Σ_b r[b] <= late people, and Σ_{c in b} size·g[c] <=
 *     maxGroup · r[b] with the fewest pupils of c, at most `maxGroup`.
 *   - One more person of c >= hosted - Σ_kinds g[c]: a group has somebody, and who looks after c
 *     then and never in the evening is not among the people of its evenings.
 */
export function addByDay(
  scene: Scene,
  care: readonly CareBlock[],
  crews: readonly Crew[],
  people: ReadonlyMap<number, Expr>,
): void {
  const { lp, model } = scene;
  const { maxGroup } = model.params.care;
  const blocks = busiest(scene, care, maxGroup);
  const known = new Map<number, Expr>();
  for (const { size, late, ofClass } of crews) {
    if (late.isConstant) continue;
    const busy = new Expr().plus(late, -1);
    for (const { classes } of blocks) {
      const here = lp.column(size);
      busy.add(here);
      const pupils = Expr.of(here, -maxGroup);
      for (const { c, leastLeft } of classes) {
        const evening = ofClass.get(c);
        if (evening === undefined) continue;
        const both = lp.column(size);
        lp.atMost(Expr.of(both).add(evening, -1), 0);
        lp.atMost(Expr.of(both).add(here, -1), 0);
        pupils.add(both, Math.min(maxGroup, leastLeft));
        known.set(c, (known.get(c) ?? new Expr()).add(both));
      }
      lp.atMost(pupils, 0);
    }
    if (blocks.length > 0) lp.atMost(busy, 0);
  }
  for (const { classes } of blocks)
    for (const { c, hosted } of classes) {
      const all = people.get(c);
      if (all === undefined) continue;
      const more = lp.column(1);
      lp.atLeast(
        Expr.of(more)
          .plus(hosted, -1)
          .plus(known.get(c) ?? new Expr()),
        0,
      );
      all.add(more);
    }
}

/** The blocks of the period, early mornings aside, whose pupils need the most groups. */
function busiest(
  { model: { time } }: Scene,
  care: readonly CareBlock[],
  maxGroup: number,
): CareBlock[] {
  const need = new Map<number, number>();
  for (const { period, classes } of care) {
    if (time.spotEarly[period] === 1) continue;
    const pupils = classes.reduce((sum, own) => sum + Math.min(maxGroup, own.leastLeft), 0);
    need.set(period, (need.get(period) ?? 0) + Math.max(1, Math.ceil(pupils / maxGroup)));
  }
  const [most] = [...need].sort((a, b) => b[1] - a[1]);
  return most === undefined ? [] : care.filter(({ period }) => period === most[0]);
}

import { adultsFor, type CareBlock, type CareClass, placeCost, seatsOf } from './care-group.ts';
import { Expr } from './linear-model.ts';
import type { Scene } from './scene.ts';

/** Beyond so many possible groups in one period they are only counted (`care-counts.ts`). */
const mostSets = 90;

/**
 * Care groups as sets of classes: every set that can be one group is a column with the exact cost
 * of its grades and a lower bound on the cost of its place. Undefined if there are too many.
 */
export function addGroupSets(
  scene: Scene,
  period: number,
  classes: readonly CareClass[],
): CareBlock | undefined {
  const { lp, model } = scene;
  const { maxGroup } = model.params.care;
  const sets = possibleGroups(classes, maxGroup);
  if (sets === undefined) return undefined;
  const groups = new Expr();
  const columns: { classes: readonly number[]; column: number }[] = [];
  const least = new Expr();
  const inSets = classes.map(({ hosted }) => new Expr().plus(hosted, -1));
  // Σ over sets with the class of the pupils it can have there, and Σ over all sets.
  const roomFor = classes.map(() => new Expr());
  const roomForAll = new Expr();
  for (const set of sets) {
    const members = set.map((i) => classes[i]);
    const atLeast = sum(members, (m) => m.leastLeft);
    const indices = members.map((m) => m.c);
    const place = placeCost(scene, period, indices, atLeast);
    if (place === Number.POSITIVE_INFINITY) continue;
    const column = lp.column(1, { integer: true });
    groups.add(column);
    columns.push({ classes: indices, column });
    least.add(column, adultsFor(scene, atLeast));
    lp.charge('ownRoom', Expr.of(column), place);
    const grades = new Set(indices.map((c) => model.classGrade[c])).size;
    lp.charge('gradeSpread', Expr.of(column), scene.weight('gradeSpread') * (grades - 1));
    const size = set.length === 1 ? members[0].attendance : maxGroup;
    roomForAll.add(
      column,
      Math.min(
        size,
        sum(members, (m) => m.attendance),
      ),
    );
    for (const i of set) {
      inSets[i].add(column);
      const others = atLeast - classes[i].leastLeft;
      roomFor[i].add(column, Math.min(classes[i].attendance, size - (set.length > 1 ? others : 0)));
    }
  }
  const leftOfAll = new Expr();
  for (const [i, own] of classes.entries()) {
    lp.equal(inSets[i], 0);
    if (own.isFixed) continue;
    leftOfAll.plus(own.left);
    lp.atMost(new Expr().plus(own.left).plus(roomFor[i], -1), 0);
  }
  if (classes.some((own) => !own.isFixed)) {
    for (const own of classes) if (own.isFixed) leftOfAll.plus(own.left);
    lp.atMost(leftOfAll.plus(roomForAll, -1), 0);
  }
  const seats = seatsOf(scene, classes, groups, least);
  return { period, groups, seats, classes, sets: columns };
}

/** Sets of classes that fit together at their smallest; a class alone always does. */
function possibleGroups(classes: readonly CareClass[], maxGroup: number): number[][] | undefined {
  const sets: number[][] = [];
  const grow = (set: number[], pupils: number, from: number): boolean => {
    for (let i = from; i < classes.length; i++) {
      const together = pupils + classes[i].leastLeft;
      if (set.length > 0 && together > maxGroup) continue;
      const next = [...set, i];
      sets.push(next);
      if (sets.length > mostSets || !grow(next, together, i + 1)) return false;
    }
    return true;
  };
  return grow([], 0, 0) ? sets : undefined;
}

function sum<T>(list: readonly T[], value: (item: T) => number): number {
  return list.reduce((total, item) => total + value(item), 0);
}

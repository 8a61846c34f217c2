import { UNKNOWN_FLOOR } from '../model/rooms.ts';
import { adultsFor, type CareBlock, type CareClass, seatsOf } from './care-group.ts';
import { Expr } from './linear-model.ts';
import type { Scene } from './scene.ts';

/** Beyond so many floors nobody's stairs are counted. */
const mostFloors = 8;

/**
 * Care groups by their number only, where the sets of classes are too many to list (late care of
 * a whole school): how many groups the pupils need, and what merging so many classes costs.
 */
export function addGroupCounts(
  scene: Scene,
  period: number,
  classes: readonly CareClass[],
): CareBlock {
  const { lp, model } = scene;
  const maxGroup = Math.min(model.params.care.maxGroup, largestRoom(scene, period));
  // A class alone may be larger than a merged group.
  const excess = (own: CareClass) => Math.max(0, own.attendance - maxGroup);
  const groups = Expr.of(lp.column(classes.length, { integer: true }));
  const hosted = new Expr();
  const pupils = new Expr();
  for (const own of classes) {
    hosted.plus(own.hosted);
    pupils.plus(own.left).plus(own.hosted, -excess(own));
    if (own.leastLeft > 0 && !own.hosted.isConstant)
      lp.atLeast(new Expr().plus(groups).plus(own.hosted, -1), 0);
  }
  lp.atMost(new Expr().plus(groups).plus(hosted, -1), 0);
  if (maxGroup > 0) lp.atLeast(new Expr().plus(groups, maxGroup).plus(pupils, -1), 0);
  const fixed = classes.filter((own) => own.isFixed && own.hosted.constant === 1);
  if (fixed.length > 0) {
    const needed = groupsFor(fixed, maxGroup, excess);
    lp.atLeast(groups, needed);
  }
  chargePlace(scene, classes, groups, hosted);
  chargeStairs(scene, period, classes, groups);
  chargeGrades(scene, classes, groups, maxGroup, excess);
  const least = new Expr().plus(groups);
  return {
    period,
    groups,
    seats: seatsOf(scene, classes, groups, countedSeats(scene, classes, least)),
    classes,
  };
}

/** All but so many classes of a group as share one home room are away from home. */
function chargePlace(
  scene: Scene,
  classes: readonly CareClass[],
  groups: Expr,
  hosted: Expr,
): void {
  const { lp, model } = scene;
  const weight = scene.weight('ownRoom');
  if (weight === 0) return;
  const perRoom = new Map<number, number>();
  for (const { c } of classes) {
    const home = model.classHomeRoom[c];
    perRoom.set(home, (perRoom.get(home) ?? 0) + 1);
  }
  const atHome = Math.max(1, ...perRoom.values());
  const away = Expr.of(lp.column(classes.length));
  lp.atLeast(new Expr().plus(away).plus(hosted, -1).plus(groups, atHome), 0);
  lp.charge('ownRoom', away, weight);
}

/**
 * `floorWalk`: n groups are on n floors at the most, and a class of the first grades walks at least
 * to the nearest of them. That least, over all n, is followed from below by its convex hull.
 */
function chargeStairs(
  scene: Scene,
  period: number,
  classes: readonly CareClass[],
  groups: Expr,
): void {
  const { lp, model } = scene;
  const { classGrade, classHomeRoom, rooms } = model;
  const weight = scene.weight('floorWalk');
  const floors = openFloors(scene, period);
  if (weight === 0 || floors === undefined) return;
  const homes = classes
    .filter(({ c, hosted }) => classGrade[c] <= 2 && hosted.isConstant && hosted.constant === 1)
    .map(({ c }) => classHomeRoom[c])
    .filter((home) => home >= 0 && rooms.floor[home] !== UNKNOWN_FLOOR)
    .map((home) => rooms.floor[home]);
  const least = leastStairs(homes, floors);
  if (least.length === 0 || least[0] === 0) return;
  const walk = Expr.of(lp.column(least[0]));
  lp.charge('floorWalk', walk, weight);
  for (let n = 0; n + 1 < least.length; ) {
    let next = n + 1;
    const slope = (to: number) => (least[to] - least[n]) / (to - n);
    for (let to = n + 2; to < least.length; to++) if (slope(to) < slope(next)) next = to;
    // On the hull from n + 1 groups to next + 1: walk >= least[n] + slope · (groups - n - 1).
    const above = new Expr().plus(walk).plus(groups, -slope(next));
    lp.atLeast(above, least[n] - slope(next) * (n + 1));
    n = next;
  }
}

/** Floors of the open rooms; undefined where a group may be in a room whose floor is not known. */
function openFloors({ model, on }: Scene, p: number): number[] | undefined {
  const { rooms, time } = model;
  if (!on('roomFit')) return undefined;
  const floors = new Set<number>();
  for (let r = 0; r < rooms.count; r++) {
    if (rooms.closed[r * time.spotCount + p] === 1) continue;
    if (rooms.floor[r] === UNKNOWN_FLOOR) return undefined;
    floors.add(rooms.floor[r]);
  }
  return floors.size > mostFloors ? undefined : [...floors];
}

/** The fewest floors to walk from these homes to the nearest of 1, 2, … floors. */
function leastStairs(homes: readonly number[], floors: readonly number[]): number[] {
  const least = new Array<number>(floors.length).fill(Number.POSITIVE_INFINITY);
  for (let set = 1; set < 1 << floors.length; set++) {
    const chosen = floors.filter((_, i) => (set >> i) & 1);
    const walk = homes.reduce(
      (sum, home) => sum + Math.min(...chosen.map((floor) => Math.abs(floor - home))),
      0,
    );
    least[chosen.length - 1] = Math.min(least[chosen.length - 1], walk);
  }
  return least;
}

/** Every grade is in as many groups as it needs by itself; a group has one grade for nothing. */
function chargeGrades(
  scene: Scene,
  classes: readonly CareClass[],
  groups: Expr,
  maxGroup: number,
  excess: (own: CareClass) => number,
): void {
  const { lp, model } = scene;
  const weight = scene.weight('gradeSpread');
  if (weight === 0) return;
  let needed = 0;
  for (const grade of new Set(classes.map((own) => model.classGrade[own.c]))) {
    const own = classes.filter((o) => model.classGrade[o.c] === grade);
    const fixed = own.filter((o) => o.isFixed && o.hosted.constant === 1);
    const there = own.some((o) => o.leastLeft > 0 && o.hosted.isConstant);
    needed += Math.max(fixed.length > 0 ? groupsFor(fixed, maxGroup, excess) : 0, there ? 1 : 0);
  }
  const spread = Expr.of(lp.column(classes.length * 9));
  lp.atLeast(new Expr().plus(spread).plus(groups), needed);
  lp.charge('gradeSpread', spread, weight);
}

/** Fewest groups for classes whose pupils are known. */
function groupsFor(
  classes: readonly CareClass[],
  maxGroup: number,
  excess: (own: CareClass) => number,
): number {
  if (maxGroup <= 0) return classes.length;
  let pupils = 0;
  for (const own of classes) pupils += own.left.constant - excess(own);
  return Math.max(1, Math.ceil(pupils / maxGroup - 1e-9));
}

/** Seats of the largest open room, as far as the rule on rooms holds. */
function largestRoom({ model, on }: Scene, p: number): number {
  if (!on('roomFit')) return Number.POSITIVE_INFINITY;
  const { rooms, time } = model;
  let most = 0;
  for (let r = 0; r < rooms.count; r++)
    if (rooms.closed[r * time.spotCount + p] === 0) most = Math.max(most, rooms.seats[r]);
  return most;
}

/** A class alone larger than a merged group may need several adults. */
function countedSeats(scene: Scene, classes: readonly CareClass[], groups: Expr): Expr {
  const perAdult = scene.model.params.care.pupilsPerAdult;
  if (perAdult === undefined || !classes.every((own) => own.isFixed)) return groups;
  let pupils = 0;
  for (const own of classes) pupils += own.left.constant;
  const needed = Math.max(Math.ceil(pupils / perAdult - 1e-9), 0);
  const most = classes.reduce((n, own) => n + adultsFor(scene, own.attendance), needed);
  const seats = Expr.of(scene.lp.column(most, { integer: true }));
  scene.lp.atLeast(new Expr().plus(seats).plus(groups, -1), 0);
  scene.lp.atLeast(seats, needed);
  return seats;
}

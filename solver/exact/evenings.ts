import { addByDay, type Crew } from './by-day.ts';
import type { CareBlock, CareClass } from './care-group.ts';
import { type EdgeCase, leastEdges, mostEdges } from './edge-cases.ts';
import { Expr } from './linear-model.ts';
import type { PersonBlock } from './person-days.ts';
import type { Scene } from './scene.ts';
import { tokenOf } from './seat-load.ts';
import type { Seating } from './seats.ts';

/** Columns that count people have no more than this on a day. */
const daysOfWeek = 7;

/** People who are alike in what their evenings cost them. */
interface Kind {
  people: number[];
  /** Evenings with late care that they can have at all. */
  most: number;
  /** Late evenings and early mornings that cost nothing by `fairEdge`. */
  free: number;
  /** Fewer than this cost something. */
  least: number;
}

/** The late care of one weekday: its last late period, and the classes in care then. */
interface Evening {
  period: number;
  classes: readonly CareClass[];
}

/**
 * `careContinuity` against `fairEdge`: nobody has many late evenings, so a class that stays late
 * every day has many people. A person has one group on an evening (`staffClash`; one late period
 * of a day is looked at), of at most `maxGroup` pupils if it is of several classes. For each kind
 * of people, summed over them: u[k] have late care on k evenings, and e[c,i] are with class c on i
 * of them or more.
 *
 *   - Σ_kinds Σ_i e[c,i] >= evenings of c in late care: a group has somebody where no post may stay
 *     open. Σ_kinds e[c,1] is how many different people c has.
 *   - With size[c,i] the pupils of c on the evening on which it has the i-th fewest:
 *     Σ_c (size[c,1] + … + size[c,i])·e[c,i] <= maxGroup · Σ_{k>=i} k·u[k]: on k evenings a person
 *     has k·maxGroup pupils at most, and each class counted here takes so many of them.
 *   - Σ_{c,i} size[c,i]·e[c,i] <= maxGroup · Σ k·u[k], and Σ k·u[k] <= their seats in late care.
 *   - `fairEdge` costs (k - free)² for who has more than the free number: edges are at least k.
 *     Where everybody should have some edges, what one has beyond that others lack, or there are
 *     more of them: Σ lacking >= Σ least - Σ edges + Σ (k - least)⁺·u[k].
 */
export function addEvenings(
  scene: Scene,
  care: readonly CareBlock[],
  seating: Seating,
  edges: EdgeCase,
): Evenings | undefined {
  const { lp, model, weight } = scene;
  const continuity = weight('careContinuity');
  const { maxGroup } = model.params.care;
  if (continuity === 0 || maxGroup <= 0 || scene.mayCost('openSeat', 10)) return undefined;
  const evenings = eveningsOf(scene, care);
  const sizes = sizesOf(evenings, maxGroup);
  const served = new Map([...sizes].map(([c]) => [c, new Expr()]));
  const people = new Map([...sizes].map(([c]) => [c, new Expr()]));
  for (const { classes } of evenings)
    for (const { c, hosted } of classes) served.get(c)?.plus(hosted, -1);
  const lacking: Lacking = { people: new Map(), without: new Expr() };
  const crews: Crew[] = [];
  const all: Evenings = { lacking, periods: new Set(), met: new Expr(), late: new Expr() };
  for (const kind of kindsOf(scene, evenings.length, edges)) {
    const { most, free, least } = kind;
    const evening = Array.from({ length: most }, (_, i) => i + 1);
    const have = evening.map(() => lp.column(kind.people.length, { integer: true }));
    const seats = seatsAt(scene, kind.people, evenings, seating);
    const inAll = new Expr();
    for (const [k, column] of have.entries()) {
      seats.add(column, -(k + 1));
      inAll.add(column, -maxGroup * (k + 1));
      if (k + 1 > free)
        lp.charge('fairEdge', Expr.of(column), weight('fairEdge') * (k + 1 - free) ** 2);
      if (least > 0 && k + 1 > least) lacking.without.add(column, k + 1 - least);
    }
    if (least > 0) {
      for (const t of kind.people) lacking.people.set(t, least);
      lacking.without.constant += least * kind.people.length;
    }
    lp.atLeast(seats, 0);
    const who = new Expr();
    for (const column of have) who.add(column);
    if (most > 1) lp.atMost(who, kind.people.length);
    const ofClass = new Map<number, number>();
    const before = new Map<number, number>();
    for (const i of evening) {
      const pupils = new Expr();
      for (let k = i; k <= most; k++) pupils.add(have[k - 1], -maxGroup * k);
      for (const [c, list] of sizes) {
        if (i > list.length) continue;
        const column = lp.column(kind.people.length, { integer: true });
        served.get(c)?.add(column);
        pupils.add(
          column,
          list.slice(0, i).reduce((sum, size) => sum + size, 0),
        );
        inAll.add(column, list[i - 1]);
        const fewer = before.get(c);
        if (fewer === undefined) {
          people.get(c)?.add(column);
          all.met.add(column);
          ofClass.set(c, column);
        } else lp.atMost(Expr.of(column).add(fewer, -1), 0);
        before.set(c, column);
      }
      lp.atMost(pupils, 0);
    }
    all.late.plus(who);
    crews.push({ size: kind.people.length, late: who, ofClass });
    if (most > 0) lp.atMost(inAll, 0);
  }
  for (const { period } of evenings) all.periods.add(period);
  addByDay(
    scene,
    care.filter(({ period }) => !all.periods.has(period)),
    crews,
    people,
  );
  for (const [c, sum] of served) {
    if (sum.isConstant) continue;
    lp.atLeast(sum, 0);
    const others = lp.column(scene.problem.staff.length);
    lp.atLeast(Expr.of(others).plus(people.get(c) as Expr, -1), -1);
    lp.charge('careContinuity', Expr.of(others), continuity);
  }
  return all;
}

export interface Evenings {
  lacking: Lacking;
  /** The late periods that are looked at, one of each day. */
  periods: Set<number>;
  /** The people of each class there, all classes together. */
  met: Expr;
  /** How many people have late care there. */
  late: Expr;
}

/** People who should have some late evening or early morning, and how many. */
interface Lacking {
  people: Map<number, number>;
  /** What they lack in all if they have no edges but those that are counted here. */
  without: Expr;
}

/**
 * A plan of a case has at least `from` late evenings and early mornings, with those that only a care
 * session without pupils in a duty window makes. That it has no more than `to` is left out: a case
 * without any plan would leave the model without a point.
 */
export function addEdgeLimits(
  scene: Scene,
  people: readonly PersonBlock[],
  lacking: Lacking | undefined,
  { from }: EdgeCase,
): void {
  if (from === 0) return;
  const { lp, model } = scene;
  const edges = new Expr();
  const theirs = new Expr();
  const lack = new Expr();
  for (const [t, own] of people.entries()) {
    if (model.staff.share[t] > 0) edges.plus(own.edges);
    const least = lacking?.people.get(t);
    if (least === undefined) continue;
    theirs.plus(own.edges);
    const missing = lp.column(least);
    lack.add(missing);
    lp.atLeast(Expr.of(missing).plus(own.edges), least);
  }
  // Where no plan has so many, there is a point all the same, at a price that no plan comes near:
  // a bound from duals needs one.
  const missing = lp.column(from);
  lp.charge('fairEdge', Expr.of(missing), 1e4);
  lp.atLeast(edges.add(missing), from);
  if (lacking === undefined || lack.isConstant) return;
  lp.charge('fairEdge', lack, scene.weight('fairEdge'));
  lp.atLeast(theirs.plus(lack).plus(lacking.without, -1), 0);
}

function eveningsOf({ model }: Scene, care: readonly CareBlock[]): Evening[] {
  const { time } = model;
  const last = new Map<number, number>();
  for (const { period: p } of care) {
    if (time.spotLate[p] === 0 || time.spotEarly[p] === 1) continue;
    const day = time.spotDay[p];
    const other = last.get(day);
    if (other === undefined || time.spotStart[other] < time.spotStart[p]) last.set(day, p);
  }
  return [...last.values()].map((period) => ({
    period,
    classes: care.filter((block) => block.period === period).flatMap(({ classes }) => classes),
  }));
}

/** The pupils of each class in late care, evening by evening, fewest first, no more than a group takes. */
function sizesOf(evenings: readonly Evening[], maxGroup: number): Map<number, number[]> {
  const sizes = new Map<number, number[]>();
  for (const { classes } of evenings)
    for (const { c, leastLeft } of classes)
      sizes.set(c, [...(sizes.get(c) ?? []), Math.min(maxGroup, leastLeft)]);
  for (const list of sizes.values()) list.sort((a, b) => a - b);
  return sizes;
}

function seatsAt(
  scene: Scene,
  people: readonly number[],
  evenings: readonly Evening[],
  seating: Seating,
): Expr {
  const seats = new Expr();
  for (const { period } of evenings) {
    const { key } = tokenOf(scene, -1, period);
    for (const t of people) {
      const own = seating[t].get(key);
      if (own !== undefined) seats.plus(own.seated);
    }
  }
  return seats;
}

function kindsOf(scene: Scene, evenings: number, edges: EdgeCase): Kind[] {
  const { model } = scene;
  const { staff } = model;
  const priced = scene.weight('fairEdge') > 0;
  const kinds = new Map<string, Kind>();
  for (let t = 0; t < staff.count; t++) {
    const limit = scene.on('staffLimit') ? staff.maxLate[t] : daysOfWeek;
    const most = Math.min(limit, evenings);
    const free = priced ? mostEdges(model, staff.share[t], edges) : Number.POSITIVE_INFINITY;
    const least = priced ? leastEdges(model, staff.share[t], edges) : 0;
    const key = `${most} ${free} ${least}`;
    const kind = kinds.get(key) ?? { people: [], most, free, least };
    kinds.set(key, kind);
    kind.people.push(t);
  }
  return [...kinds.values()];
}

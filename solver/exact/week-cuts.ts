import type { Highs } from 'highs';
import { DAYS } from '../model/rows.ts';
import { type EdgeCase, leastEdges, mostEdges } from './edge-cases.ts';
import { unseenFairLoad } from './fair-load.ts';
import { type Outcome, solveLinear } from './highs.ts';
import { Expr } from './linear-model.ts';
import type { Meetings } from './meetings.ts';
import type { Scene } from './scene.ts';
import { postsOf } from './week-posts.ts';
import { type Prices, WeekFinder } from './weeks.ts';

/** Rules that charge people, other than for what a care session without pupils costs. */
const personRules = [
  'avoidTime',
  'careContinuity',
  'fairEdge',
  'fairLoad',
  'fewDays',
  'idleGap',
  'lateStart',
  'lateStreak',
  'longDay',
  'ownTeacher',
];
/** Steps of the search for the first prices, and for each later ones. */
const firstSteps = 250;
const laterSteps = 80;
const firstStepsOfCrowd = 600;
/** Rows at linear optima that a case gets at the most; small models are branched on sooner. */
const mostRows = 12;
const mostRowsOfSmall = 2;
const smallColumns = 2000;
/** Beyond so many mixes of posts of a day, of all people, their weeks take too long to go through. */
const mostMixes = 150_000;
/** What a row must raise the cost of a point by. */
const worthAdding = 0.1;
/** How often prices of seats that nobody takes are raised, and by how much at the most. */
const lifts = 10;
const mostLift = 10;
/** Minutes of load that weigh as much as a seat in a step. */
const loadScale = 40;

/** Prices of what ties the people to the school and to each other. */
interface Offer {
  /** For a seat, by link. */
  link: Float64Array;
  /** For a minute of load beyond the fair share, by person. */
  load: Float64Array;
  /** For a late evening or early morning. */
  edge: number;
  /** For a person of late care; at least 0. */
  late: number;
}

/** What the rows tie people to: seats by link, and people of late care. */
interface Ties {
  seats: readonly number[];
  late: number;
}

/**
 * Whole weeks of people (Lagrange): for prices of seats, each person alone decides for the cheapest
 * week (`weeks.ts`), and all people together cost at least what these weeks cost and the seats of
 * the school are worth. Each offer of prices makes one row of the model,
 *
 *   what the model charges people >= Σ_t cheapest week of t + Σ price · seats,
 *
 * true for any prices. What people cost above the other rows is a column of its own.
 */
export class WeekCuts {
  private readonly scene: Scene;
  private readonly finders: WeekFinder[];
  private readonly edges: EdgeCase;
  private readonly meetings: Meetings;
  /** What the model charges people. */
  private readonly charged: Expr;
  /** Those of a school in the middle of all. */
  private inner: Ties | undefined;
  /** The last prices. */
  private offer: Offer | undefined;
  /** The linear optimum of the model so far. */
  private optimum: Float64Array | undefined;
  private tries = 0;

  /** Undefined where care posts may be open or groups have several adults, or weeks are too many. */
  static of(scene: Scene, meetings: Meetings, edges: EdgeCase): WeekCuts | undefined {
    const { model } = scene;
    if (model.params.care.pupilsPerAdult !== undefined) return undefined;
    if (scene.mayCost('openSeat', 10)) return undefined;
    const finders: WeekFinder[] = [];
    let mixes = 0;
    for (let t = 0; t < model.staff.count; t++) {
      const finder = WeekFinder.of(scene, t, postsOf(scene, t, meetings.ofLink), meetings.sets);
      if (finder === undefined) return undefined;
      mixes += finder.mixes;
      if (meetings.isCrowd && mixes > mostMixes) return undefined;
      finders.push(finder);
    }
    return new WeekCuts(scene, meetings, finders, edges);
  }

  private constructor(scene: Scene, meetings: Meetings, finders: WeekFinder[], edges: EdgeCase) {
    this.scene = scene;
    this.meetings = meetings;
    this.finders = finders;
    this.edges = edges;
    // More than any plan costs beyond what the model charges, by a wide margin.
    const heaviest = Math.max(...personRules.map((rule) => scene.weight(rule)));
    const more = scene.lp.column(1000 * Math.max(1000, heaviest) + unseenFairLoad(scene));
    scene.lp.charge('careContinuity', Expr.of(more));
    this.charged = scene.lp.charged(personRules).plus(scene.idleCost).plus(meetings.ofEvenings, -1);
  }

  /**
   * Adds a row for the prices at the linear optimum of the model so far; `bare` is that of the
   * model without rows, if it is known. Returns the new linear bound; undefined where no more rows
   * are to be added, or none can be.
   */
  raise(solver: Highs, left: () => number, bare?: Outcome): number | undefined {
    if (this.offer === undefined && this.tries === 0) this.begin(solver, left, bare);
    const { isCrowd } = this.meetings;
    const few = isCrowd || this.scene.lp.columns <= smallColumns;
    const most = few ? mostRowsOfSmall : mostRows;
    while (this.optimum !== undefined && this.tries < most && left() > 0) {
      const first = isCrowd ? firstStepsOfCrowd : firstSteps;
      const steps = this.tries++ === 0 ? first : laterSteps;
      if (!this.addAt(this.optimum, left, steps)) continue;
      const { bound, point } = solveLinear(solver, this.scene.lp.sparse(), left());
      this.optimum = point;
      return bound;
    }
    return undefined;
  }

  /** The first prices: what a seat is worth at the linear optimum. */
  private begin(solver: Highs, left: () => number, known?: Outcome): void {
    const { lp, links, model } = this.scene;
    const bare = lp.sparse();
    const { point, duals } = known ?? solveLinear(solver, bare, left());
    const free = { ...bare, colCost: new Float64Array(bare.numCols) };
    const middle = solveLinear(solver, free, left()).point;
    if (middle === undefined || duals.length !== lp.rows) {
      this.tries = mostRows;
      return;
    }
    this.inner = this.tiesAt(middle);
    const load = new Float64Array(model.staff.count);
    const link = Float64Array.from(links, ({ row }) => (row < 0 ? 0 : duals[row]));
    this.offer = { link, load, edge: 0, late: 0 };
    this.optimum = point;
  }

  /**
   * Adds the row of prices that are dear to this school, and to those about it; whether it
   * raises the cost of this point.
   */
  addAt(point: ArrayLike<number>, left: () => number, steps = laterSteps): boolean {
    if (this.offer === undefined) return false;
    this.offer = this.seek(this.offer, this.inward(this.tiesAt(point)), steps, left);
    return valueAt(this.addRow(this.offer), point) < -worthAdding;
  }

  private get isFair(): boolean {
    return this.scene.weight('fairLoad') > 0;
  }

  private tiesAt(point: ArrayLike<number>): Ties {
    return {
      seats: this.scene.links.map(({ need }) => valueAt(need, point)),
      late: valueAt(this.meetings.late, point),
    };
  }

  /** A little of the school in the middle, so that prices are those of many schools. */
  private inward({ seats, late }: Ties): Ties {
    const inner = this.inner ?? { seats, late };
    return {
      seats: seats.map((seat, l) => 0.9 * seat + 0.1 * inner.seats[l]),
      late: 0.9 * late + 0.1 * inner.late,
    };
  }

  /** How many prices of seats an offer has. */
  get linkCount(): number {
    return this.scene.links.length;
  }

  /** Adds the row of these prices, which holds in every plan of the case. */
  addRow(offer: Offer): Expr {
    const link = offer.link.map(tidy);
    // Nothing limits the edges of the last case from above.
    const edge = this.edges.to === Number.POSITIVE_INFINITY ? Math.max(0, offer.edge) : offer.edge;
    const own = {
      link,
      load: offer.load.map(this.isFair ? tidy : () => 0),
      edge: tidy(edge),
      late: Math.max(0, tidy(offer.late)),
    };
    const { least } = this.weeksAt(own);
    const row = new Expr(-least + roundOff).plus(this.charged).plus(this.meetings.late, own.late);
    for (const [l, { need }] of this.scene.links.entries()) row.plus(need, -link[l]);
    this.scene.lp.atLeast(row, 0);
    return row;
  }

  /** Prices at which a school with so many people on each link pays more (subgradients). */
  private seek(start: Offer, ties: Ties, steps: number, left: () => number): Offer {
    const { scene, edges } = this;
    const { seats } = ties;
    const { staff } = scene.model;
    const fair = scene.weight('fairLoad');
    let best = { offer: start, worth: Number.NEGATIVE_INFINITY };
    let offer = start;
    let pace = 0.12;
    let stale = 0;
    let mean: { taken: Float64Array; loads: Float64Array; edges: number; late: number } | undefined;
    for (let step = 0; step < steps && left() > 0; step++) {
      const now = this.weeksAt(offer);
      const worth = seats.reduce(
        (sum, seat, l) => sum + seat * offer.link[l],
        now.least - ties.late * offer.late,
      );
      if (worth > best.worth) {
        best = { offer, worth };
        stale = 0;
      } else if (++stale > 10) {
        pace *= 0.7;
        stale = 0;
        offer = best.offer;
      }
      const blend = (a: number, b: number) => (mean === undefined ? b : 0.8 * a + 0.2 * b);
      mean = {
        taken: now.taken.map((n, l) => blend(mean?.taken[l] ?? 0, n)),
        loads: now.loads.map((n, t) => blend(mean?.loads[t] ?? 0, n)),
        edges: blend(mean?.edges ?? 0, now.edges),
        late: blend(mean?.late ?? 0, now.late),
      };
      const { taken, loads } = mean;
      const lack = taken.map((n, l) => seats[l] - n);
      let total = 0;
      for (const [t, load] of loads.entries()) if (staff.share[t] > 0) total += load;
      const over = loads.map((load, t) =>
        !this.isFair || staff.share[t] === 0
          ? 0
          : (load - (staff.share[t] / staff.shareSum) * total - (450 * offer.load[t]) / fair) /
            loadScale,
      );
      const few = mean.edges < edges.from || offer.edge > 0 ? edges.from - mean.edges : 0;
      const many = mean.edges > edges.to || offer.edge < 0 ? edges.to - mean.edges : 0;
      const edge = few === 0 ? many : few;
      const lates = mean.late - ties.late;
      const tooLate = lates > 0 || offer.late > 0 ? lates : 0;
      const norm = [...lack, ...over, edge, tooLate].reduce((sum, n) => sum + n * n, 0);
      if (norm < 1e-9) break;
      const hope = best.worth + Math.max(1, 0.05 * Math.abs(best.worth)) - worth;
      const size = (pace * hope) / norm;
      const atEdge = offer.edge + size * edge;
      offer = {
        link: offer.link.map((price, l) => price + size * lack[l]),
        load: offer.load.map((price, t) => price + (size * over[t]) / loadScale),
        edge: atEdge * offer.edge < 0 ? 0 : atEdge,
        late: Math.max(0, offer.late + size * tooLate),
      };
    }
    return this.lift(best.offer, left);
  }

  /** The same prices, but dearer where nobody would take the seat all the same. */
  private lift(offer: Offer, left: () => number): Offer {
    let now = offer;
    for (let k = 0; k < lifts && left() > 0; k++) {
      const kept = new Float64Array(now.link.length).fill(mostLift);
      for (const [t, finder] of this.finders.entries()) finder.spare(this.pricesOf(t, now), kept);
      now = { ...now, link: now.link.map((price, l) => price + kept[l] / 4) };
    }
    return now;
  }

  /** The cheapest week of everybody, and the least that people cost, links aside. */
  private weeksAt(offer: Offer) {
    const { scene, edges } = this;
    const { share, carryOver } = scene.model.staff;
    const taken = new Float64Array(scene.links.length);
    const loads = Float64Array.from(carryOver);
    const lateSet = this.meetings.late.isConstant ? undefined : this.meetings.sets.at(-1);
    let late = 0;
    let inAll = 0;
    let least = -this.meetings.firstPeople;
    for (const [t, finder] of this.finders.entries()) {
      const prices = this.pricesOf(t, offer);
      const found = finder.find(prices);
      least += found.least + prices.load * carryOver[t];
      // The square of the load beyond the fair share is above each of its tangents.
      if (offer.load[t] !== 0) least -= (225 * offer.load[t] ** 2) / scene.weight('fairLoad');
      if (found.week.meets === lateSet) late++;
      for (const l of found.week.links) taken[l]++;
      loads[t] += found.week.load;
      if (share[t] > 0) inAll += found.week.edges;
    }
    if (offer.edge !== 0) least += offer.edge * (offer.edge > 0 ? edges.from : edges.to);
    return { least, taken, loads, edges: inAll, late };
  }

  /** What one person is paid and charged. */
  private pricesOf(t: number, { link, load, edge, late }: Offer): Prices {
    const { share, shareSum } = this.scene.model.staff;
    const own = share[t] > 0;
    const even = load.reduce((sum, price, u) => sum + (price * share[u]) / shareSum, 0);
    return {
      link,
      load: own ? load[t] - even : 0,
      edge: Float64Array.from({ length: 2 * DAYS + 1 }, (_, n) =>
        own ? this.edgeCost(t, n) - edge * n : 0,
      ),
      meet: this.meetings.costs(late),
    };
  }

  private edgeCost(t: number, n: number): number {
    const { model } = this.scene;
    const share = model.staff.share[t];
    const over = Math.max(0, n - mostEdges(model, share, this.edges));
    const under = Math.max(0, leastEdges(model, share, this.edges) - n);
    return this.scene.weight('fairEdge') * (over ** 2 + under ** 2);
  }
}

/** Sums of this size are exact to far less. */
const roundOff = 1e-6;

function valueAt({ constant, cols, coefs }: Expr, point: ArrayLike<number>): number {
  return cols.reduce((sum, column, k) => sum + coefs[k] * point[column], constant);
}

/** Any price will do: round ones keep the model that is branched on clean. */
function tidy(price: number): number {
  return Math.round(price * 4096) / 4096;
}

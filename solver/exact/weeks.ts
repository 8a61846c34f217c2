import { DAYS } from '../model/rows.ts';
import { shortestCountedMinutes } from '../rules/staff-limit.ts';
import { dayCost } from './day-cost.ts';
import type { Token } from './links.ts';
import type { Scene } from './scene.ts';
import type { Post } from './week-posts.ts';

/** What a person is paid for a post, and charged for what a week adds up to. */
export interface Prices {
  /** By link, for filling one of its seats. */
  link: Float64Array;
  /** For a minute of load. */
  load: number;
  /** By the number of late evenings and early mornings. */
  edge: Float64Array;
  /** For each set of those whom a person may meet, met or not; only the `sets` are looked at. */
  meet: Float64Array;
}

/** A week of one person: the posts and what they add up to. */
export interface Week {
  links: readonly number[];
  load: number;
  edges: number;
  /** The set of those whom the person may meet. */
  meets: number;
}

/** Beyond so many sets of posts on one day the weeks of a person are not looked at. */
const mostSets = 4000;
const LATE = 1;
const EARLY = 2;

/** Posts of one spot that count the same: a person has one of them at most. */
interface Slot {
  token: Token;
  posts: Post[];
}

/** What a day may be: free, or a mix with its LATE and EARLY (`1 + flags`). */
const CHOICES = 5;
const FREE = 0;

/** Mixes of slots that a person can have on one day. */
interface Mixes {
  cost: Float64Array;
  load: Float64Array;
  choice: Uint8Array;
  /** The slots of mix k are `slots[from[k]]` to before `slots[from[k + 1]]`. */
  from: Int32Array;
  slots: Int32Array;
}

/** How far a week can have come before a day: all that its rest depends on. */
interface State {
  /** Days with posts. */
  used: number;
  early: number;
  late: number;
  /** Whether the day before was late. */
  wasLate: boolean;
}

/** From each state before each day to those after it; states and steps in the order of the days. */
interface Steps {
  /** States, by day those before it, last those after the week. */
  layers: Int32Array;
  /** Late evenings and early mornings of each state. */
  edges: Int32Array;
  /** Steps of each day begin here. */
  days: Int32Array;
  from: Int32Array;
  to: Int32Array;
  /** Day · CHOICES + what the day is. */
  pick: Int32Array;
  extra: Float64Array;
}

/**
 * The cheapest weeks of one person at given prices (`staffClash`, `staffQualified`,
 * `staffAvailable`, `nightRest`; of `staffLimit` sessions, days and late evenings; `fewDays`,
 * `longDay`, `lateStart`, `idleGap`, `lateStreak`, `avoidTime`, `ownTeacher`, `careContinuity`):
 * for each set of those whom the person may meet, the best of each day, then of the week.
 */
export class WeekFinder {
  private readonly scene: Scene;
  private readonly t: number;
  private readonly sets: readonly number[];
  /** Sets are numbers below it. */
  private readonly setCount: number;
  private readonly slots: readonly Slot[];
  private readonly days: Mixes[] = [];
  private tooMany = false;
  /** By set and slot: the cheapest post that meets nobody else, and its price. */
  private readonly price: Float64Array;
  private readonly post: Int32Array;
  /** By day and choice: the cheapest mix for the set looked at. */
  private readonly dayBest = new Float64Array(DAYS * CHOICES);
  private readonly dayMix = new Int32Array(DAYS * CHOICES);
  private readonly steps: Steps;
  /** Cheapest way to each state, and the step that led to it. */
  private readonly reach: Float64Array;
  private readonly step: Int32Array;
  /** Cheapest way from each state to the end of the week. */
  private readonly ahead: Float64Array;

  static of(
    scene: Scene,
    t: number,
    posts: readonly Post[],
    sets: readonly number[],
  ): WeekFinder | undefined {
    const finder = new WeekFinder(scene, t, posts, sets);
    return finder.tooMany ? undefined : finder;
  }

  private constructor(scene: Scene, t: number, posts: readonly Post[], sets: readonly number[]) {
    this.scene = scene;
    this.t = t;
    this.sets = sets;
    this.setCount = Math.max(...sets) + 1;
    const slots = new Map<string, Slot>();
    for (const post of posts) {
      const { token } = post;
      const slot = slots.get(token.key) ?? { token, posts: [] };
      slots.set(token.key, slot);
      slot.posts.push(post);
    }
    this.slots = [...slots.values()];
    this.price = new Float64Array(this.setCount * this.slots.length);
    this.post = new Int32Array(this.price.length);
    for (let d = 0; d < DAYS; d++) this.days.push(this.mixesOf(d));
    this.steps = this.listSteps();
    const states = this.steps.edges.length;
    this.reach = new Float64Array(states);
    this.step = new Int32Array(states);
    this.ahead = new Float64Array(states);
  }

  /** Mixes of posts that the person can have on a day, of all days. */
  get mixes(): number {
    return this.days.reduce((sum, { cost }) => sum + cost.length, 0);
  }

  /** A week that costs the least at these prices, and that cost. */
  find(prices: Prices): { least: number; week: Week } {
    this.priceSlots(prices);
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (const set of this.sets) {
      const cost = this.bestWeek(set, prices);
      if (cost >= least) continue;
      least = cost;
      best = set;
    }
    this.bestWeek(best, prices);
    return { least, week: this.trace(prices, best) };
  }

  /** Lowers what is kept of each link to how much dearer than the cheapest a week with it is. */
  spare(prices: Prices, kept: Float64Array): void {
    const { least } = this.find(prices);
    const { reach, ahead, dayBest, slots, price } = this;
    const { layers, edges, days, from, to, pick, extra } = this.steps;
    const through = new Float64Array(CHOICES);
    const bySlot = new Float64Array(slots.length);
    for (const set of this.sets) {
      const own = prices.meet[set] - least;
      const first = set * slots.length;
      this.bestWeek(set, prices);
      ahead.fill(Number.POSITIVE_INFINITY);
      for (let state = layers[DAYS]; state < ahead.length; state++)
        ahead[state] = prices.edge[edges[state]];
      bySlot.fill(Number.POSITIVE_INFINITY);
      for (let d = DAYS - 1; d >= 0; d--) {
        through.fill(Number.POSITIVE_INFINITY);
        for (let s = days[d]; s < days[d + 1]; s++) {
          const rest = extra[s] + ahead[to[s]];
          const choice = pick[s] - CHOICES * d;
          through[choice] = Math.min(through[choice], reach[from[s]] + rest);
          ahead[from[s]] = Math.min(ahead[from[s]], rest + dayBest[pick[s]]);
        }
        const mixes = this.days[d];
        for (let k = 0; k < mixes.cost.length; k++) {
          let sum = own + mixes.cost[k] + prices.load * mixes.load[k] + through[mixes.choice[k]];
          const end = mixes.from[k + 1];
          for (let i = mixes.from[k]; i < end; i++) sum += price[first + mixes.slots[i]];
          for (let i = mixes.from[k]; i < end; i++) {
            const slot = mixes.slots[i];
            bySlot[slot] = Math.min(bySlot[slot], sum - price[first + slot]);
          }
        }
      }
      for (const [slot, without] of bySlot.entries())
        for (const { link, meets, cost } of slots[slot].posts) {
          if (link < 0 || (meets & ~set) !== 0) continue;
          kept[link] = Math.min(kept[link], Math.max(0, without + cost - prices.link[link]));
        }
    }
  }

  private mixesOf(d: number): Mixes {
    const { scene, t } = this;
    const { time, staff } = scene.model;
    const most = scene.on('staffLimit') ? staff.maxSessions[t] : Number.POSITIVE_INFINITY;
    const costOf = dayCost(scene, t, d, []);
    const spotOf = (slot: number) => this.slots[slot].token.spot;
    let sets: number[][] = [[]];
    for (const slot of this.slots.keys()) {
      const spot = spotOf(slot);
      if (time.spotDay[spot] !== d) continue;
      const grown = sets.filter(
        (set) => !set.some((o) => time.spotClash[spotOf(o) * time.spotCount + spot] === 1),
      );
      sets = [...sets, ...grown.map((set) => [...set, slot])];
      if (sets.length > mostSets) {
        this.tooMany = true;
        sets = [];
        break;
      }
    }
    const counts = (slot: number) => time.spotMinutes[spotOf(slot)] >= shortestCountedMinutes;
    const mixes = sets.filter((set) => set.length > 0 && set.filter(counts).length <= most);
    const tokens = mixes.map((set) => set.map((slot) => this.slots[slot].token));
    const has = (set: readonly number[], is: Uint8Array) => set.some((o) => is[spotOf(o)] === 1);
    const from = new Int32Array(mixes.length + 1);
    for (const [k, set] of mixes.entries()) from[k + 1] = from[k] + set.length;
    return {
      cost: Float64Array.from(tokens, (own) =>
        [...costOf(own).values()].reduce((a, b) => a + b, 0),
      ),
      load: Float64Array.from(tokens, (own) => own.reduce((sum, { load }) => sum + load, 0)),
      choice: Uint8Array.from(
        mixes,
        (set) =>
          1 + ((has(set, time.spotLate) ? LATE : 0) | (has(set, time.spotEarly) ? EARLY : 0)),
      ),
      from,
      slots: Int32Array.from(mixes.flat()),
    };
  }

  /** Day by day, from each state that a week can have come to. */
  private listSteps(): Steps {
    const { scene, t } = this;
    const { staff } = scene.model;
    const limited = scene.on('staffLimit');
    const mostLate = limited ? staff.maxLate[t] : DAYS;
    const mostDays = limited ? staff.maxDays[t] : DAYS;
    const rest = scene.on('nightRest');
    const streak = scene.weight('lateStreak');
    const layers: number[] = [];
    const edges: number[] = [];
    const days: number[] = [];
    const steps: { from: number; to: number; pick: number; extra: number }[] = [];
    let layer: State[] = [{ used: 0, early: 0, late: 0, wasLate: false }];
    for (let d = 0; d <= DAYS; d++) {
      layers.push(edges.length);
      days.push(steps.length);
      edges.push(...layer.map(({ early, late }) => early + late));
      if (d === DAYS) break;
      const choices = [...new Set([FREE, ...this.days[d].choice])].toSorted((a, b) => a - b);
      const next = new Map<number, State>();
      const found: { from: number; key: number; pick: number; extra: number }[] = [];
      for (const [k, state] of layer.entries())
        for (const choice of choices) {
          const isLate = choice !== FREE && ((choice - 1) & LATE) !== 0;
          const isEarly = choice !== FREE && ((choice - 1) & EARLY) !== 0;
          const used = state.used + Number(choice !== FREE);
          const late = state.late + Number(isLate);
          if (late > mostLate || used > mostDays) continue;
          if (rest && state.wasLate && isEarly) continue;
          const early = state.early + Number(isEarly);
          const after = { used, early, late, wasLate: isLate };
          const key = ((used * (DAYS + 1) + early) * (DAYS + 1) + late) * 2 + Number(isLate);
          next.set(key, after);
          const extra = state.wasLate && isLate ? streak : 0;
          found.push({ from: layers[d] + k, key, pick: d * CHOICES + choice, extra });
        }
      // In order, so that of equal weeks the same is found each time.
      const keys = [...next.keys()].toSorted((a, b) => a - b);
      const place = new Map(keys.map((key, k) => [key, edges.length + k]));
      for (const { key, ...step } of found) steps.push({ ...step, to: place.get(key) ?? 0 });
      layer = keys.flatMap((key) => next.get(key) ?? []);
    }
    return {
      layers: Int32Array.from(layers),
      edges: Int32Array.from(edges),
      days: Int32Array.from(days),
      from: Int32Array.from(steps, ({ from }) => from),
      to: Int32Array.from(steps, ({ to }) => to),
      pick: Int32Array.from(steps, ({ pick }) => pick),
      extra: Float64Array.from(steps, ({ extra }) => extra),
    };
  }

  private priceSlots({ link }: Prices): void {
    const { slots, price, post, setCount } = this;
    const count = slots.length;
    price.fill(Number.POSITIVE_INFINITY);
    for (const [slot, { posts }] of slots.entries())
      for (const [k, { link: of, cost, meets }] of posts.entries()) {
        const own = cost - (of < 0 ? 0 : link[of]);
        const at = meets * count + slot;
        if (own >= price[at]) continue;
        price[at] = own;
        post[at] = k;
      }
    // A set allows whatever its subsets allow.
    for (let bit = 1; bit < setCount; bit <<= 1)
      for (let set = 0; set < setCount; set++) {
        if ((set & bit) === 0) continue;
        for (let slot = 0; slot < count; slot++) {
          const at = set * count + slot;
          const without = (set ^ bit) * count + slot;
          if (price[without] >= price[at]) continue;
          price[at] = price[without];
          post[at] = post[without];
        }
      }
  }

  /** The cheapest week that meets nobody else; the whole set is charged, met or not. */
  private bestWeek(set: number, prices: Prices): number {
    const { dayBest, dayMix, reach, step, price } = this;
    const { from, to, pick, extra } = this.steps;
    const first = set * this.slots.length;
    dayBest.fill(Number.POSITIVE_INFINITY);
    for (let d = 0; d < DAYS; d++) {
      const mixes = this.days[d];
      dayBest[d * CHOICES + FREE] = 0;
      for (let k = 0; k < mixes.cost.length; k++) {
        let sum = mixes.cost[k] + prices.load * mixes.load[k];
        const end = mixes.from[k + 1];
        for (let i = mixes.from[k]; i < end; i++) sum += price[first + mixes.slots[i]];
        const own = d * CHOICES + mixes.choice[k];
        if (sum >= dayBest[own]) continue;
        dayBest[own] = sum;
        dayMix[own] = k;
      }
    }
    reach.fill(Number.POSITIVE_INFINITY);
    reach[0] = 0;
    for (let s = 0; s < from.length; s++) {
      const sum = reach[from[s]] + extra[s] + dayBest[pick[s]];
      if (sum >= reach[to[s]]) continue;
      reach[to[s]] = sum;
      step[to[s]] = s;
    }
    const last = this.lastState(prices);
    return reach[last] + prices.edge[this.steps.edges[last]] + prices.meet[set];
  }

  private lastState({ edge }: Prices): number {
    const { layers, edges } = this.steps;
    let best = layers[DAYS];
    let least = Number.POSITIVE_INFINITY;
    for (let state = layers[DAYS]; state < edges.length; state++) {
      const cost = this.reach[state] + edge[edges[state]];
      if (cost >= least) continue;
      least = cost;
      best = state;
    }
    return best;
  }

  /** The week that `bestWeek` has just found. */
  private trace(prices: Prices, meets: number): Week {
    const { edges, from, pick } = this.steps;
    const last = this.lastState(prices);
    const links: number[] = [];
    let load = 0;
    let state = last;
    for (let d = DAYS - 1; d >= 0; d--) {
      const taken = this.step[state];
      const mixes = this.days[d];
      if (pick[taken] % CHOICES !== FREE) {
        const k = this.dayMix[pick[taken]];
        load += mixes.load[k];
        for (let i = mixes.from[k]; i < mixes.from[k + 1]; i++) {
          const slot = mixes.slots[i];
          const { link } = this.slots[slot].posts[this.post[meets * this.slots.length + slot]];
          if (link >= 0) links.push(link);
        }
      }
      state = from[taken];
    }
    return { links, load, edges: edges[last], meets };
  }
}

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
  /** For each set, the cheapest post that meets nobody else, and its price. */
  price: Float64Array;
  best: Int32Array;
}

/** Slots of one day that a person can have together. */
interface Combo {
  slots: readonly Slot[];
  cost: number;
  load: number;
  /** LATE and EARLY. */
  flags: number;
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
  private readonly slots: Slot[] = [];
  private readonly days: Combo[][] = [];
  private tooMany = false;
  private readonly mostLate: number;
  private readonly mostDays: number;
  /** Of each day and each LATE and EARLY: the cheapest combination for the set looked at. */
  private readonly dayBest = new Float64Array(DAYS * 4);
  private readonly dayCombo = new Int32Array(DAYS * 4);
  /** Cheapest way to each state after each day, and the step that led to it. */
  private readonly states: number;
  private readonly reach: Float64Array;
  private readonly step: Int32Array;
  /** Cheapest way from each state before each day to the end of the week. */
  private readonly ahead: Float64Array;
  /** For each state and day (free, or its LATE and EARLY): the state after it, or -1; and its cost. */
  private readonly moves: Int32Array;
  private readonly extra: Float64Array;

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
    const { staff } = scene.model;
    const limited = scene.on('staffLimit');
    this.mostLate = limited ? Math.min(DAYS, staff.maxLate[t]) : DAYS;
    this.mostDays = limited ? Math.min(DAYS, staff.maxDays[t]) : DAYS;
    const slots = new Map<string, Slot>();
    for (const post of posts) {
      const { token } = post;
      let slot = slots.get(token.key);
      if (slot === undefined) {
        const price = new Float64Array(this.setCount);
        slot = { token, posts: [], price, best: new Int32Array(this.setCount) };
        slots.set(token.key, slot);
      }
      slot.posts.push(post);
    }
    this.slots = [...slots.values()];
    for (let d = 0; d < DAYS; d++) this.days.push(this.combosOf(d));
    this.states = 2 * (this.mostLate + 1) * (DAYS + 1) * (this.mostDays + 1);
    this.reach = new Float64Array((DAYS + 1) * this.states);
    this.step = new Int32Array((DAYS + 1) * this.states);
    this.ahead = new Float64Array((DAYS + 1) * this.states);
    this.moves = new Int32Array(this.states * 5);
    this.extra = new Float64Array(this.states * 5);
    this.listMoves();
  }

  /** Mixes of posts that the person can have on a day, of all days. */
  get mixes(): number {
    return this.days.reduce((sum, combos) => sum + combos.length, 0);
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

  private combosOf(d: number): Combo[] {
    const { scene, t } = this;
    const { time, staff } = scene.model;
    const most = scene.on('staffLimit') ? staff.maxSessions[t] : Number.POSITIVE_INFINITY;
    const costOf = dayCost(scene, t, d, []);
    let sets: Slot[][] = [[]];
    for (const slot of this.slots) {
      const { spot } = slot.token;
      if (time.spotDay[spot] !== d) continue;
      const grown = sets.filter(
        (set) => !set.some((o) => time.spotClash[o.token.spot * time.spotCount + spot] === 1),
      );
      sets = [...sets, ...grown.map((set) => [...set, slot])];
      if (sets.length > mostSets) {
        this.tooMany = true;
        return [];
      }
    }
    const counts = ({ token }: Slot) => time.spotMinutes[token.spot] >= shortestCountedMinutes;
    return sets
      .filter((set) => set.length > 0 && set.filter(counts).length <= most)
      .map((slots) => ({
        slots,
        cost: [...costOf(slots.map(({ token }) => token)).values()].reduce((a, b) => a + b, 0),
        load: slots.reduce((sum, { token }) => sum + token.load, 0),
        flags:
          (slots.some(({ token }) => time.spotLate[token.spot] === 1) ? LATE : 0) |
          (slots.some(({ token }) => time.spotEarly[token.spot] === 1) ? EARLY : 0),
      }));
  }

  /** Lowers what is kept of each link to how much dearer than the cheapest a week with it is. */
  spare(prices: Prices, kept: Float64Array): void {
    const { least } = this.find(prices);
    const { states, reach, ahead, moves, extra, dayBest } = this;
    const through = new Float64Array(4);
    const bySlot = new Map<Slot, number>();
    for (const set of this.sets) {
      const own = prices.meet[set] - least;
      this.bestWeek(set, prices);
      for (let state = 0; state < states; state++)
        ahead[DAYS * states + state] = this.edgeCost(state, prices);
      bySlot.clear();
      for (let d = DAYS - 1; d >= 0; d--) {
        const now = d * states;
        through.fill(Number.POSITIVE_INFINITY);
        for (let state = 0; state < states; state++) {
          let best = Number.POSITIVE_INFINITY;
          for (let flags = -1; flags < 4; flags++) {
            const move = state * 5 + flags + 1;
            if (moves[move] < 0) continue;
            const rest = extra[move] + ahead[now + states + moves[move]];
            if (flags >= 0) through[flags] = Math.min(through[flags], reach[now + state] + rest);
            best = Math.min(best, rest + (flags < 0 ? 0 : dayBest[4 * d + flags]));
          }
          ahead[now + state] = best;
        }
        for (const { slots, cost, load, flags } of this.days[d]) {
          let sum = own + cost + prices.load * load + through[flags];
          for (const slot of slots) sum += slot.price[set];
          for (const slot of slots) {
            const without = sum - slot.price[set];
            if (without < (bySlot.get(slot) ?? Number.POSITIVE_INFINITY)) bySlot.set(slot, without);
          }
        }
      }
      for (const [slot, without] of bySlot)
        for (const { link, meets, cost } of slot.posts) {
          if (link < 0 || (meets & ~set) !== 0) continue;
          kept[link] = Math.min(kept[link], Math.max(0, without + cost - prices.link[link]));
        }
    }
  }

  private listMoves(): void {
    const { scene, states, moves, extra, mostLate, mostDays } = this;
    const rest = scene.on('nightRest');
    for (let state = 0; state < states; state++) {
      const { used, early, late, before } = this.unpack(state);
      for (let flags = -1; flags < 4; flags++) {
        const move = state * 5 + flags + 1;
        const isLate = flags >= 0 && (flags & LATE) !== 0 ? 1 : 0;
        const isEarly = flags >= 0 && (flags & EARLY) !== 0 ? 1 : 0;
        moves[move] = -1;
        if (late + isLate > mostLate || (flags >= 0 && used === mostDays)) continue;
        if ((rest && before === 1 && isEarly === 1) || early + isEarly > DAYS) continue;
        moves[move] = this.pack(used + (flags < 0 ? 0 : 1), early + isEarly, late + isLate, isLate);
        extra[move] = before === 1 && isLate === 1 ? scene.weight('lateStreak') : 0;
      }
    }
  }

  private priceSlots({ link }: Prices): void {
    for (const { posts, price, best } of this.slots) {
      price.fill(Number.POSITIVE_INFINITY);
      for (const [k, post] of posts.entries()) {
        const own = post.cost - (post.link < 0 ? 0 : link[post.link]);
        if (own >= price[post.meets]) continue;
        price[post.meets] = own;
        best[post.meets] = k;
      }
      // A set allows whatever its subsets allow.
      for (let bit = 1; bit < this.setCount; bit <<= 1)
        for (let set = 0; set < this.setCount; set++) {
          if ((set & bit) === 0 || price[set ^ bit] >= price[set]) continue;
          price[set] = price[set ^ bit];
          best[set] = best[set ^ bit];
        }
    }
  }

  /** The cheapest week that meets nobody else; the whole set is charged, met or not. */
  private bestWeek(set: number, prices: Prices): number {
    const { dayBest, dayCombo, states, reach, step, moves, extra } = this;
    dayBest.fill(Number.POSITIVE_INFINITY);
    for (let d = 0; d < DAYS; d++)
      for (const [k, { slots, cost, load, flags }] of this.days[d].entries()) {
        let sum = cost + prices.load * load;
        for (const slot of slots) sum += slot.price[set];
        if (sum >= dayBest[4 * d + flags]) continue;
        dayBest[4 * d + flags] = sum;
        dayCombo[4 * d + flags] = k;
      }
    reach.fill(Number.POSITIVE_INFINITY);
    reach[0] = 0;
    for (let d = 0; d < DAYS; d++) {
      const now = d * states;
      for (let state = 0; state < states; state++) {
        const cost = reach[now + state];
        if (cost === Number.POSITIVE_INFINITY) continue;
        for (let flags = -1; flags < 4; flags++) {
          const move = state * 5 + flags + 1;
          if (moves[move] < 0) continue;
          const sum = cost + extra[move] + (flags < 0 ? 0 : dayBest[4 * d + flags]);
          const to = now + states + moves[move];
          if (sum >= reach[to]) continue;
          reach[to] = sum;
          step[to] = move;
        }
      }
    }
    const last = this.lastState(prices);
    return reach[DAYS * states + last] + this.edgeCost(last, prices) + prices.meet[set];
  }

  private lastState(prices: Prices): number {
    const end = DAYS * this.states;
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let state = 0; state < this.states; state++) {
      const cost = this.reach[end + state] + this.edgeCost(state, prices);
      if (cost >= least) continue;
      least = cost;
      best = state;
    }
    return best;
  }

  private edgeCost(state: number, { edge }: Prices): number {
    const { early, late } = this.unpack(state);
    return edge[early + late];
  }

  /** The week that `bestWeek` has just found. */
  private trace(prices: Prices, meets: number): Week {
    const { states, step } = this;
    let state = this.lastState(prices);
    const { early, late } = this.unpack(state);
    const links: number[] = [];
    let load = 0;
    for (let d = DAYS - 1; d >= 0; d--) {
      const taken = step[(d + 1) * states + state];
      const flags = (taken % 5) - 1;
      if (flags >= 0) {
        const combo = this.days[d][this.dayCombo[4 * d + flags]];
        load += combo.load;
        for (const slot of combo.slots) {
          const { link } = slot.posts[slot.best[meets]];
          if (link >= 0) links.push(link);
        }
      }
      state = Math.floor(taken / 5);
    }
    return { links, load, edges: early + late, meets };
  }

  private pack(used: number, early: number, late: number, before: number): number {
    return ((used * (DAYS + 1) + early) * (this.mostLate + 1) + late) * 2 + before;
  }

  private unpack(state: number) {
    const rest = Math.floor(state / 2);
    const days = Math.floor(rest / (this.mostLate + 1));
    return {
      before: state % 2,
      late: rest % (this.mostLate + 1),
      early: days % (DAYS + 1),
      used: Math.floor(days / (DAYS + 1)),
    };
  }
}

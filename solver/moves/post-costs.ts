import { segments } from '../../src/domain/problem.ts';
import { bits } from '../model/bits.ts';
import { DAYS } from '../model/rows.ts';
import { WHOLE_PAY } from '../state/touched.ts';
import type { MoveContext } from './move.ts';

/** What fairness of late and early posts may win back by one of them. */
const FAIR_EDGE = 8;
const HOMEWORK = segments.indexOf('homework');

/**
 * What it costs when posts change hands, worked out before the plan is touched: load, weekdays and
 * faces that a class does not know. What other rules can win back at most is told beside it.
 */
export class PostCosts {
  private readonly context: MoveContext;

  constructor(context: MoveContext) {
    this.context = context;
  }

  /** What load, weekdays and strange faces cost when a post goes from one person (-1) to another. */
  transferCost(event: number, from: number, to: number): number {
    const { state, model, prices } = this.context;
    const { staff, time } = model;
    const load = state.loadOf(event);
    const unit = staff.shareSum > 0 ? state.loadSum / staff.shareSum : 0;
    const day = time.spotDay[state.eventSpot[event]];
    let squares = 0;
    let days = 0;
    if (staff.share[to] > 0)
      squares += load * (2 * (state.load[to] - staff.share[to] * unit) + load);
    if (state.dayCount[to * DAYS + day] === 0) days++;
    if (from >= 0) {
      if (staff.share[from] > 0)
        squares -= load * (2 * (state.load[from] - staff.share[from] * unit) - load);
      if (state.dayCount[from * DAYS + day] === 1) days--;
    }
    const cost = (prices.fairLoad * squares) / 900 + prices.fewDays * days;
    return cost + this.strangeness(event, from, to);
  }

  /** The same when two people give each other a post at the same time: event `a` for event `b`. */
  exchangeCost(a: number, b: number, ofA: number, ofB: number): number {
    const { state, model, prices } = this.context;
    const { staff } = model;
    const load = state.loadOf(a) - state.loadOf(b);
    let squares = 0;
    if (load !== 0) {
      const unit = staff.shareSum > 0 ? state.loadSum / staff.shareSum : 0;
      if (staff.share[ofB] > 0)
        squares += load * (2 * (state.load[ofB] - staff.share[ofB] * unit) + load);
      if (staff.share[ofA] > 0)
        squares -= load * (2 * (state.load[ofA] - staff.share[ofA] * unit) - load);
    }
    const strange = this.strangeness(a, ofA, ofB) + this.strangeness(b, ofB, ofA);
    return (prices.fairLoad * squares) / 900 + strange;
  }

  /**
   * What rules that these estimates leave out win back at most where two people (-1: nobody) leave or
   * take a seat: what they cost now. Only fairness of late and early posts is guessed.
   */
  mayWin(seat: number, old: number, fresh: number): number {
    const { state, model } = this.context;
    const event = model.series.seatEvent[seat];
    const day = model.time.spotDay[state.eventSpot[event]];
    let most = this.heldAt(seat) + this.heldAtEdge(event);
    if (old >= 0) most += this.heldOnDay(old, day) + this.heldInWeek(old);
    if (fresh >= 0) most += this.heldOnDay(fresh, day) + this.heldInWeek(fresh);
    return most;
  }

  /**
   * The same as `exchangeCost` when the two posts may be at any times: event `a`, which somebody
   * leaves, for event `b`. Where both look after one class it may be more by the strange faces.
   */
  tradeCost(a: number, b: number, ofA: number, ofB: number): number {
    return (
      this.exchangeCost(a, b, ofA, ofB) +
      this.context.prices.fewDays * this.daysMore(a, b, ofA, ofB)
    );
  }

  /** What `tradeCost` leaves out and may win back at most, for the seats that change hands. */
  mayWinByTrade(a: number, b: number, ofA: number, ofB: number): number {
    const { seatEvent } = this.context.model.series;
    const day = this.dayOf(seatEvent[a]);
    const other = this.dayOf(seatEvent[b]);
    const edge = this.heldAtEdge(seatEvent[a]) || this.heldAtEdge(seatEvent[b]);
    let most = this.heldAt(a) + this.heldAt(b) + this.heldInWeek(ofA) + this.heldInWeek(ofB) + edge;
    most += this.heldOnDay(ofA, day) + this.heldOnDay(ofB, day);
    if (other !== day) most += this.heldOnDay(ofA, other) + this.heldOnDay(ofB, other);
    return most;
  }

  /** Weekdays more, of both, when two people give each other the events `a` and `b`. */
  private daysMore(a: number, b: number, ofA: number, ofB: number): number {
    const { dayCount } = this.context.state;
    const day = this.dayOf(a);
    const other = this.dayOf(b);
    if (day === other) return 0;
    let more = 0;
    if (dayCount[ofA * DAYS + day] === 1) more--;
    if (dayCount[ofB * DAYS + day] === 0) more++;
    if (dayCount[ofA * DAYS + other] === 0) more++;
    if (dayCount[ofB * DAYS + other] === 1) more--;
    return more;
  }

  private dayOf(event: number): number {
    return this.context.model.time.spotDay[this.context.state.eventSpot[event]];
  }

  /** What a seat and its event cost now, but for what is in the estimates. */
  private heldAt(seat: number): number {
    const { held, model } = this.context;
    const event = model.series.seatEvent[seat];
    const most = held.seat.of(seat) + held.crew.of(event);
    return model.baseline === undefined ? most : most + this.heldByChanges(event);
  }

  /** What a late or an early post may win back by fairness of these. */
  private heldAtEdge(event: number): number {
    const { state, model } = this.context;
    const spot = state.eventSpot[event];
    return model.time.spotLate[spot] === 1 || model.time.spotEarly[spot] === 1 ? FAIR_EDGE : 0;
  }

  /** What one person costs on a day. */
  private heldOnDay(person: number, day: number): number {
    return this.context.held.personDay.of(person * DAYS + day);
  }

  /** What one person costs over the week, but for what is in the estimates. */
  private heldInWeek(person: number): number {
    const { context } = this;
    const { state, model, prices } = context;
    const days = prices.fewDays * bits(state.dayMask[person]);
    const pay = model.staff.payPerMinute[person] > 0 ? context.held.whole.of(WHOLE_PAY) : 0;
    return context.held.person.of(person) - days + pay;
  }

  /** What costs because an event is no longer as it was in an earlier plan. */
  private heldByChanges(event: number): number {
    const { context } = this;
    const { state, model } = context;
    const s = model.series.eventSeries[event];
    if (s >= 0) return context.held.series.of(s);
    const first = state.memberStart[event - model.series.firstCare];
    let most = 0;
    for (let i = state.memberCount[event] - 1; i >= 0; i--)
      most += context.held.class.of(state.members[first + i]);
    return most;
  }

  /** What it costs more in faces that a class does not know when one (-1) makes way for another. */
  private strangeness(event: number, from: number, to: number): number {
    const { prices, model } = this.context;
    if (event < model.series.firstCare) return 0;
    let cost = prices.careContinuity * this.adultsMore(event, from, to);
    if (prices.ownTeacher > 0 && model.time.segment[model.series.carePeriod[event]] === HOMEWORK)
      cost += prices.ownTeacher * (this.isStranger(event, to) - this.isStranger(event, from));
    return cost;
  }

  /** 1 for a person (-1: nobody) who knows no class of a care group. */
  private isStranger(slot: number, person: number): number {
    const { state, model } = this.context;
    if (person < 0) return 0;
    const first = state.memberStart[slot - model.series.firstCare];
    const known = person * model.classCount;
    for (let i = state.memberCount[slot] - 1; i >= 0; i--)
      if (model.staff.knows[known + state.members[first + i]] === 1) return 0;
    return 1;
  }

  /** How many more adults the classes of a care group have when one (-1) makes way for another. */
  private adultsMore(slot: number, from: number, to: number): number {
    const { state, model } = this.context;
    const { series, time, staff } = model;
    if (time.spotEarly[state.eventSpot[slot]] === 1) return 0;
    const first = state.memberStart[slot - series.firstCare];
    let more = 0;
    for (let i = state.memberCount[slot] - 1; i >= 0; i--) {
      const c = state.members[first + i];
      const known = c * staff.count;
      let change = state.adultCount[known + to] === 0 ? 1 : 0;
      if (from >= 0 && state.adultCount[known + from] === 1) change--;
      // The first adult of a class costs nothing.
      more += Math.max(1, state.classAdults[c] + change) - Math.max(1, state.classAdults[c]);
    }
    return more;
  }

  /** What fairness of load costs at least when somebody takes one more post like those of an event. */
  cheapest(event: number): number {
    const { state, model, prices } = this.context;
    const { staff, series } = model;
    if (prices.fairLoad === 0 || staff.shareSum === 0) return 0;
    const kind = series.seatKind[series.seatStart[event]];
    const { start, items } = staff.kinds.staff;
    const unit = state.loadSum / staff.shareSum;
    let least = Number.POSITIVE_INFINITY;
    for (let k = start[kind]; k < start[kind + 1]; k++) {
      const t = items[k];
      const over = staff.share[t] > 0 ? state.load[t] - staff.share[t] * unit : 0;
      if (over < least) least = over;
    }
    const load = state.loadOf(event);
    return (prices.fairLoad * load * (2 * least + load)) / 900;
  }
}

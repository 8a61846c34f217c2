import { segments } from '../../src/domain/problem.ts';
import { bits } from '../model/bits.ts';
import { DAYS } from '../model/rows.ts';
import { ROLE_LEAD } from '../model/series.ts';
import { DAY_CAPACITY } from '../state/counts.ts';
import { WHOLE_PAY } from '../state/touched.ts';
import type { MoveContext } from './move.ts';

/** What fairness of late and early posts may win back by one of them. */
const FAIR_EDGE = 8;
const HOMEWORK = segments.indexOf('homework');

/** Posts looked at to give in return, and minutes of load by which they may miss what is owed. */
const RETURN_TRIES = 12;
const RETURN_LEAST = 15;
const RETURN_OVER = 30;

/** Posts given at most to even loads out, and minutes of load by which two people must differ. */
const BALANCE_ROUNDS = 3;
const BALANCE_FROM = 35;

/** Whether a seat belongs to the lead of a series of several sessions, who is the same in all. */
export function keepsLead({ model }: MoveContext, seat: number): boolean {
  const { series } = model;
  const s = series.eventSeries[series.seatEvent[seat]];
  return (
    s >= 0 &&
    series.sameLead[s] === 1 &&
    series.seatRole[seat] === ROLE_LEAD &&
    series.firstEvent[s + 1] - series.firstEvent[s] > 1
  );
}

/** Questions and small steps about people that several moves share. */
export class People {
  private readonly context: MoveContext;

  constructor(context: MoveContext) {
    this.context = context;
  }

  /** Qualified for the seat, available and free at the spot of its event. */
  canSit(seat: number, person: number): boolean {
    const { model, state } = this.context;
    const { series, staff } = model;
    return (
      staff.kinds.ok[series.seatKind[seat] * staff.count + person] === 1 &&
      this.canAttend(person, state.eventSpot[series.seatEvent[seat]])
    );
  }

  canAttend(person: number, spot: number): boolean {
    const { staff, time } = this.context.model;
    return (
      staff.barred[person * time.spotCount + spot] === 0 && this.context.state.isFree(person, spot)
    );
  }

  /** The one session of a person that overlaps a spot; -1 for none, -2 for several. */
  clashing(person: number, spot: number): number {
    const { state, model } = this.context;
    const { time } = model;
    const td = person * DAYS + time.spotDay[spot];
    let found = -1;
    for (let i = 0; i < state.dayCount[td]; i++) {
      const event = state.dayEvents[td * DAY_CAPACITY + i];
      if (time.spotClash[spot * time.spotCount + state.eventSpot[event]] === 0) continue;
      if (found >= 0) return -2;
      found = event;
    }
    return found;
  }

  /** The seat of a person in an event; -1 without one. */
  seatIn(event: number, person: number): number {
    const { state, model } = this.context;
    const { seatStart } = model.series;
    for (let k = seatStart[event]; k < seatStart[event + 1]; k++)
      if (state.seatPerson[k] === person) return k;
    return -1;
  }

  /** A person who may like the seat: someone who knows the pupils, or anybody qualified. */
  suggest(seat: number): number {
    const { model, random } = this.context;
    const { series, staff } = model;
    const event = series.seatEvent[seat];
    const kind = series.seatKind[seat];
    const from = staff.kinds.staff.start[kind];
    const n = staff.kinds.staff.start[kind + 1] - from;
    if (n === 0) return -1;
    if (event >= series.firstCare && random.chance(0.6)) {
      const c = this.anyMember(event);
      if (c >= 0) {
        if (random.chance(0.5)) {
          const known = model.classStaff.start[c + 1] - model.classStaff.start[c];
          if (known > 0)
            return model.classStaff.items[model.classStaff.start[c] + random.below(known)];
        }
        const other = this.adultElsewhere(c, event);
        if (other >= 0) return other;
      }
    } else if (event < series.firstCare) {
      const s = series.eventSeries[event];
      if (series.classes.start[s + 1] - series.classes.start[s] === 1 && random.chance(0.6)) {
        const c = series.classes.items[series.classes.start[s]];
        const known = model.classStaff.start[c + 1] - model.classStaff.start[c];
        if (known > 0)
          return model.classStaff.items[model.classStaff.start[c] + random.below(known)];
      }
    }
    return staff.kinds.staff.items[from + random.below(n)];
  }

  anyMember(event: number): number {
    const { state, model, random } = this.context;
    const n = state.memberCount[event];
    if (n === 0) return -1;
    return state.members[state.memberStart[event - model.series.firstCare] + random.below(n)];
  }

  /** An adult of the class in another care session of its week. */
  private adultElsewhere(c: number, event: number): number {
    const { state, model, random } = this.context;
    const { periodCount } = model.time;
    for (let tries = 0; tries < 4; tries++) {
      const cp = c * periodCount + random.below(periodCount);
      const slot = state.left[cp] > 0 ? state.careOf[cp] : -1;
      if (slot < 0 || slot === event) continue;
      const person = state.seatPerson[model.series.seatStart[slot]];
      if (person >= 0) return person;
    }
    return -1;
  }

  /**
   * Seats somebody free on every open seat of an event: of a few candidates the one with the
   * least load for the share. Series that keep their lead take that person where possible.
   */
  fill(event: number): void {
    const { state, model } = this.context;
    if (!state.exists(event)) return;
    const first = model.series.seatStart[event];
    const end = first + state.seatsNeeded(event);
    for (let seat = first; seat < end; seat++) if (state.seatPerson[seat] < 0) this.fillSeat(seat);
  }

  fillSeat(seat: number): boolean {
    const { state, model, random } = this.context;
    const { series, staff } = model;
    const event = series.seatEvent[seat];
    const s = series.eventSeries[event];
    if (s >= 0 && series.sameLead[s] === 1 && series.seatRole[seat] === ROLE_LEAD) {
      const lead = this.leadOf(s, seat);
      if (lead >= 0) {
        if (!this.canSit(seat, lead)) return false;
        state.setSeat(seat, lead);
        return true;
      }
    }
    const kind = series.seatKind[seat];
    const from = staff.kinds.staff.start[kind];
    const n = staff.kinds.staff.start[kind + 1] - from;
    if (n === 0) return false;
    let best = -1;
    let bestCost = Number.POSITIVE_INFINITY;
    const tries = Math.min(n, 12);
    for (let i = 0; i < tries; i++) {
      const person = i < 4 ? this.suggest(seat) : staff.kinds.staff.items[from + random.below(n)];
      if (person < 0 || !this.canSit(seat, person)) continue;
      const cost = this.burden(person, event);
      if (cost < bestCost) {
        bestCost = cost;
        best = person;
      }
    }
    if (best < 0) {
      const offset = random.below(n);
      for (let i = 0; i < n && best < 0; i++) {
        const person = staff.kinds.staff.items[from + ((offset + i) % n)];
        if (this.canSit(seat, person) && this.withinLimits(person, event)) best = person;
      }
      if (best < 0) return false;
    }
    state.setSeat(seat, best);
    return true;
  }

  /** The person who leads the series on the same seat of another session; -1 without one. */
  private leadOf(s: number, seat: number): number {
    const { state, model } = this.context;
    const { series } = model;
    const event = series.seatEvent[seat];
    const nth = seat - series.seatStart[event];
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
      const person = state.seatPerson[series.seatStart[e] + nth];
      if (e !== event && person >= 0) return person;
    }
    return -1;
  }

  /**
   * Somebody who has taken `load` minutes over from another person gives posts in return, of about
   * as much together. May give less where there are none.
   */
  giveInReturn(from: number, to: number, load: number): void {
    const { state, model, random } = this.context;
    let owed = load;
    for (let tries = 0; tries < RETURN_TRIES && owed > RETURN_LEAST; tries++) {
      const td = from * DAYS + random.below(DAYS);
      const n = state.dayCount[td];
      if (n === 0) continue;
      const event = state.dayEvents[td * DAY_CAPACITY + random.below(n)];
      const minutes = state.loadOf(event);
      if (minutes > owed + RETURN_OVER) continue;
      const seat = this.seatIn(event, from);
      if (model.pins.person[seat] >= 0 || keepsLead(this.context, seat)) continue;
      if (!this.canSit(seat, to)) continue;
      state.setSeat(seat, to);
      owed -= minutes;
    }
  }

  /**
   * Of the people whom the Change concerns, who has most beyond a fair share gives posts to who has
   * least: else fairness of load would refuse what a club wins at another time.
   */
  balance(): void {
    const { state, model, prices } = this.context;
    const { staff } = model;
    if (prices.fairLoad === 0 || staff.shareSum <= 0) return;
    for (let round = 0; round < BALANCE_ROUNDS; round++) {
      const unit = state.loadSum / staff.shareSum;
      let one = -1;
      let two = -1;
      let most = Number.NEGATIVE_INFINITY;
      let least = Number.POSITIVE_INFINITY;
      const { list, count } = state.touched.person;
      for (let i = 0; i < count; i++) {
        const person = list[i];
        if (staff.share[person] <= 0) continue;
        const over = state.load[person] - staff.share[person] * unit;
        if (over > most) {
          most = over;
          one = person;
        }
        if (over < least) {
          least = over;
          two = person;
        }
      }
      if (most - least < BALANCE_FROM) return;
      const seat = this.bestToGive(one, two);
      if (seat < 0) return;
      state.setSeat(seat, two);
    }
  }

  /** The post by which most is won, by load, days and faces, when one gives it to two; -1 for none. */
  private bestToGive(one: number, two: number): number {
    const { state, model } = this.context;
    let best = -1;
    let bestCost = 0;
    for (let td = one * DAYS; td < (one + 1) * DAYS; td++) {
      for (let i = state.dayCount[td] - 1; i >= 0; i--) {
        const event = state.dayEvents[td * DAY_CAPACITY + i];
        const seat = this.seatIn(event, one);
        if (model.pins.person[seat] >= 0 || keepsLead(this.context, seat)) continue;
        if (!this.canSit(seat, two)) continue;
        const cost = this.transferCost(event, one, two);
        if (cost >= bestCost || !this.withinLimits(two, event)) continue;
        best = seat;
        bestCost = cost;
      }
    }
    return best;
  }

  /** Whether one more session keeps the person's limits of days, sessions and late evenings. */
  withinLimits(person: number, event: number): boolean {
    const { state, model } = this.context;
    const { staff, time } = model;
    const spot = state.eventSpot[event];
    const day = time.spotDay[spot];
    const td = person * DAYS + day;
    const isNewDay = (state.dayMask[person] & (1 << day)) === 0;
    if (isNewDay && bits(state.dayMask[person]) >= staff.maxDays[person]) return false;
    const minutes = time.spotMinutes[spot];
    if (minutes >= 20 && state.daySessions[td] >= staff.maxSessions[person]) return false;
    if (state.minutes[person] + minutes > staff.maxMinutes[person]) return false;
    if (time.spotLate[spot] === 1 && (state.lateMask[person] & (1 << day)) === 0) {
      if (bits(state.lateMask[person]) >= staff.maxLate[person]) return false;
      if ((state.earlyMask[person] & (1 << (day + 1))) !== 0) return false;
    }
    if (time.spotEarly[spot] === 1 && day > 0 && (state.lateMask[person] & (1 << (day - 1))) !== 0)
      return false;
    return true;
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

  /** A rough price of one more session for a person, to choose between candidates. */
  private burden(person: number, event: number): number {
    const { state, model, random } = this.context;
    const { staff, time } = model;
    if (!this.withinLimits(person, event)) return Number.POSITIVE_INFINITY;
    const spot = state.eventSpot[event];
    const share = staff.share[person];
    const target = staff.shareSum > 0 ? (share / staff.shareSum) * state.loadSum : 0;
    const over = share > 0 ? (state.load[person] - target) / 30 : 1;
    const day = time.spotDay[spot];
    let cost = 20 * over + (state.dayMask[person] & (1 << day) ? 0 : 2);
    if (staff.avoids[person * time.spotCount + spot] === 1) cost += 3;
    if (time.spotLate[spot] === 1) cost += 5 * bits(state.lateMask[person]);
    return cost + 4 * random.unit();
  }
}

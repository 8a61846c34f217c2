import { bits } from '../model/bits.ts';
import { DAYS } from '../model/rows.ts';
import { ROLE_LEAD } from '../model/series.ts';
import { DAY_CAPACITY } from '../state/counts.ts';
import type { MoveContext } from './move.ts';
import { PostCosts } from './post-costs.ts';

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
  readonly costs: PostCosts;
  private readonly context: MoveContext;

  constructor(context: MoveContext) {
    this.context = context;
    this.costs = new PostCosts(context);
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
        const cost = this.costs.transferCost(event, one, two);
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

import { DAYS } from '../model/rows.ts';
import { ROLE_LEAD } from '../model/series.ts';
import { DAY_CAPACITY } from '../state/counts.ts';
import type { Move, MoveContext } from './move.ts';
import { People } from './people.ts';

/** A random seat whose person may change; -1 where it is not in the plan now. */
function anySeat({ state, model, random }: MoveContext): number {
  const { series, pins } = model;
  const seat = random.below(series.seatCount);
  const event = series.seatEvent[seat];
  if (!state.exists(event) || pins.person[seat] >= 0) return -1;
  return seat - series.seatStart[event] < state.seatsNeeded(event) ? seat : -1;
}

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

/** Gives one seat to another person; who is busy then changes places with the one who sat there. */
export const reseat: Move = {
  id: 'reseat',
  weight: 8,
  lateWeight: 220,
  bind(context) {
    const { state, model } = context;
    const { series, staff, time } = model;
    if (series.seatCount === 0 || staff.count === 0) return undefined;
    const people = new People(context);
    return () => {
      const seat = anySeat(context);
      if (seat < 0 || keepsLead(context, seat)) return false;
      const event = series.seatEvent[seat];
      const spot = state.eventSpot[event];
      const old = state.seatPerson[seat];
      const fresh = people.suggest(seat);
      if (fresh < 0 || fresh === old) return false;
      if (staff.kinds.ok[series.seatKind[seat] * staff.count + fresh] === 0) return false;
      if (staff.barred[fresh * time.spotCount + spot] === 1) return false;
      if (state.dayCount[fresh * DAYS + time.spotDay[spot]] >= DAY_CAPACITY) return false;
      const busy = people.clashing(fresh, spot);
      if (busy === -1) {
        const more = people.transferCost(event, old, fresh) - context.patience;
        if (more > 0 && more > people.mayWin(seat, old, fresh)) return false;
        if (!people.withinLimits(fresh, event)) return false;
        state.setSeat(seat, fresh);
        return true;
      }
      if (busy < 0 || busy === event) return false;
      const other = people.seatIn(busy, fresh);
      if (model.pins.person[other] >= 0 || keepsLead(context, other)) return false;
      if (old < 0) {
        // The person leaves a post for this one: somebody else must take it.
        state.setSeat(other, -1);
        state.setSeat(seat, fresh);
        return people.fillSeat(other);
      }
      if (staff.kinds.ok[series.seatKind[other] * staff.count + old] === 0) return false;
      const otherSpot = state.eventSpot[busy];
      if (staff.barred[old * time.spotCount + otherSpot] === 1) return false;
      const own = people.clashing(old, otherSpot);
      if (own !== -1 && own !== event) return false;
      const more = people.exchangeCost(event, busy, old, fresh) - context.patience;
      if (more > 0 && more > people.mayWin(seat, old, fresh) + people.mayWin(other, -1, -1))
        return false;
      state.setSeat(seat, fresh);
      state.setSeat(other, old);
      return true;
    };
  },
};

/** Three people: one takes a seat, and somebody with more load takes over the post left behind. */
export const chain: Move = {
  id: 'chain',
  weight: 0,
  lateWeight: 12,
  bind(context) {
    const { state, model } = context;
    const { series, staff, time } = model;
    if (series.seatCount === 0 || staff.count < 3) return undefined;
    const people = new People(context);
    return () => {
      const seat = anySeat(context);
      if (seat < 0 || keepsLead(context, seat)) return false;
      const spot = state.eventSpot[series.seatEvent[seat]];
      const fresh = people.suggest(seat);
      if (fresh < 0 || fresh === state.seatPerson[seat]) return false;
      if (staff.kinds.ok[series.seatKind[seat] * staff.count + fresh] === 0) return false;
      if (staff.barred[fresh * time.spotCount + spot] === 1) return false;
      const busy = people.clashing(fresh, spot);
      if (busy < 0 || busy === series.seatEvent[seat]) return false;
      const other = people.seatIn(busy, fresh);
      if (model.pins.person[other] >= 0 || keepsLead(context, other)) return false;
      state.setSeat(other, -1);
      state.setSeat(seat, fresh);
      return people.fillSeat(other);
    };
  },
};

/** Gives the lead of a whole series to another person, in all of its sessions. */
export const changeLead: Move = {
  id: 'changeLead',
  weight: 5,
  bind(context) {
    const { state, model, random } = context;
    const { series, staff, pins } = model;
    const candidates = [...series.list.keys()].filter(
      (s) => series.sameLead[s] === 1 && series.firstEvent[s + 1] - series.firstEvent[s] > 1,
    );
    if (candidates.length === 0) return undefined;
    const people = new People(context);
    return () => {
      const s = candidates[random.below(candidates.length)];
      if (state.placedSlots[s] === 0) return false;
      const first = series.seatStart[series.firstEvent[s]];
      const seats = series.seatStart[series.firstEvent[s] + 1] - first;
      const nth = random.below(seats);
      if (series.seatRole[first + nth] !== ROLE_LEAD) return false;
      const kind = series.seatKind[first + nth];
      const from = staff.kinds.staff.start[kind];
      const n = staff.kinds.staff.start[kind + 1] - from;
      if (n === 0) return false;
      const fresh = staff.kinds.staff.items[from + random.below(n)];
      for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
        const spot = state.eventSpot[e];
        if (spot < 0) continue;
        const seat = series.seatStart[e] + nth;
        const old = state.seatPerson[seat];
        if (old === fresh || pins.person[seat] >= 0) return false;
        const busy = people.clashing(fresh, spot);
        if (busy === -2 || busy === e) return false;
        if (busy >= 0) {
          const other = people.seatIn(busy, fresh);
          if (pins.person[other] >= 0 || keepsLead(context, other)) return false;
          state.setSeat(other, -1);
          if (!people.canAttend(fresh, spot)) return false;
          state.setSeat(seat, fresh);
          if (old >= 0 && people.canSit(other, old)) state.setSeat(other, old);
          else if (!people.fillSeat(other)) return false;
          continue;
        }
        if (!people.canSit(seat, fresh)) return false;
        state.setSeat(seat, fresh);
      }
      return true;
    };
  },
};

/**
 * Two people take over each other's day, as far as each may: on one day where both are there, else
 * on a second one as well, which makes up for the first. Duties, late posts and free days change
 * hands together, which no chain of single posts would pay for.
 */
export const swapDays: Move = {
  id: 'swapDays',
  weight: 0,
  lateWeight: 5,
  bind(context) {
    const { state, model, random } = context;
    const { staff, pins, time } = model;
    if (staff.count < 2) return undefined;
    const people = new People(context);
    const days = [...new Set(time.spotDay)];
    return () => {
      const one = random.below(staff.count);
      const day = days[random.below(days.length)];
      const n = state.dayCount[one * DAYS + day];
      if (n === 0) return false;
      const event = state.dayEvents[(one * DAYS + day) * DAY_CAPACITY + random.below(n)];
      const two = people.suggest(people.seatIn(event, one));
      if (two < 0 || two === one) return false;
      if (state.dayCount[two * DAYS + day] > 0 && random.chance(0.8)) return swap(one, two, day);
      const other = days[random.below(days.length)];
      if (other === day || state.dayCount[two * DAYS + other] === 0) return false;
      return swap(one, two, day) && swap(one, two, other);
    };

    function swap(one: number, two: number, day: number): boolean {
      const fromOne = takeOut(one, two, day);
      const fromTwo = takeOut(two, one, day);
      if (fromOne.length + fromTwo.length === 0) return false;
      return sit(fromOne, two) && sit(fromTwo, one);
    }

    /** Empties the seats of a person's day that another one may have. */
    function takeOut(person: number, next: number, day: number): number[] {
      const td = person * DAYS + day;
      const seats: number[] = [];
      for (let i = state.dayCount[td] - 1; i >= 0; i--) {
        const event = state.dayEvents[td * DAY_CAPACITY + i];
        const seat = people.seatIn(event, person);
        if (pins.person[seat] >= 0 || keepsLead(context, seat)) continue;
        if (staff.kinds.ok[model.series.seatKind[seat] * staff.count + next] === 0) continue;
        if (staff.barred[next * time.spotCount + state.eventSpot[event]] === 1) continue;
        seats.push(seat);
      }
      for (const seat of seats) state.setSeat(seat, -1);
      return seats;
    }

    function sit(seats: readonly number[], person: number): boolean {
      for (const seat of seats) {
        if (!people.canSit(seat, person)) return false;
        state.setSeat(seat, person);
      }
      return true;
    }
  },
};

/**
 * Two people give each other a post on different days, so that neither has more to do: best where
 * one of the posts was the only one of its day.
 */
export const tradePosts: Move = {
  id: 'tradePosts',
  weight: 0,
  lateWeight: 90,
  bind(context) {
    const { state, model, random } = context;
    const { series, staff, time, pins } = model;
    if (staff.count < 2) return undefined;
    const people = new People(context);
    const days = [...new Set(time.spotDay)];
    return () => {
      const seat = loneSeat();
      if (seat < 0) return false;
      const spot = state.eventSpot[series.seatEvent[seat]];
      const day = time.spotDay[spot];
      const giver = state.seatPerson[seat];
      for (let tries = 0; tries < 6; tries++) {
        const taker = people.suggest(seat);
        if (taker < 0 || taker === giver || (state.dayMask[taker] & (1 << day)) === 0) continue;
        if (!people.canSit(seat, taker)) continue;
        const back = seatInReturn(giver, taker, day, state.loadOf(series.seatEvent[seat]));
        if (back < 0) continue;
        state.setSeat(seat, taker);
        state.setSeat(back, giver);
        return true;
      }
      return false;
    };

    /** A seat that is the only post, or one of two, of a person's day. */
    function loneSeat(): number {
      const person = random.below(staff.count);
      const td = person * DAYS + days[random.below(days.length)];
      const n = state.dayCount[td];
      if (n === 0 || n > 2) return -1;
      const event = state.dayEvents[td * DAY_CAPACITY + random.below(n)];
      const seat = people.seatIn(event, person);
      return pins.person[seat] < 0 && !keepsLead(context, seat) ? seat : -1;
    }

    /** A post of the taker on another day, on which the giver is there anyway, of like load. */
    function seatInReturn(giver: number, taker: number, day: number, load: number): number {
      const offset = random.below(DAYS);
      for (let i = 0; i < DAYS; i++) {
        const other = (offset + i) % DAYS;
        if (other === day || (state.dayMask[giver] & (1 << other)) === 0) continue;
        const td = taker * DAYS + other;
        const n = state.dayCount[td];
        if (n === 0) continue;
        const start = random.below(n);
        for (let k = 0; k < n; k++) {
          const event = state.dayEvents[td * DAY_CAPACITY + ((start + k) % n)];
          if (Math.abs(state.loadOf(event) - load) > 30) continue;
          const seat = people.seatIn(event, taker);
          if (pins.person[seat] >= 0 || keepsLead(context, seat)) continue;
          if (people.canSit(seat, giver)) return seat;
        }
      }
      return -1;
    }
  },
};

/** Two adults of one class exchange their periods with it. */
export const tradeClass: Move = {
  id: 'tradeClass',
  weight: 0,
  lateWeight: 12,
  bind(context) {
    const { state, model, random } = context;
    const { series, staff, time, pins } = model;
    if (staff.count < 2 || series.eventCount === series.firstCare) return undefined;
    const people = new People(context);
    return () => {
      const c = random.below(model.classCount);
      const a = careSeat(c);
      const b = careSeat(c);
      if (a < 0 || b < 0 || a === b) return false;
      const one = state.seatPerson[a];
      const two = state.seatPerson[b];
      if (one < 0 || two < 0 || one === two) return false;
      if (!people.canSit(a, two) || !people.canSit(b, one)) return false;
      state.setSeat(a, two);
      state.setSeat(b, one);
      return true;
    };

    function careSeat(c: number): number {
      const cp = c * time.periodCount + random.below(time.periodCount);
      if (state.left[cp] === 0 || state.careOf[cp] < 0) return -1;
      const seat = series.seatStart[state.careOf[cp]];
      return pins.person[seat] < 0 ? seat : -1;
    }
  },
};

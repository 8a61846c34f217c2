import { DAYS } from '../model/rows.ts';
import { DAY_CAPACITY } from '../state/counts.ts';
import type { Move } from './move.ts';
import { keepsLead, People } from './people.ts';
import { anySeat } from './seats.ts';

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
 * Two people give each other a post, at any times of the week, so that neither has much more to
 * do: else fairness of load would refuse whatever it wins. Of the posts of the other one that may
 * be given in return it is the one that costs least.
 */
export const tradePosts: Move = {
  id: 'tradePosts',
  weight: 0,
  lateWeight: 190,
  shortageWeight: 20,
  bind(context) {
    const { state, model } = context;
    const { series, staff, time, pins } = model;
    if (series.seatCount === 0 || staff.count < 2) return undefined;
    const people = new People(context);
    return () => {
      const seat = anySeat(context);
      if (seat < 0 || keepsLead(context, seat)) return false;
      const one = state.seatPerson[seat];
      if (one < 0) return false;
      const two = people.suggest(seat);
      if (two < 0 || two === one || !people.canSit(seat, two)) return false;
      const day = time.spotDay[state.eventSpot[series.seatEvent[seat]]];
      if (state.dayCount[two * DAYS + day] >= DAY_CAPACITY) return false;
      const back = seatInReturn(seat, one, two);
      if (back < 0) return false;
      state.setSeat(seat, -1);
      state.setSeat(back, one);
      state.setSeat(seat, two);
      return true;
    };

    /** The post of `two` that is best given for a seat of `one`; -1 where none may be worth it. */
    function seatInReturn(seat: number, one: number, two: number): number {
      const event = series.seatEvent[seat];
      let best = -1;
      let least = Number.POSITIVE_INFINITY;
      for (let td = two * DAYS; td < (two + 1) * DAYS; td++) {
        for (let i = state.dayCount[td] - 1; i >= 0; i--) {
          const given = state.dayEvents[td * DAY_CAPACITY + i];
          const back = people.seatIn(given, two);
          if (!mayBeGiven(back, given, one, event)) continue;
          const cost = people.costs.tradeCost(event, given, one, two);
          if (cost >= least) continue;
          const more = cost - context.patience;
          if (more > 0 && more > people.costs.mayWinByTrade(seat, back, one, two)) continue;
          best = back;
          least = cost;
        }
      }
      return best;
    }

    /** Whether somebody who leaves an event may have a seat at another time, or at the same. */
    function mayBeGiven(seat: number, event: number, person: number, leaving: number): boolean {
      if (pins.person[seat] >= 0 || keepsLead(context, seat)) return false;
      if (staff.kinds.ok[series.seatKind[seat] * staff.count + person] === 0) return false;
      const spot = state.eventSpot[event];
      if (staff.barred[person * time.spotCount + spot] === 1) return false;
      if (state.dayCount[person * DAYS + time.spotDay[spot]] >= DAY_CAPACITY) return false;
      const busy = people.clashing(person, spot);
      return busy === -1 || busy === leaving;
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

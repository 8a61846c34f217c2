import { DAYS } from '../model/rows.ts';
import { ROLE_LEAD } from '../model/series.ts';
import { DAY_CAPACITY } from '../state/counts.ts';
import type { Move, MoveContext } from './move.ts';
import { keepsLead, People } from './people.ts';

/** A random seat whose person may change; -1 where it is not in the plan now. */
export function anySeat({ state, model, random }: MoveContext): number {
  const { series, pins } = model;
  const seat = random.below(series.seatCount);
  const event = series.seatEvent[seat];
  if (!state.exists(event) || pins.person[seat] >= 0) return -1;
  return seat - series.seatStart[event] < state.seatsNeeded(event) ? seat : -1;
}

/** How often who takes a lead over gives posts in return. */
const RETURNING = 0.7;

/** Gives one seat to another person; who is busy then changes places with the one who sat there. */
export const reseat: Move = {
  id: 'reseat',
  weight: 8,
  lateWeight: 220,
  shortageWeight: 60,
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
        const more = people.costs.transferCost(event, old, fresh) - context.patience;
        if (more > 0 && more > people.costs.mayWin(seat, old, fresh)) return false;
        if (!people.withinLimits(fresh, event)) return false;
        state.setSeat(seat, fresh);
        return true;
      }
      if (busy < 0 || busy === event) return false;
      const other = people.seatIn(busy, fresh);
      if (model.pins.person[other] >= 0 || keepsLead(context, other)) return false;
      if (old < 0) {
        // The person leaves a post for this one: somebody else takes it, or it is open instead.
        state.setSeat(other, -1);
        state.setSeat(seat, fresh);
        people.fillSeat(other);
        return true;
      }
      if (staff.kinds.ok[series.seatKind[other] * staff.count + old] === 0) return false;
      const otherSpot = state.eventSpot[busy];
      if (staff.barred[old * time.spotCount + otherSpot] === 1) return false;
      const own = people.clashing(old, otherSpot);
      if (own !== -1 && own !== event) return false;
      const more = people.costs.exchangeCost(event, busy, old, fresh) - context.patience;
      if (
        more > 0 &&
        more > people.costs.mayWin(seat, old, fresh) + people.costs.mayWin(other, -1, -1)
      )
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

/**
 * Gives the lead of a whole series to another person, in all of its sessions; most often that
 * person gives posts in return, without which one would have too much to do and one too little.
 */
export const changeLead: Move = {
  id: 'changeLead',
  weight: 5,
  lateWeight: 15,
  bind(context) {
    const { state, model, random } = context;
    const { series, staff, pins } = model;
    const candidates = [...series.list.keys()].filter(
      (s) =>
        series.sameLead[s] === 1 &&
        series.leadSeats[s] > 0 &&
        series.firstEvent[s + 1] - series.firstEvent[s] > 1,
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
      const before = state.load[fresh];
      let gone = -1;
      for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
        const spot = state.eventSpot[e];
        if (spot < 0) continue;
        const seat = series.seatStart[e] + nth;
        const old = state.seatPerson[seat];
        if (old === fresh || pins.person[seat] >= 0) return false;
        if (old >= 0) gone = old;
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
      if (gone >= 0 && random.chance(RETURNING))
        people.giveInReturn(fresh, gone, state.load[fresh] - before);
      return true;
    };
  },
};

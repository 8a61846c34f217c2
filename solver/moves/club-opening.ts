import { Clubs, clubsOf, mayClose, WON_AFTER_REPLACING, WON_BY_CHAINS } from './clubs.ts';
import type { Move } from './move.ts';
import { mendTouched } from './pupils.ts';

/**
 * Share of its least number that a club must have by settling, for chains of pupils to find the
 * rest: where clubs have closed for it, and where the plan is as it was.
 */
const ENOUGH_AFTER_CLOSING = 0.25;
const ENOUGH = 0.25;

/** Opening clubs that are not held, also in the stead of others, with their pupils placed anew. */
export class ClubOpening extends Clubs {
  /** Places a closed series: people, spots on different days, rooms and pupils; false if it cannot. */
  open(s: number, enough = ENOUGH_AFTER_CLOSING): boolean {
    const { series } = this.context.model;
    const first = series.firstEvent[s];
    const slots = series.firstEvent[s + 1] - series.firstEvent[s];
    if (slots === 0) return false;
    const lead = this.anyLead(s);
    if (lead < 0 && series.seatStart[first + 1] > series.seatStart[first] && series.fixed[s] === 0)
      return false;
    const spots = this.chooseSpots(s, slots, lead);
    if (spots.length < slots || !this.enoughAt(s, spots)) return false;
    return this.openAt(s, lead, spots, enough);
  }

  /** Somebody qualified to lead a series; -1 where it has no seat, or nobody is. */
  private anyLead(s: number): number {
    const { model, random } = this.context;
    const { series, staff, pins } = model;
    const first = series.firstEvent[s];
    const seat = series.seatStart[first];
    if (series.seatStart[first + 1] === seat) return -1;
    if (pins.person[seat] >= 0) return pins.person[seat];
    const kind = series.seatKind[seat];
    const from = staff.kinds.staff.start[kind];
    const n = staff.kinds.staff.start[kind + 1] - from;
    return n === 0 ? -1 : staff.kinds.staff.items[from + random.below(n)];
  }

  /**
   * Opens a closed series at random spots and closes those that are in the way there, in a room or
   * with the lead. Returns the series that were closed; undefined if it cannot be.
   */
  replace(s: number): number[] | undefined {
    const { model, random } = this.context;
    const { series, staff, time, pins } = model;
    const first = series.firstEvent[s];
    const slots = series.firstEvent[s + 1] - first;
    const lead = this.anyLead(s);
    if (lead < 0 || slots === 0) return undefined;
    const from = series.spots.start[s];
    const n = series.spots.start[s + 1] - from;
    const offset = random.below(n);
    const closed: number[] = [];
    const chosen: number[] = [];
    let days = 0;
    for (let i = 0; i < n && chosen.length < slots; i++) {
      const spot = series.spots.items[from + ((offset + i) % n)];
      const day = 1 << time.spotDay[spot];
      // Any choice of days must be possible, not only those that follow each other.
      if (n - i > slots - chosen.length && random.chance(0.4)) continue;
      if ((days & day) !== 0 && series.minDays[s] >= slots) continue;
      if (staff.barred[lead * time.spotCount + spot] === 1) continue;
      const rivals: number[] = [];
      const busy = this.sessions.people.clashing(lead, spot);
      if (busy === -2) continue;
      if (busy >= 0) {
        const other = series.eventSeries[busy];
        if (other >= 0 && series.sameLead[other] === 1) rivals.push(other);
        else if (pins.person[this.sessions.people.seatIn(busy, lead)] >= 0) continue;
      }
      if (!this.sessions.hasRoomAt(first, spot)) {
        const rival = this.anyInRoom(s, spot);
        rivals.push(rival < 0 ? -1 : series.eventSeries[rival]);
      }
      if (!rivals.every((r) => r >= 0 && mayClose(this.context, r))) continue;
      days |= day;
      chosen.push(spot);
      for (const r of rivals) if (!closed.includes(r)) closed.push(r);
    }
    if (chosen.length < slots || closed.length > 3 || !this.enoughAt(s, chosen)) return undefined;
    for (const r of closed) this.close(r);
    chosen.sort((a, b) => a - b);
    return this.openAt(s, lead, chosen, ENOUGH_AFTER_CLOSING) ? closed : undefined;
  }

  /** Whether as many pupils as a club needs at least could come at some spots. */
  private enoughAt(s: number, spots: readonly number[]): boolean {
    const { fixed, sizeMin } = this.context.model.series;
    return fixed[s] === 1 || this.places.mayCome(s, spots) >= Math.max(1, sizeMin[s]);
  }

  /** Places a closed series with its lead on spots, with rooms, pupils and people. */
  private openAt(s: number, lead: number, spots: readonly number[], enough: number): boolean {
    const { state, model } = this.context;
    const { series } = model;
    const first = series.firstEvent[s];
    const slots = spots.length;
    const vacated: number[] = [];
    for (let i = 0; i < slots; i++) {
      const event = first + i;
      const spot = spots[i];
      if (lead >= 0) {
        const busy = this.sessions.people.clashing(lead, spot);
        if (busy >= 0) {
          const seat = this.sessions.people.seatIn(busy, lead);
          state.setSeat(seat, -1);
          vacated.push(seat);
        }
      }
      state.setSpot(event, spot);
      if (lead >= 0) state.setSeat(series.seatStart[event], lead);
    }
    for (let i = 0; i < slots; i++) if (!this.sessions.findRoom(first + i)) return false;
    if (series.fixed[s] === 0 && !this.enrol(s, enough)) return false;
    for (const seat of vacated) {
      const event = series.seatEvent[seat];
      if (!state.exists(event) || state.seatPerson[seat] >= 0) continue;
      if (seat - series.seatStart[event] >= state.seatsNeeded(event)) continue;
      this.sessions.people.fillSeat(seat);
    }
    for (let i = 0; i < slots; i++) this.sessions.people.fill(first + i);
    mendTouched(this.context, this.sessions.groups);
    return true;
  }

  /** Spots on different days where possible, at which the lead is free or has a post to give up. */
  private chooseSpots(s: number, slots: number, lead: number): number[] {
    const { model, random } = this.context;
    const { series, staff, time, pins } = model;
    const from = series.spots.start[s];
    const n = series.spots.start[s + 1] - from;
    const order: number[] = [];
    for (let k = 0; k < n; k++) order.push(series.spots.items[from + k]);
    for (let i = n - 1; i > 0; i--) {
      const j = random.below(i + 1);
      const swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    const chosen: number[] = [];
    for (let i = 0; i < slots; i++) {
      const pinned = pins.spot[series.firstEvent[s] + i];
      if (pinned >= 0) chosen.push(pinned);
    }
    let days = 0;
    for (const spot of order) {
      if (chosen.length === slots) break;
      const day = 1 << time.spotDay[spot];
      if ((days & day) !== 0 && series.minDays[s] >= slots) continue;
      if (chosen.includes(spot) || !this.sessions.hasRoomAt(series.firstEvent[s], spot)) continue;
      if (lead >= 0) {
        if (staff.barred[lead * time.spotCount + spot] === 1) continue;
        const busy = this.sessions.people.clashing(lead, spot);
        if (busy === -2) continue;
        if (busy >= 0) {
          const other = series.eventSeries[busy];
          if (other >= 0 && series.sameLead[other] === 1) continue;
          if (pins.person[this.sessions.people.seatIn(busy, lead)] >= 0) continue;
        }
      }
      days |= day;
      chosen.push(spot);
    }
    // Slots in order of time; a pinned slot keeps its own spot.
    if (pins.any) {
      const free = chosen.filter(
        (spot) =>
          !pins.spot.subarray(series.firstEvent[s], series.firstEvent[s + 1]).includes(spot),
      );
      free.sort((a, b) => a - b);
      const ordered: number[] = [];
      for (let i = 0; i < slots && chosen.length === slots; i++) {
        const pinned = pins.spot[series.firstEvent[s] + i];
        ordered.push(pinned >= 0 ? pinned : (free.shift() as number));
      }
      return ordered;
    }
    return chosen.sort((a, b) => a - b);
  }

  /** Takes the pupils who gain most, some of them out of clubs they wish for less. */
  private enrol(s: number, enough: number): boolean {
    const { state, model } = this.context;
    const least = Math.max(model.series.sizeMin[s], 1);
    this.places.settle([s], 6);
    if (state.seriesPupils[s] < enough * least) return false;
    if (state.seriesPupils[s] < model.series.sizeMin[s]) this.chain([s]);
    if (state.seriesPupils[s] < model.series.sizeMin[s]) this.places.topUp(s);
    if (state.seriesPupils[s] < least) this.places.persuade(s, least);
    return state.seriesPupils[s] >= least;
  }
}

/** Opens a club that is not held, or closes one and opens another in its stead. */
export const openClub: Move = {
  id: 'openClub',
  weight: 0.6,
  lateWeight: 0.02,
  bind(context) {
    const { state, random } = context;
    const all = clubsOf(context);
    if (all.length === 0) return undefined;
    const clubs = new ClubOpening(context);
    return () => {
      if (random.chance(0.05)) {
        const s = all[random.below(all.length)];
        if (state.placedSlots[s] === 0 || !mayClose(context, s)) return false;
        clubs.close(s);
        mendTouched(context, clubs.sessions.groups);
        return true;
      }
      const s = anyClosed();
      if (s < 0) return false;
      const before = state.mark();
      if (clubs.open(s, ENOUGH)) return clubs.rearrange([s], WON_BY_CHAINS);
      state.undoTo(before);
      const closed = clubs.replace(s);
      if (closed === undefined) return false;
      // What is left over may do for one of those that were closed, or for another.
      const changed = [s, ...closed];
      for (let i = 0; i < closed.length + 1; i++) {
        const other = i < closed.length ? closed[i] : all[random.below(all.length)];
        if (state.placedSlots[other] > 0) continue;
        const at = state.mark();
        if (clubs.open(other)) changed.push(other);
        else state.undoTo(at);
      }
      return clubs.rearrange(changed, WON_AFTER_REPLACING);
    };

    function anyClosed(): number {
      const offset = random.below(all.length);
      for (let i = 0; i < all.length; i++) {
        const s = all[(offset + i) % all.length];
        if (state.placedSlots[s] === 0) return s;
      }
      return -1;
    }
  },
};

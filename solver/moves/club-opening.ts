import { Clubs, clubsOf, mayClose, WON_AFTER_REPLACING, WON_BY_CHAINS } from './clubs.ts';
import type { Move } from './move.ts';
import { seatPinned } from './pinned-seats.ts';
import { mendMoved } from './pupils.ts';

/**
 * Share of its least number that a club must have by settling, for chains of pupils to find the
 * rest: where clubs have closed for it, and where the plan is as it was.
 */
const ENOUGH_AFTER_CLOSING = 0.25;
const ENOUGH = 0.25;

/** That no one can lead at a spot, as against a session without a lead (-1). */
const NOBODY = -2;

/** A time for one session of a series, and who leads it (-1: nobody). */
interface LedTime {
  readonly spot: number;
  readonly lead: number;
}

/** Opening clubs that are not held, also in the stead of others, with their pupils placed anew. */
export class ClubOpening extends Clubs {
  /** Places a closed series: people, spots on different days, rooms and pupils; false if it cannot. */
  open(s: number, enough = ENOUGH_AFTER_CLOSING): boolean {
    const { series, pins } = this.context.model;
    const first = series.firstEvent[s];
    const slots = series.firstEvent[s + 1] - series.firstEvent[s];
    if (slots === 0) return false;
    const lead = this.anyLead(s);
    const hasSeats = series.seatStart[first + 1] > series.seatStart[first];
    const mayBeUnled = !hasSeats || series.fixed[s] === 1;
    if (lead < 0 && !mayBeUnled) return false;
    let times = this.chooseTimes(s, slots, (spot) => (this.canLead(lead, spot) ? lead : NOBODY));
    // A pin comes before a lead for every session.
    if (times.length < slots && pins.held[s] === 1)
      times = this.chooseTimes(s, slots, (spot) => (this.canLead(lead, spot) ? lead : -1));
    // Nobody may be there at all the times together; where they need not be the same, several may.
    if (times.length < slots && this.mayHaveSeveralLeads(s))
      times = this.chooseTimes(s, slots, (spot) => this.leadAt(s, spot, mayBeUnled ? -1 : NOBODY));
    if (times.length < slots || !this.enoughAt(s, times)) return false;
    return this.openAt(s, times, enough);
  }

  /** Somebody qualified to lead a series; -1 where it has no seat, or nobody is. */
  private anyLead(s: number): number {
    const { model, random } = this.context;
    const { series, staff } = model;
    const first = series.firstEvent[s];
    const seat = series.seatStart[first];
    if (series.seatStart[first + 1] === seat) return -1;
    const pinned = this.pinnedLead(s);
    if (pinned >= 0) return pinned;
    const kind = series.seatKind[seat];
    const from = staff.kinds.staff.start[kind];
    const n = staff.kinds.staff.start[kind + 1] - from;
    return n === 0 ? -1 : staff.kinds.staff.items[from + random.below(n)];
  }

  /** Whom a pin names on the first seat of a session; -1 without one. */
  private pinnedLead(s: number): number {
    const { series, pins } = this.context.model;
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1] && pins.held[s] === 1; e++)
      if (pins.person[series.seatStart[e]] >= 0) return pins.person[series.seatStart[e]];
    return -1;
  }

  private mayHaveSeveralLeads(s: number): boolean {
    const { series } = this.context.model;
    const first = series.firstEvent[s];
    const hasSeats = series.seatStart[first + 1] > series.seatStart[first];
    return series.sameLead[s] === 0 && hasSeats && series.firstEvent[s + 1] - first > 1;
  }

  /** Somebody qualified who can lead at a spot, who is free then if there is one; else `otherwise`. */
  private leadAt(s: number, spot: number, otherwise: number): number {
    const { model, random } = this.context;
    const { series, staff } = model;
    const kind = series.seatKind[series.seatStart[series.firstEvent[s]]];
    const from = staff.kinds.staff.start[kind];
    const n = staff.kinds.staff.start[kind + 1] - from;
    const offset = n === 0 ? 0 : random.below(n);
    let found = otherwise;
    for (let i = 0; i < n; i++) {
      const person = staff.kinds.staff.items[from + ((offset + i) % n)];
      if (this.sessions.people.canAttend(person, spot)) return person;
      if (found === otherwise && this.canLead(person, spot)) found = person;
    }
    return found;
  }

  /** Whether a person (-1: nobody) is free at a spot, or has one post there that others may take. */
  private canLead(lead: number, spot: number): boolean {
    const { series, staff, time, pins } = this.context.model;
    if (lead < 0) return true;
    if (staff.barred[lead * time.spotCount + spot] === 1) return false;
    const busy = this.sessions.people.clashing(lead, spot);
    if (busy < 0) return busy === -1;
    const other = series.eventSeries[busy];
    if (other >= 0 && series.sameLead[other] === 1) return false;
    return pins.person[this.sessions.people.seatIn(busy, lead)] < 0;
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
    let lead = this.anyLead(s);
    if (lead < 0 || slots === 0) return undefined;
    const isOneLead = !this.mayHaveSeveralLeads(s);
    const from = series.spots.start[s];
    const n = series.spots.start[s + 1] - from;
    const offset = random.below(n);
    const closed: number[] = [];
    const chosen: LedTime[] = [];
    let days = 0;
    for (let i = 0; i < n && chosen.length < slots; i++) {
      const spot = series.spots.items[from + ((offset + i) % n)];
      const day = 1 << time.spotDay[spot];
      // Any choice of days must be possible, not only those that follow each other.
      if (n - i > slots - chosen.length && random.chance(0.4)) continue;
      if ((days & day) !== 0 && series.minDays[s] >= slots) continue;
      if (!isOneLead) lead = this.leadAt(s, spot, this.anyLead(s));
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
      chosen.push({ spot, lead });
      for (const r of rivals) if (!closed.includes(r)) closed.push(r);
    }
    if (chosen.length < slots || closed.length > 3 || !this.enoughAt(s, chosen)) return undefined;
    const times = this.inSlots(s, chosen);
    if (times === undefined) return undefined;
    for (const r of closed) this.close(r);
    return this.openAt(s, times, ENOUGH_AFTER_CLOSING) ? closed : undefined;
  }

  /** Whether as many pupils as a club needs at least could come at some spots. */
  private enoughAt(s: number, times: readonly LedTime[]): boolean {
    const { fixed, sizeMin } = this.context.model.series;
    if (fixed[s] === 1) return true;
    const spots = times.map(({ spot }) => spot);
    return this.places.mayCome(s, spots) >= Math.max(1, sizeMin[s]);
  }

  /** Places a closed series on spots with its leads, with rooms, pupils and people. */
  private openAt(s: number, times: readonly LedTime[], enough: number): boolean {
    const { state, model } = this.context;
    const { series } = model;
    const first = series.firstEvent[s];
    const vacated: number[] = [];
    times.forEach(({ spot, lead }, i) => {
      const event = first + i;
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
      seatPinned(this.context, event);
    });
    for (let i = 0; i < times.length; i++) if (!this.sessions.findRoom(first + i)) return false;
    if (series.fixed[s] === 0 && !this.enrol(s, enough)) return false;
    for (const seat of vacated) {
      const event = series.seatEvent[seat];
      if (!state.exists(event) || state.seatPerson[seat] >= 0) continue;
      if (seat - series.seatStart[event] >= state.seatsNeeded(event)) continue;
      this.sessions.people.fillSeat(seat);
    }
    for (let i = 0; i < times.length; i++) this.sessions.people.fill(first + i);
    mendMoved(this.context, this.sessions);
    return true;
  }

  /**
   * Spots on different days where possible, each with somebody who leads there; none where there
   * are too few, or where pins want another order.
   */
  private chooseTimes(s: number, slots: number, leadFor: (spot: number) => number): LedTime[] {
    const { model, random } = this.context;
    const { series, time, pins } = model;
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
    const chosen: LedTime[] = [];
    let days = 0;
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1] && pins.any; e++) {
      const spot = pins.spot[e];
      if (spot < 0) continue;
      days |= 1 << time.spotDay[spot];
      chosen.push({ spot, lead: Math.max(-1, leadFor(spot)) });
    }
    for (const spot of order) {
      if (chosen.length === slots) break;
      const day = 1 << time.spotDay[spot];
      if ((days & day) !== 0 && series.minDays[s] >= slots) continue;
      if (chosen.some((other) => other.spot === spot)) continue;
      if (!this.sessions.hasRoomAt(series.firstEvent[s], spot)) continue;
      const lead = leadFor(spot);
      if (lead === NOBODY) continue;
      days |= day;
      chosen.push({ spot, lead });
    }
    return chosen.length < slots ? [] : (this.inSlots(s, chosen) ?? []);
  }

  /**
   * One time for each slot of a series, in order of time; a pinned slot keeps its own. Undefined
   * where a pin that counts sessions would speak of another one.
   */
  private inSlots(s: number, chosen: readonly LedTime[]): LedTime[] | undefined {
    const { series, time, pins } = this.context.model;
    const byTime = [...chosen].sort((a, b) => time.spotOrder[a.spot] - time.spotOrder[b.spot]);
    if (pins.held[s] === 0) return byTime;
    const locks = pins.spot.subarray(series.firstEvent[s], series.firstEvent[s + 1]);
    const free = byTime.filter(({ spot }) => !locks.includes(spot));
    const times = [...locks].map((lock) =>
      lock < 0 ? free.shift() : byTime.find(({ spot }) => spot === lock),
    );
    if (times.some((found) => found === undefined)) return undefined;
    const isInOrder = times.every((found, i) => found === byTime[i]);
    return pins.ordered[s] === 1 && !isInOrder ? undefined : (times as LedTime[]);
  }
}

/** Opens a club that is not held, or closes one and opens another in its stead. */
export const openClub: Move = {
  id: 'openClub',
  weight: 0.6,
  lateWeight: 0.02,
  shortageWeight: 0.6,
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
        mendMoved(context, clubs.sessions);
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

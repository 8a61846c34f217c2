import { ENROL_CHOICE } from '../model/series.ts';
import { Shifts } from '../placement/shifts.ts';
import { Clubs, clubsOf, WON_BY_CHAINS } from './clubs.ts';
import type { Move, MoveContext } from './move.ts';
import { mendMoved } from './pupils.ts';

/**
 * What settling and chains win back of what a new time costs in `choice` at first, but for 1 in 20 of
 * the Changes that are kept: of one club, and of two that exchange their times.
 */
const WON_AFTER_SHIFT = 30;
const WON_AFTER_EXCHANGE = 40;

/** Other times for club sessions, with their pupils and people placed anew. */
export class ClubTimes extends Clubs {
  private readonly shifts: Shifts;

  constructor(context: MoveContext) {
    super(context);
    this.shifts = new Shifts(context, this.places);
  }

  /** Another spot for one session; pupils who cannot follow go elsewhere, others take their places. */
  retime(event: number, spot: number): boolean {
    const { model } = this.context;
    const { series } = model;
    const s = series.eventSeries[event];
    const leadBefore = this.leadOf(event);
    // What is cheap to know and often in the way comes before the pupils.
    if (!this.canLeadAt(event, spot) || !this.sessions.hasRoomAt(event, spot)) return false;
    if (this.losesTooMuch(event, spot)) return false;
    if (!this.makeFree(event, spot)) return false;
    const gone = this.letGo(event, spot);
    if (!this.sessions.relocate(event, spot)) return false;
    for (const pupil of gone) this.places.placeSomewhere(pupil, s);
    if (series.fixed[s] === 0) this.places.settle([s], 6);
    if (!this.rearrange([s], WON_BY_CHAINS)) return false;
    if (leadBefore >= 0 && this.leadOf(event) < 0 && this.mustKeepLead(s)) return false;
    this.sessions.seat(event);
    mendMoved(this.context, this.sessions);
    return true;
  }

  /**
   * A session that is missing of a club that is held, as where it is to meet twice a week from now on:
   * who cannot come then leaves the club, or is called out of another one where its pupils are known.
   */
  add(event: number, spot: number): boolean {
    const { state, model } = this.context;
    const { series } = model;
    const s = series.eventSeries[event];
    if (!this.sessions.hasRoomAt(event, spot)) return false;
    const lead = this.leadOfSeries(s);
    const gone = series.fixed[s] === 1 ? this.callOut(s, spot) : this.letGo(event, spot);
    state.setSpot(event, spot);
    if (!this.sessions.findRoom(event) || !this.resume(event, lead)) return false;
    for (const pupil of gone) this.places.placeSomewhere(pupil, s);
    if (series.fixed[s] === 0 && !this.enrol(s, 0)) return false;
    this.chain([s]);
    this.sessions.seat(event);
    mendMoved(this.context, this.sessions);
    return true;
  }

  /** Who leads a series in one of its sessions; -1 where nobody does. */
  private leadOfSeries(s: number): number {
    const { state, model } = this.context;
    const { firstEvent } = model.series;
    for (let e = firstEvent[s]; e < firstEvent[s + 1]; e++) {
      const lead = state.eventSpot[e] < 0 ? -1 : this.leadOf(e);
      if (lead >= 0) return lead;
    }
    return -1;
  }

  /** Whether pupils lose so much by a new time, or by two, that the Change is all but sure to fail. */
  protected losesTooMuch(event: number, spot: number, other = -1, otherSpot = -1): boolean {
    const { patience, prices } = this.context;
    const bearable = patience / prices.choice + (other < 0 ? WON_AFTER_SHIFT : WON_AFTER_EXCHANGE);
    const { shifts } = this;
    if (other < 0) return shifts.cost(event, spot, bearable) > bearable;
    const cost = shifts.cost(event, spot, Number.NEGATIVE_INFINITY);
    return cost + shifts.cost(other, otherSpot, bearable - cost) > bearable;
  }

  /** Who has the first seat of a session; -1 where nobody does, or where it has no seats. */
  private leadOf(event: number): number {
    const { state, model } = this.context;
    const { seatStart } = model.series;
    const first = seatStart[event];
    return first < seatStart[event + 1] ? state.seatPerson[first] : -1;
  }

  /** False when the lead must stay the same person and cannot come then. */
  private canLeadAt(event: number, spot: number, gone = -1): boolean {
    const { model } = this.context;
    const { series, staff, time } = model;
    if (!this.mustKeepLead(series.eventSeries[event])) return true;
    const lead = this.leadOf(event);
    if (lead < 0) return true;
    if (staff.barred[lead * time.spotCount + spot] === 1) return false;
    const busy = this.sessions.people.clashing(lead, spot);
    if (busy < 0) return busy === -1;
    if (busy === gone) return true;
    const other = series.eventSeries[busy];
    return other < 0 || series.sameLead[other] === 0;
  }

  /** A club session that keeps another from a spot, by its lead or its room; -1 without one. */
  blocker(event: number, spot: number): number {
    const { model } = this.context;
    const { series } = model;
    const s = series.eventSeries[event];
    const lead = this.leadOf(event);
    const busy = lead < 0 ? -1 : this.sessions.people.clashing(lead, spot);
    if (busy >= 0) {
      const other = series.eventSeries[busy];
      if (other >= 0 && other !== s && series.enrol[other] === ENROL_CHOICE) return busy;
    }
    return this.sessions.hasRoomAt(event, spot) ? -1 : this.anyInRoom(s, spot);
  }

  /** Whether two sessions of different series may take each other's spots. */
  mayExchange(a: number, b: number): boolean {
    const { state, model } = this.context;
    const { series, pins } = model;
    const spotA = state.eventSpot[a];
    const spotB = state.eventSpot[b];
    if (series.eventSeries[a] === series.eventSeries[b] || spotA < 0 || spotB < 0) return false;
    if (spotA === spotB || pins.spot[a] >= 0 || pins.spot[b] >= 0) return false;
    return this.mayTake(a, spotB) && this.mayTake(b, spotA);
  }

  private mayTake(event: number, spot: number): boolean {
    const { state, model } = this.context;
    const { series } = model;
    const s = series.eventSeries[event];
    if (series.every[s] === 1) return false;
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++)
      if (e !== event && state.eventSpot[e] === spot) return false;
    for (let k = series.spots.start[s]; k < series.spots.start[s + 1]; k++)
      if (series.spots.items[k] === spot) return true;
    return false;
  }

  /** Two sessions exchange their spots and rooms; pupils and people follow where they can. */
  exchange(a: number, b: number): boolean {
    const { state, model } = this.context;
    const { series } = model;
    const spotA = state.eventSpot[a];
    const spotB = state.eventSpot[b];
    const roomA = state.eventRoom[a];
    const roomB = state.eventRoom[b];
    const s = series.eventSeries[a];
    const r = series.eventSeries[b];
    if (!this.canLeadAt(a, spotB, b) || !this.canLeadAt(b, spotA, a)) return false;
    if (this.losesTooMuch(a, spotB, b, spotA)) return false;
    const gone = [...this.letGo(a, spotB), ...this.letGo(b, spotA)];
    const leadA = this.vacate(a);
    const leadB = this.vacate(b);
    state.setSpot(a, spotB);
    state.setSpot(b, spotA);
    if (!this.enter(a, roomB, roomA) || !this.enter(b, roomA, roomB)) return false;
    for (const pupil of gone) this.places.placeSomewhere(pupil);
    this.places.settle([s, r], 8);
    if (!this.rearrange([s, r], WON_BY_CHAINS)) return false;
    if (!this.resume(a, leadA) || !this.resume(b, leadB)) return false;
    this.sessions.seat(a);
    this.sessions.seat(b);
    mendMoved(this.context, this.sessions);
    return true;
  }

  /** Pupils who cannot follow a session to a spot leave it. */
  private letGo(event: number, spot: number): number[] {
    const { state, model } = this.context;
    const { series, pupils, time } = model;
    const s = series.eventSeries[event];
    const gone: number[] = [];
    if (series.fixed[s] === 1) return gone;
    const old = state.eventSpot[event];
    const { start, items } = time.spotPeriods;
    for (let i = state.seriesPupils[s] - 1; i >= 0; i--) {
      const wish = state.granted[state.grantedStart[s] + i];
      const pupil = pupils.wishPupil[wish];
      let stays = true;
      for (let k = start[spot]; k < start[spot + 1] && stays; k++) {
        const at = pupil * time.periodCount + items[k];
        stays = pupils.present[at] === 1 && (state.pupilUse[at] === 0 || spot === old);
      }
      if (stays) continue;
      gone.push(pupil);
      state.setWish(wish, 0);
    }
    return gone;
  }

  /** Pupils of a known group leave the clubs of their choice that a new session of it clashes with. */
  private callOut(s: number, spot: number): number[] {
    const { start, items } = this.context.model.pupils.roster;
    return [...items.subarray(start[s], start[s + 1])].filter((pupil) => this.leaveAt(pupil, spot));
  }

  private vacate(event: number): number {
    const { state, model } = this.context;
    const { seatStart } = model.series;
    const lead = this.leadOf(event);
    for (let k = seatStart[event]; k < seatStart[event + 1]; k++) state.setSeat(k, -1);
    if (model.pins.room[event] < 0) state.setRoom(event, -1);
    return lead;
  }

  private enter(event: number, wanted: number, own: number): boolean {
    const { state, model } = this.context;
    const { series, rooms } = model;
    const kind = series.roomKind[series.eventSeries[event]];
    for (const room of [wanted, own]) {
      if (room < 0 || kind < 0 || rooms.kindOk[kind * rooms.count + room] === 0) continue;
      if (rooms.seats[room] < state.headcount(event)) continue;
      if (!state.isRoomFree(room, state.eventSpot[event])) continue;
      state.setRoom(event, room);
      return true;
    }
    return this.sessions.findRoom(event);
  }

  /** The lead goes on; a post of theirs at the new time is left to somebody else. */
  private resume(event: number, lead: number): boolean {
    const { state, model } = this.context;
    const { series, staff, time, pins } = model;
    if (lead < 0) return true;
    const spot = state.eventSpot[event];
    const must = this.mustKeepLead(series.eventSeries[event]);
    if (staff.barred[lead * time.spotCount + spot] === 1) return !must;
    const busy = this.sessions.people.clashing(lead, spot);
    if (busy === -1) {
      state.setSeat(series.seatStart[event], lead);
      return true;
    }
    const other = busy < 0 ? -1 : series.eventSeries[busy];
    if (busy < 0 || (other >= 0 && series.sameLead[other] === 1)) return !must;
    const seat = this.sessions.people.seatIn(busy, lead);
    if (pins.person[seat] >= 0) return !must;
    state.setSeat(seat, -1);
    state.setSeat(series.seatStart[event], lead);
    this.sessions.people.fillSeat(seat);
    return true;
  }

  /** The people of a session give up what they have at the new spot, if others can take it. */
  private makeFree(event: number, spot: number): boolean {
    const { state, model } = this.context;
    const { series, pins } = model;
    for (let k = series.seatStart[event]; k < series.seatStart[event + 1]; k++) {
      const person = state.seatPerson[k];
      if (person < 0) continue;
      const busy = this.sessions.people.clashing(person, spot);
      if (busy === -1 || busy === event) continue;
      if (busy < 0) return false;
      const other = series.eventSeries[busy];
      if (other >= 0 && series.sameLead[other] === 1) return false;
      const seat = this.sessions.people.seatIn(busy, person);
      if (pins.person[seat] >= 0) return false;
      state.setSeat(seat, -1);
      if (!this.sessions.people.fillSeat(seat)) {
        // Nobody is free: the post stays open for what `mendMoved` finds afterwards.
        if (busy < series.firstCare) return false;
      } else if (state.seatPerson[seat] === person) return false;
    }
    return true;
  }
}

/** Another spot for a club session, also a missing one, or an exchange of the spots of two clubs. */
export const retimeClub: Move = {
  id: 'retimeClub',
  weight: 2.5,
  lateWeight: 0.05,
  smallWeight: 10,
  bind(context) {
    const { state, model, random } = context;
    const { series, pins } = model;
    const events = clubsOf(context).flatMap((s) =>
      series.every[s] === 1 ? [] : range(series.firstEvent[s], series.firstEvent[s + 1]),
    );
    if (events.length === 0) return undefined;
    const clubs = new ClubTimes(context);
    return () => {
      const event = events[random.below(events.length)];
      if (pins.spot[event] >= 0) return false;
      const isMissing = state.eventSpot[event] < 0;
      if (isMissing && state.placedSlots[series.eventSeries[event]] === 0) return false;
      const spot = clubs.sessions.otherSpot(event);
      if (spot < 0) return false;
      if (isMissing) return clubs.add(event, spot);
      const other = clubs.blocker(event, spot);
      if (other < 0) return clubs.retime(event, spot);
      return clubs.mayExchange(event, other) && clubs.exchange(event, other);
    };
  },
};

/** Two club sessions exchange their periods: the way where rooms of a kind are always taken. */
export const exchangeClubs: Move = {
  id: 'exchangeClubs',
  weight: 0.3,
  lateWeight: 0.02,
  smallWeight: 3,
  bind(context) {
    const { model, random } = context;
    const { series, pins } = model;
    const events = clubsOf(context)
      .flatMap((s) =>
        series.every[s] === 1 ? [] : range(series.firstEvent[s], series.firstEvent[s + 1]),
      )
      .filter((e) => pins.spot[e] < 0);
    if (events.length < 2) return undefined;
    const clubs = new ClubTimes(context);
    return () => {
      const a = events[random.below(events.length)];
      const b = events[random.below(events.length)];
      return clubs.mayExchange(a, b) && clubs.exchange(a, b);
    };
  },
};

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

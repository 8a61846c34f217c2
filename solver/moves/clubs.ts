import { DAYS } from '../model/rows.ts';
import { ENROL_CHOICE } from '../model/series.ts';
import { Places } from '../placement/places.ts';
import type { Move, MoveContext } from './move.ts';
import { mendTouched } from './pupils.ts';
import { Sessions } from './sessions.ts';

/** What rules that are not about wishes may win back when a club moves. */
const REST = 3;

/** Opening, closing and re-timing clubs, with their pupils placed anew. */
export class Clubs {
  private readonly context: MoveContext;
  readonly sessions: Sessions;
  readonly places: Places;

  constructor(context: MoveContext) {
    this.context = context;
    this.sessions = new Sessions(context);
    this.places = new Places(context);
  }

  /** Places a closed series: people, spots on different days, rooms and pupils; false if it cannot. */
  open(s: number): boolean {
    const { state, model, random } = this.context;
    const { series, staff } = model;
    const first = series.firstEvent[s];
    const slots = series.firstEvent[s + 1] - first;
    if (slots === 0) return false;
    const seats = series.seatStart[first + 1] - series.seatStart[first];
    let lead = -1;
    if (seats > 0) {
      const kind = series.seatKind[series.seatStart[first]];
      const from = staff.kinds.staff.start[kind];
      const n = staff.kinds.staff.start[kind + 1] - from;
      const pinned = model.pins.person[series.seatStart[first]];
      if (pinned >= 0) lead = pinned;
      else if (n > 0) lead = staff.kinds.staff.items[from + random.below(n)];
      else if (series.fixed[s] === 0) return false;
    }
    const spots = this.chooseSpots(s, slots, lead);
    if (spots.length < slots) return false;
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
    if (series.fixed[s] === 0 && !this.enrol(s)) return false;
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
      if (chosen.includes(spot) || !this.hasRoomAt(series.firstEvent[s], spot)) continue;
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
  private enrol(s: number): boolean {
    const { state, model } = this.context;
    this.places.settle([s], 6);
    if (state.seriesPupils[s] < model.series.sizeMin[s]) this.places.topUp(s);
    return state.seriesPupils[s] >= Math.max(model.series.sizeMin[s], 1);
  }

  /** Takes a series out; its pupils go to other clubs that they wish for. */
  close(s: number): void {
    const { state, model } = this.context;
    const { series, pupils } = model;
    const left: number[] = [];
    if (series.fixed[s] === 0) {
      for (let i = state.seriesPupils[s] - 1; i >= 0; i--) {
        const wish = state.granted[state.grantedStart[s] + i];
        left.push(pupils.wishPupil[wish]);
        state.setWish(wish, 0);
      }
    }
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) state.setSpot(e, -1);
    for (const pupil of left) this.places.placeSomewhere(pupil, s);
  }

  /** Another spot for one session; pupils who cannot follow go elsewhere, others take their places. */
  retime(event: number, spot: number): boolean {
    const { state, model } = this.context;
    const { series } = model;
    const s = series.eventSeries[event];
    const first = series.seatStart[event];
    const leadBefore = state.seatPerson[first];
    // What is cheap to know and often in the way comes before the pupils.
    if (!this.canLeadAt(event, spot) || !this.hasRoomAt(event, spot)) return false;
    if (!this.makeFree(event, spot)) return false;
    const gone = this.letGo(event, spot);
    if (!this.sessions.relocate(event, spot)) return false;
    for (const pupil of gone) this.places.placeSomewhere(pupil, s);
    if (series.fixed[s] === 0) this.places.settle([s], 6);
    if (this.isHopeless()) return false;
    if (leadBefore >= 0 && state.seatPerson[first] < 0 && this.mustKeepLead(s)) return false;
    this.sessions.people.fill(event);
    mendTouched(this.context, this.sessions.groups);
    return true;
  }

  /** False when the lead must stay the same person and cannot come then. */
  private canLeadAt(event: number, spot: number): boolean {
    const { state, model } = this.context;
    const { series, staff, time } = model;
    if (!this.mustKeepLead(series.eventSeries[event])) return true;
    const lead = state.seatPerson[series.seatStart[event]] ?? -1;
    if (lead < 0) return true;
    if (staff.barred[lead * time.spotCount + spot] === 1) return false;
    const busy = this.sessions.people.clashing(lead, spot);
    if (busy < 0) return busy === -1;
    const other = series.eventSeries[busy];
    return other < 0 || series.sameLead[other] === 0;
  }

  /** False when every room of the kind is full at the spot with sessions, which cannot give way. */
  private hasRoomAt(event: number, spot: number): boolean {
    const { state, model } = this.context;
    const { series, rooms, time } = model;
    const kind = series.roomKind[series.eventSeries[event]];
    if (kind < 0) return true;
    for (let k = rooms.kindRooms.start[kind]; k < rooms.kindRooms.start[kind + 1]; k++) {
      const room = rooms.kindRooms.items[k];
      if (state.isRoomFree(room, spot)) return true;
      if (rooms.closed[room * time.spotCount + spot] === 1) continue;
      const events = state.roomEvents[room * DAYS + time.spotDay[spot]];
      for (let i = 0; i < events.length; i++) {
        const other = events[i];
        if (other >= series.firstCare && state.eventSpot[other] === spot) return true;
      }
    }
    return false;
  }

  private mustKeepLead(s: number): boolean {
    const { state, model } = this.context;
    return model.series.sameLead[s] === 1 && state.placedSlots[s] > 1;
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
    if (!this.canLeadAt(a, spotB) || !this.canLeadAt(b, spotA)) return false;
    const gone = [...this.letGo(a, spotB), ...this.letGo(b, spotA)];
    const leadA = this.vacate(a);
    const leadB = this.vacate(b);
    state.setSpot(a, spotB);
    state.setSpot(b, spotA);
    if (!this.enter(a, roomB, roomA) || !this.enter(b, roomA, roomB)) return false;
    for (const pupil of gone) this.places.placeSomewhere(pupil);
    this.places.settle([s, r], 8);
    if (this.isHopeless()) return false;
    if (!this.resume(a, leadA) || !this.resume(b, leadB)) return false;
    this.sessions.people.fill(a);
    this.sessions.people.fill(b);
    mendTouched(this.context, this.sessions.groups);
    return true;
  }

  /** Whether pupils lose so much already that nothing can make up for it. */
  private isHopeless(): boolean {
    return this.context.added('pupil') > this.context.patience + REST;
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

  private vacate(event: number): number {
    const { state, model } = this.context;
    const { seatStart } = model.series;
    const lead = state.seatPerson[seatStart[event]] ?? -1;
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
        // Nobody is free: the post stays open for what `mendTouched` finds afterwards.
        if (busy < series.firstCare) return false;
      } else if (state.seatPerson[seat] === person) return false;
    }
    return true;
  }
}

function clubsOf({ model }: MoveContext): number[] {
  const { series } = model;
  return [...series.list.keys()].filter(
    (s) => series.enrol[s] === ENROL_CHOICE && series.firstEvent[s + 1] > series.firstEvent[s],
  );
}

/** Clubs with known groups are held: the solver never closes what a school has promised. */
function mayClose({ model }: MoveContext, s: number): boolean {
  return model.series.fixed[s] === 0 && model.pins.held[s] === 0;
}

/** Opens a club that is not held, or closes one and opens another in its stead. */
export const openClub: Move = {
  id: 'openClub',
  weight: 1.5,
  lateWeight: 0.3,
  bind(context) {
    const { state, model, random } = context;
    const { series } = model;
    const all = clubsOf(context);
    if (all.length === 0) return undefined;
    const clubs = new Clubs(context);
    return () => {
      const s = all[random.below(all.length)];
      if (state.placedSlots[s] > 0) {
        if (!random.chance(0.1) || !mayClose(context, s)) return false;
        clubs.close(s);
        mendTouched(context, clubs.sessions.groups);
        return true;
      }
      const before = state.mark();
      if (clubs.open(s)) return true;
      state.undoTo(before);
      const rivals = [rivalOf(s)];
      if (random.chance(0.4)) rivals.push(rivalOf(s));
      for (const rival of rivals)
        if (rival >= 0 && state.placedSlots[rival] > 0) clubs.close(rival);
      if (rivals[0] < 0 || !clubs.open(s)) return false;
      // What the rivals leave over may do for one of them, or for another closed club.
      for (let i = 0; i < 3; i++) {
        const other = i < rivals.length ? rivals[i] : all[random.below(all.length)];
        if (other < 0 || state.placedSlots[other] > 0) continue;
        const at = state.mark();
        if (!clubs.open(other)) state.undoTo(at);
      }
      refill(rivals[0]);
      return true;
    };

    /** A held club with the same room kind or the same people, of a few tried. */
    function rivalOf(s: number): number {
      for (let tries = 0; tries < 8; tries++) {
        const other = all[random.below(all.length)];
        if (other === s || state.placedSlots[other] === 0 || !mayClose(context, other)) continue;
        const sameRoom = series.roomKind[other] === series.roomKind[s];
        const mine = series.seatStart[series.firstEvent[s]];
        const theirs = series.seatStart[series.firstEvent[other]];
        if (sameRoom || series.seatKind[mine] === series.seatKind[theirs]) return other;
      }
      return -1;
    }

    /** Places that the pupils of the new club left behind are filled again. */
    function refill(closed: number): void {
      for (let tries = 0; tries < 4; tries++) {
        const s = all[random.below(all.length)];
        if (s !== closed && clubs.places.isHeld(s) && series.fixed[s] === 0) clubs.places.topUp(s);
      }
      mendTouched(context, clubs.sessions.groups);
    }
  },
};

/** Another spot for a club session, or an exchange of the spots of two clubs. */
export const retimeClub: Move = {
  id: 'retimeClub',
  weight: 7,
  lateWeight: 0.5,
  bind(context) {
    const { state, model, random } = context;
    const { series, pins } = model;
    const events = clubsOf(context).flatMap((s) =>
      series.every[s] === 1 ? [] : range(series.firstEvent[s], series.firstEvent[s + 1]),
    );
    if (events.length === 0) return undefined;
    const clubs = new Clubs(context);
    return () => {
      const event = events[random.below(events.length)];
      if (state.eventSpot[event] < 0 || pins.spot[event] >= 0) return false;
      const spot = clubs.sessions.otherSpot(event);
      if (spot < 0) return false;
      return clubs.retime(event, spot);
    };
  },
};

/** Two club sessions exchange their periods: the way where rooms of a kind are always taken. */
export const exchangeClubs: Move = {
  id: 'exchangeClubs',
  weight: 7,
  lateWeight: 0.3,
  bind(context) {
    const { state, model, random } = context;
    const { series, pins } = model;
    const events = clubsOf(context)
      .flatMap((s) =>
        series.every[s] === 1 ? [] : range(series.firstEvent[s], series.firstEvent[s + 1]),
      )
      .filter((e) => pins.spot[e] < 0);
    if (events.length < 2) return undefined;
    const clubs = new Clubs(context);
    return () => {
      const a = events[random.below(events.length)];
      const b = events[random.below(events.length)];
      const s = series.eventSeries[a];
      const r = series.eventSeries[b];
      if (s === r || state.eventSpot[a] < 0 || state.eventSpot[b] < 0) return false;
      if (state.eventSpot[a] === state.eventSpot[b]) return false;
      if (!isAllowed(s, a, state.eventSpot[b]) || !isAllowed(r, b, state.eventSpot[a]))
        return false;
      return clubs.exchange(a, b);
    };

    function isAllowed(s: number, event: number, spot: number): boolean {
      for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++)
        if (e !== event && state.eventSpot[e] === spot) return false;
      for (let k = series.spots.start[s]; k < series.spots.start[s + 1]; k++)
        if (series.spots.items[k] === spot) return true;
      return false;
    }
  },
};

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

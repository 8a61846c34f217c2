import { DAYS } from '../model/rows.ts';
import { ENROL_CHOICE } from '../model/series.ts';
import { Chains } from '../placement/chains.ts';
import { Places } from '../placement/places.ts';
import type { Move, MoveContext } from './move.ts';
import { mendTouched } from './pupils.ts';
import { Sessions } from './sessions.ts';

/** What rules that are not about wishes may win back when a club moves. */
const REST = 3;
/** What chains of pupils may win back before. */
const WON_BY_CHAINS = 8;
const WON_AFTER_REPLACING = 80;

/** Opening, closing and re-timing clubs, with their pupils placed anew. */
export class Clubs {
  private readonly context: MoveContext;
  readonly sessions: Sessions;
  readonly places: Places;
  private readonly chains: Chains;

  constructor(context: MoveContext) {
    this.context = context;
    this.sessions = new Sessions(context);
    this.places = new Places(context);
    this.chains = new Chains(context, this.places);
  }

  /** Places a closed series: people, spots on different days, rooms and pupils; false if it cannot. */
  open(s: number): boolean {
    const { series } = this.context.model;
    const first = series.firstEvent[s];
    const slots = series.firstEvent[s + 1] - series.firstEvent[s];
    if (slots === 0) return false;
    const lead = this.anyLead(s);
    if (lead < 0 && series.seatStart[first + 1] > series.seatStart[first] && series.fixed[s] === 0)
      return false;
    const spots = this.chooseSpots(s, slots, lead);
    return spots.length === slots && this.openAt(s, lead, spots);
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
      if (!this.hasRoomAt(first, spot)) {
        const rival = this.anyInRoom(s, spot);
        rivals.push(rival < 0 ? -1 : series.eventSeries[rival]);
      }
      if (!rivals.every((r) => r >= 0 && mayClose(this.context, r))) continue;
      days |= day;
      chosen.push(spot);
      for (const r of rivals) if (!closed.includes(r)) closed.push(r);
    }
    if (chosen.length < slots || closed.length > 3) return undefined;
    for (const r of closed) this.close(r);
    chosen.sort((a, b) => a - b);
    return this.openAt(s, lead, chosen) ? closed : undefined;
  }

  /** A club session that keeps another from a spot, by its lead or its room; -1 without one. */
  blocker(event: number, spot: number): number {
    const { state, model } = this.context;
    const { series } = model;
    const s = series.eventSeries[event];
    const lead = state.seatPerson[series.seatStart[event]] ?? -1;
    const busy = lead < 0 ? -1 : this.sessions.people.clashing(lead, spot);
    if (busy >= 0) {
      const other = series.eventSeries[busy];
      if (other >= 0 && other !== s && series.enrol[other] === ENROL_CHOICE) return busy;
    }
    return this.hasRoomAt(event, spot) ? -1 : this.anyInRoom(s, spot);
  }

  /** A club session in a room of the kind that a series needs at a spot; -1 without one. */
  private anyInRoom(s: number, spot: number): number {
    const { state, model, random } = this.context;
    const { series, rooms, time } = model;
    const kind = series.roomKind[s];
    const from = rooms.kindRooms.start[kind];
    const n = rooms.kindRooms.start[kind + 1] - from;
    const offset = random.below(n);
    for (let i = 0; i < n; i++) {
      const room = rooms.kindRooms.items[from + ((offset + i) % n)];
      for (const event of state.roomEvents[room * DAYS + time.spotDay[spot]]) {
        const other = series.eventSeries[event];
        if (other < 0 || series.enrol[other] !== ENROL_CHOICE) continue;
        if (time.spotClash[spot * time.spotCount + state.eventSpot[event]] === 1) return event;
      }
    }
    return -1;
  }

  /** Places a closed series with its lead on spots, with rooms, pupils and people. */
  private openAt(s: number, lead: number, spots: readonly number[]): boolean {
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
    if (state.seriesPupils[s] < model.series.sizeMin[s]) this.chain([s]);
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
    if (!this.rearrange([s], WON_BY_CHAINS)) return false;
    if (leadBefore >= 0 && state.seatPerson[first] < 0 && this.mustKeepLead(s)) return false;
    this.sessions.people.fill(event);
    mendTouched(this.context, this.sessions.groups);
    return true;
  }

  /** False when the lead must stay the same person and cannot come then. */
  private canLeadAt(event: number, spot: number, gone = -1): boolean {
    const { state, model } = this.context;
    const { series, staff, time } = model;
    if (!this.mustKeepLead(series.eventSeries[event])) return true;
    const lead = state.seatPerson[series.seatStart[event]] ?? -1;
    if (lead < 0) return true;
    if (staff.barred[lead * time.spotCount + spot] === 1) return false;
    const busy = this.sessions.people.clashing(lead, spot);
    if (busy < 0) return busy === -1;
    if (busy === gone) return true;
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
    this.sessions.people.fill(a);
    this.sessions.people.fill(b);
    mendTouched(this.context, this.sessions.groups);
    return true;
  }

  /**
   * Pupils whose wishes the Change has touched, and those who wish for the series, look for better
   * places. False when they lose so much even so that nothing can make up for it.
   */
  rearrange(changed: readonly number[], mayWin: number): boolean {
    if (this.context.added('pupil') > this.context.patience + mayWin) return false;
    this.chain(changed);
    return this.context.added('pupil') <= this.context.patience + REST;
  }

  private chain(changed: readonly number[]): void {
    const { state, model } = this.context;
    const { pupils } = model;
    const { list, count } = state.touched.pupil;
    const candidates = [...list.subarray(0, count)];
    for (const s of changed)
      for (let k = pupils.seriesWishes.start[s]; k < pupils.seriesWishes.start[s + 1]; k++)
        candidates.push(pupils.wishPupil[pupils.seriesWishes.items[k]]);
    const left: number[] = [];
    this.chains.improve(candidates, left);
    if (left.length > 0) this.places.settle(left, 8);
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
  weight: 0.3,
  lateWeight: 0.02,
  bind(context) {
    const { state, random } = context;
    const all = clubsOf(context);
    if (all.length === 0) return undefined;
    const clubs = new Clubs(context);
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
      if (clubs.open(s)) return clubs.rearrange([s], WON_BY_CHAINS);
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

/** Another spot for a club session, or an exchange of the spots of two clubs. */
export const retimeClub: Move = {
  id: 'retimeClub',
  weight: 2.5,
  lateWeight: 0.05,
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
  bind(context) {
    const { model, random } = context;
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
      return clubs.mayExchange(a, b) && clubs.exchange(a, b);
    };
  },
};

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

import { NO_ROOM } from '../model/rooms.ts';
import { DAYS } from '../model/rows.ts';
import { ENROL_CLASS } from '../model/series.ts';
import { Groups } from './groups.ts';
import type { MoveContext } from './move.ts';
import { People } from './people.ts';
import { seatPinned } from './pinned-seats.ts';

/** Small steps with sessions of series that several moves share. */
export class Sessions {
  private readonly context: MoveContext;
  readonly people: People;
  readonly groups: Groups;

  constructor(context: MoveContext) {
    this.context = context;
    this.people = new People(context);
    this.groups = new Groups(context, this.people);
  }

  /** People for the seats of a session: those whom pins name, then whoever is free. */
  seat(event: number): void {
    seatPinned(this.context, event);
    this.people.fill(event);
  }

  /** Finds a room for a placed session: the room of its series, then any of its kind. */
  findRoom(event: number): boolean {
    const { state, model, random } = this.context;
    const { series, rooms, pins } = model;
    const s = series.eventSeries[event];
    const kind = series.roomKind[s];
    if (pins.room[event] >= 0) {
      state.setRoom(event, pins.room[event]);
      this.clearRoom(event);
      return true;
    }
    if (kind === NO_ROOM) return true;
    const spot = state.eventSpot[event];
    const pupils = state.headcount(event);
    const fits = (room: number) => rooms.seats[room] >= pupils && state.isRoomFree(room, spot);
    state.setRoom(event, -1);
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
      const room = state.eventRoom[e];
      if (e === event || room < 0 || !fits(room)) continue;
      state.setRoom(event, room);
      return true;
    }
    const from = rooms.kindRooms.start[kind];
    const n = rooms.kindRooms.start[kind + 1] - from;
    if (n === 0) return false;
    const offset = random.below(n);
    for (let i = 0; i < n; i++) {
      const room = rooms.kindRooms.items[from + ((offset + i) % n)];
      if (!fits(room)) continue;
      state.setRoom(event, room);
      return true;
    }
    return this.evictCare(event, kind) || (this.groups.shifts?.place(event) ?? false);
  }

  /** Whatever else is in the room of an event, and may be elsewhere, goes there if there is a place. */
  clearRoom(event: number): void {
    const { state, model } = this.context;
    const { pins, time, series, rooms } = model;
    const room = state.eventRoom[event];
    const spot = state.eventSpot[event];
    if (rooms.closed[room * time.spotCount + spot] === 1) return;
    for (const other of [...state.roomEvents[room * DAYS + time.spotDay[spot]]]) {
      if (!state.isRoomBad(room, spot)) return;
      const meets = time.spotClash[spot * time.spotCount + state.eventSpot[other]] === 1;
      if (other === event || !meets || pins.room[other] >= 0) continue;
      const mark = state.mark();
      const found = other < series.firstCare ? this.findRoom(other) : this.groups.findRoom(other);
      if (!found) state.undoTo(mark);
    }
  }

  /** False when every room of the kind is full at the spot with sessions, which cannot give way. */
  hasRoomAt(event: number, spot: number): boolean {
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

  /** A care group in a room of the kind goes elsewhere: most rooms can host care. */
  private evictCare(event: number, kind: number): boolean {
    const { state, model } = this.context;
    const { series, rooms, pins, time } = model;
    const spot = state.eventSpot[event];
    for (let k = rooms.kindRooms.start[kind]; k < rooms.kindRooms.start[kind + 1]; k++) {
      const room = rooms.kindRooms.items[k];
      if (rooms.closed[room * time.spotCount + spot] === 1) continue;
      if (rooms.groups[room] > 1 || rooms.seats[room] < state.headcount(event)) continue;
      const { start, items } = series.periodSlots;
      if (spot >= time.periodCount) return false;
      for (let i = start[spot]; i < start[spot + 1]; i++) {
        const slot = items[i];
        if (state.memberCount[slot] === 0 || state.eventRoom[slot] !== room) continue;
        if (pins.room[slot] >= 0) continue;
        state.setRoom(event, room);
        return this.groups.findRoom(slot);
      }
    }
    return false;
  }

  /** Takes a session to another spot with those of its people who can come, and mends the rest. */
  relocate(event: number, spot: number): boolean {
    const { state, model } = this.context;
    const { series } = model;
    for (let k = series.seatStart[event]; k < series.seatStart[event + 1]; k++) {
      const person = state.seatPerson[k];
      if (person < 0) continue;
      if (!this.canFollow(event, person, spot)) {
        if (model.pins.person[k] >= 0) return false;
        state.setSeat(k, -1);
      }
    }
    state.setSpot(event, spot);
    const room = state.eventRoom[event];
    if (room >= 0 && state.isRoomBad(room, spot) && !this.findRoom(event)) return false;
    return true;
  }

  /**
   * The same with people who stay where they are: whoever cares for a class of the session at the
   * new spot leads it there, and who led it cares for a class where it was. Nobody's days change.
   */
  relocateInPlace(event: number, spot: number): boolean {
    const { state, model } = this.context;
    const { series, pins } = model;
    const s = series.eventSeries[event];
    const from = this.periodAt(state.eventSpot[event]);
    const to = this.periodAt(spot);
    const first = series.seatStart[event];
    const { start, items } = series.classes;
    const leads: number[] = [];
    for (let k = first; k < series.seatStart[event + 1]; k++) {
      if (state.seatPerson[k] < 0) continue;
      if (pins.person[k] >= 0) return false;
      leads.push(state.seatPerson[k]);
      state.setSeat(k, -1);
    }
    const adults: number[] = [];
    for (let i = start[s]; i < start[s + 1]; i++) adults.push(this.adultOf(items[i], to));
    state.setSpot(event, spot);
    const room = state.eventRoom[event];
    if (room >= 0 && state.isRoomBad(room, spot) && !this.findRoom(event)) return false;
    for (let k = first; k < series.seatStart[event + 1]; k++) {
      const adult = adults[k - first] ?? -1;
      if (adult >= 0 && this.people.canSit(k, adult)) state.setSeat(k, adult);
    }
    for (let i = 0; i < leads.length && start[s] + i < start[s + 1]; i++)
      this.keepAdult(items[start[s] + i], from, leads[i]);
    return true;
  }

  /** The first period of a spot. */
  periodAt(spot: number): number {
    const { items, start } = this.context.model.time.spotPeriods;
    return items[start[spot]];
  }

  /** The adult who cares for a class in a period; -1 without one. */
  adultOf(c: number, p: number): number {
    const { state, model } = this.context;
    const slot = state.careOf[c * model.time.periodCount + p];
    return slot < 0 ? -1 : state.seatPerson[model.series.seatStart[slot]];
  }

  /** Free at the spot, or busy there only with care that the session itself makes needless. */
  private canFollow(event: number, person: number, spot: number): boolean {
    const { state, model } = this.context;
    const { series, staff, time } = model;
    if (staff.barred[person * time.spotCount + spot] === 1) return false;
    const busy = this.people.clashing(person, spot);
    if (busy === -1 || busy === event) return true;
    if (busy < series.firstCare) return false;
    const s = series.eventSeries[event];
    if (series.enrol[s] !== ENROL_CLASS) return false;
    const from = state.memberStart[busy - series.firstCare];
    for (let i = 0; i < state.memberCount[busy]; i++) {
      const c = state.members[from + i];
      let own = false;
      for (let k = series.classes.start[s]; k < series.classes.start[s + 1] && !own; k++)
        own = series.classes.items[k] === c;
      if (!own) return false;
    }
    return true;
  }

  /** A spot of the series other than those it has; -1 without one. */
  otherSpot(event: number): number {
    const { state, model, random } = this.context;
    const { series } = model;
    const s = series.eventSeries[event];
    const from = series.spots.start[s];
    const n = series.spots.start[s + 1] - from;
    // The only spot there is is another one for a session that is not held.
    if (n === 0 || (n === 1 && state.eventSpot[event] >= 0)) return -1;
    for (let tries = 0; tries < 4; tries++) {
      const spot = series.spots.items[from + random.below(n)];
      let taken = false;
      for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1] && !taken; e++)
        taken = state.eventSpot[e] === spot;
      if (!taken) return spot;
    }
    return -1;
  }

  /** Seats the adult who cared for the class where it was before in the care that it needs now. */
  keepAdult(c: number, p: number, adult: number): void {
    const { state, model } = this.context;
    const cp = c * model.time.periodCount + p;
    if (adult < 0 || state.left[cp] === 0) return;
    const seat = model.series.seatStart[state.careOf[cp]];
    if (state.seatPerson[seat] < 0 && this.people.canSit(seat, adult)) state.setSeat(seat, adult);
  }
}

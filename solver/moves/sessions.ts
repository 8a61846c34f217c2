import { NO_ROOM } from '../model/rooms.ts';
import { DAYS } from '../model/rows.ts';
import { ENROL_CHOICE, ENROL_CLASS } from '../model/series.ts';
import { Groups } from './care.ts';
import type { Move, MoveContext } from './move.ts';
import { People } from './people.ts';
import { mendTouched } from './pupils.ts';

/** How often people stay at their times where a session of classes moves. */
const IN_PLACE = 0.5;

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

  /** Finds a room for a placed session: the room of its series, then any of its kind. */
  findRoom(event: number): boolean {
    const { state, model, random } = this.context;
    const { series, rooms, pins } = model;
    const s = series.eventSeries[event];
    const kind = series.roomKind[s];
    if (pins.room[event] >= 0) {
      state.setRoom(event, pins.room[event]);
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
    return this.evictCare(event, kind);
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
    if (n < 2) return -1;
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

function movable({ model }: MoveContext, enrol: readonly number[]): number[] {
  const { series, pins } = model;
  const events: number[] = [];
  for (let e = 0; e < series.firstCare; e++) {
    const s = series.eventSeries[e];
    if (series.every[s] === 1 || pins.spot[e] >= 0 || !enrol.includes(series.enrol[s])) continue;
    events.push(e);
  }
  return events;
}

/** Whether a session has seats and nobody on them. */
function isUnled({ state, model }: MoveContext, event: number): boolean {
  const { seatStart } = model.series;
  for (let k = seatStart[event]; k < seatStart[event + 1]; k++)
    if (state.seatPerson[k] >= 0) return false;
  return seatStart[event + 1] > seatStart[event];
}

/**
 * Another period for a session of whole classes (or a duty that has a choice of periods). One that
 * nobody leads may be left out.
 */
export const moveSession: Move = {
  id: 'moveSession',
  weight: 4,
  lateWeight: 3,
  bind(context) {
    const { state, model, random } = context;
    const { series, time, pins } = model;
    const events = movable(context, [ENROL_CLASS, 0]);
    if (events.length === 0) return undefined;
    const sessions = new Sessions(context);
    return () => {
      const event = events[random.below(events.length)];
      const s = series.eventSeries[event];
      const old = state.eventSpot[event];
      if (old >= 0 && series.isDuty[s] === 0 && isUnled(context, event) && random.chance(0.5)) {
        // Better no session than one without an adult: its classes are in care then.
        if (pins.needed[event] === 1) return false;
        state.setSpot(event, -1);
        mendTouched(context, sessions.groups);
        return true;
      }
      const spot = sessions.otherSpot(event);
      if (spot < 0) return false;
      if (old < 0) {
        state.setSpot(event, spot);
        if (!sessions.findRoom(event)) return false;
        sessions.people.fill(event);
        mendTouched(context, sessions.groups);
        return true;
      }
      // Exchange with the session of the same class that is there, as of another activity.
      const { start, items } = series.classes;
      const adults: number[] = [];
      for (let i = start[s]; i < start[s + 1]; i++) {
        const cp = items[i] * time.periodCount + sessions.periodAt(spot);
        if (state.wholeClass[cp] > 0 || state.away[cp] > 0) return false;
        adults.push(sessions.adultOf(items[i], sessions.periodAt(spot)));
      }
      if (random.chance(IN_PLACE)) {
        if (!sessions.relocateInPlace(event, spot)) return false;
      } else {
        if (!sessions.relocate(event, spot)) return false;
        for (let i = start[s]; i < start[s + 1]; i++)
          sessions.keepAdult(items[i], sessions.periodAt(old), adults[i - start[s]]);
      }
      sessions.people.fill(event);
      mendTouched(context, sessions.groups);
      return true;
    };
  },
};

/** Two sessions of whole classes exchange their periods, so that no day gets fuller. */
export const swapSessions: Move = {
  id: 'swapSessions',
  weight: 4,
  lateWeight: 3,
  bind(context) {
    const { state, model, random } = context;
    const { series, time } = model;
    const events = movable(context, [ENROL_CLASS]);
    if (events.length < 2) return undefined;
    const sessions = new Sessions(context);
    return () => {
      const a = events[random.below(events.length)];
      const b = events[random.below(events.length)];
      const spotA = state.eventSpot[a];
      const spotB = state.eventSpot[b];
      if (a === b || spotA < 0 || spotB < 0 || spotA === spotB) return false;
      if (!allows(series.eventSeries[a], spotB) || !allows(series.eventSeries[b], spotA))
        return false;
      if (series.eventSeries[a] === series.eventSeries[b]) return false;
      const roomA = state.eventRoom[a];
      const roomB = state.eventRoom[b];
      const adultsA = adultsAt(a, spotB);
      const adultsB = adultsAt(b, spotA);
      const inPlace = random.chance(IN_PLACE);
      if (roomA >= 0 && model.pins.room[a] < 0) state.setRoom(a, -1);
      if (roomB >= 0 && model.pins.room[b] < 0) state.setRoom(b, -1);
      if (!mayHaveRoom(a, roomA, roomB, spotB) || !mayHaveRoom(b, roomB, roomA, spotA))
        return false;
      if (inPlace) {
        if (!sessions.relocateInPlace(a, spotB) || !sessions.relocateInPlace(b, spotA))
          return false;
      } else if (!sessions.relocate(a, spotB) || !sessions.relocate(b, spotA)) return false;
      if (!takeRoom(a, roomA, roomB) || !takeRoom(b, roomB, roomA)) return false;
      if (!inPlace) {
        keep(a, spotA, adultsA);
        keep(b, spotB, adultsB);
      }
      sessions.people.fill(a);
      sessions.people.fill(b);
      mendTouched(context, sessions.groups);
      return true;
    };

    /** Cheap to know, and rooms are what most exchanges fail for. */
    function mayHaveRoom(event: number, own: number, other: number, spot: number): boolean {
      if (own < 0 || spot >= time.periodCount || eitherRoom(event, own, other, spot) >= 0)
        return true;
      return sessions.hasRoomAt(event, spot);
    }
    function eitherRoom(event: number, own: number, other: number, spot: number): number {
      const { rooms } = model;
      const kind = series.roomKind[series.eventSeries[event]];
      const fits = (room: number) =>
        room >= 0 &&
        kind >= 0 &&
        rooms.kindOk[kind * rooms.count + room] === 1 &&
        state.isRoomFree(room, spot);
      return fits(own) ? own : fits(other) ? other : -1;
    }
    function takeRoom(event: number, own: number, other: number): boolean {
      if (own < 0) return true;
      const room = eitherRoom(event, own, other, state.eventSpot[event]);
      if (room < 0) return sessions.findRoom(event);
      state.setRoom(event, room);
      return true;
    }
    function allows(s: number, spot: number): boolean {
      for (let k = series.spots.start[s]; k < series.spots.start[s + 1]; k++)
        if (series.spots.items[k] === spot) return true;
      return false;
    }
    function adultsAt(event: number, spot: number): number[] {
      const s = series.eventSeries[event];
      const adults: number[] = [];
      for (let i = series.classes.start[s]; i < series.classes.start[s + 1]; i++)
        adults.push(sessions.adultOf(series.classes.items[i], sessions.periodAt(spot)));
      return adults;
    }
    function keep(event: number, oldSpot: number, adults: readonly number[]): void {
      const s = series.eventSeries[event];
      for (let i = series.classes.start[s]; i < series.classes.start[s + 1]; i++)
        sessions.keepAdult(
          series.classes.items[i],
          sessions.periodAt(oldSpot),
          adults[i - series.classes.start[s]],
        );
    }
  },
};

/** Another room for a session, or for all sessions of its series. */
export const changeRoom: Move = {
  id: 'changeRoom',
  weight: 3.5,
  bind(context) {
    const { state, model, random } = context;
    const { series, rooms, pins } = model;
    const events: number[] = [];
    for (let e = 0; e < series.firstCare; e++) {
      const kind = series.roomKind[series.eventSeries[e]];
      if (kind < 0 || pins.room[e] >= 0) continue;
      if (rooms.kindRooms.start[kind + 1] - rooms.kindRooms.start[kind] > 1) events.push(e);
    }
    if (events.length === 0) return undefined;
    return () => {
      const event = events[random.below(events.length)];
      if (state.eventSpot[event] < 0) return false;
      const s = series.eventSeries[event];
      const kind = series.roomKind[s];
      const from = rooms.kindRooms.start[kind];
      const room =
        rooms.kindRooms.items[from + random.below(rooms.kindRooms.start[kind + 1] - from)];
      const all = series.enrol[s] === ENROL_CHOICE || random.chance(0.5);
      let changed = false;
      for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
        if ((e !== event && !all) || state.eventSpot[e] < 0 || pins.room[e] >= 0) continue;
        if (state.eventRoom[e] === room) continue;
        if (rooms.seats[room] < state.headcount(e) || !state.isRoomFree(room, state.eventSpot[e]))
          return false;
        state.setRoom(e, room);
        changed = true;
      }
      return changed;
    };
  },
};

import { ENROL_CHOICE, ENROL_CLASS, ROLE_LEAD } from '../model/series.ts';
import type { Move, MoveContext } from './move.ts';
import { mendMoved } from './pupils.ts';
import { Sessions } from './session-steps.ts';

/** How often people stay at their times where a session of classes moves. */
const IN_PLACE = 0.5;

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

/** Sessions of whole classes in every period: they are held there or not at all. */
function heldEverywhere({ model }: MoveContext): number[] {
  const { series, pins } = model;
  const events: number[] = [];
  for (let e = 0; e < series.firstCare; e++) {
    const s = series.eventSeries[e];
    if (series.every[s] === 1 && series.enrol[s] === ENROL_CLASS && pins.spot[e] < 0)
      events.push(e);
  }
  return events;
}

/**
 * Whether a session costs more than its absence: nobody is on its seats, or two leads are missing, or
 * a post of a duty. A duty that is due in each of its periods stands (docs/adr/0007).
 */
function isBetterLeftOut({ state, model }: MoveContext, event: number): boolean {
  const { eventSeries, every, isDuty, seatStart, seatRole } = model.series;
  const duty = isDuty[eventSeries[event]] === 1;
  if (duty && every[eventSeries[event]] === 1) return false;
  const end = seatStart[event + 1];
  let filled = 0;
  let missing = 0;
  for (let k = seatStart[event]; k < end; k++) {
    if (state.seatPerson[k] >= 0) filled++;
    else if (duty || seatRole[k] === ROLE_LEAD) missing++;
  }
  return end > seatStart[event] && (filled === 0 || missing > (duty ? 0 : 1));
}

/**
 * Another period for a session of whole classes (or a duty that has a choice of periods). One that
 * nobody leads may be left out, also where it is due in every period.
 */
export const moveSession: Move = {
  id: 'moveSession',
  weight: 4,
  lateWeight: 3,
  shortageWeight: 12,
  bind(context) {
    const { state, model, random } = context;
    const { series, time, pins } = model;
    const events = [...movable(context, [ENROL_CLASS, 0]), ...heldEverywhere(context)];
    if (events.length === 0) return undefined;
    const sessions = new Sessions(context);
    return () => {
      const event = events[random.below(events.length)];
      const s = series.eventSeries[event];
      const old = state.eventSpot[event];
      if (old >= 0 && isBetterLeftOut(context, event) && random.chance(0.5)) {
        // Better no session than one without an adult: its classes are in care then.
        if (pins.needed[event] === 1) return false;
        state.setSpot(event, -1);
        mendMoved(context, sessions);
        return true;
      }
      if (old >= 0 && series.every[s] === 1) return false;
      const spot = sessions.otherSpot(event);
      if (spot < 0) return false;
      if (old < 0) {
        state.setSpot(event, spot);
        if (!sessions.findRoom(event)) return false;
        sessions.seat(event);
        mendMoved(context, sessions);
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
      sessions.seat(event);
      mendMoved(context, sessions);
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
      sessions.seat(a);
      sessions.seat(b);
      mendMoved(context, sessions);
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

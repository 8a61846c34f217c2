import { NO_ROOM } from '../model/rooms.ts';
import { DAYS } from '../model/rows.ts';
import type { MoveContext } from './move.ts';

/**
 * Rooms by augmenting paths: where every room that suits an event is taken, what is in one of them
 * goes to another, whose guest goes to a third, and so on. As in bipartite matching, a way is found
 * whenever there is one among events of a period in rooms that may host one each.
 */
export class RoomShifts {
  private readonly context: MoveContext;
  /** Rooms that are on the way already, or lead nowhere. */
  private readonly seen = new Set<number>();

  constructor(context: MoveContext) {
    this.context = context;
  }

  /** Gives an event of the plan a room that suits it; false leaves all rooms as they were. */
  place(event: number): boolean {
    const { state } = this.context;
    const mark = state.mark();
    this.seen.clear();
    state.setRoom(event, -1);
    if (this.placeIn(event)) return true;
    state.undoTo(mark);
    return false;
  }

  private placeIn(event: number): boolean {
    const { state } = this.context;
    const spot = state.eventSpot[event];
    for (const room of this.suiting(event)) {
      if (this.seen.has(room)) continue;
      this.seen.add(room);
      if (!this.makeFree(room, spot, event)) continue;
      state.setRoom(event, room);
      return true;
    }
    return false;
  }

  /** Whether a room has a place at a spot, or comes to have one as others leave it. */
  private makeFree(room: number, spot: number, newcomer: number): boolean {
    const { state, model } = this.context;
    const { time, pins } = model;
    if (state.isRoomFree(room, spot)) return true;
    for (const guest of [...state.roomEvents[room * DAYS + time.spotDay[spot]]]) {
      const meets = time.spotClash[spot * time.spotCount + state.eventSpot[guest]] === 1;
      if (guest === newcomer || !meets || pins.room[guest] >= 0) continue;
      if (this.placeIn(guest) && state.isRoomFree(room, spot)) return true;
    }
    return false;
  }

  /** Open rooms that an event may have and that hold its pupils: home rooms first, then small ones. */
  private suiting(event: number): number[] {
    const { state, model } = this.context;
    const { rooms, series, time } = model;
    const s = series.eventSeries[event];
    const kind = s < 0 ? 0 : series.roomKind[s];
    if (kind === NO_ROOM) return [];
    const pupils = state.headcount(event);
    const spot = state.eventSpot[event];
    const isHome = (room: number) => (this.homesOf(event).includes(room) ? 0 : 1);
    return [
      ...rooms.kindRooms.items.subarray(
        rooms.kindRooms.start[kind],
        rooms.kindRooms.start[kind + 1],
      ),
    ]
      .filter((room) => rooms.seats[room] >= pupils)
      .filter((room) => rooms.closed[room * time.spotCount + spot] === 0)
      .sort((a, b) => isHome(a) - isHome(b) || rooms.seats[a] - rooms.seats[b] || a - b);
  }

  private homesOf(event: number): number[] {
    const { state, model } = this.context;
    if (event < model.series.firstCare) return [];
    const from = state.memberStart[event - model.series.firstCare];
    return [...state.members.subarray(from, from + state.memberCount[event])].map(
      (c) => model.classHomeRoom[c],
    );
  }
}

import type { Activity, Problem } from '../../src/domain/problem.ts';
import { minuteOf, overlaps } from '../../src/domain/time.ts';
import { type Rows, rowsOf } from './rows.ts';
import type { TimeTables } from './times.ts';

/** A room kind is a set of demands on a room that many events share. */
export interface RoomTables {
  readonly count: number;
  readonly seats: Int32Array;
  readonly groups: Int32Array;
  /** -1000 where the floor is unknown. */
  readonly floor: Int32Array;
  /** room x spot: 1 where the room is closed in one of the periods. */
  readonly closed: Uint8Array;
  /** Kind 0 takes any room. kind x room. */
  readonly kindOk: Uint8Array;
  readonly kindRooms: Rows;
  /** The room kind of an activity; `NO_ROOM` where none is needed. */
  kindOf(activity: Activity, homeRoomOf: string | undefined): number;
}

export const NO_ROOM = -1;
export const UNKNOWN_FLOOR = -1000;

export function compileRooms(problem: Problem, time: TimeTables): RoomTables {
  const rooms = problem.rooms;
  const n = rooms.length;
  const closed = new Uint8Array(n * time.spotCount);
  rooms.forEach((room, r) => {
    for (const interval of room.unavailable ?? []) {
      for (let s = 0; s < time.spotCount; s++) {
        if (time.spotDay[s] !== interval.weekday - 1) continue;
        const { start, items } = time.spotPeriods;
        for (let k = start[s]; k < start[s + 1]; k++) {
          const p = time.periods[items[k]];
          if (
            overlaps(
              minuteOf(interval.start),
              minuteOf(interval.end),
              minuteOf(p.start),
              minuteOf(p.end),
            )
          )
            closed[r * time.spotCount + s] = 1;
        }
      }
    }
  });
  const lists: number[][] = [[...rooms.keys()]];
  const known = new Map<string, number>([['any', 0]]);
  const add = (key: string, accept: (r: number) => boolean) => {
    let kind = known.get(key);
    if (kind === undefined) {
      kind = lists.push([...rooms.keys()].filter(accept)) - 1;
      known.set(key, kind);
    }
    return kind;
  };
  const kindOf = (activity: Activity, homeRoomOf: string | undefined) => {
    const spec = activity.room;
    if (spec === null) return NO_ROOM;
    if (spec === undefined) {
      if (activity.kind === 'duty') return NO_ROOM;
      if (homeRoomOf === undefined) return 0;
      return add(JSON.stringify(['home', homeRoomOf]), (r) => rooms[r].id === homeRoomOf);
    }
    return add(JSON.stringify(['spec', spec]), (r) => {
      const room = rooms[r];
      return (
        (spec.kinds === undefined || spec.kinds.includes(room.kind)) &&
        (spec.features === undefined ||
          spec.features.every((f) => room.features?.includes(f) ?? false)) &&
        (spec.roomIds === undefined || spec.roomIds.includes(room.id))
      );
    });
  };
  const homeRoom = new Map(problem.classes.map((c) => [c.id, c.homeRoomId]));
  for (const activity of problem.activities) {
    if (activity.forEach === 'class') {
      for (const c of problem.classes) kindOf(activity, homeRoom.get(c.id));
    } else kindOf(activity, undefined);
  }
  const kindOk = new Uint8Array(lists.length * n);
  lists.forEach((list, k) => {
    for (const r of list) kindOk[k * n + r] = 1;
  });
  return {
    count: n,
    seats: Int32Array.from(rooms, (r) => r.seats),
    groups: Int32Array.from(rooms, (r) => r.groups ?? 1),
    floor: Int32Array.from(rooms, (r) => r.floor ?? UNKNOWN_FLOOR),
    closed,
    kindOk,
    kindRooms: rowsOf(lists),
    kindOf,
  };
}

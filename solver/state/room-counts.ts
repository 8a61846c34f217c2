import { DAYS } from '../model/rows.ts';
import { PeopleCounts } from './people-counts.ts';

/** What follows from which session is in which room when. */
export abstract class RoomCounts extends PeopleCounts {
  /** Whether a room is open and has a place left at every moment of a spot. */
  isRoomFree(room: number, spot: number): boolean {
    const { time, rooms } = this.model;
    if (rooms.closed[room * time.spotCount + spot] === 1) return false;
    return this.isUsedUpTo(room, spot, rooms.groups[room] - 1);
  }

  /** Whether a room that a session on the spot is in already is closed or too full then. */
  isRoomBad(room: number, spot: number): boolean {
    const { time, rooms } = this.model;
    if (rooms.closed[room * time.spotCount + spot] === 1) return true;
    return !this.isUsedUpTo(room, spot, rooms.groups[room]);
  }

  protected isUsedUpTo(room: number, spot: number, most: number): boolean {
    const { periodCount, spotMoments } = this.model.time;
    const { start, items } = spotMoments;
    for (let k = start[spot]; k < start[spot + 1]; k++)
      if (this.roomUse[room * periodCount + items[k]] > most) return false;
    return true;
  }

  protected useRoom(event: number, room: number): void {
    this.countRoom(event, room, 1);
    this.roomEvents[room * DAYS + this.model.time.spotDay[this.eventSpot[event]]].push(event);
  }

  protected freeRoom(event: number, room: number): void {
    this.countRoom(event, room, -1);
    const list = this.roomEvents[room * DAYS + this.model.time.spotDay[this.eventSpot[event]]];
    const at = list.indexOf(event);
    list[at] = list[list.length - 1];
    list.pop();
  }

  protected countRoom(event: number, room: number, step: number): void {
    const { time, rooms } = this.model;
    const spot = this.eventSpot[event];
    const { start, items } = time.spotMoments;
    const base = room * time.periodCount;
    const roomDay = room * DAYS + time.spotDay[spot];
    const groups = rooms.groups[room];
    for (let k = start[spot]; k < start[spot + 1]; k++) {
      const at = base + items[k];
      const before = this.roomUse[at];
      this.roomUse[at] = before + step;
      if (step > 0 && before === groups) this.roomCrowded[roomDay]++;
      else if (step < 0 && before === groups + 1) this.roomCrowded[roomDay]--;
    }
    this.touched.roomDay.add(roomDay);
  }
}

import { DAYS } from '../../solver/model/rows.ts';
import type { MoveContext } from '../../solver/moves/move.ts';
import { DAY_CAPACITY } from '../../solver/state/counts.ts';

/** Questions that the moves of timetabling share; each holds for a timetable without clashes. */
export class Board {
  private readonly context: MoveContext;
  /** series x spot: 1 where its lectures may be. */
  readonly allowed: Uint8Array;
  /** series x class. */
  private readonly inClass: Uint8Array;
  /** room x spot: a lecture that was seen there; it may have gone since. */
  private readonly lastSeen: Int32Array;
  /** series x series: 1 where they may not be at the same time; a series clashes with itself. */
  readonly clash: Uint8Array;
  /** Teacher of each series. */
  readonly teacher: Int32Array;

  constructor(context: MoveContext) {
    this.context = context;
    const { series, time, staff, classCount } = context.model;
    this.allowed = new Uint8Array(series.count * time.spotCount);
    this.inClass = new Uint8Array(series.count * classCount);
    this.lastSeen = new Int32Array(context.model.rooms.count * time.periodCount);
    for (let s = 0; s < series.count; s++) {
      for (let k = series.spots.start[s]; k < series.spots.start[s + 1]; k++)
        this.allowed[s * time.spotCount + series.spots.items[k]] = 1;
      for (let k = series.classes.start[s]; k < series.classes.start[s + 1]; k++)
        this.inClass[s * classCount + series.classes.items[k]] = 1;
    }
    // The seats of a course ask for one qualification, which one person has.
    this.teacher = new Int32Array(series.count).fill(-1);
    for (let k = 0; k < series.seatCount; k++) {
      const { start, items } = staff.kinds.staff;
      this.teacher[series.eventSeries[series.seatEvent[k]]] = items[start[series.seatKind[k]]];
    }
    this.clash = this.clashes();
  }

  private clashes(): Uint8Array {
    const { series, staff, classCount } = this.context.model;
    const clash = new Uint8Array(series.count * series.count);
    const groups: number[][] = Array.from({ length: classCount + staff.count }, () => []);
    for (let s = 0; s < series.count; s++) {
      for (let k = series.classes.start[s]; k < series.classes.start[s + 1]; k++)
        groups[series.classes.items[k]].push(s);
      if (this.teacher[s] >= 0) groups[classCount + this.teacher[s]].push(s);
    }
    for (const group of groups)
      for (const a of group) for (const b of group) clash[a * series.count + b] = 1;
    return clash;
  }

  /** The lecture in a room at a spot; -1 when it is empty. */
  occupant(room: number, spot: number): number {
    const { state, model } = this.context;
    const at = room * model.time.periodCount + spot;
    if (state.roomUse[at] === 0) return -1;
    const last = this.lastSeen[at];
    if (state.eventRoom[last] === room && state.eventSpot[last] === spot) return last;
    const list = state.roomEvents[room * DAYS + model.time.spotDay[spot]];
    let i = 0;
    while (state.eventSpot[list[i]] !== spot) i++;
    this.lastSeen[at] = list[i];
    return list[i];
  }

  /** Lectures that one of series s would clash with in a room and spot. */
  inTheWay(s: number, spot: number, room: number): number[] {
    const { series, rooms } = this.context.model;
    const out: number[] = [];
    for (let r = 0; r < rooms.count; r++) {
      const other = this.occupant(r, spot);
      if (other < 0) continue;
      if (r === room || this.clash[s * series.count + series.eventSeries[other]] === 1)
        out.push(other);
    }
    return out;
  }

  /** Puts a lecture that is not in the timetable into it, with its teacher. */
  place(event: number, spot: number, room: number): void {
    const { state, model } = this.context;
    const { seatStart, eventSeries } = model.series;
    state.setSpot(event, spot);
    state.setRoom(event, room);
    state.setSeat(seatStart[event], this.teacher[eventSeries[event]]);
  }

  /** Whether a lecture clashes with nothing at another spot, once `leaving` has gone from there. */
  fits(event: number, spot: number, leaving: number): boolean {
    const { state, model } = this.context;
    const { series, time, classCount } = model;
    const s = series.eventSeries[event];
    if (this.allowed[s * time.spotCount + spot] === 0) return false;
    const { wholeClass, eventSpot, dayCount, dayEvents } = state;
    const { start, items } = series.classes;
    const end = start[s + 1];
    if (leaving < 0) {
      for (let k = start[s]; k < end; k++)
        if (wholeClass[items[k] * time.periodCount + spot] > 0) return false;
    } else {
      const other = series.eventSeries[leaving] * classCount;
      for (let k = start[s]; k < end; k++) {
        const c = items[k];
        if (wholeClass[c * time.periodCount + spot] > this.inClass[other + c]) return false;
      }
    }
    const td = this.teacher[s] * DAYS + time.spotDay[spot];
    if (dayCount[td] === DAY_CAPACITY) return false;
    const base = td * DAY_CAPACITY;
    for (let i = dayCount[td] - 1; i >= 0; i--) {
      const other = dayEvents[base + i];
      if (eventSpot[other] === spot && other !== leaving && other !== event) return false;
    }
    return true;
  }
}

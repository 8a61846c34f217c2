import type { Pin, Problem } from '../../src/domain/problem.ts';
import { type ProblemIndex, seriesKey } from '../../src/domain/problem-index.ts';
import type { SeriesTables } from './series.ts';
import type { TimeTables } from './times.ts';

/**
 * What the pins fix, as locks on decisions: -1 where nothing is fixed. Pins that contradict the
 * problem (a period that the activity may not have) fix nothing; the plan then breaks `pinned`.
 */
export interface PinTables {
  readonly any: boolean;
  /** event -> spot */
  readonly spot: Int32Array;
  /** event -> room */
  readonly room: Int32Array;
  /** seat -> person */
  readonly person: Int32Array;
  /** class x period -> care slot that must host the class. */
  readonly care: Int32Array;
  /** Series whose sessions must keep the order of their slots, because a pin counts them. */
  readonly ordered: Uint8Array;
  /** Events that a pin speaks of: they must be in the plan. */
  readonly needed: Uint8Array;
  /** Series with a pin: they are held. */
  readonly held: Uint8Array;
}

const roleOf = ['lead', 'assistant', 'duty'];

export function compilePins(
  index: ProblemIndex,
  time: TimeTables,
  series: SeriesTables,
): PinTables {
  const { problem } = index;
  const tables = {
    any: (problem.pins?.length ?? 0) > 0,
    spot: new Int32Array(series.eventCount).fill(-1),
    room: new Int32Array(series.eventCount).fill(-1),
    person: new Int32Array(series.seatCount).fill(-1),
    care: new Int32Array(problem.classes.length * time.periodCount).fill(-1),
    ordered: new Uint8Array(series.count),
    needed: new Uint8Array(series.eventCount),
    held: new Uint8Array(series.count),
  };
  const lookUp = lookUps(problem, time, series);
  const slotTaken = new Uint8Array(series.eventCount);
  for (const pin of problem.pins ?? []) {
    const event = pin.care ? careEvent(pin) : sessionEvent(pin);
    if (event < 0) continue;
    if (pin.roomId !== undefined) tables.room[event] = lookUp.room(pin.roomId);
    for (const { role, staffId } of pin.seats ?? []) lockSeat(event, role, lookUp.person(staffId));
  }
  return tables;

  function careEvent(pin: Pin): number {
    const c = lookUp.schoolClass(pin.care?.classId as string);
    const p = lookUp.period(pin.care?.periodId as string);
    const cp = c * time.periodCount + p;
    if (tables.care[cp] >= 0) return tables.care[cp];
    const own = series.careSlot[cp];
    if (own < 0) return -1;
    tables.care[cp] = sharedSlot(pin, p) ?? own;
    return tables.care[cp];
  }

  /** One person, or a room for one group, pinned for two classes means one care group. */
  function sharedSlot(pin: Pin, p: number): number | undefined {
    const room = pin.roomId === undefined ? -1 : lookUp.room(pin.roomId);
    const people = (pin.seats ?? []).map((s) => lookUp.person(s.staffId));
    for (let k = series.periodSlots.start[p]; k < series.periodSlots.start[p + 1]; k++) {
      const slot = series.periodSlots.items[k];
      const sameRoom =
        room >= 0 && tables.room[slot] === room && (problem.rooms[room].groups ?? 1) === 1;
      const samePerson = people.some((t) => seatsOf(slot).some((s) => tables.person[s] === t));
      if (sameRoom || samePerson) return slot;
    }
    return undefined;
  }

  function sessionEvent(pin: Pin): number {
    const s = lookUp.series(pin.activityId as string, pin.forKey);
    if (s < 0) return -1;
    tables.held[s] = 1;
    const first = series.firstEvent[s];
    const end = series.firstEvent[s + 1];
    if (pin.periodId === undefined) {
      const event = first + (pin.index ?? 0);
      if (event >= end) return -1;
      if (end - first > 1) tables.ordered[s] = 1;
      slotTaken[event] = 1;
      tables.needed[event] = 1;
      return event;
    }
    const spot = spotWith(s, lookUp.period(pin.periodId));
    if (spot < 0) return -1;
    if (series.every[s] === 1) {
      const rank = rankOf(s, spot);
      tables.spot[first + rank] = spot;
      tables.needed[first + rank] = 1;
      return first + rank;
    }
    for (let e = first; e < end; e++) if (tables.spot[e] === spot) return e;
    for (let e = first; e < end; e++) {
      if (tables.spot[e] >= 0 || slotTaken[e] === 1) continue;
      tables.spot[e] = spot;
      tables.needed[e] = 1;
      return e;
    }
    return -1;
  }

  function rankOf(s: number, spot: number): number {
    return series.spots.items.indexOf(spot, series.spots.start[s]) - series.spots.start[s];
  }

  function spotWith(s: number, p: number): number {
    for (let k = series.spots.start[s]; k < series.spots.start[s + 1]; k++) {
      const spot = series.spots.items[k];
      const { start, items } = time.spotPeriods;
      for (let i = start[spot]; i < start[spot + 1]; i++) if (items[i] === p) return spot;
    }
    return -1;
  }

  function seatsOf(event: number): number[] {
    const seats: number[] = [];
    for (let k = series.seatStart[event]; k < series.seatStart[event + 1]; k++) seats.push(k);
    return seats;
  }

  function lockSeat(event: number, role: string, person: number): void {
    const seats = seatsOf(event).filter((k) => roleOf[series.seatRole[k]] === role);
    if (seats.some((k) => tables.person[k] === person)) return;
    const free = seats.filter((k) => tables.person[k] < 0);
    const seat = free[0];
    if (seat !== undefined) tables.person[seat] = person;
  }
}

/** From ids to the indices of the model. */
export function lookUps(problem: Problem, time: TimeTables, series: SeriesTables) {
  const table = (ids: readonly string[]) => {
    const map = new Map(ids.map((id, i) => [id, i]));
    return (id: string) => map.get(id) ?? -1;
  };
  const bySeries = table(series.list.map((s) => seriesKey(s.activity.id, s.forKey)));
  return {
    period: table(time.periods.map((p) => p.id)),
    schoolClass: table(problem.classes.map((c) => c.id)),
    person: table(problem.staff.map((t) => t.id)),
    room: table(problem.rooms.map((r) => r.id)),
    pupil: table((problem.students ?? []).map((s) => s.id)),
    series: (activityId: string, forKey: string | undefined) =>
      bySeries(seriesKey(activityId, forKey)),
  };
}

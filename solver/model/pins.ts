import type { Pin, Problem } from '../../src/domain/problem.ts';
import { type ProblemIndex, seriesKey } from '../../src/domain/problem-index.ts';
import type { CarePin, PinParts, SessionPin } from './pin-parts.ts';
import { PinnedSpots } from './pinned-spots.ts';
import { ROLE_ASSISTANT, ROLE_DUTY, ROLE_LEAD, type SeriesTables } from './series.ts';
import type { StaffTables } from './staff.ts';
import type { TimeTables } from './times.ts';

/**
 * The pins, as they are scored and as locks on decisions (-1 where nothing is locked). Locks keep
 * moves from breaking a pin that holds; whether it holds is for the rule `pinned` to say. A pin
 * that contradicts the problem (a period that the activity may not have) locks nothing, and every
 * plan breaks it.
 */
export interface PinTables {
  readonly any: boolean;
  /** By series: the pins that speak of its sessions. */
  readonly bySeries: readonly (readonly SessionPin[])[];
  /** By period: the pins of its care sessions. */
  readonly careByPeriod: readonly (readonly CarePin[])[];
  /** event -> spot */
  readonly spot: Int32Array;
  /** event -> room */
  readonly room: Int32Array;
  /** seat -> person */
  readonly person: Int32Array;
  /** class x period -> care slot that must host the class. */
  readonly care: Int32Array;
  /**
   * Series with a pin that counts sessions: the locks hold while sessions are in the order of
   * their slots, so that they are placed in it. A move may change it where no pin minds.
   */
  readonly ordered: Uint8Array;
  /** Events that a pin speaks of: they must be in the plan. */
  readonly needed: Uint8Array;
  /** Series with a pin: they are held. */
  readonly held: Uint8Array;
}

const roles = { lead: ROLE_LEAD, assistant: ROLE_ASSISTANT, duty: ROLE_DUTY };

export function compilePins(
  index: ProblemIndex,
  time: TimeTables,
  series: SeriesTables,
  staff: StaffTables,
): PinTables {
  const { problem } = index;
  const bySeries: SessionPin[][] = series.list.map(() => []);
  const careByPeriod: CarePin[][] = time.periods.map(() => []);
  const tables = {
    any: (problem.pins?.length ?? 0) > 0,
    bySeries,
    careByPeriod,
    spot: new Int32Array(series.eventCount).fill(-1),
    room: new Int32Array(series.eventCount).fill(-1),
    person: new Int32Array(series.seatCount).fill(-1),
    care: new Int32Array(problem.classes.length * time.periodCount).fill(-1),
    ordered: new Uint8Array(series.count),
    needed: new Uint8Array(series.eventCount),
    held: new Uint8Array(series.count),
  };
  const lookUp = lookUps(problem, time, series);
  for (const pin of problem.pins ?? []) {
    if (pin.care) sortInCare(pin);
    else sortIn(pin);
  }
  for (const pins of careByPeriod) lockCare(pins);
  const spots = new PinnedSpots(time, series, staff);
  bySeries.forEach((pins, s) => {
    if (pins.length > 0) lockSeries(s, pins);
  });
  return tables;

  function partsOf(pin: Pin): PinParts {
    return {
      room: pin.roomId === undefined ? -1 : lookUp.room(pin.roomId),
      seats: (pin.seats ?? []).map(({ role, staffId }) => ({
        role: roles[role],
        person: lookUp.person(staffId),
      })),
    };
  }

  function sortIn(pin: Pin): void {
    const s = lookUp.series(pin.activityId as string, pin.forKey);
    if (s < 0) return;
    const period = pin.periodId === undefined ? -1 : lookUp.period(pin.periodId);
    bySeries[s].push({ ...partsOf(pin), period, index: pin.index ?? 0 });
  }

  function lockSeries(s: number, pins: readonly SessionPin[]): void {
    const first = series.firstEvent[s];
    const slots = series.firstEvent[s + 1] - first;
    tables.held[s] = 1;
    if (slots > 1 && series.every[s] === 0 && pins.some(({ period }) => period < 0))
      tables.ordered[s] = 1;
    const chosen = spots.choose(s, pins);
    for (const { spot, slot } of chosen) tables.spot[first + slot] = spot;
    for (const pin of pins) {
      const slot =
        pin.period < 0
          ? pin.index
          : (chosen.find(({ spot }) => spots.isIn(spot, pin.period))?.slot ?? slots);
      if (slot < slots) lock(first + slot, pin);
    }
  }

  function lock(event: number, parts: PinParts): void {
    if (event < series.firstCare) tables.needed[event] = 1;
    if (parts.room >= 0) tables.room[event] = parts.room;
    for (const { role, person } of parts.seats) lockSeat(event, role, person);
  }

  function sortInCare(pin: Pin): void {
    const c = lookUp.schoolClass(pin.care?.classId as string);
    const p = lookUp.period(pin.care?.periodId as string);
    careByPeriod[p].push({ ...partsOf(pin), cell: c * time.periodCount + p });
  }

  /**
   * The care pins of one period: which of them mean one group shows only when all are known. One that
   * names neither a room nor a person leaves open which group hosts its class.
   */
  function lockCare(all: readonly CarePin[]): void {
    let waiting = all.filter(
      ({ cell, room, seats }) => series.careSlot[cell] >= 0 && (room >= 0 || seats.length > 0),
    );
    while (waiting.length > 0) {
      const group = [waiting[0]];
      // The group grows while it is gone through.
      for (const pin of group)
        group.push(...waiting.filter((other) => !group.includes(other) && meetsIn(pin, other)));
      const slot = series.careSlot[group[0].cell];
      for (const pin of group) {
        tables.care[pin.cell] = slot;
        lock(slot, pin);
      }
      waiting = waiting.filter((pin) => !group.includes(pin));
    }
  }

  /** One class, one person, or a room for one group, pinned twice in a period means one care group. */
  function meetsIn(a: CarePin, b: CarePin): boolean {
    if (a.cell === b.cell) return true;
    if (a.room >= 0 && a.room === b.room && (problem.rooms[a.room].groups ?? 1) === 1) return true;
    return a.seats.some(({ person }) => b.seats.some((seat) => seat.person === person));
  }

  function seatsOf(event: number): number[] {
    const seats: number[] = [];
    for (let k = series.seatStart[event]; k < series.seatStart[event + 1]; k++) seats.push(k);
    return seats;
  }

  /** On a seat that the person may take, and those who sit there already on others, if that can be. */
  function lockSeat(event: number, role: number, person: number): void {
    const seats = seatsOf(event).filter((k) => series.seatRole[k] === role);
    if (seats.some((k) => tables.person[k] === person) || take(seats, person)) return;
    const free = seats.find((k) => tables.person[k] < 0);
    if (free !== undefined) tables.person[free] = person;
  }

  function take(seats: readonly number[], person: number, tried = new Set<number>()): boolean {
    for (const k of seats) {
      if (tried.has(k) || staff.kinds.ok[series.seatKind[k] * staff.count + person] === 0) continue;
      tried.add(k);
      const sits = tables.person[k];
      if (sits >= 0 && !take(seats, sits, tried)) continue;
      tables.person[k] = person;
      return true;
    }
    return false;
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

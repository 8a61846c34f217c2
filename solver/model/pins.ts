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
    if (pin.care) lockCare(pin);
    else sortIn(pin);
  }
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

  function lockCare(pin: Pin): void {
    const c = lookUp.schoolClass(pin.care?.classId as string);
    const p = lookUp.period(pin.care?.periodId as string);
    const cell = c * time.periodCount + p;
    const parts = partsOf(pin);
    careByPeriod[p].push({ ...parts, cell });
    if (series.careSlot[cell] < 0) return;
    if (tables.care[cell] < 0) tables.care[cell] = sharedSlot(parts, p) ?? series.careSlot[cell];
    lock(tables.care[cell], parts);
  }

  /** One person, or a room for one group, pinned for two classes means one care group. */
  function sharedSlot({ room, seats }: PinParts, p: number): number | undefined {
    for (let k = series.periodSlots.start[p]; k < series.periodSlots.start[p + 1]; k++) {
      const slot = series.periodSlots.items[k];
      const sameRoom =
        room >= 0 && tables.room[slot] === room && (problem.rooms[room].groups ?? 1) === 1;
      const samePerson = seats.some(({ person }) =>
        seatsOf(slot).some((k) => tables.person[k] === person),
      );
      if (sameRoom || samePerson) return slot;
    }
    return undefined;
  }

  function seatsOf(event: number): number[] {
    const seats: number[] = [];
    for (let k = series.seatStart[event]; k < series.seatStart[event + 1]; k++) seats.push(k);
    return seats;
  }

  function lockSeat(event: number, role: number, person: number): void {
    const seats = seatsOf(event).filter((k) => series.seatRole[k] === role);
    if (seats.some((k) => tables.person[k] === person)) return;
    const free = seats.find((k) => tables.person[k] < 0);
    if (free !== undefined) tables.person[free] = person;
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

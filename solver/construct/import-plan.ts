import type { Plan } from '../../src/domain/problem.ts';
import { lookUps } from '../model/pins.ts';
import { ENROL_CHOICE } from '../model/series.ts';
import { Places } from '../placement/places.ts';
import type { Climb } from '../search/climb.ts';

/**
 * Brings the assignment close to a plan: one of this problem (to go on from a checkpoint) or an
 * older one (a baseline). Whatever the problem no longer knows, or would break a hard rule, is
 * left out; the construction and the search fill the rest.
 */
export function importPlan(climb: Climb, plan: Plan): void {
  const { state, evaluator } = climb;
  // A plan of this very problem fits as a whole, and parts of it may not fit alone.
  bring(climb, plan, (change) => change());
  if (evaluator.score()) {
    climb.keep();
    return;
  }
  state.undo();
  bring(climb, plan, (change) => climb.attempt(change));
}

function bring(climb: Climb, plan: Plan, attempt: (change: () => boolean) => boolean): void {
  const { state, model } = climb;
  const { series, time, pins, problem, pupils } = model;
  const lookUp = lookUps(problem, time, series);
  const places = new Places(climb);
  const wishesOf = new Map<number, number[]>();
  for (const { studentId, activityId } of plan.placements ?? []) {
    const i = lookUp.pupil(studentId);
    if (i < 0) continue;
    for (let w = pupils.first[i]; w < pupils.first[i + 1]; w++) {
      const s = pupils.wishSeries[w];
      if (s < 0 || series.list[s].activity.id !== activityId) continue;
      const list = wishesOf.get(s);
      if (list) list.push(w);
      else wishesOf.set(s, [w]);
    }
  }
  const bySeries = new Map<number, Plan['sessions']>();
  const care: Plan['sessions'] = [];
  for (const session of plan.sessions) {
    if (session.activityId === undefined) {
      care.push(session);
      continue;
    }
    const s = lookUp.series(session.activityId, session.forKey);
    if (s < 0) continue;
    const list = bySeries.get(s);
    if (list) list.push(session);
    else bySeries.set(s, [session]);
  }
  const people: [number, Plan['sessions'][number]][] = [];
  for (const [s, sessions] of bySeries) {
    attempt(() => placeSeries(s, sessions));
  }
  for (const session of care) placeCare(session);
  for (const [event, session] of people) {
    if (!state.exists(event)) continue;
    session.seats.forEach((seat, i) => {
      const k = series.seatStart[event] + i;
      const person = seat.staffId === null ? -1 : lookUp.person(seat.staffId);
      if (person < 0 || k >= series.seatStart[event + 1] || pins.person[k] >= 0) return;
      if (i >= state.seatsNeeded(event) || state.seatPerson[k] >= 0) return;
      attempt(() => {
        state.setSeat(k, person);
        return true;
      });
    });
  }

  function placeSeries(s: number, sessions: Plan['sessions']): boolean {
    const free: number[] = [];
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++)
      if (state.eventSpot[e] < 0) free.push(e);
    const inOrder = sessions
      .map((session) => ({ session, spot: spotOf(session.periodIds) }))
      .filter(({ spot }) => spot >= 0)
      .sort((a, b) => a.spot - b.spot);
    for (const { session, spot } of inOrder) {
      if (!allows(s, spot) || isSecondOfDay(s, spot)) continue;
      let event = -1;
      for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++)
        if (state.eventSpot[e] === spot) event = e;
      if (event < 0) {
        if (series.every[s] === 1) event = series.firstEvent[s] + rankOf(s, spot);
        else event = free.shift() ?? -1;
        if (event < 0 || state.eventSpot[event] >= 0) continue;
        state.setSpot(event, spot);
      }
      const room = session.roomId === null ? -1 : lookUp.room(session.roomId);
      if (room >= 0 && pins.room[event] < 0 && mayUse(s, room)) state.setRoom(event, room);
      people.push([event, session]);
    }
    if (state.placedSlots[s] === 0) return false;
    if (series.enrol[s] === ENROL_CHOICE && series.fixed[s] === 0) {
      for (const w of wishesOf.get(s) ?? []) {
        const pupil = pupils.wishPupil[w];
        const mayHaveMore = state.pupilCount[pupil] < pupils.maxClubs[pupil];
        if (mayHaveMore && places.hasPlace(s) && places.isFree(pupil, s)) state.setWish(w, 1);
      }
    }
    return true;
  }

  function placeCare(session: Plan['sessions'][number]): void {
    const p = lookUp.period(session.periodIds[0]);
    if (p < 0) return;
    const classes = session.classIds.map(lookUp.schoolClass).filter((c) => c >= 0);
    const cells = classes
      .map((c) => c * time.periodCount + p)
      .filter((cp) => series.careSlot[cp] >= 0 && pins.care[cp] < 0);
    if (cells.length === 0) return;
    const slot = series.careSlot[cells[0]];
    const room = session.roomId === null ? -1 : lookUp.room(session.roomId);
    const withRoom = (useRoom: boolean) =>
      attempt(() => {
        for (const cp of cells) state.setCare(cp, slot);
        if (useRoom && room >= 0 && pins.room[slot] < 0) state.setRoom(slot, room);
        return true;
      });
    if (withRoom(true) || withRoom(false)) people.push([slot, session]);
  }

  function spotOf(periodIds: readonly string[]): number {
    const list = periodIds.map(lookUp.period).sort((a, b) => a - b);
    if (list.some((p) => p < 0)) return -1;
    if (list.length === 1) return list[0];
    for (let spot = time.periodCount; spot < time.spotCount; spot++) {
      const { start, items } = time.spotPeriods;
      if (items.subarray(start[spot], start[spot + 1]).join() === list.join()) return spot;
    }
    return -1;
  }

  /** A series that must spread over days does not get two sessions on one. */
  function isSecondOfDay(s: number, spot: number): boolean {
    if (series.minDays[s] < series.should[s]) return false;
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
      const other = state.eventSpot[e];
      if (other >= 0 && other !== spot && time.spotDay[other] === time.spotDay[spot]) return true;
    }
    return false;
  }

  function mayUse(s: number, room: number): boolean {
    const { kindOk, count } = model.rooms;
    return series.roomKind[s] < 0 || kindOk[series.roomKind[s] * count + room] === 1;
  }

  function rankOf(s: number, spot: number): number {
    return series.spots.items.indexOf(spot, series.spots.start[s]) - series.spots.start[s];
  }

  function allows(s: number, spot: number): boolean {
    for (let k = series.spots.start[s]; k < series.spots.start[s + 1]; k++)
      if (series.spots.items[k] === spot) return true;
    return false;
  }
}

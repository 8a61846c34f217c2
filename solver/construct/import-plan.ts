import type { Plan, Session } from '../../src/domain/problem.ts';
import { lookUps } from '../model/pins.ts';
import { NO_ROOM } from '../model/rooms.ts';
import { ENROL_CHOICE } from '../model/series.ts';
import { leadOfPins, seatPinned } from '../moves/pinned-seats.ts';
import { Sessions } from '../moves/session-steps.ts';
import { Places } from '../placement/places.ts';
import type { Climb } from '../search/climb.ts';
import { leavePosts } from './leave-posts.ts';

/** Makes a change, and says whether it was kept. */
type Attempt = (change: () => boolean) => boolean;

/**
 * Brings the assignment close to a plan: one of this problem (to go on from a checkpoint) or an
 * older one (a baseline). Whatever the problem no longer knows, or would break a hard rule, is
 * left out; the construction and the search fill the rest. What pins say comes before the plan.
 */
export class PlanImport {
  private readonly climb: Climb;
  private readonly lookUp: ReturnType<typeof lookUps>;
  private readonly places: Places;
  private readonly steps: Sessions;
  /** By series: the wishes that the plan grants. */
  private readonly wishesOf = new Map<number, number[]>();
  private readonly bySeries = new Map<number, Session[]>();
  private readonly care: Session[] = [];
  /** Events that have come to be, with the sessions whose people they want. */
  private people = new Map<number, Session>();

  constructor(climb: Climb, plan: Plan) {
    this.climb = climb;
    const { problem, time, series } = climb.model;
    this.lookUp = lookUps(problem, time, series);
    this.places = new Places(climb);
    this.steps = new Sessions(climb);
    this.sortPlacements(plan);
    for (const session of plan.sessions) this.sortIn(session);
  }

  private sortPlacements(plan: Plan): void {
    const { pupils, series } = this.climb.model;
    for (const { studentId, activityId } of plan.placements ?? []) {
      const i = this.lookUp.pupil(studentId);
      if (i < 0) continue;
      for (let w = pupils.first[i]; w < pupils.first[i + 1]; w++) {
        const s = pupils.wishSeries[w];
        if (s < 0 || series.list[s].activity.id !== activityId) continue;
        const list = this.wishesOf.get(s);
        if (list) list.push(w);
        else this.wishesOf.set(s, [w]);
      }
    }
  }

  private sortIn(session: Session): void {
    if (session.activityId === undefined) {
      this.care.push(session);
      return;
    }
    const s = this.lookUp.series(session.activityId, session.forKey);
    if (s < 0) return;
    const list = this.bySeries.get(s);
    if (list) list.push(session);
    else this.bySeries.set(s, [session]);
  }

  /**
   * Everything: as a whole if that breaks no hard rule, since parts of a plan may not fit alone.
   * Where only people break one, as those who fell ill, all sessions stay as they are.
   */
  bringAll(): void {
    const { state, evaluator } = this.climb;
    const asItIs: Attempt = (change) => change();
    const inParts: Attempt = (change) => this.climb.attempt(change);
    this.bringSessions(asItIs);
    for (const [event, session] of this.people) this.seatPeople(event, session);
    if (evaluator.score()) {
      this.climb.keep();
      leavePosts(this.climb);
      return;
    }
    state.undo();
    this.bringSessions(asItIs);
    if (evaluator.score()) this.climb.keep();
    else {
      state.undo();
      this.bringSessions(inParts);
    }
    for (const [event, session] of this.people) this.seatWhoCan(event, session);
  }

  /** One series with its pupils, in the rooms of the plan or in others; nothing is kept here. */
  bringSeries(s: number, inItsRooms: boolean): boolean {
    const sessions = this.bySeries.get(s);
    return sessions !== undefined && this.placeSeries(s, sessions, inItsRooms);
  }

  private bringSessions(attempt: Attempt): void {
    const { pins } = this.climb.model;
    this.people = new Map();
    // What pins name must not be taken before: a room, a time of a class.
    const pinnedFirst = [...this.bySeries.keys()].sort((a, b) => pins.held[b] - pins.held[a]);
    for (const s of pinnedFirst) {
      // What a pin speaks of was brought before, or could not be as it was.
      if (pins.held[s] === 1 && this.climb.state.placedSlots[s] === 0) continue;
      if (!attempt(() => this.bringSeries(s, true))) attempt(() => this.bringSeries(s, false));
    }
    for (const session of this.care) this.placeCare(session, attempt);
    if (pins.any) attempt(() => this.clearPinnedRooms());
  }

  /** All of a session at once: somebody from outside may need the one from the school beside. */
  private seatWhoCan(event: number, session: Session): void {
    if (this.climb.attempt(() => this.seatPeople(event, session))) return;
    const { outsider } = this.climb.model.staff;
    const seats = session.seats.map(({ staffId }, i) => {
      const person = staffId === null ? -1 : this.lookUp.person(staffId);
      return { i, last: person < 0 ? 0 : outsider[person] };
    });
    seats.sort((a, b) => a.last - b.last);
    for (const { i } of seats) this.climb.attempt(() => this.seatPerson(event, session, i));
  }

  private seatPeople(event: number, session: Session): boolean {
    let isSeated = false;
    for (const i of session.seats.keys()) if (this.seatPerson(event, session, i)) isSeated = true;
    return isSeated;
  }

  private seatPerson(event: number, session: Session, i: number): boolean {
    const { state, model } = this.climb;
    const { series, pins } = model;
    const { staffId } = session.seats[i];
    const k = series.seatStart[event] + i;
    const person = staffId === null ? -1 : this.lookUp.person(staffId);
    if (!state.exists(event) || person < 0) return false;
    if (k >= series.seatStart[event + 1] || pins.person[k] >= 0) return false;
    if (i >= state.seatsNeeded(event) || state.seatPerson[k] >= 0) return false;
    // A pin may have called the person away.
    if (pins.any && !this.steps.people.canAttend(person, state.eventSpot[event])) return false;
    const lead = leadOfPins(this.climb, k);
    if (lead >= 0 && lead !== person) return false;
    state.setSeat(k, person);
    return true;
  }

  private placeSeries(s: number, sessions: readonly Session[], inItsRooms: boolean): boolean {
    const { state, model } = this.climb;
    const { series, time, pins } = model;
    this.placePinned(s);
    const inOrder = sessions
      .map((session) => ({ session, spot: this.spotOf(session.periodIds) }))
      .filter(({ spot }) => spot >= 0)
      .sort((a, b) => time.spotOrder[a.spot] - time.spotOrder[b.spot]);
    for (const { session, spot } of inOrder) {
      if (!this.allows(s, spot) || this.isSecondOfDay(s, spot)) continue;
      const event = this.eventAt(s, spot);
      if (event < 0) continue;
      state.setSpot(event, spot);
      const room = session.roomId === null ? -1 : this.lookUp.room(session.roomId);
      const takesRoom = inItsRooms && room >= 0 && this.mayUse(s, room);
      if (takesRoom && pins.room[event] < 0) state.setRoom(event, room);
      this.people.set(event, session);
    }
    if (state.placedSlots[s] === 0) return false;
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
      if (state.eventSpot[e] < 0) continue;
      const needsRoom = series.roomKind[s] !== NO_ROOM && state.eventRoom[e] < 0;
      if ((needsRoom || pins.room[e] >= 0) && !this.steps.findRoom(e)) return false;
      seatPinned(this.climb, e);
    }
    if (series.enrol[s] === ENROL_CHOICE && series.fixed[s] === 0) this.grantWishes(s);
    return true;
  }

  private grantWishes(s: number): void {
    const { state, model } = this.climb;
    const { wishPupil, maxClubs } = model.pupils;
    for (const w of this.wishesOf.get(s) ?? []) {
      const pupil = wishPupil[w];
      const mayHaveMore = state.pupilCount[pupil] < maxClubs[pupil];
      if (mayHaveMore && this.places.hasPlace(s) && this.places.isFree(pupil, s))
        state.setWish(w, 1);
    }
  }

  /** Sessions that a pin gives a period are there before those of the plan. */
  private placePinned(s: number): void {
    const { state, model } = this.climb;
    const { series, pins } = model;
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
      if (pins.spot[e] < 0 || state.eventSpot[e] >= 0) continue;
      state.setSpot(e, pins.spot[e]);
      this.steps.findRoom(e);
    }
  }

  /** The event that stands at the spot, or one that may go there; -1 without one. */
  private eventAt(s: number, spot: number): number {
    const { state, model } = this.climb;
    const { series, pins } = model;
    const first = series.firstEvent[s];
    const end = series.firstEvent[s + 1];
    for (let e = first; e < end; e++) if (state.eventSpot[e] === spot) return e;
    if (series.every[s] === 1) return first + this.rankOf(s, spot);
    for (let e = first; e < end; e++) {
      if (state.eventSpot[e] >= 0) continue;
      if (pins.ordered[s] === 0 || this.keepsOrder(s, e, spot)) return e;
    }
    return -1;
  }

  /** Pins that count sessions want them in the order of their slots. */
  private keepsOrder(s: number, event: number, spot: number): boolean {
    const { state, model } = this.climb;
    const { firstEvent } = model.series;
    const { spotOrder } = model.time;
    for (let e = firstEvent[s]; e < firstEvent[s + 1]; e++) {
      if (e === event || state.eventSpot[e] < 0) continue;
      if (spotOrder[state.eventSpot[e]] < spotOrder[spot] !== e < event) return false;
    }
    return true;
  }

  private placeCare(session: Session, attempt: Attempt): void {
    const { series, time, pins } = this.climb.model;
    const p = this.lookUp.period(session.periodIds[0]);
    if (p < 0) return;
    const all = session.classIds
      .map(this.lookUp.schoolClass)
      .filter((c) => c >= 0)
      .map((c) => c * time.periodCount + p)
      .filter((cp) => series.careSlot[cp] >= 0);
    const cells = all.filter((cp) => pins.care[cp] < 0);
    // Where a class of the group is pinned, the others stay with it if they can.
    const pinned = all.find((cp) => pins.care[cp] >= 0);
    if (pinned !== undefined && this.gather(session, cells, pins.care[pinned], attempt)) return;
    if (cells.length > 0) this.gather(session, cells, series.careSlot[cells[0]], attempt);
  }

  /** Brings classes together in one care slot, in the room of the plan if that can be. */
  private gather(
    session: Session,
    cells: readonly number[],
    slot: number,
    attempt: Attempt,
  ): boolean {
    const { state, model } = this.climb;
    const room = session.roomId === null ? -1 : this.lookUp.room(session.roomId);
    const isThere = [true, false].some((useRoom) =>
      attempt(() => {
        for (const cp of cells) state.setCare(cp, slot);
        if (useRoom && room >= 0 && model.pins.room[slot] < 0) state.setRoom(slot, room);
        return true;
      }),
    );
    if (isThere) this.people.set(slot, session);
    return isThere;
  }

  /** Whatever the plan has in a room that a pin names for another session then goes elsewhere. */
  private clearPinnedRooms(): boolean {
    const { state, model } = this.climb;
    const { series, pins } = model;
    for (let e = 0; e < series.eventCount; e++)
      if (pins.room[e] >= 0 && state.exists(e) && state.eventRoom[e] === pins.room[e])
        this.steps.clearRoom(e);
    return true;
  }

  private spotOf(periodIds: readonly string[]): number {
    const { time } = this.climb.model;
    const list = periodIds.map(this.lookUp.period).sort((a, b) => a - b);
    if (list.some((p) => p < 0)) return -1;
    if (list.length === 1) return list[0];
    for (let spot = time.periodCount; spot < time.spotCount; spot++) {
      const { start, items } = time.spotPeriods;
      if (items.subarray(start[spot], start[spot + 1]).join() === list.join()) return spot;
    }
    return -1;
  }

  /** A series that must spread over days does not get two sessions on one. */
  private isSecondOfDay(s: number, spot: number): boolean {
    const { state, model } = this.climb;
    const { series, time } = model;
    if (series.minDays[s] < series.should[s]) return false;
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
      const other = state.eventSpot[e];
      if (other >= 0 && other !== spot && time.spotDay[other] === time.spotDay[spot]) return true;
    }
    return false;
  }

  private mayUse(s: number, room: number): boolean {
    const { rooms, series } = this.climb.model;
    const kind = series.roomKind[s];
    return kind < 0 || rooms.kindOk[kind * rooms.count + room] === 1;
  }

  private rankOf(s: number, spot: number): number {
    const { start, items } = this.climb.model.series.spots;
    return items.indexOf(spot, start[s]) - start[s];
  }

  private allows(s: number, spot: number): boolean {
    const { start, items } = this.climb.model.series.spots;
    return items.subarray(start[s], start[s + 1]).includes(spot);
  }
}

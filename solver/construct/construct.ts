import type { Plan } from '../../src/domain/problem.ts';
import { ENROL_CHOICE, ENROL_CLASS } from '../model/series.ts';
import { ClubOpening } from '../moves/club-opening.ts';
import { ClubTimes } from '../moves/club-times.ts';
import { seatPinned } from '../moves/pinned-seats.ts';
import { RoomShifts } from '../moves/room-shifts.ts';
import type { Climb } from '../search/climb.ts';
import { Snapshot } from '../state/snapshot.ts';
import { PlanImport } from './import-plan.ts';
import { mendHard } from './mend-hard.ts';
import { placePinnedSeries } from './pinned-series.ts';
import { roomCare } from './room-care.ts';

/** How often a club is tried to be opened at random times. */
const TRIES = 8;

/**
 * The first plan, from what `from` (a checkpoint or a baseline) has where that can be. Where hard
 * rules stay broken, as when the rooms of the plan are gone, one that is made without it counts if it
 * breaks fewer. What is broken then is mended by a search of its own.
 */
export function construct(climb: Climb, from?: Plan): void {
  makeFirst(climb, from);
  mendHard(climb);
}

function makeFirst(climb: Climb, from: Plan | undefined): void {
  const empty = new Snapshot(climb.state);
  build(climb, from);
  const { hard } = climb.best;
  if (from === undefined || hard === 0) return;
  const brought = new Snapshot(climb.best);
  climb.goOnFrom(empty);
  build(climb);
  if (climb.best.hard < hard) return;
  climb.goOnFrom(brought);
  climb.noteBest(true);
}

/**
 * Pins, then sessions of whole classes and duties, rooms for care, clubs by demand, merged groups,
 * and people for every seat. Each step is kept unless it breaks a hard rule. What `from` has comes
 * first, and the rest fills what it leaves out.
 */
function build(climb: Climb, from?: Plan): void {
  const clubs = new ClubOpening(climb);
  clubs.sessions.groups.shifts = new RoomShifts(climb);
  applyPins(climb);
  roomPinned(climb, clubs);
  // Before all else: a violation that stands here could be exchanged for another one later.
  roomCare(climb, clubs.sessions.groups);
  const plan = from && new PlanImport(climb, from);
  if (climb.model.pins.any) placePinnedSeries(climb, clubs, plan);
  plan?.bringAll();
  placeSessions(climb, clubs);
  // Always: pins may break rules that the empty assignment does not break, and duties that nobody
  // can take stand as open posts, though it costs less without them (docs/adr/0007).
  climb.noteBest(true);
  roomCare(climb, clubs.sessions.groups);
  openClubs(climb, clubs);
  // A plan that is gone on from has its groups already.
  if (!from) mergeCare(climb, clubs);
  roomCare(climb, clubs.sessions.groups);
  fillSeats(climb, clubs);
  if (from) addMissing(climb);
  climb.checkPhase();
  climb.noteBest();
}

/** Pins hold even where they break a rule. */
function applyPins(climb: Climb): void {
  const { state, evaluator, model } = climb;
  const { pins, series } = model;
  if (!pins.any) return;
  for (let cp = 0; cp < pins.care.length; cp++)
    if (pins.care[cp] >= 0) state.setCare(cp, pins.care[cp]);
  for (let e = 0; e < series.eventCount; e++) {
    // Clubs are placed with their pupils, see `placePinnedSeries`.
    if (e < series.firstCare && series.enrol[series.eventSeries[e]] === ENROL_CHOICE) continue;
    if (pins.spot[e] >= 0) state.setSpot(e, pins.spot[e]);
    const isPlaced = e >= series.firstCare || state.eventSpot[e] >= 0;
    if (!isPlaced) continue;
    if (pins.room[e] >= 0) state.setRoom(e, pins.room[e]);
    seatPinned(climb, e);
  }
  evaluator.score(true);
  climb.keep();
}

/** Sessions that a pin has placed without naming a room. */
function roomPinned(climb: Climb, clubs: ClubOpening): void {
  const { state, model } = climb;
  for (let e = 0; e < model.series.firstCare; e++) {
    if (model.pins.spot[e] < 0 || state.eventSpot[e] < 0 || state.eventRoom[e] >= 0) continue;
    climb.attempt(() => clubs.sessions.findRoom(e));
  }
}

/** Seats of pins that are open still, as of a session that a baseline has brought. */
function seatAllPinned(climb: Climb): void {
  const { series, pins } = climb.model;
  for (let seat = 0; seat < series.seatCount; seat++) {
    if (pins.person[seat] < 0 || climb.state.seatPerson[seat] === pins.person[seat]) continue;
    climb.attempt(() => {
      seatPinned(climb, series.seatEvent[seat]);
      return climb.state.changed;
    });
  }
}

function placeSessions(climb: Climb, clubs: ClubOpening): void {
  const { state, model } = climb;
  const { series } = model;
  const order = [...series.list.keys()].filter((s) => series.enrol[s] !== ENROL_CHOICE);
  // Series with few rooms and many classes first: they have the fewest ways.
  order.sort(
    (a, b) =>
      series.classes.start[b + 1] -
        series.classes.start[b] -
        (series.classes.start[a + 1] - series.classes.start[a]) || a - b,
  );
  for (const s of order) {
    const n = series.spots.start[s + 1] - series.spots.start[s];
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
      if (state.eventSpot[e] >= 0) continue;
      const slot = e - series.firstEvent[s];
      const offset = series.every[s] === 1 ? slot : (s * 7 + slot) % Math.max(1, n);
      const tries = series.every[s] === 1 ? 1 : n;
      for (let i = 0; i < tries; i++) {
        const spot = series.spots.items[series.spots.start[s] + ((offset + i) % n)];
        const placed = climb.attempt(() => {
          if (series.enrol[s] === ENROL_CLASS && isTaken(s, spot)) return false;
          state.setSpot(e, spot);
          seatPinned(climb, e);
          return clubs.sessions.findRoom(e);
        });
        if (placed) break;
      }
    }
  }

  function isTaken(s: number, spot: number): boolean {
    const { spotPeriods, periodCount } = model.time;
    for (let i = series.classes.start[s]; i < series.classes.start[s + 1]; i++)
      for (let k = spotPeriods.start[spot]; k < spotPeriods.start[spot + 1]; k++)
        if (state.wholeClass[series.classes.items[i] * periodCount + spotPeriods.items[k]] > 0)
          return true;
    return false;
  }
}

/** Clubs with known groups, then those that most pupils wish for. */
function openClubs(climb: Climb, clubs: ClubOpening): void {
  const { model, state } = climb;
  const { series, pupils } = model;
  const wishes = (s: number) => pupils.seriesWishes.start[s + 1] - pupils.seriesWishes.start[s];
  // Demand for each room and period that a club takes; nobody fits in beyond its size.
  const demand = (s: number) =>
    Math.min(wishes(s), 2 * series.sizeMax[s]) / Math.max(1, series.should[s]);
  const rank = (s: number) => series.fixed[s] * 1_000_000 + demand(s);
  const order = [...series.list.keys()].filter((s) => series.enrol[s] === ENROL_CHOICE);
  order.sort((a, b) => rank(b) - rank(a) || a - b);
  for (const s of order) {
    if (state.placedSlots[s] > 0 || rank(s) === 0) continue;
    for (let tries = 0; tries < TRIES; tries++) if (climb.attempt(() => clubs.open(s))) break;
  }
}

/** Sessions that clubs of the plan lack, as where one is to meet more often than it did. */
function addMissing(climb: Climb): void {
  const { model, state, evaluator } = climb;
  const { series } = model;
  const times = new ClubTimes(climb);
  for (let e = 0; e < series.firstCare; e++) {
    const s = series.eventSeries[e];
    if (series.enrol[s] !== ENROL_CHOICE || series.every[s] === 1) continue;
    if (state.eventSpot[e] >= 0 || state.placedSlots[s] === 0) continue;
    const own = state.eventSpot.subarray(series.firstEvent[s], series.firstEvent[s + 1]);
    for (let k = series.spots.start[s]; k < series.spots.start[s + 1]; k++) {
      const spot = series.spots.items[k];
      if (own.includes(spot)) continue;
      const isBetter = () => evaluator.score() && evaluator.addMedium < 0;
      if (climb.attempt(() => times.add(e, spot) && isBetter())) break;
    }
  }
}

function mergeCare(climb: Climb, clubs: ClubOpening): void {
  const { state, model } = climb;
  const { time, classCount, params } = model;
  const { groups } = clubs.sessions;
  for (let p = 0; p < time.periodCount; p++) {
    for (let c = 0; c < classCount; c++) {
      const cp = c * time.periodCount + p;
      const pupils = state.left[cp];
      if (pupils === 0 || state.careOf[cp] < 0 || model.pins.care[cp] >= 0) continue;
      if (state.memberCount[state.careOf[cp]] > 1 || pupils * 2 > params.care.maxGroup) continue;
      const target = groups.otherGroup(c, p);
      if (target < 0) continue;
      climb.attempt(() => {
        state.setCare(cp, target);
        groups.mend(target);
        return true;
      });
    }
  }
}

/** Seats with the fewest people who could take them come first. */
function fillSeats(climb: Climb, clubs: ClubOpening): void {
  const { state, model } = climb;
  const { series, staff, time } = model;
  if (model.pins.any) seatAllPinned(climb);
  const open: { seat: number; candidates: number }[] = [];
  for (let seat = 0; seat < series.seatCount; seat++) {
    const event = series.seatEvent[seat];
    if (!state.exists(event) || state.seatPerson[seat] >= 0) continue;
    if (seat - series.seatStart[event] >= state.seatsNeeded(event)) continue;
    const kind = series.seatKind[seat];
    let candidates = 0;
    for (let i = staff.kinds.staff.start[kind]; i < staff.kinds.staff.start[kind + 1]; i++)
      if (staff.barred[staff.kinds.staff.items[i] * time.spotCount + state.eventSpot[event]] === 0)
        candidates++;
    open.push({ seat, candidates });
  }
  open.sort((a, b) => a.candidates - b.candidates || a.seat - b.seat);
  for (const { seat } of open) climb.attempt(() => clubs.sessions.people.fillSeat(seat));
}

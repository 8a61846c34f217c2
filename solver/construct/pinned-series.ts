import { ENROL_CHOICE } from '../model/series.ts';
import type { ClubOpening } from '../moves/club-opening.ts';
import { seatPinned } from '../moves/pinned-seats.ts';
import type { Climb } from '../search/climb.ts';
import { BrokenPins } from '../state/broken-pins.ts';
import type { PlanImport } from './import-plan.ts';
import { placeTogether } from './place-together.ts';

/** How often a pinned club is tried to be opened at random times, and once its pins cannot all hold. */
const TRIES = 40;
const MORE_TRIES = 8;

/**
 * Series that pins speak of come before all others, those with a pinned period first: as the plan has
 * them, if that holds the pins and breaks nothing in exchange, else wherever they can be. Where not all
 * pins can hold, as many as possible do.
 */
export function placePinnedSeries(
  climb: Climb,
  clubs: ClubOpening,
  plan: PlanImport | undefined,
): void {
  const { series, pins } = climb.model;
  const hasSpot = (s: number) =>
    pins.spot.subarray(series.firstEvent[s], series.firstEvent[s + 1]).some((spot) => spot >= 0);
  const held = [...series.list.keys()].filter((s) => pins.held[s] === 1);
  const pinned = new BrokenPins(climb.state);
  for (const s of [...held.filter(hasSpot), ...held.filter((s) => !hasSpot(s))]) {
    const broken = pinned.ofSeries(s);
    let most = broken;
    while (most >= 0 && !placeMending(climb, clubs, plan, s, most, broken)) most--;
    if (series.enrol[s] === ENROL_CHOICE && climb.state.placedSlots[s] === 0)
      forcePinned(climb, clubs, s);
  }
}

/** Places a series so that so many of its broken pins come to hold, with nothing broken in exchange. */
function placeMending(
  climb: Climb,
  clubs: ClubOpening,
  plan: PlanImport | undefined,
  s: number,
  mended: number,
  broken: number,
): boolean {
  const { evaluator } = climb;
  const mends = (change: () => boolean) =>
    climb.attempt(() => change() && evaluator.score() && evaluator.addHard <= -mended);
  if (plan !== undefined)
    for (const inItsRooms of [true, false])
      if (mends(() => plan.bringSeries(s, inItsRooms))) return true;
  if (climb.model.series.enrol[s] !== ENROL_CHOICE)
    return placeTogether(climb, clubs.sessions, s, broken - mended);
  for (let i = 0; i < (mended === broken ? TRIES : MORE_TRIES); i++)
    if (mends(() => clubs.open(s))) return true;
  return false;
}

/** Sessions of a club whose periods are pinned take place even where a rule is broken by it. */
function forcePinned(climb: Climb, clubs: ClubOpening, s: number): void {
  const { state, model, evaluator } = climb;
  const { series, pins } = model;
  for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
    if (pins.spot[e] < 0) continue;
    state.setSpot(e, pins.spot[e]);
    clubs.sessions.findRoom(e);
    seatPinned(climb, e);
  }
  if (state.placedSlots[s] > 0 && series.fixed[s] === 0) clubs.places.settle([s], 4);
  evaluator.score(true);
  climb.keep();
}

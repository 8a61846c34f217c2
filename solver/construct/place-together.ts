import { seatPinned } from '../moves/pinned-seats.ts';
import type { Sessions } from '../moves/session-steps.ts';
import type { Climb } from '../search/climb.ts';
import { BrokenPins } from '../state/broken-pins.ts';

/** Spots that are tried for one series. */
const TRIES = 400;

/**
 * Places all sessions of a pinned series of whole classes or duties that are not placed yet, where
 * pins count sessions in the order of their slots. One by one they could be left without a spot: the
 * first may have taken the last of the week. False, and nothing placed, where not all can be with all
 * pins held but so many (or as many other rules broken for them).
 */
export function placeTogether(
  climb: Climb,
  sessions: Sessions,
  s: number,
  butFor: number,
): boolean {
  const { state, model, evaluator } = climb;
  const { series, time } = model;
  const first = series.firstEvent[s];
  const end = series.firstEvent[s + 1];
  const spots = [...series.spots.items.subarray(series.spots.start[s], series.spots.start[s + 1])];
  const isOrdered = model.pins.ordered[s] === 1;
  const isSpread = series.minDays[s] >= series.should[s];
  const pins = new BrokenPins(state);
  const before = pins.ofSeries(s);
  let tries = 0;
  if (placeFrom(first)) {
    climb.keep();
    return true;
  }
  state.undo();
  return false;

  /** Places the events from one on; false leaves them as they were. */
  function placeFrom(event: number): boolean {
    if (event === end) return isGood(before);
    if (state.eventSpot[event] >= 0) return placeFrom(event + 1);
    for (const spot of series.every[s] === 1 ? [spots[event - first]] : spots) {
      if (!fits(event, spot)) continue;
      if (++tries > TRIES) return false;
      const mark = state.mark();
      state.setSpot(event, spot);
      seatPinned(climb, event);
      if (sessions.findRoom(event) && isGood(before - pins.ofSeries(s)) && placeFrom(event + 1))
        return true;
      state.undoTo(mark);
    }
    return false;
  }

  /** Whether what is placed so far mends so many pins and breaks nothing in exchange. */
  function isGood(mended: number): boolean {
    return evaluator.score() && evaluator.addHard <= butFor - mended && evaluator.addHard <= 0;
  }

  /** Whether a spot is free, on a day of its own where there must be several, and in order. */
  function fits(event: number, spot: number): boolean {
    for (let e = first; e < end; e++) {
      const other = state.eventSpot[e];
      if (other < 0) continue;
      if (other === spot || (isSpread && time.spotDay[other] === time.spotDay[spot])) return false;
      const isLater = time.spotOrder[other] > time.spotOrder[spot];
      if (isOrdered && isLater !== e > event) return false;
    }
    return true;
  }
}

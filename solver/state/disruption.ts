import { type Baseline, type BaselineCell, LOST_PERIOD } from '../model/baseline.ts';
import type { State } from './state.ts';

/** 3 for each period that the series lost; else 1 for another room and 1 for each person gone. */
export function seriesChanges(state: State, baseline: Baseline, s: number): number {
  const cells = baseline.bySeries[s];
  if (cells.length === 0) return 0;
  const { series, time } = state.model;
  let cost = 0;
  for (const cell of cells) {
    let found = -1;
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
      const spot = state.eventSpot[e];
      if (spot < 0) continue;
      // Of two that overlap, as in spans, the first in time is the first of the plan.
      if (found >= 0 && time.spotOrder[state.eventSpot[found]] < time.spotOrder[spot]) continue;
      for (let k = time.spotPeriods.start[spot]; k < time.spotPeriods.start[spot + 1]; k++) {
        if (time.spotPeriods.items[k] === cell.period) found = e;
      }
    }
    cost += found < 0 ? LOST_PERIOD : cellChanges(state, cell, found);
  }
  return cost;
}

/** For each period with care in the baseline and now: 1 for another room, 1 for each adult gone. */
export function careChanges(state: State, baseline: Baseline, c: number): number {
  let cost = 0;
  for (const cell of baseline.byClass[c]) {
    const cp = c * state.model.time.periodCount + cell.period;
    if (state.left[cp] === 0 || state.careOf[cp] < 0) continue;
    cost += cellChanges(state, cell, state.careOf[cp]);
  }
  return cost;
}

export function lostPlacements(state: State, baseline: Baseline, i: number): number {
  let lost = baseline.goneByPupil[i];
  for (const wish of baseline.byPupil[i]) lost += 1 - state.wishGranted[wish];
  return lost;
}

function cellChanges(state: State, cell: BaselineCell, event: number): number {
  const { series } = state.model;
  let cost = state.eventRoom[event] === cell.room ? 0 : 1;
  for (const person of cell.people) {
    let there = 0;
    for (let k = series.seatStart[event]; k < series.seatStart[event + 1]; k++) {
      if (state.seatPerson[k] === person) there = 1;
    }
    cost += 1 - there;
  }
  return cost;
}

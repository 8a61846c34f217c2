import { ENROL_CHOICE } from '../model/series.ts';
import type { MoveContext } from '../moves/move.ts';

/** Questions and small steps about pupils and the clubs they wish for. */
export class Places {
  private readonly context: MoveContext;

  constructor(context: MoveContext) {
    this.context = context;
  }

  /** Whether pupils choose the series and it takes place. */
  isHeld(s: number): boolean {
    const { state, model } = this.context;
    return s >= 0 && model.series.enrol[s] === ENROL_CHOICE && state.placedSlots[s] > 0;
  }

  /** Whether the pupil is in school at every session of the series. */
  isThere(pupil: number, s: number): boolean {
    const { state, model } = this.context;
    const { series, time, pupils } = model;
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
      const spot = state.eventSpot[e];
      if (spot < 0) continue;
      const { start, items } = time.spotPeriods;
      for (let k = start[spot]; k < start[spot + 1]; k++)
        if (pupils.present[pupil * time.periodCount + items[k]] === 0) return false;
    }
    return true;
  }

  /** Whether the pupil is there and in no other club at the times of the series. */
  isFree(pupil: number, s: number): boolean {
    const { state, model } = this.context;
    const { series, time, pupils } = model;
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
      const spot = state.eventSpot[e];
      if (spot < 0) continue;
      const { start, items } = time.spotPeriods;
      for (let k = start[spot]; k < start[spot + 1]; k++) {
        const at = pupil * time.periodCount + items[k];
        if (pupils.present[at] === 0 || state.pupilUse[at] > 0) return false;
      }
    }
    return true;
  }

  /** Whether two series have sessions that overlap in time. */
  clash(a: number, b: number): boolean {
    const { state, model } = this.context;
    const { series, time } = model;
    for (let e = series.firstEvent[a]; e < series.firstEvent[a + 1]; e++) {
      const spot = state.eventSpot[e];
      if (spot < 0) continue;
      for (let f = series.firstEvent[b]; f < series.firstEvent[b + 1]; f++) {
        const other = state.eventSpot[f];
        if (other >= 0 && time.spotClash[spot * time.spotCount + other] === 1) return true;
      }
    }
    return false;
  }

  /** What the pupil's wishes cost now (the rule `choice`), with one wish thought granted or not. */
  cost(pupil: number, wish = -1, granted = 0, other = -1): number {
    const { state, model } = this.context;
    const { pupils } = model;
    const wanted = pupils.wanted[pupil];
    const first = pupils.first[pupil];
    let cost = 0;
    let j = 0;
    for (let w = first; w < pupils.first[pupil + 1] && j < wanted; w++) {
      const is = w === wish ? granted : w === other ? 0 : state.wishGranted[w];
      if (is === 0) continue;
      const lost = w - first - j;
      cost += lost === 0 ? 0 : lost === 1 ? 2 : 5;
      j++;
    }
    if (j < wanted) cost += (j === 0 ? 12 : 6) + 6 * (wanted - j - 1);
    return cost * pupils.weight[pupil];
  }

  /** The granted wish of the pupil that clashes with a series; -1 for none, -2 for several. */
  clashingWish(pupil: number, s: number): number {
    const { state, model } = this.context;
    const { pupils } = model;
    let found = -1;
    for (let w = pupils.first[pupil]; w < pupils.first[pupil + 1]; w++) {
      if (state.wishGranted[w] === 0 || !this.clash(pupils.wishSeries[w], s)) continue;
      if (found >= 0) return -2;
      found = w;
    }
    return found;
  }

  worstGranted(pupil: number): number {
    const { state, model } = this.context;
    const { pupils } = model;
    for (let w = pupils.first[pupil + 1] - 1; w >= pupils.first[pupil]; w--)
      if (state.wishGranted[w] === 1) return w;
    return -1;
  }

  hasPlace(s: number): boolean {
    const { state, model } = this.context;
    return state.seriesPupils[s] < model.series.sizeMax[s];
  }

  canLose(s: number): boolean {
    const { state, model } = this.context;
    return state.seriesPupils[s] > model.series.sizeMin[s];
  }

  /** Gives a pupil the best open wish that fits; false when there is none. */
  placeSomewhere(pupil: number, except = -1): boolean {
    const { state, model } = this.context;
    const { pupils } = model;
    if (state.pupilCount[pupil] >= pupils.maxClubs[pupil]) return false;
    for (let w = pupils.first[pupil]; w < pupils.first[pupil + 1]; w++) {
      const s = pupils.wishSeries[w];
      if (state.wishGranted[w] === 1 || s === except || !this.isHeld(s) || !this.hasPlace(s))
        continue;
      if (!this.isFree(pupil, s)) continue;
      state.setWish(w, 1);
      return true;
    }
    return false;
  }

  /** Fills free places of a series with pupils who gain by it and lose nothing. */
  topUp(s: number): void {
    const { state, model, random } = this.context;
    const { pupils } = model;
    const { start, items } = pupils.seriesWishes;
    const n = start[s + 1] - start[s];
    if (n === 0) return;
    const offset = random.below(n);
    for (let i = 0; i < n && this.hasPlace(s); i++) {
      const w = items[start[s] + ((offset + i) % n)];
      if (state.wishGranted[w] === 1) continue;
      const pupil = pupils.wishPupil[w];
      if (state.pupilCount[pupil] >= pupils.maxClubs[pupil] || !this.isFree(pupil, s)) continue;
      state.setWish(w, 1);
    }
  }
}

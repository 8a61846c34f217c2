import type { Model } from '../model/model.ts';
import type { PupilTables } from '../model/pupils.ts';
import type { SeriesTables } from '../model/series.ts';
import type { MoveContext } from '../moves/move.ts';
import type { State } from '../state/state.ts';
import type { Places } from './places.ts';

/**
 * What a new time of a club session costs in `choice`, before its weight, worked out without a
 * touch of the state: those who cannot come then go where there is a place, and the places of the
 * club go to those who win most. Nobody moves up behind another yet, so it is rarely less than what
 * placing comes to, and mostly more.
 */
export class Shifts {
  private readonly state: State;
  private readonly model: Model;
  private readonly pupils: PupilTables;
  private readonly series: SeriesTables;
  private readonly places: Places;
  /** See `words` of the times. */
  private readonly words: number;
  /** The times of the series after the shift. */
  private readonly after: Int32Array;
  private staying = 0;
  private readonly gains: number[] = [];

  constructor({ state, model }: MoveContext, places: Places) {
    this.state = state;
    this.model = model;
    this.pupils = model.pupils;
    this.series = model.series;
    this.places = places;
    this.words = model.time.words;
    this.after = new Int32Array(model.time.words);
  }

  /** What it costs; a figure up to `enough` is not made more exact. */
  cost(event: number, spot: number, enough: number): number {
    const s = this.series.eventSeries[event];
    if (this.series.fixed[s] === 1) return 0;
    const lost = this.lostBy(s, spot);
    if (lost <= enough) return lost;
    return lost - this.wonBy(event, s, spot);
  }

  /** What those lose who cannot come. */
  private lostBy(s: number, spot: number): number {
    const { state, pupils, places, words } = this;
    const { spotSet } = this.model.time;
    const { granted, seriesSet, pupilBusy, pupilDoubled } = state;
    const { absent, wishPupil } = pupils;
    const from = state.grantedStart[s];
    let lost = 0;
    this.staying = state.seriesPupils[s];
    for (let i = state.seriesPupils[s] - 1; i >= 0; i--) {
      const wish = granted[from + i];
      const pupil = wishPupil[wish];
      let isAway = false;
      let isBusy = false;
      for (let w = 0; w < words; w++) {
        const set = spotSet[spot * words + w];
        const at = pupil * words + w;
        if ((set & absent[at]) !== 0) isAway = true;
        const busy = pupilDoubled[at] | (pupilBusy[at] & ~seriesSet[s * words + w]);
        if ((set & busy) !== 0) isBusy = true;
      }
      if (!isAway && !isBusy) continue;
      let least = places.lossBy(wish, places.nextBest(wish));
      const other = isAway ? -1 : this.grantedAt(pupil, s, spot);
      const ifOtherLeft = other < 0 ? least : places.lossBy(other, -1);
      if (ifOtherLeft < least) least = ifOtherLeft;
      else this.staying--;
      lost += least;
    }
    return lost;
  }

  /** The granted wish of a pupil, other than for a series, that has a session at a spot. */
  private grantedAt(pupil: number, s: number, spot: number): number {
    const { state, pupils, words } = this;
    const { spotSet } = this.model.time;
    for (let w = pupils.first[pupil]; w < pupils.first[pupil + 1]; w++) {
      const other = pupils.wishSeries[w];
      if (state.wishGranted[w] === 0 || other === s) continue;
      for (let k = 0; k < words; k++)
        if ((state.seriesSet[other * words + k] & spotSet[spot * words + k]) !== 0) return w;
    }
    return -1;
  }

  /** What those win who come into the places that are left. */
  private wonBy(event: number, s: number, spot: number): number {
    const { state, pupils, places, words, after, gains } = this;
    const { spotSet } = this.model.time;
    const { absent, wishPupil } = pupils;
    const old = state.eventSpot[event];
    const free = places.capacity(s) - this.staying;
    if (free <= 0) return 0;
    for (let w = 0; w < words; w++)
      after[w] =
        (state.seriesSet[s * words + w] & ~spotSet[old * words + w]) | spotSet[spot * words + w];
    gains.length = 0;
    let won = 0;
    const { start, items } = pupils.seriesWishes;
    for (let k = start[s]; k < start[s + 1]; k++) {
      const wish = items[k];
      const pupil = wishPupil[wish];
      const now = state.wishCost[pupil];
      if (now === 0 || state.wishGranted[wish] === 1) continue;
      if (places.costWith(pupil, wish, 1) >= now) continue;
      let isAway = false;
      let isBusy = false;
      for (let w = 0; w < words; w++) {
        const at = pupil * words + w;
        if ((after[w] & absent[at]) !== 0) isAway = true;
        if ((after[w] & state.pupilBusy[at]) !== 0) isBusy = true;
      }
      if (isAway) continue;
      const out = isBusy
        ? this.clashing(pupil)
        : state.pupilCount[pupil] >= pupils.maxClubs[pupil]
          ? places.worstGranted(pupil)
          : -1;
      // Nobody leaves a club that has only its least number of pupils.
      if (out === -2 || (out >= 0 && !places.canLose(pupils.wishSeries[out]))) continue;
      const gain = now - places.costWith(pupil, wish, 1, out);
      if (gain <= 0) continue;
      won += gain;
      gains.push(gain);
    }
    if (gains.length <= free) return won;
    gains.sort((a, b) => b - a);
    won = 0;
    for (let i = 0; i < free; i++) won += gains[i];
    return won;
  }

  /** The one granted wish of a pupil that clashes with the new times; -2 for several. */
  private clashing(pupil: number): number {
    const { state, pupils, words, after } = this;
    let found = -2;
    for (let w = pupils.first[pupil]; w < pupils.first[pupil + 1]; w++) {
      if (state.wishGranted[w] === 0) continue;
      const s = pupils.wishSeries[w];
      let clashes = false;
      for (let k = 0; k < words; k++)
        if ((after[k] & state.seriesSet[s * words + k]) !== 0) clashes = true;
      if (!clashes) continue;
      if (found >= 0) return -2;
      found = w;
    }
    return found;
  }
}

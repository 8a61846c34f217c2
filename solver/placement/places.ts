import type { Model } from '../model/model.ts';
import type { PupilTables } from '../model/pupils.ts';
import { ENROL_CHOICE, type SeriesTables } from '../model/series.ts';
import type { MoveContext } from '../moves/move.ts';
import type { Random } from '../search/random.ts';
import type { State } from '../state/state.ts';
import { wishCost } from '../state/wish-cost.ts';

/** Questions and small steps about pupils and the clubs they wish for. */
export class Places {
  private readonly state: State;
  private readonly model: Model;
  private readonly pupils: PupilTables;
  private readonly series: SeriesTables;
  private readonly random: Random;
  /** See `words` of the times. */
  private readonly words: number;

  constructor({ state, model, random }: MoveContext) {
    this.state = state;
    this.model = model;
    this.pupils = model.pupils;
    this.series = model.series;
    this.random = random;
    this.words = model.time.words;
    this.inQueue = new Uint8Array(model.series.count);
    this.gain = new Float64Array(model.pupils.wishPupil.length);
  }

  /** Whether pupils choose the series and it takes place. */
  isHeld(s: number): boolean {
    const { state, series } = this;
    return s >= 0 && series.enrol[s] === ENROL_CHOICE && state.placedSlots[s] > 0;
  }

  /** Whether the pupil is in school at every session of the series. */
  isThere(pupil: number, s: number): boolean {
    const { state, words } = this;
    const { absent } = this.pupils;
    for (let w = 0; w < words; w++)
      if ((state.seriesSet[s * words + w] & absent[pupil * words + w]) !== 0) return false;
    return true;
  }

  /** Whether the pupil is there and in no other club at the times of the series. */
  isFree(pupil: number, s: number): boolean {
    const { state, words } = this;
    const { absent } = this.pupils;
    for (let w = 0; w < words; w++) {
      const at = pupil * words + w;
      if ((state.seriesSet[s * words + w] & (absent[at] | state.pupilBusy[at])) !== 0) return false;
    }
    return true;
  }

  /** The same for a pupil who leaves another series for it. */
  isFreeBut(pupil: number, s: number, left: number): boolean {
    const { state, words } = this;
    const { absent } = this.pupils;
    const { seriesSet, pupilBusy, pupilDoubled } = state;
    for (let w = 0; w < words; w++) {
      const at = pupil * words + w;
      const busy = pupilDoubled[at] | (pupilBusy[at] & ~seriesSet[left * words + w]);
      if ((seriesSet[s * words + w] & (absent[at] | busy)) !== 0) return false;
    }
    return true;
  }

  /** Whether two series have sessions that overlap in time. */
  clash(a: number, b: number): boolean {
    const { state, words } = this;
    for (let w = 0; w < words; w++)
      if ((state.seriesSet[a * words + w] & state.seriesAround[b * words + w]) !== 0) return true;
    return false;
  }

  /** What the pupil's wishes cost now (the rule `choice`). */
  cost(pupil: number): number {
    return this.state.wishCost[pupil];
  }

  /** The same with one wish thought granted or not, and another given up for it. */
  costWith(pupil: number, wish: number, granted: 0 | 1, other = -1): number {
    const { state, pupils } = this;
    return wishCost(pupils, state.wishGranted, state.wishSet, pupil, wish, granted, other);
  }

  /** The granted wish of the pupil that clashes with a series; -1 for none, -2 for several. */
  clashingWish(pupil: number, s: number): number {
    const { state, pupils } = this;
    let found = -1;
    for (let w = pupils.first[pupil]; w < pupils.first[pupil + 1]; w++) {
      if (state.wishGranted[w] === 0 || !this.clash(pupils.wishSeries[w], s)) continue;
      if (found >= 0) return -2;
      found = w;
    }
    return found;
  }

  worstGranted(pupil: number, except = -1): number {
    const { state, pupils } = this;
    for (let w = pupils.first[pupil + 1] - 1; w >= pupils.first[pupil]; w--)
      if (w !== except && state.wishGranted[w] === 1) return w;
    return -1;
  }

  /** What a pupil loses who gives up a wish, for another one or for none (-1). */
  lossBy(wish: number, next: number): number {
    const pupil = this.pupils.wishPupil[wish];
    const then = next < 0 ? this.costWith(pupil, wish, 0) : this.costWith(pupil, next, 1, wish);
    return then - this.cost(pupil);
  }

  /** What a pupil wins by one more wish. */
  gainBy(wish: number): number {
    const pupil = this.pupils.wishPupil[wish];
    return this.cost(pupil) - this.costWith(pupil, wish, 1);
  }

  /**
   * The open wish that `placeSomewhere` would grant a pupil who has given up a wish; -1 without one.
   * One place of `freed` comes free as well.
   */
  nextBest(wish: number, freed = -1): number {
    const { state, pupils, series } = this;
    const pupil = pupils.wishPupil[wish];
    const left = pupils.wishSeries[wish];
    if (state.pupilCount[pupil] > pupils.maxClubs[pupil]) return -1;
    for (let w = pupils.first[pupil]; w < pupils.first[pupil + 1]; w++) {
      const s = pupils.wishSeries[w];
      if (state.wishGranted[w] === 1 || s === left || !this.isHeld(s)) continue;
      if (state.seriesPupils[s] - (s === freed ? 1 : 0) >= series.sizeMax[s]) continue;
      if (this.isFreeBut(pupil, s, left)) return w;
    }
    return -1;
  }

  hasPlace(s: number): boolean {
    return this.state.seriesPupils[s] < this.series.sizeMax[s];
  }

  canLose(s: number): boolean {
    return this.state.seriesPupils[s] > this.series.sizeMin[s];
  }

  /** Gives a pupil the best open wish that fits; false when there is none. */
  placeSomewhere(pupil: number, except = -1): boolean {
    const { state, pupils } = this;
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
    const { state, pupils, random } = this;
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

  /**
   * Brings a series to its least number: those come who lose least by it, even if they lose, and
   * the places that they leave are filled again.
   */
  persuade(s: number, least: number): void {
    const { state, pupils } = this;
    const { start, items } = pupils.seriesWishes;
    const { wishes, gain } = this;
    wishes.length = 0;
    for (let k = start[s]; k < start[s + 1]; k++) {
      const wish = items[k];
      const pupil = pupils.wishPupil[wish];
      if (state.wishGranted[wish] === 1) continue;
      const out = this.givenUp(pupil, s);
      if (out === -2) continue;
      gain[wish] = this.cost(pupil) - this.costWith(pupil, wish, 1, out);
      if (out >= 0) gain[wish] += this.mostWonIn(pupils.wishSeries[out], pupil);
      let at = wishes.length;
      wishes.push(wish);
      while (at > 0 && gain[wishes[at - 1]] < gain[wish]) {
        wishes[at] = wishes[at - 1];
        at--;
      }
      wishes[at] = wish;
    }
    if (state.seriesPupils[s] + wishes.length < least) return;
    const left: number[] = [];
    for (const wish of wishes) {
      if (state.seriesPupils[s] >= least) break;
      const out = this.givenUp(pupils.wishPupil[wish], s);
      if (out === -2) continue;
      if (out >= 0) {
        state.setWish(out, 0);
        left.push(pupils.wishSeries[out]);
      }
      state.setWish(wish, 1);
    }
    if (left.length > 0) this.settle(left, 8);
  }

  /** What somebody wins at most by a place that a pupil leaves in a series. */
  private mostWonIn(s: number, except: number): number {
    const { state, pupils } = this;
    const { start, items } = pupils.seriesWishes;
    if (state.seriesPupils[s] > this.series.sizeMax[s]) return 0;
    let most = 0;
    for (let k = start[s]; k < start[s + 1]; k++) {
      const wish = items[k];
      const pupil = pupils.wishPupil[wish];
      // Nobody wins more than their wishes cost now.
      if (state.wishCost[pupil] <= most || state.wishGranted[wish] === 1) continue;
      if (pupil === except || state.pupilCount[pupil] >= pupils.maxClubs[pupil]) continue;
      const won = this.gainBy(wish);
      if (won > most && this.isFree(pupil, s)) most = won;
    }
    return most;
  }

  /** Most pupils that the rooms and the size of a series take. */
  capacity(s: number): number {
    const { state, series } = this;
    const { rooms } = this.model;
    let most = series.sizeMax[s];
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
      const room = state.eventRoom[e];
      if (room >= 0 && rooms.seats[room] < most) most = rooms.seats[room];
    }
    return most;
  }

  /**
   * Fills series by gain in `choice`: whoever gains most comes first, leaves a club they wish for
   * less, and takes the place of a pupil who loses less. Series that lost a pupil follow, up to
   * `most` series in all. Nobody leaves a club that has only its least number of pupils.
   */
  settle(first: readonly number[], most: number): void {
    const { queue, inQueue } = this;
    queue.length = 0;
    for (const s of first) this.enqueue(s);
    for (let at = 0; at < queue.length && at < most; at++) {
      inQueue[queue[at]] = 0;
      this.settleOne(queue[at]);
    }
    for (const s of queue) inQueue[s] = 0;
  }

  private readonly queue: number[] = [];
  private readonly inQueue: Uint8Array;
  private readonly wishes: number[] = [];
  private readonly gain: Float64Array;

  private enqueue(s: number): void {
    if (this.inQueue[s] === 1 || !this.isHeld(s) || this.series.fixed[s] === 1) return;
    this.inQueue[s] = 1;
    this.queue.push(s);
  }

  /** The wish that a pupil gives up for a series; -1 for none, -2 when it cannot be. */
  givenUp(pupil: number, s: number): number {
    const { state, pupils, series } = this;
    if (!this.isThere(pupil, s)) return -2;
    let out = -1;
    if (!this.isFree(pupil, s)) {
      out = this.clashingWish(pupil, s);
      if (out < 0) return -2;
    } else if (state.pupilCount[pupil] >= pupils.maxClubs[pupil]) {
      out = this.worstGranted(pupil);
      if (out < 0) return -2;
    }
    if (out >= 0) {
      const other = pupils.wishSeries[out];
      if (state.seriesPupils[other] <= Math.max(1, series.sizeMin[other])) return -2;
      if (state.pupilCount[pupil] > pupils.maxClubs[pupil]) return -2;
    }
    return out;
  }

  /** Pupils who wish for a series and are in school at all of some spots. */
  mayCome(s: number, spots: readonly number[]): number {
    const { words } = this;
    const { start, items } = this.pupils.seriesWishes;
    const { absent, wishPupil } = this.pupils;
    const { spotSet } = this.model.time;
    let pupils = 0;
    for (let k = start[s]; k < start[s + 1]; k++) {
      const pupil = wishPupil[items[k]];
      let missing = 0;
      for (const spot of spots)
        for (let w = 0; w < words; w++)
          missing |= absent[pupil * words + w] & spotSet[spot * words + w];
      if (missing === 0) pupils++;
    }
    return pupils;
  }

  private settleOne(s: number): void {
    const { state, pupils } = this;
    const { start, items } = pupils.seriesWishes;
    const { wishes, gain } = this;
    wishes.length = 0;
    for (let k = start[s]; k < start[s + 1]; k++) {
      const wish = items[k];
      const pupil = pupils.wishPupil[wish];
      if (state.wishGranted[wish] === 1 || pupils.wanted[pupil] === 0) continue;
      // Who has nothing to win, even if nothing were lost for it, is most of them.
      const now = this.cost(pupil);
      if (now === 0 || this.costWith(pupil, wish, 1) >= now) continue;
      const out = this.givenUp(pupil, s);
      if (out === -2) continue;
      const won = now - this.costWith(pupil, wish, 1, out);
      if (won <= 0) continue;
      gain[wish] = won;
      // Those who win most come first; `items` is in the order of wishes.
      let at = wishes.length;
      wishes.push(wish);
      while (at > 0 && gain[wishes[at - 1]] < won) {
        wishes[at] = wishes[at - 1];
        at--;
      }
      wishes[at] = wish;
    }
    if (wishes.length === 0) return;
    const most = this.capacity(s);
    for (const wish of wishes) {
      const pupil = pupils.wishPupil[wish];
      if (state.seriesPupils[s] >= most && !this.makeWay(s, gain[wish])) return;
      const out = this.givenUp(pupil, s);
      if (out === -2) continue;
      if (out >= 0) {
        state.setWish(out, 0);
        this.enqueue(pupils.wishSeries[out]);
      }
      state.setWish(wish, 1);
    }
  }

  /** Takes out the pupil who loses least, if that is less than the gain. */
  private makeWay(s: number, gain: number): boolean {
    const { state, pupils } = this;
    let best = -1;
    let least = gain;
    for (let i = 0; i < state.seriesPupils[s]; i++) {
      const wish = state.granted[state.grantedStart[s] + i];
      const pupil = pupils.wishPupil[wish];
      const loss = this.costWith(pupil, wish, 0) - this.cost(pupil);
      if (loss >= least) continue;
      least = loss;
      best = wish;
    }
    if (best < 0) return false;
    state.setWish(best, 0);
    this.placeSomewhere(pupils.wishPupil[best], s);
    return true;
  }
}

import type { MoveContext } from '../moves/move.ts';
import type { Places } from './places.ts';

/** Pupils who may go to another club before the last one, who leaves or finds a free place. */
const LONGEST = 2;

/**
 * Ejection chains of pupils: somebody joins a full club, one of its pupils goes to another club
 * that they wish for, one of its pupils goes on, until there is a free place or somebody who loses
 * less by having none than the first wins.
 *
 * What it costs at least to free a place of a club does not depend on who wants it, so it is worked
 * out once for each club and number of steps that are left. After a chain these figures are out of
 * date for a few clubs; whatever does not come out better is taken back.
 */
export class Chains {
  private readonly context: MoveContext;
  private readonly places: Places;
  private round = 0;
  /** steps left x series: round in which the figures were made, and what they are. */
  private readonly madeIn: Int32Array;
  private readonly seenIn: Int32Array;
  private readonly loss: Float64Array;
  /** The granted wish that is given up, and the wish that is granted instead; -1 for none. */
  private readonly leaves: Int32Array;
  private readonly joins: Int32Array;
  private change = 0;

  constructor(context: MoveContext, places: Places) {
    this.context = context;
    this.places = places;
    const size = (LONGEST + 1) * context.model.series.count;
    this.madeIn = new Int32Array(size);
    this.seenIn = new Int32Array(context.model.pupils.count);
    this.loss = new Float64Array(size);
    this.leaves = new Int32Array(size);
    this.joins = new Int32Array(size);
  }

  /**
   * Better places for those of the pupils whose wishes cost something. Returns series in which a
   * place has come free.
   */
  improve(candidates: readonly number[]): number[] {
    const left: number[] = [];
    this.round++;
    for (const pupil of candidates) {
      if (this.places.cost(pupil) === 0 || this.seenIn[pupil] === this.round) continue;
      this.seenIn[pupil] = this.round;
      this.place(pupil, left);
    }
    return left;
  }

  /** Figures of a series whose pupils have changed are made anew. */
  private forget(s: number): void {
    for (let at = s; at < this.madeIn.length; at += this.context.model.series.count)
      this.madeIn[at] = 0;
  }

  private place(pupil: number, left: number[]): void {
    const { state, model } = this.context;
    const { pupils } = model;
    const { places } = this;
    for (let w = pupils.first[pupil]; w < pupils.first[pupil + 1]; w++) {
      const s = pupils.wishSeries[w];
      if (state.wishGranted[w] === 1 || !places.isHeld(s)) continue;
      const now = places.cost(pupil);
      if (places.costWith(pupil, w, 1) >= now) continue;
      const out = places.givenUp(pupil, s);
      if (out === -2) continue;
      const gain = now - places.costWith(pupil, w, 1, out);
      if (gain <= 0 || this.lossOf(s, LONGEST, gain) >= gain) continue;
      const mark = state.mark();
      this.change = -gain;
      if (out >= 0) state.setWish(out, 0);
      if (!this.free(s, LONGEST) || !places.hasPlace(s) || !places.isFree(pupil, s)) {
        state.undoTo(mark);
        continue;
      }
      state.setWish(w, 1);
      if (this.change >= 0) {
        state.undoTo(mark);
        continue;
      }
      this.forget(s);
      if (out < 0) continue;
      this.forget(pupils.wishSeries[out]);
      left.push(pupils.wishSeries[out]);
    }
  }

  /**
   * Least loss in `choice` by which a place of a series can be freed in so many steps; any figure
   * from `wanted` up if it is not less than that.
   */
  private lossOf(s: number, steps: number, wanted: number): number {
    const { state, model } = this.context;
    const { places } = this;
    if (places.hasPlace(s)) return 0;
    const at = steps * model.series.count + s;
    if (this.madeIn[at] === this.round && (this.leaves[at] >= 0 || this.loss[at] >= wanted))
      return this.loss[at];
    // The last step is cheap to work out, and asked for most often: once for whatever is wanted.
    const limit = steps === 0 ? Number.POSITIVE_INFINITY : wanted;
    // Whoever comes back here within the chain finds no way through.
    this.madeIn[at] = this.round;
    this.leaves[at] = -1;
    this.loss[at] = limit;
    let least = limit;
    let leaves = -1;
    let joins = -1;
    const { granted, wishGranted, wishCost, wishSet } = state;
    const { first, wishPupil, wishSeries, wishCosts } = model.pupils;
    const { start: tableOf, costs } = wishCosts;
    const { madeIn, loss, round } = this;
    const below = (steps - 1) * model.series.count;
    const from = state.grantedStart[s];
    for (let i = state.seriesPupils[s] - 1; i >= 0; i--) {
      const wish = granted[from + i];
      const pupil = wishPupil[wish];
      const now = wishCost[pupil];
      const begin = first[pupil];
      const table = tableOf[pupil];
      // What the pupil would have left, as a place in the table of costs.
      const without = table + (wishSet[pupil] & ~(1 << (wish - begin)));
      const dropped = (table < 0 ? places.costWith(pupil, wish, 0) : costs[without]) - now;
      if (dropped < least) {
        least = dropped;
        leaves = wish;
        joins = -1;
      }
      if (steps === 0) continue;
      const end = first[pupil + 1];
      for (let w = begin; w < end; w++) {
        if (wishGranted[w] === 1) continue;
        const own =
          (table < 0 ? places.costWith(pupil, w, 1, wish) : costs[without + (1 << (w - begin))]) -
          now;
        // Wishes further down the list cost no less.
        if (own >= least) break;
        const to = wishSeries[w];
        if (!places.isHeld(to)) continue;
        // What is known already is asked before what has to be worked out.
        const known = below + to;
        if (madeIn[known] === round && own + loss[known] >= least && !places.hasPlace(to)) continue;
        if (!places.isFreeBut(pupil, to, s)) continue;
        const all = own + this.lossOf(to, steps - 1, least - own);
        if (all >= least) continue;
        least = all;
        leaves = wish;
        joins = w;
      }
    }
    this.loss[at] = least;
    this.leaves[at] = leaves;
    this.joins[at] = joins;
    return least;
  }

  /** Does what `lossOf` has found; false when an earlier step of the chain stands in the way. */
  private free(s: number, steps: number): boolean {
    const { state, model } = this.context;
    const { pupils, series } = model;
    const { places } = this;
    if (places.hasPlace(s)) return true;
    const at = steps * series.count + s;
    const wish = this.leaves[at];
    if (this.madeIn[at] !== this.round || wish < 0 || state.wishGranted[wish] === 0) return false;
    const pupil = pupils.wishPupil[wish];
    const before = places.cost(pupil);
    state.setWish(wish, 0);
    const to = this.joins[at];
    if (to >= 0) {
      const next = pupils.wishSeries[to];
      if (state.wishGranted[to] === 1 || !this.free(next, steps - 1)) return false;
      if (!places.isFree(pupil, next)) return false;
      state.setWish(to, 1);
    }
    this.change += places.cost(pupil) - before;
    this.forget(s);
    if (to >= 0) this.forget(pupils.wishSeries[to]);
    return true;
  }
}

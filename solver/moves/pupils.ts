import { Places } from '../placement/places.ts';
import { Groups } from './groups.ts';
import type { Move, MoveContext } from './move.ts';
import { People } from './people.ts';

/** Gives room and people to the care groups that a Change has made or enlarged. */
export function mendTouched({ state, model }: MoveContext, groups: Groups): void {
  const { series } = model;
  const { crowd } = state.touched;
  for (let i = 0; i < crowd.count; i++) {
    const event = crowd.list[i];
    if (event < series.firstCare || state.memberCount[event] === 0) continue;
    groups.mend(event);
  }
}

/** The same after a session has moved; whom it has left with too much gives to whom with too little. */
export function mendMoved(
  context: MoveContext,
  { groups, people }: { groups: Groups; people: People },
): void {
  mendTouched(context, groups);
  people.balance();
}

/** What somebody who takes over a place may win, at most as a rule. */
const TAKEN_OVER = 10;
/** What other rules may win back when one pupil moves. */
const REST = 1;

/**
 * Grants one more wish, with ejections: the pupil leaves what clashes, a full club loses another
 * pupil, who is placed elsewhere, and the place left behind goes to somebody who wants it.
 */
export const placePupil: Move = {
  id: 'placePupil',
  weight: 68,
  lateWeight: 30,
  bind(context) {
    const { state, model, random, prices } = context;
    const { pupils, series } = model;
    const open = [...pupils.wishSeries.keys()].filter((w) => pupils.wishSeries[w] >= 0);
    if (open.length === 0) return undefined;
    const people = new People(context);
    const groups = new Groups(context, people);
    const places = new Places(context);
    return () => {
      const w = open[random.below(open.length)];
      const s = pupils.wishSeries[w];
      const pupil = pupils.wishPupil[w];
      if (state.placedSlots[s] === 0 || pupils.wanted[pupil] === 0) return false;
      return state.wishGranted[w] === 1 ? handOver(w, s, pupil) : place(w, s, pupil);
    };

    /** Taken back only to make way: the place goes to another pupil at once. */
    function handOver(w: number, s: number, pupil: number): boolean {
      if (!random.chance(0.15)) return false;
      const most = context.patience + REST;
      const next = places.nextBest(w);
      const lost = places.lossBy(w, next);
      if (prices.choice * (lost - TAKEN_OVER) > most) return false;
      const heir = state.seriesPupils[s] > series.sizeMax[s] ? -1 : heirOf(s, pupil, -1);
      if (heir < 0 || prices.choice * (lost - places.gainBy(heir)) > most) return false;
      state.setWish(w, 0);
      if (next >= 0) state.setWish(next, 1);
      state.setWish(heir, 1);
      mendTouched(context, groups);
      return true;
    }

    /** Everything is worked out before the state is touched: most of it comes to nothing. */
    function place(w: number, s: number, pupil: number): boolean {
      if (!places.isThere(pupil, s)) return false;
      const most = context.patience + REST;
      const isFree = places.isFree(pupil, s);
      let gone = -1;
      if (!isFree) {
        gone = places.clashingWish(pupil, s);
        if (gone < 0) return false;
      } else if (state.pupilCount[pupil] >= pupils.maxClubs[pupil]) {
        gone = places.worstGranted(pupil);
        if (gone < 0) return false;
      }
      const left = gone < 0 ? -1 : pupils.wishSeries[gone];
      const mayWin = gone < 0 ? 0 : TAKEN_OVER;
      let change = places.costWith(pupil, w, 1, gone) - places.cost(pupil);
      if (prices.choice * (change - mayWin) > most) return false;
      const isFull = !places.hasPlace(s);
      const out = isFull ? bestOut(s) : -1;
      if (isFull && out < 0) return false;
      const next = out < 0 ? -1 : places.nextBest(out, left);
      if (out >= 0) change += places.lossBy(out, next);
      if (prices.choice * (change - mayWin) > most) return false;
      const isTaken = next >= 0 && pupils.wishSeries[next] === left;
      let heir = -1;
      if (gone >= 0 && !isTaken && state.seriesPupils[left] <= series.sizeMax[left])
        heir = heirOf(left, pupil, out < 0 ? -1 : pupils.wishPupil[out]);
      if (heir >= 0) change -= places.gainBy(heir);
      if (prices.choice * change > most) return false;
      if (gone >= 0) state.setWish(gone, 0);
      if (out >= 0) state.setWish(out, 0);
      state.setWish(w, 1);
      if (next >= 0) state.setWish(next, 1);
      // What clashed may have kept the pupil from something else too.
      if (!isFree) places.placeSomewhere(pupil, s);
      if (heir >= 0) state.setWish(heir, 1);
      mendTouched(context, groups);
      return true;
    }

    /** Of three pupils the one who loses least by leaving; -1 in a series without any. */
    function bestOut(s: number): number {
      const n = state.seriesPupils[s];
      if (n === 0) return -1;
      let best = -1;
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < 3; i++) {
        const wish = state.granted[state.grantedStart[s] + random.below(n)];
        const loss = places.lossBy(wish, -1);
        if (loss < least) {
          least = loss;
          best = wish;
        }
      }
      return best;
    }

    /** The wish of somebody else who takes a place that comes free in a series; -1 for nobody. */
    function heirOf(s: number, except: number, other: number): number {
      const { start, items } = pupils.seriesWishes;
      const n = start[s + 1] - start[s];
      const tries = Math.min(n, 16);
      let best = -1;
      let bestGain = 0;
      for (let i = 0; i < tries; i++) {
        const wish = items[start[s] + random.below(n)];
        const pupil = pupils.wishPupil[wish];
        // Nobody wins more than their wishes cost now, and most have what they want.
        if (state.wishCost[pupil] <= bestGain || state.wishGranted[wish] === 1) continue;
        if (pupil === except || pupil === other) continue;
        if (state.pupilCount[pupil] >= pupils.maxClubs[pupil]) continue;
        const gain = places.gainBy(wish);
        if (gain <= bestGain || !places.isFree(pupil, s)) continue;
        bestGain = gain;
        best = wish;
      }
      return best;
    }
  },
};

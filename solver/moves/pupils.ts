import { Places } from '../placement/places.ts';
import { Groups } from './care.ts';
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
    const { pupils } = model;
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
      if (state.wishGranted[w] === 1) {
        // Taken back only to make way: the place goes to another pupil at once.
        if (!random.chance(0.15)) return false;
        const most = context.patience + REST;
        if (prices.choice * (places.leastLoss(w) - TAKEN_OVER) > most) return false;
        const before = places.cost(pupil);
        state.setWish(w, 0);
        places.placeSomewhere(pupil, s);
        const lost = places.cost(pupil) - before;
        const won = takeOver(s, pupil);
        if (won === 0 || prices.choice * (lost - won) > most) return false;
        mendTouched(context, groups);
        return true;
      }
      if (!places.isThere(pupil, s)) return false;
      let left = -1;
      if (!places.isFree(pupil, s)) {
        left = places.clashingWish(pupil, s);
        if (left < 0) return false;
      }
      let given = -1;
      if (state.pupilCount[pupil] - (left >= 0 ? 1 : 0) >= pupils.maxClubs[pupil]) {
        given = places.worstGranted(pupil, left);
        if (given < 0) return false;
      }
      const most = context.patience + REST;
      let estimate = -places.cost(pupil);
      if (left < 0 || given < 0) estimate += places.costWith(pupil, w, 1, left >= 0 ? left : given);
      if (left >= 0 || given >= 0) estimate -= TAKEN_OVER;
      if (prices.choice * estimate > most) return false;
      const isFull = !places.hasPlace(s);
      const out = isFull ? bestOut(s) : -1;
      if (isFull && out < 0) return false;
      if (out >= 0 && prices.choice * (estimate + places.leastLoss(out)) > most) return false;
      let change = -places.cost(pupil);
      if (left >= 0) state.setWish(left, 0);
      if (given >= 0) state.setWish(given, 0);
      if (out >= 0) {
        const other = pupils.wishPupil[out];
        change -= places.cost(other);
        state.setWish(out, 0);
        state.setWish(w, 1);
        places.placeSomewhere(other, s);
        change += places.cost(other);
      } else state.setWish(w, 1);
      // A wish that was given up may leave room for another of the same pupil.
      if (left >= 0 && given < 0 && state.pupilCount[pupil] < pupils.maxClubs[pupil])
        places.placeSomewhere(pupil, s);
      change += places.cost(pupil);
      const mayWin = (left >= 0 ? TAKEN_OVER : 0) + (given >= 0 ? TAKEN_OVER : 0);
      if (prices.choice * (change - mayWin) > most) return false;
      if (left >= 0) change -= takeOver(pupils.wishSeries[left], pupil);
      if (given >= 0) change -= takeOver(pupils.wishSeries[given], pupil);
      if (prices.choice * change > most) return false;
      mendTouched(context, groups);
      return true;
    };

    /** Of three pupils the one who loses least by leaving; -1 in a series without any. */
    function bestOut(s: number): number {
      const n = state.seriesPupils[s];
      if (n === 0) return -1;
      let best = -1;
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < 3; i++) {
        const wish = state.granted[state.grantedStart[s] + random.below(n)];
        const pupil = pupils.wishPupil[wish];
        const loss = places.costWith(pupil, wish, 0) - places.cost(pupil);
        if (loss < least) {
          least = loss;
          best = wish;
        }
      }
      return best;
    }

    /** Somebody else takes the free place; what they win in `choice`, 0 when nobody does. */
    function takeOver(s: number, except: number): number {
      if (!places.hasPlace(s)) return 0;
      const { start, items } = pupils.seriesWishes;
      const n = start[s + 1] - start[s];
      const tries = Math.min(n, 16);
      let best = -1;
      let bestGain = 0;
      for (let i = 0; i < tries; i++) {
        const wish = items[start[s] + random.below(n)];
        const pupil = pupils.wishPupil[wish];
        if (state.wishGranted[wish] === 1 || pupil === except) continue;
        if (state.pupilCount[pupil] >= pupils.maxClubs[pupil]) continue;
        const gain = places.cost(pupil) - places.costWith(pupil, wish, 1);
        if (gain <= bestGain || !places.isFree(pupil, s)) continue;
        bestGain = gain;
        best = wish;
      }
      if (best < 0) return 0;
      state.setWish(best, 1);
      return bestGain;
    }
  },
};

import { DAYS } from '../model/rows.ts';
import { ENROL_CHOICE } from '../model/series.ts';
import { Chains } from '../placement/chains.ts';
import { Places } from '../placement/places.ts';
import type { MoveContext } from './move.ts';
import { Sessions } from './session-steps.ts';

/** What rules that are not about wishes may win back when a club moves. */
const REST = 3;
/** What chains of pupils may win back of what greedy placing has lost; clubs that close lose more. */
export const WON_BY_CHAINS = 8;
export const WON_AFTER_REPLACING = 80;

/** Questions and small steps with clubs that several moves share. */
export class Clubs {
  protected readonly context: MoveContext;
  readonly sessions: Sessions;
  readonly places: Places;
  protected readonly chains: Chains;

  constructor(context: MoveContext) {
    this.context = context;
    this.sessions = new Sessions(context);
    this.places = new Places(context);
    this.chains = new Chains(context, this.places);
  }

  /** A club session in a room of the kind that a series needs at a spot; -1 without one. */
  protected anyInRoom(s: number, spot: number): number {
    const { state, model, random } = this.context;
    const { series, rooms, time } = model;
    const kind = series.roomKind[s];
    const from = rooms.kindRooms.start[kind];
    const n = rooms.kindRooms.start[kind + 1] - from;
    const offset = random.below(n);
    for (let i = 0; i < n; i++) {
      const room = rooms.kindRooms.items[from + ((offset + i) % n)];
      for (const event of state.roomEvents[room * DAYS + time.spotDay[spot]]) {
        const other = series.eventSeries[event];
        if (other < 0 || series.enrol[other] !== ENROL_CHOICE) continue;
        if (time.spotClash[spot * time.spotCount + state.eventSpot[event]] === 1) return event;
      }
    }
    return -1;
  }

  /** Takes a series out; its pupils go to other clubs that they wish for. */
  close(s: number): void {
    const { state, model } = this.context;
    const { series, pupils } = model;
    const left: number[] = [];
    if (series.fixed[s] === 0) {
      for (let i = state.seriesPupils[s] - 1; i >= 0; i--) {
        const wish = state.granted[state.grantedStart[s] + i];
        left.push(pupils.wishPupil[wish]);
        state.setWish(wish, 0);
      }
    }
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) state.setSpot(e, -1);
    for (const pupil of left) this.places.placeSomewhere(pupil, s);
  }

  /** A pupil leaves the clubs of their choice that meet at a spot; false where there are none. */
  leaveAt(pupil: number, spot: number): boolean {
    const { state, model } = this.context;
    const { pupils } = model;
    let leaves = false;
    for (let w = pupils.first[pupil]; w < pupils.first[pupil + 1]; w++) {
      if (state.wishGranted[w] === 0 || !this.meetsAt(pupils.wishSeries[w], spot)) continue;
      state.setWish(w, 0);
      leaves = true;
    }
    return leaves;
  }

  private meetsAt(s: number, spot: number): boolean {
    const { state, model } = this.context;
    const { words, spotSet } = model.time;
    for (let w = 0; w < words; w++)
      if ((state.seriesSet[s * words + w] & spotSet[spot * words + w]) !== 0) return true;
    return false;
  }

  /** Takes the pupils who gain most, some of them out of clubs they wish for less. */
  protected enrol(s: number, enough: number): boolean {
    const { state, model } = this.context;
    const least = Math.max(model.series.sizeMin[s], 1);
    this.places.settle([s], 6);
    if (state.seriesPupils[s] < enough * least) return false;
    if (state.seriesPupils[s] < model.series.sizeMin[s]) this.chain([s]);
    if (state.seriesPupils[s] < model.series.sizeMin[s]) this.places.topUp(s);
    if (state.seriesPupils[s] < least) this.places.persuade(s, least);
    return state.seriesPupils[s] >= least;
  }

  protected mustKeepLead(s: number): boolean {
    const { state, model } = this.context;
    return model.series.sameLead[s] === 1 && state.placedSlots[s] > 1;
  }

  /**
   * Pupils whose wishes the Change has touched, and those who wish for the series, look for better
   * places. False when they lose so much even so that nothing can make up for it.
   */
  rearrange(changed: readonly number[], mayWin: number): boolean {
    if (this.context.added('pupil') > this.context.patience + mayWin) return false;
    this.chain(changed);
    return this.context.added('pupil') <= this.context.patience + REST;
  }

  /** Better places for all whom the Change concerns; what they leave behind is filled again. */
  protected chain(changed: readonly number[]): void {
    const { state, model } = this.context;
    const { pupils } = model;
    const { list, count } = state.touched.pupil;
    const candidates = [...list.subarray(0, count)];
    for (const s of changed)
      for (let k = pupils.seriesWishes.start[s]; k < pupils.seriesWishes.start[s + 1]; k++)
        candidates.push(pupils.wishPupil[pupils.seriesWishes.items[k]]);
    const left = this.chains.improve(candidates);
    if (left.length > 0) this.places.settle(left, 8);
  }
}

/** Series that pupils choose and that can take place: those that enough pupils wish for. */
export function clubsOf({ model }: MoveContext): number[] {
  const { series, pupils } = model;
  const { start } = pupils.seriesWishes;
  return [...series.list.keys()].filter(
    (s) =>
      series.enrol[s] === ENROL_CHOICE &&
      series.firstEvent[s + 1] > series.firstEvent[s] &&
      (series.fixed[s] === 1 || start[s + 1] - start[s] >= Math.max(1, series.sizeMin[s])),
  );
}

/** Clubs with known groups are held: the solver never closes what a school has promised. */
export function mayClose({ model }: MoveContext, s: number): boolean {
  return model.series.fixed[s] === 0 && model.pins.held[s] === 0;
}

import { ENROL_CHOICE } from '../../solver/model/series.ts';
import { Random } from '../../solver/search/random.ts';
import type { State } from '../../solver/state/state.ts';

/**
 * Random Changes that no move would propose: anybody anywhere, sessions taken out and put back,
 * wishes granted without a look at the day. They stay within what the state can represent (legal
 * spots, one session of a series in a period, seats that exist, one seat a person in a session),
 * and so reach plans that break pins and the hard rules which the state does not rule out by itself.
 */
export class WildWalk {
  private readonly state: State;
  private readonly random: Random;

  constructor(state: State, seed: number) {
    this.state = state;
    this.random = new Random(seed);
  }

  /** One Change of one to four parts; false when nothing came up. */
  change(): boolean {
    for (let n = 1 + this.random.below(4); n > 0; n--) this.part();
    return this.state.changed;
  }

  private part(): void {
    const parts = [this.seat, this.seat, this.room, this.spot, this.care, this.wish];
    parts[this.random.below(parts.length)].call(this);
  }

  private seat(): void {
    const { state } = this;
    const { series, staff } = state.model;
    const event = this.event();
    if (event < 0 || staff.count === 0) return;
    const needed = state.seatsNeeded(event);
    if (needed === 0) return;
    const first = series.seatStart[event];
    const seat = first + this.random.below(needed);
    const person = this.random.below(staff.count + 1) - 1;
    const sits = state.seatPerson.subarray(first, first + needed).includes(person);
    if (person >= 0 && sits) return;
    state.setSeat(seat, person);
  }

  private room(): void {
    const { rooms } = this.state.model;
    const event = this.event();
    if (event < 0) return;
    this.state.setRoom(event, this.random.below(rooms.count + 1) - 1);
  }

  /** An existing event, or -1. */
  private event(): number {
    const { series } = this.state.model;
    for (let tries = 0; tries < 8 && series.eventCount > 0; tries++) {
      const event = this.random.below(series.eventCount);
      if (this.state.exists(event)) return event;
    }
    return -1;
  }

  private spot(): void {
    const { state } = this;
    const { series } = state.model;
    if (series.firstCare === 0) return;
    const event = this.random.below(series.firstCare);
    if (this.random.chance(0.3)) {
      state.setSpot(event, -1);
      return;
    }
    const s = series.eventSeries[event];
    const from = series.spots.start[s];
    const first = series.firstEvent[s];
    // An `every` series has one slot for each of its spots, in order.
    const i =
      series.every[s] === 1 ? event - first : this.random.below(series.spots.start[s + 1] - from);
    const spot = series.spots.items[from + i];
    for (let e = first; e < series.firstEvent[s + 1]; e++) if (state.eventSpot[e] === spot) return;
    state.setSpot(event, spot);
  }

  private care(): void {
    const { state } = this;
    const { series, classCount, time } = state.model;
    if (classCount === 0) return;
    const cp = this.random.below(classCount * time.periodCount);
    if (series.careSlot[cp] < 0) return;
    const { start, items } = series.periodSlots;
    const p = cp % time.periodCount;
    const slot = items[start[p] + this.random.below(start[p + 1] - start[p])];
    state.setCare(cp, slot);
  }

  private wish(): void {
    const { state } = this;
    const { pupils, series } = state.model;
    const n = pupils.wishSeries.length;
    if (n === 0) return;
    const wish = this.random.below(n);
    const s = pupils.wishSeries[wish];
    if (s < 0 || series.enrol[s] !== ENROL_CHOICE) return;
    if (state.placedSlots[s] === 0) return;
    state.setWish(wish, state.wishGranted[wish] === 1 ? 0 : 1);
  }
}

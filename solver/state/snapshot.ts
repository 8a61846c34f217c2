import type { Evaluator } from './evaluator.ts';
import type { State } from './state.ts';

/** The five arrays that an assignment is. */
export interface Decisions {
  readonly seatPerson: Int32Array;
  readonly eventRoom: Int32Array;
  readonly eventSpot: Int32Array;
  readonly careOf: Int32Array;
  readonly wishGranted: Uint8Array;
}

/** The decisions of one assignment, kept aside. */
export class Snapshot implements Decisions {
  readonly seatPerson: Int32Array;
  readonly eventRoom: Int32Array;
  readonly eventSpot: Int32Array;
  readonly careOf: Int32Array;
  readonly wishGranted: Uint8Array;
  hard = 0;
  medium = 0;
  soft = 0;

  constructor(state: Decisions) {
    this.seatPerson = state.seatPerson.slice();
    this.eventRoom = state.eventRoom.slice();
    this.eventSpot = state.eventSpot.slice();
    this.careOf = state.careOf.slice();
    this.wishGranted = state.wishGranted.slice();
  }

  take(state: State, { hard, medium, soft }: Evaluator): void {
    this.seatPerson.set(state.seatPerson);
    this.eventRoom.set(state.eventRoom);
    this.eventSpot.set(state.eventSpot);
    this.careOf.set(state.careOf);
    this.wishGranted.set(state.wishGranted);
    this.hard = hard;
    this.medium = medium;
    this.soft = soft;
  }

  /** Lexicographic: hard, then medium, then soft by more than rounding. */
  isWorseThan({ hard, medium, soft }: Evaluator): boolean {
    if (hard !== this.hard) return hard < this.hard;
    if (medium !== this.medium) return medium < this.medium;
    return soft < this.soft - 1e-9;
  }

  /** Brings a state to these decisions; it must have no pending Change, and has none after. */
  restore(state: State): void {
    this.apply(state);
    state.commit();
    state.recountLoads();
  }

  /** The same as a Change. */
  apply(state: State): void {
    const { firstCare, seatCount, eventCount } = state.model.series;
    for (let k = 0; k < seatCount; k++) state.setSeat(k, -1);
    for (let w = 0; w < this.wishGranted.length; w++) state.setWish(w, 0);
    for (let e = 0; e < firstCare; e++) state.setSpot(e, this.eventSpot[e]);
    for (let w = 0; w < this.wishGranted.length; w++)
      if (this.wishGranted[w] === 1) state.setWish(w, 1);
    for (let cp = 0; cp < this.careOf.length; cp++) state.setCare(cp, this.careOf[cp]);
    for (let e = 0; e < eventCount; e++) state.setRoom(e, this.eventRoom[e]);
    for (let k = 0; k < seatCount; k++)
      if (this.seatPerson[k] >= 0) state.setSeat(k, this.seatPerson[k]);
  }
}

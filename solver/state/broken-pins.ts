import type { CarePin, PinParts, SessionPin } from '../model/pin-parts.ts';
import type { State } from './state.ts';

const none: readonly CarePin[] = [];

/** Counts what pins ask for and the assignment has not: 1 a missing session, room or person. */
export class BrokenPins {
  private readonly state: State;

  constructor(state: State) {
    this.state = state;
  }

  ofSeries(s: number): number {
    let broken = 0;
    for (const pin of this.state.model.pins.bySeries[s]) {
      const event = this.sessionOf(s, pin);
      broken += event < 0 ? 1 : this.partsOf(event, pin);
    }
    return broken;
  }

  /** Rooms that pins name for the classes of a care group, which has another. */
  roomsOfCare(event: number): number {
    let broken = 0;
    for (const pin of this.pinsOfCare(event)) broken += this.wrongRoom(event, pin);
    return broken;
  }

  peopleOfCare(event: number): number {
    let broken = 0;
    for (const pin of this.pinsOfCare(event)) broken += this.missingPeople(event, pin);
    return broken;
  }

  /** What a pin names and an event has not: 1 the room, and 1 for each person. */
  partsOf(event: number, pin: PinParts): number {
    return this.wrongRoom(event, pin) + this.missingPeople(event, pin);
  }

  private pinsOfCare(event: number): readonly CarePin[] {
    const { model, careOf, left } = this.state;
    const p = model.series.carePeriod[event];
    const pins = p < 0 ? none : model.pins.careByPeriod[p];
    if (pins.length === 0) return pins;
    return pins.filter(({ cell }) => careOf[cell] === event && left[cell] > 0);
  }

  /** With a period the first session that is in it, else the `index`-th in order of time; -1 without one. */
  sessionOf(s: number, { period, index }: SessionPin): number {
    const { model, eventSpot } = this.state;
    const { firstEvent } = model.series;
    const { spotSet, words } = model.time;
    const bit = 1 << (period & 31);
    let found = -1;
    for (let e = firstEvent[s]; e < firstEvent[s + 1]; e++) {
      const spot = eventSpot[e];
      if (spot < 0) continue;
      if (period < 0) {
        if (this.placeInWeek(s, e) === index) return e;
      } else if (
        (spotSet[spot * words + (period >> 5)] & bit) !== 0 &&
        (found < 0 || this.isBefore(e, found))
      )
        found = e;
    }
    return found;
  }

  /** How many sessions of the series come before one of them. */
  private placeInWeek(s: number, event: number): number {
    const { firstEvent } = this.state.model.series;
    let before = 0;
    for (let e = firstEvent[s]; e < firstEvent[s + 1]; e++)
      if (e !== event && this.state.eventSpot[e] >= 0 && this.isBefore(e, event)) before++;
    return before;
  }

  /** In the order of the plan that is made of it. */
  private isBefore(a: number, b: number): boolean {
    const { eventSpot, model } = this.state;
    const { spotOrder } = model.time;
    const order = spotOrder[eventSpot[a]] - spotOrder[eventSpot[b]];
    return order < 0 || (order === 0 && a < b);
  }

  private wrongRoom(event: number, { room }: PinParts): number {
    return room >= 0 && this.state.eventRoom[event] !== room ? 1 : 0;
  }

  private missingPeople(event: number, { seats }: PinParts): number {
    const { state } = this;
    const { seatStart, seatRole } = state.model.series;
    const first = seatStart[event];
    const end = first + state.seatsNeeded(event);
    let missing = 0;
    for (const { role, person } of seats) {
      let sits = false;
      for (let k = first; k < end && !sits; k++)
        sits = seatRole[k] === role && state.seatPerson[k] === person;
      if (!sits) missing++;
    }
    return missing;
  }
}

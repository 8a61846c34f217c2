import { DAYS } from '../model/rows.ts';
import { DAY_CAPACITY } from '../state/counts.ts';
import type { Move } from './move.ts';
import { keepsLead, People } from './people.ts';

const DEPTH = 3;
const CANDIDATES = 6;
/** Seats looked at for one that is open; most plans have none. */
const LOOKS = 200;

/**
 * Fills an open seat by a chain: whoever takes it leaves a post, which the next person takes, up
 * to DEPTH posts away. Where people are short, no shorter way may be left.
 */
export const closePost: Move = {
  id: 'closePost',
  weight: 2,
  bind(context) {
    const { state, model, random } = context;
    const { series, staff, time, pins } = model;
    if (series.seatCount === 0 || staff.count === 0) return undefined;
    const people = new People(context);
    return () => {
      const seat = openSeat();
      return seat >= 0 && fill(seat, DEPTH);
    };

    function openSeat(): number {
      const offset = random.below(series.seatCount);
      for (let i = 0; i < Math.min(LOOKS, series.seatCount); i++) {
        const seat = (offset + i) % series.seatCount;
        if (isOpen(seat)) return seat;
      }
      return -1;
    }

    function fill(seat: number, depth: number): boolean {
      const event = series.seatEvent[seat];
      const spot = state.eventSpot[event];
      const kind = series.seatKind[seat];
      const from = staff.kinds.staff.start[kind];
      const n = staff.kinds.staff.start[kind + 1] - from;
      if (n === 0) return false;
      for (let tries = 0; tries < CANDIDATES; tries++) {
        const person = staff.kinds.staff.items[from + random.below(n)];
        if (staff.barred[person * time.spotCount + spot] === 1) continue;
        const before = state.mark();
        const left = makeRoom(person, event, spot);
        const fits =
          left !== undefined &&
          (left.length === 0 || depth > 0) &&
          people.canSit(seat, person) &&
          people.withinLimits(person, event);
        if (fits) {
          state.setSeat(seat, person);
          if (left.every((other) => !isOpen(other) || fill(other, depth - 1))) return true;
        }
        state.undoTo(before);
      }
      return false;
    }

    function isOpen(seat: number): boolean {
      const event = series.seatEvent[seat];
      return (
        state.seatPerson[seat] < 0 &&
        state.exists(event) &&
        seat - series.seatStart[event] < state.seatsNeeded(event)
      );
    }

    /** Takes the person out of what clashes, and out of one more day where a limit is reached. */
    function makeRoom(person: number, event: number, spot: number): number[] | undefined {
      const left: number[] = [];
      const td = person * DAYS + time.spotDay[spot];
      for (let i = state.dayCount[td] - 1; i >= 0; i--) {
        const other = state.dayEvents[td * DAY_CAPACITY + i];
        if (other === event) return undefined;
        if (time.spotClash[spot * time.spotCount + state.eventSpot[other]] === 0) continue;
        if (!leave(other, person, left)) return undefined;
      }
      for (let tries = 0; tries < 3 && !people.withinLimits(person, event); tries++) {
        const day = person * DAYS + random.below(DAYS);
        for (let i = state.dayCount[day] - 1; i >= 0; i--)
          if (!leave(state.dayEvents[day * DAY_CAPACITY + i], person, left)) return undefined;
      }
      return left;
    }

    function leave(event: number, person: number, left: number[]): boolean {
      const seat = people.seatIn(event, person);
      if (pins.person[seat] >= 0 || keepsLead(context, seat)) return false;
      state.setSeat(seat, -1);
      left.push(seat);
      return true;
    }
  },
};

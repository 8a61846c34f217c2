import { DAYS } from '../model/rows.ts';
import { ENROL_CHOICE } from '../model/series.ts';
import { DAY_CAPACITY } from '../state/counts.ts';
import { Clubs, mayClose } from './clubs.ts';
import type { Move } from './move.ts';
import { keepsLead } from './people.ts';
import { mendTouched } from './pupils.ts';

const DEPTH = 3;
const CANDIDATES = 6;
/** How often another post may stay open instead, which costs no more at the level of posts. */
const ELSEWHERE = 0.5;
/** How often a club is closed where it has the open post, or its lead is wanted for it. */
const CLOSING = 0.3;
/** Seats looked at for one that is open; most plans have none. */
const LOOKS = 200;

/**
 * Fills an open seat by a chain: whoever takes it leaves a post, which the next person takes, up
 * to DEPTH posts away. Where people are short, no shorter way may be left. The last post of the
 * chain may stay open instead: where something must, it should be where it costs least, and from
 * there it may be filled. A club that has nobody, or whose lead is wanted more elsewhere, closes.
 */
export const closePost: Move = {
  id: 'closePost',
  weight: 2,
  shortageWeight: 5,
  bind(context) {
    const { state, model, random } = context;
    const { series, staff, time, pins } = model;
    if (series.seatCount === 0 || staff.count === 0) return undefined;
    const clubs = new Clubs(context);
    const { people, groups } = clubs.sessions;
    /** Whether one post of the chain may stay open, and one club be closed for it. */
    let mayStayOpen = false;
    let mayCloseClub = false;
    return () => {
      const seat = openSeat();
      if (seat < 0) return false;
      mayStayOpen = random.chance(ELSEWHERE);
      mayCloseClub = random.chance(CLOSING);
      if (!close(seat) && !fill(seat, DEPTH)) return false;
      if (state.touched.crowd.count > 0) mendTouched(context, groups);
      return true;
    };

    /** Closes the club of a seat where it may be. */
    function close(seat: number): boolean {
      const s = series.eventSeries[series.seatEvent[seat]];
      if (!mayCloseClub || s < 0 || series.enrol[s] !== ENROL_CHOICE) return false;
      if (!mayClose(context, s)) return false;
      mayCloseClub = false;
      clubs.close(s);
      return true;
    }

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
        const mayBefore = [mayStayOpen, mayCloseClub] as const;
        const left = makeRoom(person, event, spot);
        const fits =
          left !== undefined &&
          (left.length === 0 || depth > 0) &&
          people.canSit(seat, person) &&
          people.withinLimits(person, event);
        if (fits) {
          state.setSeat(seat, person);
          if (left.every((other) => !isOpen(other) || fill(other, depth - 1) || stayOpen()))
            return true;
        }
        state.undoTo(before);
        [mayStayOpen, mayCloseClub] = mayBefore;
      }
      return false;
    }

    function stayOpen(): boolean {
      const may = mayStayOpen;
      mayStayOpen = false;
      return may;
    }

    function isOpen(seat: number): boolean {
      const event = series.seatEvent[seat];
      return (
        state.seatPerson[seat] < 0 &&
        state.exists(event) &&
        seat - series.seatStart[event] < state.seatsNeeded(event)
      );
    }

    /** Takes the person out of what clashes, and out of a post or a day more where a limit is reached. */
    function makeRoom(person: number, event: number, spot: number): number[] | undefined {
      const left: number[] = [];
      const td = person * DAYS + time.spotDay[spot];
      for (let i = state.dayCount[td] - 1; i >= 0; i--) {
        // A club that closes takes more than one session out.
        if (i >= state.dayCount[td]) continue;
        const other = state.dayEvents[td * DAY_CAPACITY + i];
        if (other === event) return undefined;
        if (time.spotClash[spot * time.spotCount + state.eventSpot[other]] === 0) continue;
        if (!leave(other, person, left)) return undefined;
      }
      for (let tries = 0; tries < 3 && !people.withinLimits(person, event); tries++) {
        const day = person * DAYS + random.below(DAYS);
        const n = state.dayCount[day];
        const isWhole = n < 2 || random.chance(0.5);
        const first = isWhole ? 0 : random.below(n);
        for (let i = isWhole ? n - 1 : first; i >= first; i--) {
          if (i >= state.dayCount[day]) continue;
          if (!leave(state.dayEvents[day * DAY_CAPACITY + i], person, left)) return undefined;
        }
      }
      return left;
    }

    function leave(event: number, person: number, left: number[]): boolean {
      const seat = people.seatIn(event, person);
      if (pins.person[seat] >= 0) return false;
      if (keepsLead(context, seat)) return close(seat);
      state.setSeat(seat, -1);
      left.push(seat);
      return true;
    }
  },
};

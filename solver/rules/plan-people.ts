import type { Staff } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { shareOf } from '../../src/domain/staff.ts';
import { byTime, type SeatView, type SessionView } from './session-view.ts';

/** One person's week. */
export interface PersonView {
  readonly staff: Staff;
  readonly seats: readonly SeatView[];
  /** Distinct sessions in time order: a second seat in one session adds none. */
  readonly sessions: readonly SessionView[];
  /** The same by weekday; only weekdays with a session, in order. */
  readonly days: ReadonlyMap<number, readonly SessionView[]>;
  /** Weekdays with one or more late posts, and with an early-arrival post. */
  readonly lateDays: ReadonlySet<number>;
  readonly earlyDays: ReadonlySet<number>;
  /** Load minutes of all seats, plus what is carried over from before. */
  readonly load: number;
  readonly share: number;
}

export function makePeople(index: ProblemIndex, sessions: readonly SessionView[]): PersonView[] {
  const seatsOf = new Map<string, SeatView[]>(index.problem.staff.map((s) => [s.id, []]));
  for (const session of sessions)
    for (const seat of session.seats)
      if (seat.staff !== undefined) seatsOf.get(seat.staff.id)?.push(seat);
  return index.problem.staff.map((staff) => makePerson(staff, seatsOf.get(staff.id) ?? []));
}

/** The week of a person who has these seats. */
export function makePerson(staff: Staff, seats: readonly SeatView[]): PersonView {
  const sessions = [...new Set(seats.map((seat) => seat.session))].sort(byTime);
  const days = new Map<number, SessionView[]>();
  for (const session of sessions) {
    const day = days.get(session.weekday);
    if (day) day.push(session);
    else days.set(session.weekday, [session]);
  }
  let load = staff.carryOver ?? 0;
  for (const seat of seats) load += seat.session.seatLoad;
  return {
    staff,
    seats,
    sessions,
    days,
    lateDays: new Set(sessions.filter((s) => s.isLatePost).map((s) => s.weekday)),
    earlyDays: new Set(sessions.filter((s) => s.isEarlyPost).map((s) => s.weekday)),
    load,
    share: shareOf(staff),
  };
}

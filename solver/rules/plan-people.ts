import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import type { Staff, StaffKind } from '../../src/domain/problem.ts';
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

function makePerson(staff: Staff, seats: readonly SeatView[]): PersonView {
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

export function isSchoolStaff(kind: StaffKind): boolean {
  return kind === 'teacher' || kind === 'leader';
}

/** No contract or a bad record, or no training: barred from every seat. */
export function isBarred(staff: Staff): boolean {
  return staff.cleared === false || staff.trained === false;
}

/** The fair share relative to others: 1 for school staff, 0 for outsiders and for barred people. */
export function shareOf(staff: Staff): number {
  return staff.share ?? (isSchoolStaff(staff.kind) && !isBarred(staff) ? 1 : 0);
}

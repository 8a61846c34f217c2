import type { Staff } from '../../src/domain/problem.ts';
import { makePerson, type PersonView } from '../rules/plan-people.ts';
import type { SeatView, SessionView } from '../rules/session-view.ts';

/** The session with another person in one of its seats, or nobody. */
export function withSeat(session: SessionView, place: number, staff: Staff): SessionView {
  const seats: SeatView[] = [];
  const people: Staff[] = [];
  const copy: SessionView = { ...session, seats, people };
  session.seats.forEach((seat, i) => {
    const sits = i === place ? staff : seat.staff;
    seats.push({ ...seat, session: copy, staff: sits });
    if (sits !== undefined && !people.includes(sits)) people.push(sits);
  });
  return copy;
}

/** The person's week with the seat of these sessions as well, and with none in `left`. */
export function weekWith(
  { staff, seats }: PersonView,
  sessions: readonly SessionView[],
  place: number,
  left?: SessionView,
): PersonView {
  const others = seats.filter(
    ({ session }) => session !== left && !sessions.some(({ id }) => id === session.id),
  );
  const own = sessions.flatMap((session) =>
    session.seats.flatMap((seat, i) =>
      i === place || seat.staff?.id === staff.id ? [{ ...seat, session, staff }] : [],
    ),
  );
  return makePerson(staff, [...others, ...own]);
}

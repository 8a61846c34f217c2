import type { Bilingual } from '../../src/domain/bilingual.ts';
import { sessionName } from '../../src/domain/naming.ts';
import type { SeatSpec } from '../../src/domain/problem.ts';
import { openSeatCost } from '../rules/open-seat.ts';
import type { Asking } from './asking.ts';
import { askEverybody, type SeatFindings } from './candidates.ts';

/** A seat without a person, why that is so and what would fill it. */
export interface OpenPostFindings extends SeatFindings {
  sessionId: string;
  /** Place among the seats of the session. */
  seat: number;
  role: SeatSpec['role'];
  name: Bilingual;
  /** Medium cost; 0 for a seat that is only missed, as an assistant's. */
  medium: number;
}

/** The open seats of a plan, or of one session of it, those that matter most first. */
export function explainOpenPosts(asking: Asking, sessionId?: string): OpenPostFindings[] {
  const { view, index } = asking;
  const wanted = view.sessions.filter(({ id }) => sessionId === undefined || id === sessionId);
  const open = wanted.flatMap((session) =>
    session.seats.flatMap((seat, place) =>
      seat.staff === undefined ? [{ session, place, medium: openSeatCost(seat) }] : [],
    ),
  );
  open.sort((a, b) => b.medium - a.medium);
  return open.map(({ session, place, medium }) => ({
    sessionId: session.id,
    seat: place,
    role: session.seats[place]?.role ?? 'lead',
    name: sessionName(index, session.session),
    medium,
    ...askEverybody(session, place, asking),
  }));
}

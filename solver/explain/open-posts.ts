import type { Bilingual } from '../../src/domain/bilingual.ts';
import { sessionName } from '../../src/domain/naming.ts';
import type { SeatSpec } from '../../src/domain/problem.ts';
import { isOpenPost, openSeatCost } from '../rules/open-seat.ts';
import { isOff } from '../rules/registry.ts';
import type { Asking } from './asking.ts';
import { askEverybody, type SeatFindings } from './candidates.ts';

/** A seat without a person, why that is so and what would fill it. */
export interface OpenPostFindings extends SeatFindings {
  sessionId: string;
  /** Place among the seats of the session. */
  seat: number;
  role: SeatSpec['role'];
  name: Bilingual;
  /** It keeps the plan from being published; else it is only missed, as an assistant's. */
  isPost: boolean;
  /** Medium cost; 0 for a seat that is only missed, as an assistant's, and where the rule is off. */
  medium: number;
}

/** The open seats of a plan, or of one session of it, those that matter most first. */
export function explainOpenPosts(asking: Asking, sessionId?: string): OpenPostFindings[] {
  const { view, index } = asking;
  const wanted = view.sessions.filter(({ id }) => sessionId === undefined || id === sessionId);
  const open = wanted.flatMap((session) =>
    session.seats.flatMap((seat, place) =>
      seat.staff === undefined
        ? [{ session, place, isPost: isOpenPost(seat), weight: openSeatCost(seat) }]
        : [],
    ),
  );
  // A plan without these people cannot be published, whether or not the rule counts them.
  open.sort((a, b) => b.weight - a.weight);
  const isCounted = !isOff(index.problem, 'openSeat');
  return open.map(({ session, place, isPost, weight }) => ({
    sessionId: session.id,
    seat: place,
    role: session.seats[place]?.role ?? 'lead',
    name: sessionName(index, session.session),
    isPost,
    medium: isCounted ? weight : 0,
    ...askEverybody(session, place, asking),
  }));
}

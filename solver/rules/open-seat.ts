import type { Rule } from './rule.ts';
import { isCareOrDuty, type SeatView } from './session-view.ts';

export const openSeat: Rule = {
  id: 'openSeat',
  level: 'medium',
  defaultWeight: 1,
  title: { zh: '空缺岗位', en: 'Open seats that matter' },
  sentence: {
    zh: '看护岗、护导岗不空缺，有学生的场次不能无人在岗，负责人岗尽量不空缺。',
    en: 'No care or duty seat is open, no session with pupils is without an adult, and no lead seat is open.',
  },
  params: [],
  reference(plan) {
    return plan.sessions.flatMap((session) =>
      session.seats
        .filter((seat) => openSeatCost(seat) > 0)
        .map((seat) => ({
          cost: openSeatCost(seat),
          sessionIds: [session.id],
          detail: { role: seat.role },
        })),
    );
  },
  fast: [],
};

/** What an open seat costs at this level; 0 for a filled one and for one that is merely missed. */
export function openSeatCost({ session, staff, role }: SeatView): number {
  if (staff !== undefined) return 0;
  if (isCareOrDuty(session)) return 10;
  if (session.headcount > 0 && session.people.length === 0) return 10;
  return role === 'lead' ? 3 : 0;
}

import { ROLE_LEAD } from '../model/series.ts';
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
  tell: { zh: '{sessions}的{role}岗空缺', en: 'The {role} seat of {sessions} is open' },
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
  fast: [
    {
      scope: 'crew',
      bind:
        (state, { series }) =>
        (event) => {
          if (!state.exists(event)) return 0;
          const first = series.seatStart[event];
          const end = first + state.seatsNeeded(event);
          let open = 0;
          let openLeads = 0;
          for (let k = first; k < end; k++) {
            if (state.seatPerson[k] >= 0) continue;
            open++;
            if (series.seatRole[k] === ROLE_LEAD) openLeads++;
          }
          if (open === 0) return 0;
          const s = series.eventSeries[event];
          if (s < 0 || series.isDuty[s] === 1) return 10 * open;
          if (open === end - first && state.headcount(event) > 0) return 10 * open;
          return 3 * openLeads;
        },
    },
  ],
};

/** What an open seat costs at this level; 0 for a filled one and for one that is merely missed. */
export function openSeatCost(seat: SeatView): number {
  if (seat.staff !== undefined) return 0;
  if (isOpenPost(seat)) return 10;
  return seat.role === 'lead' ? 3 : 0;
}

/** Whether the plan cannot be published while this seat is open; see `publishability`. */
export function isOpenPost({ session, staff }: SeatView): boolean {
  if (staff !== undefined) return false;
  return isCareOrDuty(session) || (session.hasPupils && session.people.length === 0);
}

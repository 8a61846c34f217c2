import { ROLE_LEAD } from '../model/series.ts';
import { openSeatCost } from './open-seat.ts';
import type { Rule } from './rule.ts';

export const openAssistant: Rule = {
  id: 'openAssistant',
  level: 'soft',
  defaultWeight: 8,
  title: { zh: '空缺助教岗', en: 'Other open seats' },
  sentence: {
    zh: '其余岗位（如助教）尽量不空缺。',
    en: 'The seats that are not counted as open posts are filled too.',
  },
  params: [],
  tell: { zh: '{sessions}的{role}岗空缺', en: 'The {role} seat of {sessions} is open' },
  reference(plan) {
    return plan.sessions.flatMap((session) =>
      session.seats
        .filter((seat) => seat.staff === undefined && openSeatCost(seat) === 0)
        .map((seat) => ({ cost: 1, sessionIds: [session.id], detail: { role: seat.role } })),
    );
  },
  fast: [
    {
      scope: 'crew',
      bind:
        (state, { series }) =>
        (event) => {
          if (event >= series.firstCare || state.eventSpot[event] < 0) return 0;
          if (series.isDuty[series.eventSeries[event]] === 1) return 0;
          const first = series.seatStart[event];
          const end = series.seatStart[event + 1];
          let open = 0;
          let others = 0;
          for (let k = first; k < end; k++) {
            if (state.seatPerson[k] >= 0) continue;
            open++;
            if (series.seatRole[k] !== ROLE_LEAD) others++;
          }
          if (others === 0) return 0;
          return open === end - first && state.headcount(event) > 0 ? 0 : others;
        },
    },
  ],
};

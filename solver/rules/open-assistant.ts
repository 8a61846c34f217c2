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
  reference(plan) {
    return plan.sessions.flatMap((session) =>
      session.seats
        .filter((seat) => seat.staff === undefined && openSeatCost(seat) === 0)
        .map((seat) => ({ cost: 1, sessionIds: [session.id], detail: { role: seat.role } })),
    );
  },
  fast: [],
};

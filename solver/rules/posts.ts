import type { Rule } from './rule.ts';

export const posts: Rule = {
  id: 'posts',
  level: 'soft',
  defaultWeight: 3,
  title: { zh: '岗位总量', en: 'As few posts as will do' },
  sentence: {
    zh: '全部岗位（含空缺）的总工作量越少越好，鼓励小班合班看护。',
    en: 'The load of all seats, open or not, is small, so that merging small care groups is worth something.',
  },
  params: ['loadFactor'],
  tell: {
    zh: '{sessions}有 {seats} 个岗位，各计 {loadMinutes} 分钟',
    en: '{sessions} has seats: {seats}, of {loadMinutes} load minutes each',
  },
  reference(plan) {
    return plan.sessions
      .map((session) => ({
        cost: (session.seats.length * session.seatLoad) / 30,
        sessionIds: [session.id],
        detail: { seats: session.seats.length, loadMinutes: session.seatLoad },
      }))
      .filter((match) => match.cost > 0);
  },
  fast: [
    {
      scope: 'crowd',
      bind: (state) => (event) =>
        state.exists(event) ? (state.seatsNeeded(event) * state.loadOf(event)) / 30 : 0,
    },
  ],
};

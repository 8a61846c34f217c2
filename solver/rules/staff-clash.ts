import type { Match, Rule } from './rule.ts';
import { sessionsOverlap } from './when.ts';

export const staffClash: Rule = {
  id: 'staffClash',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '人员时间冲突', en: 'One post at a time' },
  sentence: {
    zh: '同一人不能同时在两个场次值岗，也不能在一个场次占两个岗位。',
    en: 'Nobody is in two sessions that overlap in time, nor in two seats of one session.',
  },
  params: [],
  reference(plan) {
    const matches: Match[] = [];
    for (const { staff, seats, days, sessions } of plan.people) {
      for (const day of days.values())
        day.forEach((a, i) => {
          for (const b of day.slice(i + 1))
            if (sessionsOverlap(a, b))
              matches.push({
                cost: 1,
                staffIds: [staff.id],
                sessionIds: [a.id, b.id],
                weekday: a.weekday,
              });
        });
      if (seats.length === sessions.length) continue;
      for (const session of sessions) {
        const extra = seats.filter((seat) => seat.session === session).length - 1;
        if (extra > 0)
          matches.push({
            cost: extra,
            count: extra,
            staffIds: [staff.id],
            sessionIds: [session.id],
          });
      }
    }
    return matches;
  },
  fast: [],
};

import { DAY_CAPACITY } from '../state/counts.ts';
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
  tell: ({ sessionIds }) =>
    sessionIds?.length === 1
      ? { zh: '{people}在{sessions}占了两个岗位', en: '{people} has two seats in {sessions}' }
      : {
          zh: '{people}同时在{sessions}值岗',
          en: '{people} is in two sessions at once: {sessions}',
        },
  tellIf: ({ sessionIds }) =>
    sessionIds?.length === 1
      ? {
          zh: '{people}会在{sessions}占两个岗位',
          en: '{people} would have two seats in {sessions}',
        }
      : {
          zh: '{people}会同时在{sessions}值岗',
          en: '{people} would be in two sessions at once: {sessions}',
        },
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
  fast: [
    {
      scope: 'personDay',
      bind:
        ({ dayCount, dayEvents, eventSpot }, { time }) =>
        (td) => {
          const n = dayCount[td];
          if (n < 2) return 0;
          const base = td * DAY_CAPACITY;
          let violations = 0;
          for (let i = 1; i < n; i++) {
            const event = dayEvents[base + i];
            let second = false;
            for (let j = 0; j < i && !second; j++) second = dayEvents[base + j] === event;
            if (second) {
              violations++;
              continue;
            }
            const row = eventSpot[event] * time.spotCount;
            for (let j = 0; j < i; j++) {
              const other = dayEvents[base + j];
              if (time.spotClash[row + eventSpot[other]] === 0) continue;
              let seen = false;
              for (let k = 0; k < j && !seen; k++) seen = dayEvents[base + k] === other;
              if (!seen) violations++;
            }
          }
          return violations;
        },
    },
  ],
};

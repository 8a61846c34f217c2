import { minuteOf } from '../../src/domain/time.ts';
import { DAYS } from '../model/rows.ts';
import { DAY_CAPACITY } from '../state/counts.ts';
import type { Rule } from './rule.ts';

export const lateStart: Rule = {
  id: 'lateStart',
  level: 'soft',
  defaultWeight: 1,
  title: { zh: '到岗过晚', en: 'Waiting for the first post' },
  sentence: {
    zh: '除早到看护外，每人当天第一个场次不宜离课后服务开始太久。',
    en: 'A person’s first session of a weekday starts soon after its first pupil period, within the minutes set, early arrival aside.',
  },
  params: ['rest.lateStart'],
  tell: {
    zh: '{people}{day}的第一个场次比课后服务开始晚 {wait} 分钟',
    en: '{people} starts {wait} minutes after the service begins on {day}',
  },
  reference(plan, index) {
    const opening = new Map<number, number>();
    for (const { weekday, segment, start } of index.problem.periods) {
      if (segment === 'duty' || segment === 'earlyArrival') continue;
      opening.set(weekday, Math.min(minuteOf(start), opening.get(weekday) ?? Infinity));
    }
    return plan.people.flatMap(({ staff, days }) =>
      [...days].flatMap(([weekday, sessions]) => {
        const first = sessions.find((session) => !session.isEarlyPost);
        if (first === undefined) return [];
        const wait = first.startMinute - (opening.get(weekday) ?? Infinity);
        if (wait <= index.params.rest.lateStart) return [];
        return [
          { cost: 1, staffIds: [staff.id], weekday, sessionIds: [first.id], detail: { wait } },
        ];
      }),
    );
  },
  fast: [
    {
      scope: 'personDay',
      bind:
        ({ dayCount, dayEvents, eventSpot }, { time, params }) =>
        (td) => {
          const opening = time.dayFirstStart[td % DAYS];
          if (opening < 0) return 0;
          const base = td * DAY_CAPACITY;
          let first = -1;
          for (let i = 0; i < dayCount[td]; i++) {
            const spot = eventSpot[dayEvents[base + i]];
            if (time.spotEarly[spot] === 1) continue;
            if (first < 0 || time.spotStart[spot] < first) first = time.spotStart[spot];
          }
          return first >= 0 && first - opening > params.rest.lateStart ? 1 : 0;
        },
    },
  ],
};

import type { Rule } from './rule.ts';

export const roomStability: Rule = {
  id: 'roomStability',
  level: 'soft',
  defaultWeight: 2,
  title: { zh: '活动场地稳定', en: 'One room for a series' },
  sentence: {
    zh: '同一系列活动尽量固定在一个场地。',
    en: 'The sessions of a series are in one room.',
  },
  params: [],
  tell: {
    zh: '{series}用了 {roomsCount} 个场地：{rooms}',
    en: '{series} is in {roomsCount} rooms: {rooms}',
  },
  reference(plan) {
    return plan.series.flatMap(({ activity, forKey, sessions }) => {
      const rooms = new Set(sessions.flatMap(({ room }) => (room === undefined ? [] : [room.id])));
      if (rooms.size < 2) return [];
      const series = { activityId: activity.id, ...(forKey === undefined ? {} : { forKey }) };
      return [{ cost: rooms.size - 1, ...series, roomIds: [...rooms] }];
    });
  },
  fast: [
    {
      scope: 'series',
      bind: (state, { series, rooms }) => {
        const seen = new Int32Array(rooms.count);
        let round = 0;
        return (s) => {
          round++;
          let distinct = 0;
          for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
            const room = state.eventRoom[e];
            if (room < 0 || seen[room] === round) continue;
            seen[room] = round;
            distinct++;
          }
          return distinct > 1 ? distinct - 1 : 0;
        };
      },
    },
  ],
};

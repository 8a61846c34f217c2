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
  reference(plan) {
    return plan.series.flatMap(({ activity, forKey, sessions }) => {
      const rooms = new Set(sessions.flatMap(({ room }) => (room === undefined ? [] : [room.id])));
      if (rooms.size < 2) return [];
      const series = { activityId: activity.id, ...(forKey === undefined ? {} : { forKey }) };
      return [{ cost: rooms.size - 1, ...series, roomIds: [...rooms] }];
    });
  },
  fast: [],
};

import { UNKNOWN_FLOOR } from '../model/rooms.ts';
import { ENROL_CLASS } from '../model/series.ts';
import type { Rule } from './rule.ts';

export const floorWalk: Rule = {
  id: 'floorWalk',
  level: 'soft',
  defaultWeight: 1,
  title: { zh: '低年级少爬楼', en: 'Few stairs for the youngest' },
  sentence: {
    zh: '一、二年级的看护和整班活动尽量与本班教室同楼层。',
    en: 'Classes of grades 1 and 2 stay near the floor of their home room in care and whole-class sessions.',
  },
  params: [],
  tell: {
    zh: '{classes}（一、二年级）要换楼层到{rooms}：{sessions}',
    en: '{classes}, of grades 1 and 2, changes floors to {rooms} for {sessions}',
  },
  reference(plan, index) {
    return plan.sessions
      .filter(({ hosting }) => hosting === 'care' || hosting === 'class')
      .flatMap(({ id, room, classIds }) =>
        classIds.flatMap((classId) => {
          const { grade, homeRoomId } = index.schoolClass(classId);
          const home = index.room(homeRoomId).floor;
          if (grade > 2 || room?.floor === undefined || home === undefined) return [];
          const cost = Math.abs(room.floor - home);
          if (cost === 0) return [];
          return [{ cost, sessionIds: [id], classIds: [classId], roomIds: [room.id] }];
        }),
      );
  },
  fast: [
    {
      scope: 'event',
      bind: (state, { series, rooms, classGrade, classHomeRoom }) => {
        const floors = (c: number, room: number) => {
          const home = classHomeRoom[c];
          if (classGrade[c] > 2 || home < 0) return 0;
          const from = rooms.floor[home];
          const to = rooms.floor[room];
          return from === UNKNOWN_FLOOR || to === UNKNOWN_FLOOR ? 0 : Math.abs(from - to);
        };
        return (event) => {
          const room = state.eventRoom[event];
          if (room < 0 || !state.exists(event)) return 0;
          let walk = 0;
          if (event >= series.firstCare) {
            const from = state.memberStart[event - series.firstCare];
            for (let i = 0; i < state.memberCount[event]; i++)
              walk += floors(state.members[from + i], room);
            return walk;
          }
          const s = series.eventSeries[event];
          if (series.enrol[s] !== ENROL_CLASS) return 0;
          for (let i = series.classes.start[s]; i < series.classes.start[s + 1]; i++)
            walk += floors(series.classes.items[i], room);
          return walk;
        };
      },
    },
  ],
};

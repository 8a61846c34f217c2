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
  fast: [],
};

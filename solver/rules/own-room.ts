import type { Rule } from './rule.ts';

export const ownRoom: Rule = {
  id: 'ownRoom',
  level: 'soft',
  defaultWeight: 2,
  title: { zh: '在本班教室看护', en: 'Care in the home room' },
  sentence: {
    zh: '班级看护尽量在本班教室。',
    en: 'A class is in its home room for care.',
  },
  params: [],
  reference(plan, index) {
    return plan.sessions
      .filter((session) => session.hosting === 'care')
      .flatMap(({ id, room, classIds }) =>
        classIds
          .filter((classId) => index.schoolClass(classId).homeRoomId !== room?.id)
          .map((classId) => ({ cost: 1, sessionIds: [id], classIds: [classId] })),
      );
  },
  fast: [],
};

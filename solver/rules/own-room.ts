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
  tell: {
    zh: '{classes}不在本班教室：{sessions}',
    en: '{classes} is away from its home room for {sessions}',
  },
  reference(plan, index) {
    return plan.sessions
      .filter((session) => session.hosting === 'care')
      .flatMap(({ id, room, classIds }) =>
        classIds
          .filter((classId) => index.schoolClass(classId).homeRoomId !== room?.id)
          .map((classId) => ({ cost: 1, sessionIds: [id], classIds: [classId] })),
      );
  },
  fast: [
    {
      scope: 'event',
      bind:
        (state, { series, classHomeRoom }) =>
        (event) => {
          if (event < series.firstCare) return 0;
          const from = state.memberStart[event - series.firstCare];
          const room = state.eventRoom[event];
          let away = 0;
          for (let i = 0; i < state.memberCount[event]; i++) {
            if (classHomeRoom[state.members[from + i]] !== room) away++;
          }
          return away;
        },
    },
  ],
};

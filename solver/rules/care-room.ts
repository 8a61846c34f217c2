import type { Rule } from './rule.ts';

const segments = ['earlyArrival', 'lateCare'] as const;

export const careRoom: Rule = {
  id: 'careRoom',
  level: 'soft',
  defaultWeight: 1,
  title: { zh: '早晚看护场地稳定', en: 'One room for early and for late care' },
  sentence: {
    zh: '同一班级一周的早到看护、延时托管各尽量固定在一个场地。',
    en: 'Over the week a class has one room for early arrival and one for late care.',
  },
  params: [],
  tell: {
    zh: '{classes}的{segment}一周用了 {roomsCount} 个场地：{rooms}',
    en: '{classes} has {roomsCount} rooms for {segment} over the week: {rooms}',
  },
  reference(plan, index) {
    return index.problem.classes.flatMap(({ id }) =>
      segments.flatMap((segment) => {
        const rooms = new Set(
          plan
            .careOf(id)
            .filter((session) => session.periods.some((p) => p.segment === segment))
            .flatMap((session) => (session.room === undefined ? [] : [session.room.id])),
        );
        if (rooms.size < 2) return [];
        return [{ cost: rooms.size - 1, classIds: [id], roomIds: [...rooms], detail: { segment } }];
      }),
    );
  },
  fast: [
    {
      scope: 'class',
      bind: (state, { time, rooms }) => {
        const inSegment = (['earlyArrival', 'lateCare'] as const).map((name) =>
          Int32Array.from(time.periods.flatMap((p, i) => (p.segment === name ? [i] : []))),
        );
        const { left, careOf, eventRoom } = state;
        const seen = new Int32Array(rooms.count);
        let round = 0;
        return (c) => {
          let cost = 0;
          for (let k = 0; k < inSegment.length; k++) {
            const periods = inSegment[k];
            round++;
            let distinct = 0;
            for (let i = 0; i < periods.length; i++) {
              const cp = c * time.periodCount + periods[i];
              if (left[cp] === 0 || careOf[cp] < 0) continue;
              const room = eventRoom[careOf[cp]];
              if (room < 0 || seen[room] === round) continue;
              seen[room] = round;
              distinct++;
            }
            if (distinct > 1) cost += distinct - 1;
          }
          return cost;
        };
      },
    },
  ],
};

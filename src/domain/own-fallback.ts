import type { DataWarning } from './data-warning.ts';
import { listOf, roomName, same } from './naming.ts';
import type { ProblemIndex } from './problem-index.ts';

/** Places that are said to be their own rain plan: then nobody has anywhere else to go. */
export function ownFallback(index: ProblemIndex): DataWarning[] {
  const rooms = index.problem.rooms.filter(({ id, fallbackRoomId }) => id === fallbackRoomId);
  if (rooms.length === 0) return [];
  const names = listOf(
    rooms.map(({ id }) => same(roomName(index, id))),
    'rooms',
  );
  return [
    {
      code: 'own-fallback',
      sentence: {
        zh: `${names.zh}的雨天备用写的是场地自己：改成下雨时能用的另一处，室内的场地留空`,
        en: `The rain plan of ${names.en} is the place itself: write another one that can be used in rain, and leave it empty for places indoors`,
      },
    },
  ];
}

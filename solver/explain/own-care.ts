import type { Plan, Session } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';

/** A care session of one class in its home room, with nobody in its seat yet. */
export function ownCare(
  index: ProblemIndex,
  draft: Plan,
  classId: string,
  periodId: string,
): Session {
  return {
    id: freeId(draft, `care:${periodId}:${classId}`),
    kind: 'care',
    periodIds: [periodId],
    roomId: index.schoolClass(classId).homeRoomId,
    classIds: [classId],
    headcount: 0,
    seats: [{ role: 'lead', staffId: null }],
  };
}

/** The id wanted, or the first free one made from it. */
export function freeId(draft: Plan, wanted: string): string {
  const used = new Set(draft.sessions.map(({ id }) => id));
  let id = wanted;
  for (let n = 2; used.has(id); n++) id = `${wanted}#${n}`;
  return id;
}

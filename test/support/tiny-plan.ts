import type { Plan, Session } from '../../src/domain/problem.ts';

/**
 * A full plan for `tinyProblem()`, fresh at every call: on Monday four pupils play chess and the
 * others stay with their class, on Tuesday each class has its micro theme; late care is merged.
 * Its `score` is zeros and was not reckoned.
 */
export function tinyPlan(overrides: Partial<Plan> = {}): Plan {
  const care = (
    periodId: string,
    classIds: string[],
    roomId: string,
    staffId: string,
    headcount: number,
  ): Session => ({
    id: `care-${periodId}-${classIds.join('+')}`,
    kind: 'care',
    periodIds: [periodId],
    roomId,
    classIds,
    headcount,
    seats: [{ role: 'lead', staffId }],
  });
  const micro = (classId: string, roomId: string, staffId: string, headcount: number): Session => ({
    id: `micro-${classId}`,
    kind: 'microTheme',
    activityId: 'micro',
    forKey: classId,
    periodIds: ['tue-micro'],
    roomId,
    classIds: [classId],
    headcount,
    seats: [{ role: 'lead', staffId }],
  });
  const gate = (periodId: string): Session => ({
    id: `gate-${periodId}`,
    kind: 'duty',
    activityId: 'gate',
    periodIds: [periodId],
    roomId: null,
    classIds: [],
    headcount: 0,
    seats: [{ role: 'duty', staffId: 'H1' }],
  });
  const inChess = ['C1-a', 'C1-b', 'C3-a', 'C3-b'];
  return {
    schema: 'afterschool.plan/1',
    problemId: 'tiny',
    problemHash: '',
    sessions: [
      care('mon-hw', ['C1'], 'R1', 'T1', 4),
      care('mon-hw', ['C3'], 'R2', 'T2', 4),
      {
        id: 'chess-1',
        kind: 'club',
        activityId: 'chess',
        periodIds: ['mon-club'],
        roomId: 'R3',
        classIds: ['C1', 'C3'],
        headcount: 4,
        seats: [{ role: 'lead', staffId: 'T3' }],
        studentIds: inChess,
      },
      care('mon-club', ['C1'], 'R1', 'T1', 2),
      care('mon-club', ['C3'], 'R2', 'T2', 2),
      care('mon-late', ['C1', 'C3'], 'R1', 'T3', 3),
      gate('mon-gate'),
      care('tue-hw', ['C1'], 'R1', 'T1', 4),
      care('tue-hw', ['C3'], 'R2', 'T2', 3),
      micro('C1', 'R1', 'T1', 4),
      micro('C3', 'R2', 'T2', 3),
      care('tue-late', ['C1', 'C3'], 'R1', 'T1', 2),
      gate('tue-gate'),
    ],
    openSessions: [],
    placements: inChess.map((studentId) => ({ studentId, activityId: 'chess', rank: 1 })),
    score: { hard: 0, medium: 0, soft: 0, rules: {} },
    seed: 1,
    solver: {},
    ...overrides,
  };
}

import {
  PLAN_SCHEMA_ID,
  type Placement,
  type Plan,
  type Problem,
  type Session,
} from '../../src/domain/problem.ts';

/** What a peer made as a plan, which nobody has scored yet. */
export function peerPlan(
  problem: Problem,
  name: string,
  sessions: Session[],
  placements: Placement[],
): Plan {
  return {
    schema: PLAN_SCHEMA_ID,
    problemId: problem.school.id,
    problemHash: '',
    sessions,
    openSessions: [],
    placements,
    score: { hard: 0, medium: 0, soft: 0, rules: {} },
    seed: 0,
    solver: { name },
  };
}

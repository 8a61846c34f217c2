import type { Placement, Plan, Problem, Session } from '../../domain/problem.ts';
import { PLAN_SCHEMA_ID } from '../../domain/problem.ts';
import { indexProblem } from '../../domain/problem-index.ts';
import type { Random } from '../random.ts';

/**
 * A published plan of the week before, not a good one: sessions here and there with people and
 * rooms of the problem. Only its form is right, which is all that the rule on disruption needs.
 */
export function smallBaseline(random: Random, problem: Problem): Plan {
  const index = indexProblem(problem);
  const staffIds = problem.staff.map((t) => t.id);
  const someone = () => (staffIds.length > 0 && random.chance(80) ? random.pick(staffIds) : null);
  const room = () => random.pick(problem.rooms).id;
  const sessions: Session[] = [];
  for (const { activity, forKey, classIds } of index.series) {
    const periods = problem.periods.filter((p) => activity.segments.includes(p.segment));
    for (const period of random.sample(periods, random.below(3))) {
      sessions.push({
        id: `B${sessions.length + 1}`,
        kind: activity.kind,
        activityId: activity.id,
        ...(forKey === undefined ? {} : { forKey }),
        periodIds: [period.id],
        roomId: activity.room === null ? null : room(),
        classIds: [...classIds],
        headcount: 0,
        seats: activity.seats.flatMap(({ role, count = 1 }) =>
          Array.from({ length: count }, () => ({ role, staffId: someone() })),
        ),
      });
    }
  }
  for (const period of problem.periods.filter((p) => p.segment !== 'duty')) {
    for (const schoolClass of problem.classes.filter(() => random.chance(60))) {
      sessions.push({
        id: `B${sessions.length + 1}`,
        kind: 'care',
        periodIds: [period.id],
        roomId: room(),
        classIds: [schoolClass.id],
        headcount: 0,
        seats: [{ role: 'lead', staffId: someone() }],
      });
    }
  }
  const placements: Placement[] = (problem.students ?? []).flatMap((student) =>
    (student.choices ?? [])
      .map((activityId, i) => ({ studentId: student.id, activityId, rank: i + 1 }))
      .filter(() => random.chance(30)),
  );
  return {
    schema: PLAN_SCHEMA_ID,
    problemId: problem.school.id,
    problemHash: 'baseline',
    sessions,
    openSessions: [],
    placements,
    score: { hard: 0, medium: 0, soft: 0, rules: {} },
    seed: 1,
    solver: { name: 'baseline' },
  };
}

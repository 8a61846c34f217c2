import { fittedTo } from '../../src/domain/fitted-to.ts';
import type { Plan, Problem } from '../../src/domain/problem.ts';

/**
 * The data of a run that keeps to the plan `kept`, or to none; `undefined` where the data are so
 * already. What an earlier run kept to stands in the data still, and may be out of force by now.
 */
export function dataToRun(problem: Problem, kept: Plan | undefined): Problem | undefined {
  const { baseline, ...free } = problem;
  if (kept === undefined) return baseline === undefined ? undefined : free;
  const fitted = fittedTo(kept, problem);
  if (baseline !== undefined && weekOf(baseline) === weekOf(fitted)) return undefined;
  return { ...problem, baseline: fitted };
}

/** What a run keeps to of a plan, as one text. */
function weekOf({ sessions, placements = [] }: Plan): string {
  const held = sessions.map(({ activityId, forKey, periodIds, roomId, classIds, seats }) => {
    const people = seats.map(({ role, staffId }) => [role, staffId]);
    return JSON.stringify([activityId, forKey, periodIds, roomId, classIds, people]);
  });
  const placed = placements.map(({ studentId, activityId }) => `${studentId} ${activityId}`);
  return JSON.stringify([held.sort(), placed.sort()]);
}

import type { Plan, Problem } from './problem.ts';

/**
 * A published plan as far as changed data still know what it speaks of. Whoever is gone leaves a
 * seat open, a room that is gone leaves the session where it was in the week, with its people, and
 * a class that is gone leaves its group to the others. A session of a period or an activity that is
 * gone, or that is none any more (of periods on two days now), falls away.
 */
export function fittedTo(plan: Plan, problem: Problem): Plan {
  const ids = (list: readonly { id: string }[] | undefined) => new Set(list?.map(({ id }) => id));
  const [classes, rooms] = [problem.classes, problem.rooms].map(ids);
  const weekdays = new Map(problem.periods.map(({ id, weekday }) => [id, weekday]));
  const [staff, students] = [ids(problem.staff), ids(problem.students)];
  const activities = new Map(problem.activities.map((one) => [one.id, one]));
  const grades = new Set(problem.classes.map(({ grade }) => String(grade)));
  const isSeries = (activityId: string | undefined, forKey: string | undefined) => {
    if (activityId === undefined) return true;
    const activity = activities.get(activityId);
    if (activity?.forEach === 'class') return classes?.has(forKey ?? '') === true;
    if (activity?.forEach === 'grade') return grades.has(forKey ?? '');
    return activity !== undefined && forKey === undefined;
  };
  const sessions = plan.sessions
    .filter(
      ({ kind, activityId, forKey, periodIds, classIds }) =>
        isSeries(activityId, forKey) &&
        (activityId === undefined || activities.get(activityId)?.kind === kind) &&
        periodIds.every((id) => weekdays.has(id)) &&
        new Set(periodIds.map((id) => weekdays.get(id))).size === 1 &&
        (classIds.length === 0 || classIds.some((id) => classes?.has(id))),
    )
    .map((session) => ({
      ...session,
      roomId: session.roomId !== null && rooms?.has(session.roomId) ? session.roomId : null,
      classIds: session.classIds.filter((id) => classes?.has(id)),
      seats: session.seats.map((seat) =>
        seat.staffId !== null && !staff.has(seat.staffId) ? { ...seat, staffId: null } : seat,
      ),
      ...(session.studentIds
        ? { studentIds: session.studentIds.filter((id) => students.has(id)) }
        : {}),
    }));
  const placements = plan.placements?.filter(
    ({ studentId, activityId }) => students.has(studentId) && activities.has(activityId),
  );
  return {
    ...plan,
    sessions,
    openSessions: plan.openSessions.filter(({ activityId, forKey }) =>
      isSeries(activityId, forKey),
    ),
    ...(placements ? { placements } : {}),
  };
}

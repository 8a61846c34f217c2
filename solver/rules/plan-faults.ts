import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import type { Activity, Plan, Session } from '../../src/domain/problem.ts';

/** What makes a plan impossible to score, and where (JSON Pointer). */
export interface PlanFault {
  path: string;
  message: string;
}

/** A malformed plan is refused, not scored; every fault found is named. */
export class MalformedPlanError extends Error {
  readonly faults: readonly PlanFault[];

  constructor(faults: readonly PlanFault[]) {
    const first = faults[0];
    const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
    super(`The plan is malformed: ${first?.path} ${first?.message}${more}`);
    this.name = 'MalformedPlanError';
    this.faults = faults;
  }
}

/**
 * Faults of shape: an id that the problem does not have, a session without a period or over two
 * weekdays, a care session of two periods, an id given twice, a series that cannot exist.
 */
export function planFaults(index: ProblemIndex, plan: Plan): PlanFault[] {
  const { problem } = index;
  const faults: PlanFault[] = [];
  const ids = {
    period: idSet(problem.periods),
    class: idSet(problem.classes),
    student: idSet(problem.students ?? []),
    person: idSet(problem.staff),
    room: idSet(problem.rooms),
  };
  const activities = new Map(problem.activities.map((a) => [a.id, a]));
  const add = (path: string, message: string) => faults.push({ path, message });
  const known = (what: keyof typeof ids, id: string, path: string): boolean => {
    if (ids[what].has(id)) return true;
    add(path, `unknown ${what} ${JSON.stringify(id)}`);
    return false;
  };
  const knownActivity = (id: string, path: string): Activity | undefined => {
    const activity = activities.get(id);
    if (activity === undefined) add(path, `unknown activity ${JSON.stringify(id)}`);
    return activity;
  };

  const seen = new Set<string>();
  plan.sessions.forEach((session, s) => {
    const path = `/sessions/${s}`;
    if (seen.has(session.id)) add(`${path}/id`, `id ${JSON.stringify(session.id)} is given twice`);
    seen.add(session.id);
    const periodsKnown = session.periodIds.map((id, i) => known('period', id, `${path}/periodIds/${i}`));
    if (session.periodIds.length === 0) add(`${path}/periodIds`, 'a session without a period');
    if (periodsKnown.every(Boolean)) {
      const weekdays = new Set(session.periodIds.map((id) => index.period(id).weekday));
      if (weekdays.size > 1) add(`${path}/periodIds`, 'a session over two weekdays');
    }
    if (session.roomId !== null) known('room', session.roomId, `${path}/roomId`);
    session.classIds.forEach((id, i) => void known('class', id, `${path}/classIds/${i}`));
    session.studentIds?.forEach((id, i) => void known('student', id, `${path}/studentIds/${i}`));
    session.seats.forEach((seat, i) => {
      if (seat.staffId !== null) known('person', seat.staffId, `${path}/seats/${i}/staffId`);
    });
    if (session.kind === 'care') {
      if (new Set(session.periodIds).size > 1) add(`${path}/periodIds`, 'a care session of two periods');
      return;
    }
    if (session.activityId === undefined) {
      add(`${path}/activityId`, `a session of kind ${session.kind} without an activity`);
      return;
    }
    const activity = knownActivity(session.activityId, `${path}/activityId`);
    if (activity === undefined) return;
    if (activity.kind !== session.kind)
      add(`${path}/kind`, `kind ${session.kind} is not that of its activity, ${activity.kind}`);
    const fault = keyFault(index, activity, session);
    if (fault !== undefined) add(`${path}/forKey`, fault);
  });
  plan.placements?.forEach((placement, i) => {
    known('student', placement.studentId, `/placements/${i}/studentId`);
    knownActivity(placement.activityId, `/placements/${i}/activityId`);
  });
  plan.openSessions.forEach((open, i) => {
    knownActivity(open.activityId, `/openSessions/${i}/activityId`);
  });
  return faults;
}

/** A class or grade outside the audience is scored by a rule; a key of nothing cannot be. */
function keyFault(index: ProblemIndex, activity: Activity, session: Session): string | undefined {
  const { forKey } = session;
  const forEach = activity.forEach ?? 'activity';
  if (forEach === 'activity')
    return forKey === undefined ? undefined : `activity ${activity.id} has one series, without a key`;
  if (forKey === undefined) return `activity ${activity.id} has a series for each ${forEach}: a key is missing`;
  const { classes } = index.problem;
  const exists =
    forEach === 'class'
      ? classes.some((c) => c.id === forKey)
      : classes.some((c) => String(c.grade) === forKey);
  return exists ? undefined : `unknown ${forEach} ${JSON.stringify(forKey)}`;
}

function idSet(list: readonly { id: string }[]): Set<string> {
  return new Set(list.map((item) => item.id));
}

import type { Plan } from './problem.ts';
import type { ProblemIndex } from './problem-index.ts';
import { shareOf } from './staff.ts';
import { minuteOf } from './time.ts';

/** What one person carries in the week of a plan. */
export interface Load {
  share: number;
  /** Load minutes of all seats, what was carried over included. */
  load: number;
  /** What the share asks for; undefined for those without a share. */
  target: number | undefined;
}

/** The loads of everybody, in the order of the problem. */
export function loadsOf(index: ProblemIndex, plan: Plan): Load[] {
  const { staff } = index.problem;
  const loads = new Map(staff.map(({ id, carryOver = 0 }) => [id, carryOver]));
  for (const { activityId, periodIds, seats } of plan.sessions) {
    const fixed = activityId === undefined ? undefined : index.activity(activityId).load;
    const load = fixed ?? minutesOf(index, periodIds, index.params.loadFactor);
    for (const { staffId } of seats)
      if (staffId !== null) loads.set(staffId, (loads.get(staffId) ?? 0) + load);
  }
  const people = staff.map((one) => ({ share: shareOf(one), load: loads.get(one.id) ?? 0 }));
  const sharing = people.filter(({ share }) => share > 0);
  const shares = sharing.reduce((sum, { share }) => sum + share, 0);
  const total = sharing.reduce((sum, { load }) => sum + load, 0);
  return people.map(({ share, load }) => ({
    share,
    load,
    target: share > 0 ? (share / shares) * total : undefined,
  }));
}

/** Minutes of periods, each times the factor of its segment where there are any. */
export function minutesOf(
  index: ProblemIndex,
  periodIds: readonly string[],
  factors?: ProblemIndex['params']['loadFactor'],
): number {
  return periodIds.reduce((sum, id) => {
    const { start, end, segment } = index.period(id);
    return sum + (minuteOf(end) - minuteOf(start)) * (factors?.[segment] ?? 1);
  }, 0);
}

import type { Pin, Plan, Problem, Session } from '../../src/domain/problem.ts';
import { seededRandom } from '../../src/generator/random.ts';

/**
 * Pins that a plan keeps, as a coordinator would take them from it: some of its sessions, by period or
 * counted, with their rooms and some of their people. From a few to all of them, by the seed.
 */
export function pinsOfPlan(problem: Problem, plan: Plan, seed: number): Pin[] {
  const random = seededRandom(seed, 'pins of a plan');
  const share = random.between(5, 100);
  const start = new Map(problem.periods.map((p) => [p.id, `${p.weekday} ${p.start}`]));
  const begin = (s: Session) => start.get(s.periodIds[0] as string) as string;
  const keyOf = ({ activityId, forKey }: Session) => `${activityId}/${forKey ?? ''}`;
  const inTime = [...plan.sessions].sort((a, b) => (begin(a) < begin(b) ? -1 : 1));
  const people = ({ seats }: Session) => {
    const named = seats.flatMap(({ role, staffId }) =>
      staffId === null ? [] : [{ role, staffId }],
    );
    const some = named.filter(() => random.chance(60));
    return some.length > 0 ? { seats: some } : {};
  };
  const room = ({ roomId }: Session, percent: number) =>
    roomId !== null && random.chance(percent) ? { roomId } : {};
  const counts = new Map<string, number>();
  const pins: Pin[] = [];
  for (const session of inTime) {
    const { activityId, forKey, periodIds, classIds = [] } = session;
    if (activityId === undefined) {
      if (!random.chance(share / 2)) continue;
      const care = { classId: random.pick(classIds), periodId: periodIds[0] as string };
      pins.push({ care, ...room(session, 50), ...people(session) });
      continue;
    }
    const index = counts.get(keyOf(session)) ?? 0;
    counts.set(keyOf(session), index + 1);
    if (!random.chance(share)) continue;
    const series = { activityId, ...(forKey === undefined ? {} : { forKey }) };
    const where = random.chance(50) ? { periodId: random.pick(periodIds) } : { index };
    pins.push({ ...series, ...where, ...room(session, 40), ...people(session) });
  }
  return pins;
}

import { compileModel } from '../../solver/model/model.ts';
import { verify } from '../../solver/verify.ts';
import type {
  Activity,
  Placement,
  Plan,
  Problem,
  Session,
  Student,
} from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';

export interface Levels {
  medium: number;
  soft: number;
}

export interface Best extends Levels {
  /** Plans that were scored. */
  plans: number;
  /** The best of the plans with each sum of late evenings and early mornings. */
  byEdges: Map<number, Levels>;
}

/**
 * The best score of every plan of a micro problem, as `verify` scores it: each club closed or at
 * each set of times, with each lead and each set of pupils; each way to look after who is left,
 * alone or together, in each room, by each person; care without pupils only in a duty window. Plans with open seats are left out: the best of
 * fewer plans must not be below a bound either. Undefined where all of them break a hard rule.
 */
export function bestOfAll(problem: Problem): Best | undefined {
  const index = indexProblem(problem);
  const sumOf = edgeSum(problem);
  const byEdges = new Map<number, Levels>();
  let plans = 0;
  for (const { sessions, placements } of everyOffer(problem)) {
    const options = problem.periods.map(({ id }) => careOptions(problem, id, sessions, placements));
    for (const care of product(options)) {
      const plan: Plan = {
        schema: 'afterschool.plan/1',
        problemId: 'micro',
        problemHash: '',
        sessions: [...sessions, ...care.flat()],
        openSessions: [],
        placements,
        score: { hard: 0, medium: 0, soft: 0, rules: {} },
        seed: 1,
        solver: {},
      };
      plans++;
      const { hard, medium, soft } = verify(index, plan);
      if (hard > 0) continue;
      const sum = sumOf(plan);
      if (isBelow({ medium, soft }, byEdges.get(sum))) byEdges.set(sum, { medium, soft });
    }
  }
  let best: Levels | undefined;
  for (const levels of byEdges.values()) if (isBelow(levels, best)) best = levels;
  return best && { ...best, plans, byEdges };
}

function isBelow({ medium, soft }: Levels, other: Levels | undefined): boolean {
  if (other === undefined || medium !== other.medium)
    return medium < (other?.medium ?? Number.POSITIVE_INFINITY);
  return soft < other.soft;
}

/** Late evenings and early mornings of all people with a share. */
function edgeSum(problem: Problem): (plan: Plan) => number {
  const { time, staff } = compileModel(problem);
  const periods = new Map(time.periods.map(({ id }, p) => [id, p]));
  const counts = new Set(problem.staff.filter((_, t) => staff.share[t] > 0).map(({ id }) => id));
  return ({ sessions }) => {
    const edges = new Set<string>();
    for (const { periodIds, seats } of sessions)
      for (const { staffId } of seats) {
        const p = periods.get(periodIds[0]) ?? -1;
        if (staffId === null || !counts.has(staffId)) continue;
        if (time.spotLate[p] === 1) edges.add(`${staffId} late ${time.spotDay[p]}`);
        if (time.spotEarly[p] === 1) edges.add(`${staffId} early ${time.spotDay[p]}`);
      }
    return edges.size;
  };
}

interface Offer {
  sessions: Session[];
  placements: Placement[];
}

/** All clubs with their times, leads and pupils. */
function everyOffer(problem: Problem): Offer[] {
  let offers: Offer[] = [{ sessions: [], placements: [] }];
  for (const activity of problem.activities) {
    const choosers = (problem.students ?? []).filter(({ choices }) =>
      choices?.includes(activity.id),
    );
    const held = timesOf(problem, activity).flatMap((times) =>
      problem.staff.map(({ id: staffId }) =>
        times.map((periodId, i) => sessionOf(activity.id, periodId, staffId, i)),
      ),
    );
    offers = offers.flatMap((offer) => [
      offer,
      ...held.flatMap((sessions) =>
        subsets(choosers).map((pupils) => ({
          sessions: [...offer.sessions, ...sessions],
          placements: [
            ...offer.placements,
            ...pupils.map(({ id, choices = [] }) => ({
              studentId: id,
              activityId: activity.id,
              rank: choices.indexOf(activity.id) + 1,
            })),
          ],
        })),
      ),
    ]);
  }
  return offers.filter(({ sessions }) => !doublyTaken(sessions));
}

/** Sets of as many periods as the club should have sessions. */
function timesOf(problem: Problem, { segments, sessions }: Activity): string[][] {
  const perWeek = 'perWeek' in sessions ? sessions.perWeek : 0;
  const allowed = problem.periods.filter(({ segment }) => segments.includes(segment));
  return subsets(allowed.map(({ id }) => id)).filter(({ length }) => length === perWeek);
}

function sessionOf(activityId: string, periodId: string, staffId: string, i: number): Session {
  return {
    id: `${activityId}-${i}`,
    kind: 'club',
    activityId,
    periodIds: [periodId],
    roomId: 'R3',
    classIds: [],
    headcount: 0,
    seats: [{ role: 'lead', staffId }],
  };
}

/** One person twice in a period: a clash whatever else is decided. */
function doublyTaken(sessions: readonly Session[]): boolean {
  const taken = sessions.map(({ periodIds, seats }) => `${periodIds[0]} ${seats[0].staffId}`);
  return new Set(taken).size < taken.length;
}

function careOptions(
  problem: Problem,
  periodId: string,
  clubs: readonly Session[],
  placements: readonly Placement[],
): Session[][] {
  const period = problem.periods.find(({ id }) => id === periodId);
  const end = period?.end ?? '';
  const weekday = String(period?.weekday) as keyof Student['leave'];
  const now = clubs.filter(({ periodIds }) => periodIds.includes(periodId));
  const away = placements.filter(({ activityId }) =>
    now.some((session) => session.activityId === activityId),
  );
  const left = (problem.students ?? []).filter(({ id, leave }) => {
    const point = problem.leavePoints.find((p) => p.id === leave[weekday]);
    return point !== undefined && point.time >= end && !away.some((p) => p.studentId === id);
  });
  const classIds = problem.classes.map(({ id }) => id);
  const there = classIds.filter((id) => left.some(({ classId }) => classId === id));
  const busy = new Set(now.map(({ seats }) => seats[0].staffId));
  const people = problem.staff.map(({ id }) => id).filter((id) => !busy.has(id));
  const rooms = problem.rooms.filter(({ id, groups = 1 }) => id !== 'R3' || now.length < groups);
  const group = (ids: string[]) =>
    rooms.flatMap(({ id: roomId }) =>
      people.map(
        (staffId): Session => ({
          id: `${periodId}-${ids.join('+')}`,
          kind: 'care',
          periodIds: [periodId],
          roomId,
          classIds: ids,
          headcount: 0,
          seats: [{ role: 'lead', staffId }],
        }),
      ),
    );
  // A care session without pupils breaks no rule and changes what is fair.
  if (period?.segment === 'duty')
    return [
      [],
      ...group([])
        .filter(({ roomId }) => roomId === 'R1')
        .map((idle) => [idle]),
    ];
  return partitions(there).flatMap((parts) =>
    parts.reduce<Session[][]>(
      (ways, ids) =>
        ways.flatMap((way) =>
          group(ids)
            .filter((one) => !way.some((other) => isSharing(one, other)))
            .map((one) => [...way, one]),
        ),
      [[]],
    ),
  );
}

function isSharing(a: Session, b: Session): boolean {
  return a.seats[0].staffId === b.seats[0].staffId || a.roomId === b.roomId;
}

/** Every way to put these into groups. */
function partitions(ids: readonly string[]): string[][][] {
  const [first, ...rest] = ids;
  if (first === undefined) return [[]];
  return partitions(rest).flatMap((parts) => [
    [[first], ...parts],
    ...parts.map((_, i) => parts.map((part, j) => (i === j ? [first, ...part] : part))),
  ]);
}

function subsets<T>(list: readonly T[]): T[][] {
  let sets: T[][] = [[]];
  for (const item of list) sets = [...sets, ...sets.map((set) => [...set, item])];
  return sets;
}

function* product<T>(lists: readonly (readonly T[])[]): Generator<T[]> {
  const [first, ...rest] = lists;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const item of first) for (const tail of product(rest)) yield [item, ...tail];
}

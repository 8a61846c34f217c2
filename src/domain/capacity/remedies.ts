import type { Activity, SeatSpec, Staff } from '../problem.ts';
import { segments, staffKinds } from '../problem.ts';
import type { ProblemIndex } from '../problem-index.ts';
import type { Span } from './least-short.ts';

/** What may be lifted where people are short: a rule id, a param, or a part of the data. */
export type Remedy =
  | 'clearance'
  | 'rest.afterLesson'
  | 'staffAvailable'
  | 'seat.kinds'
  | 'seat.qualification'
  | 'care.kinds'
  | 'care.maxGroup'
  | 'care.mergeWithin'
  | 'care.pupilsPerAdult'
  | 'staff.sessionsPerDay'
  | 'staff.minutesPerWeek';

const ofTime: readonly Remedy[] = [
  'clearance',
  'rest.afterLesson',
  'staffAvailable',
  'seat.kinds',
  'care.kinds',
  'seat.qualification',
  'care.pupilsPerAdult',
  'care.maxGroup',
  'care.mergeWithin',
];

/** What is worth trying where people are short at one time, over a day, over the week; the easiest first. */
export const remediesOf: Readonly<Record<Span, readonly Remedy[]>> = {
  time: ofTime,
  day: ['staff.sessionsPerDay', ...ofTime],
  week: ['staff.minutesPerWeek', 'staff.sessionsPerDay', ...ofTime],
};

/** From what is asked for now to what asks for nothing more; undefined for what is no number. */
export function scaleOf(
  index: ProblemIndex,
  remedy: Remedy,
): [now: number, least: number] | undefined {
  const { params, problem } = index;
  const lowest = (limit: 'sessionsPerDay' | 'minutesPerWeek') =>
    Math.floor(
      Math.min(
        ...problem.staff.map(({ limits }) => limits?.[limit] ?? params.staff[limit] ?? Infinity),
      ),
    );
  switch (remedy) {
    case 'rest.afterLesson':
      return [Math.ceil(params.rest.afterLesson), 0];
    case 'care.maxGroup':
      return [params.care.maxGroup, mostPresent(index)];
    case 'care.pupilsPerAdult':
      return [params.care.pupilsPerAdult ?? mostPresent(index), mostPresent(index)];
    case 'staff.sessionsPerDay':
      return [lowest('sessionsPerDay'), problem.periods.length];
    case 'staff.minutesPerWeek':
      return [lowest('minutesPerWeek'), 7 * 24 * 60];
    default:
      return undefined;
  }
}

/** No group of pupils is larger. */
function mostPresent({ problem, studentsOfClass }: ProblemIndex): number {
  const numbers = problem.classes.flatMap(({ id, leave = [], early = [] }) => [
    ...leave.map(({ count }) => count),
    ...early.map(({ count }) => count),
    studentsOfClass(id).length,
  ]);
  return numbers.reduce((sum, count) => sum + count, 0);
}

/**
 * The same problem as if that were not asked for.
 *
 * @param to of what is a number: as if it were this, where that asks for less than now
 */
export function remedied(index: ProblemIndex, remedy: Remedy, to?: number): ProblemIndex {
  const { params } = index;
  const withCare = (care: Partial<typeof params.care>): ProblemIndex => ({
    ...index,
    params: { ...params, care: { ...params.care, ...care } },
  });
  switch (remedy) {
    case 'clearance':
      return withStaff(index, ({ cleared: _, trained: __, ...person }) => person);
    case 'rest.afterLesson':
      return { ...index, params: { ...params, rest: { ...params.rest, afterLesson: to ?? 0 } } };
    case 'staffAvailable':
      return withStaff(index, ({ unavailable: _, lessons: __, ...person }) => person);
    case 'seat.kinds':
      return withSeats(index, ({ kinds: _, ...seat }) => seat);
    case 'seat.qualification':
      return withSeats(index, ({ qualification: _, ...seat }) => seat);
    case 'care.kinds':
      return withCare({ kinds: [...staffKinds] });
    case 'care.maxGroup':
      return withCare({ maxGroup: to ?? Number.MAX_SAFE_INTEGER });
    case 'care.mergeWithin': {
      const everywhere = segments.map((segment) => [segment, 'school'] as const);
      return withCare({
        mergeWithin: Object.fromEntries(everywhere) as typeof params.care.mergeWithin,
      });
    }
    case 'care.pupilsPerAdult':
      return withCare({ pupilsPerAdult: to });
    case 'staff.sessionsPerDay':
      return withLimit(index, 'sessionsPerDay', to);
    case 'staff.minutesPerWeek':
      return withLimit(index, 'minutesPerWeek', to);
  }
}

function withStaff(index: ProblemIndex, change: (person: Staff) => Staff): ProblemIndex {
  return { ...index, problem: { ...index.problem, staff: index.problem.staff.map(change) } };
}

/** Series point to their activity, so they are made anew with it. */
function withSeats(index: ProblemIndex, change: (seat: SeatSpec) => SeatSpec): ProblemIndex {
  const changed = new Map<Activity, Activity>(
    index.problem.activities.map((one) => [one, { ...one, seats: one.seats.map(change) }]),
  );
  return {
    ...index,
    problem: { ...index.problem, activities: [...changed.values()] },
    series: index.series.map((one) => ({
      ...one,
      activity: changed.get(one.activity) ?? one.activity,
    })),
  };
}

/** With a limit of at least so much for everybody; without any where it is not told. */
function withLimit(
  index: ProblemIndex,
  limit: 'sessionsPerDay' | 'minutesPerWeek',
  to: number | undefined,
): ProblemIndex {
  const { params } = index;
  const raised = (now: number | undefined) =>
    now === undefined || to === undefined ? undefined : Math.max(now, to);
  const people = withStaff(index, (person) => {
    const { [limit]: own, ...limits } = person.limits ?? {};
    const now = raised(own);
    return { ...person, limits: now === undefined ? limits : { ...limits, [limit]: now } };
  });
  return {
    ...people,
    params: { ...params, staff: { ...params.staff, [limit]: raised(params.staff[limit]) } },
  };
}

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

/** The same problem as if that were not asked for. */
export function remedied(index: ProblemIndex, remedy: Remedy): ProblemIndex {
  const { params } = index;
  const withCare = (care: Partial<typeof params.care>): ProblemIndex => ({
    ...index,
    params: { ...params, care: { ...params.care, ...care } },
  });
  switch (remedy) {
    case 'clearance':
      return withStaff(index, ({ cleared: _, trained: __, ...person }) => person);
    case 'rest.afterLesson':
      return { ...index, params: { ...params, rest: { ...params.rest, afterLesson: 0 } } };
    case 'staffAvailable':
      return withStaff(index, ({ unavailable: _, lessons: __, ...person }) => person);
    case 'seat.kinds':
      return withSeats(index, ({ kinds: _, ...seat }) => seat);
    case 'seat.qualification':
      return withSeats(index, ({ qualification: _, ...seat }) => seat);
    case 'care.kinds':
      return withCare({ kinds: [...staffKinds] });
    case 'care.maxGroup':
      return withCare({ maxGroup: Number.MAX_SAFE_INTEGER });
    case 'care.mergeWithin': {
      const everywhere = segments.map((segment) => [segment, 'school'] as const);
      return withCare({
        mergeWithin: Object.fromEntries(everywhere) as typeof params.care.mergeWithin,
      });
    }
    case 'care.pupilsPerAdult':
      return withCare({ pupilsPerAdult: undefined });
    case 'staff.sessionsPerDay':
      return withoutLimit(index, 'sessionsPerDay');
    case 'staff.minutesPerWeek':
      return withoutLimit(index, 'minutesPerWeek');
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

function withoutLimit(
  index: ProblemIndex,
  limit: 'sessionsPerDay' | 'minutesPerWeek',
): ProblemIndex {
  const { params } = index;
  const without = withStaff(index, (person) => {
    const { [limit]: _, ...limits } = person.limits ?? {};
    return { ...person, limits };
  });
  return { ...without, params: { ...params, staff: { ...params.staff, [limit]: undefined } } };
}

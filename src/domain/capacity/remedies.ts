import { segments, staffKinds } from '../problem.ts';
import type { ProblemIndex } from '../problem-index.ts';

/** What may be lifted where people are short: a rule id, or a param. */
export type Remedy =
  | 'staffAvailable'
  | 'care.maxGroup'
  | 'care.mergeWithin'
  | 'care.kinds'
  | 'staff.sessionsPerDay'
  | 'staff.minutesPerWeek';

/** What is worth trying where people are short at one time, over a day, over the week. */
export const remediesOf: Readonly<Record<'time' | 'day' | 'week', readonly Remedy[]>> = {
  time: ['staffAvailable', 'care.maxGroup', 'care.mergeWithin', 'care.kinds'],
  day: ['staff.sessionsPerDay', 'care.kinds'],
  week: ['staff.minutesPerWeek', 'staff.sessionsPerDay', 'care.kinds'],
};

/** The same problem as if that were not asked for. */
export function remedied(index: ProblemIndex, remedy: Remedy): ProblemIndex {
  const { problem, params } = index;
  const withCare = (care: Partial<typeof params.care>): ProblemIndex => ({
    ...index,
    params: { ...params, care: { ...params.care, ...care } },
  });
  switch (remedy) {
    case 'staffAvailable': {
      const staff = problem.staff.map(({ unavailable: _, lessons: __, ...person }) => person);
      return { ...index, problem: { ...problem, staff } };
    }
    case 'care.maxGroup':
      return withCare({ maxGroup: Number.MAX_SAFE_INTEGER });
    case 'care.mergeWithin': {
      const everywhere = segments.map((segment) => [segment, 'school'] as const);
      return withCare({
        mergeWithin: Object.fromEntries(everywhere) as typeof params.care.mergeWithin,
      });
    }
    case 'care.kinds':
      return withCare({ kinds: [...staffKinds] });
    case 'staff.sessionsPerDay':
      return withoutLimit(index, 'sessionsPerDay');
    case 'staff.minutesPerWeek':
      return withoutLimit(index, 'minutesPerWeek');
  }
}

function withoutLimit(
  index: ProblemIndex,
  limit: 'sessionsPerDay' | 'minutesPerWeek',
): ProblemIndex {
  const { problem, params } = index;
  const staff = problem.staff.map((person) => {
    const { [limit]: _, ...limits } = person.limits ?? {};
    return { ...person, limits };
  });
  return {
    ...index,
    problem: { ...problem, staff },
    params: { ...params, staff: { ...params.staff, [limit]: undefined } },
  };
}

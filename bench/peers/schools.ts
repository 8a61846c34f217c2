import type { Problem } from '../../src/domain/problem.ts';
import { generateProblem } from '../../src/generator/index.ts';
import { makeSchool, type School } from '../quality/schools.ts';

/** Schools small enough that every peer has something to answer. */
export const tinySchools: Record<string, { about: string; make: () => Problem }> = {
  'tiny-class-day': {
    about: 'one class and seven people on Monday alone',
    make: () => firstDays(generateProblem({ size: 'village', seed: 1, variant: 'oneClass' }), 1),
  },
  'tiny-class': {
    about: 'one class, two clubs, seven people, a whole week',
    make: () => generateProblem({ size: 'village', seed: 1, variant: 'oneClass' }),
  },
  'tiny-day': {
    about: 'the six classes of a village on Monday alone',
    make: () => firstDays(generateProblem({ size: 'village', seed: 1 }), 1),
  },
};

export function makePeerSchool(school: School): Problem {
  return tinySchools[school.name]?.make() ?? makeSchool(school);
}

/** The same school with the first weekdays only; what should be more often than that is cut. */
function firstDays(problem: Problem, days: number): Problem {
  problem.periods = problem.periods.filter((period) => period.weekday <= days);
  const left = new Set(problem.periods.map((period) => period.id));
  for (const activity of problem.activities) {
    if (activity.periodIds) activity.periodIds = activity.periodIds.filter((id) => left.has(id));
    if ('perWeek' in activity.sessions)
      activity.sessions = { perWeek: Math.min(days, activity.sessions.perWeek) };
  }
  problem.activities = problem.activities.filter((activity) =>
    problem.periods.some(
      (period) =>
        activity.segments.includes(period.segment) &&
        (activity.periodIds === undefined || activity.periodIds.includes(period.id)),
    ),
  );
  const offered = new Set(problem.activities.map((activity) => activity.id));
  for (const student of problem.students ?? [])
    if (student.choices) student.choices = student.choices.filter((id) => offered.has(id));
  return problem;
}

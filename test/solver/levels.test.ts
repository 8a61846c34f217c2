import { beforeAll, expect, it } from 'vitest';
import { solve } from '../../solver/solve.ts';
import type { Plan, Problem } from '../../src/domain/problem.ts';
import { type WeightChoice, withWeights } from '../../src/domain/profiles.ts';
import { generateProblem } from '../../src/generator/index.ts';

const problem = generateProblem({ size: 'village', seed: 1 });
let plan: Plan;
beforeAll(async () => {
  plan = await solve(problem, { steps: 150_000, seed: 1 });
  expect(plan.score.medium).toBe(0);
});

/** The plan stands, and who leads a club cannot come on the day of its first session any more. */
function withoutLeadOf(club: string): Problem {
  const session = plan.sessions.find(({ activityId }) => activityId === club);
  const lead = session?.seats[0]?.staffId;
  const { weekday } = problem.periods.find(({ id }) => id === session?.periodIds[0]) ?? {};
  if (weekday === undefined || !lead) throw new Error(`the plan does not hold ${club}`);
  const away = { weekday, start: '00:00', end: '23:59' };
  const staff = problem.staff.map((person) =>
    person.id === lead ? { ...person, unavailable: [...(person.unavailable ?? []), away] } : person,
  );
  return { ...problem, staff, baseline: plan };
}

// Nobody else can lead these clubs then: they have to move, with their pupils.
it.each<[string, string, WeightChoice]>([
  ['balanced, an assistant is still there', 'K004', { profile: 'balanced' }],
  ['leastChange', 'K006', { profile: 'leastChange' }],
  ['one soft rule weighs far more than by default', 'K006', { weights: { disruption: 400 } }],
])(
  'no post stays open to spare changes of a published plan: %s',
  async (_, club, choice) => {
    const changed = withWeights(withoutLeadOf(club), choice);
    const { score } = await solve(changed, { steps: 400_000, seed: 1 });
    expect([score.hard, score.medium]).toEqual([0, 0]);
    expect(score.rules.disruption?.count).toBeGreaterThan(0);
  },
  60_000,
);

import { expect, it } from 'vitest';
import { solve } from '../../solver/solve.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { withWeights } from '../../src/domain/profiles.ts';
import { generateProblem } from '../../src/generator/index.ts';

/** A plan of a village stands; then somebody who leads a club cannot come on its day any more. */
async function withoutLead(): Promise<Problem> {
  const problem = generateProblem({ size: 'village', seed: 1 });
  const plan = await solve(problem, { steps: 150_000, seed: 1 });
  expect(plan.score.medium).toBe(0);
  // Nobody else can lead it then: the club has to move, with its pupils.
  const session = plan.sessions.find(({ activityId }) => activityId === 'K006');
  const lead = session?.seats[0]?.staffId;
  const { weekday } = problem.periods.find(({ id }) => id === session?.periodIds[0]) ?? {};
  if (weekday === undefined || !lead) throw new Error('the plan does not hold the club');
  const away = { weekday, start: '00:00', end: '23:59' };
  const staff = problem.staff.map((person) =>
    person.id === lead ? { ...person, unavailable: [...(person.unavailable ?? []), away] } : person,
  );
  return { ...problem, staff, baseline: plan };
}

it.each(['balanced', 'leastChange'] as const)(
  'no post stays open to spare changes of a published plan: %s',
  async (profile) => {
    const changed = await withoutLead();
    const { score } = await solve(withWeights(changed, { profile }), { steps: 1_000_000, seed: 1 });
    expect([score.hard, score.medium]).toEqual([0, 0]);
    expect(score.rules.disruption?.count).toBeGreaterThan(0);
  },
  60_000,
);

it('nor where one soft rule weighs far more than by default', async () => {
  const changed = await withoutLead();
  const heavy = withWeights(changed, { weights: { disruption: 400 } });
  const { score } = await solve(heavy, { steps: 1_000_000, seed: 1 });
  expect([score.hard, score.medium]).toEqual([0, 0]);
}, 60_000);

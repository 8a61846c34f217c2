import { expect, it } from 'vitest';
import { leastMedium } from '../../../solver/exact/least-medium.ts';
import { solve } from '../../../solver/solve.ts';
import type { Problem } from '../../../src/domain/problem.ts';
import { generateProblem } from '../../../src/generator/index.ts';
import { randomSmallProblem } from '../../../src/generator/small/index.ts';

const friday = { weekday: 5, start: '00:00', end: '23:59' };

function oneClass(): Problem {
  return generateProblem({ size: 'village', seed: 1, variant: 'oneClass' });
}

/** No leader is there on Friday. */
function withoutLeaders(problem: Problem): Problem {
  for (const person of problem.staff)
    if (person.kind === 'leader') person.unavailable = [...(person.unavailable ?? []), friday];
  return problem;
}

it('finds that no leader on Friday leaves one duty, and a plan that leaves no more', async () => {
  const problem = withoutLeaders(oneClass());
  expect((await leastMedium(problem, { seconds: 100, dutiesStand: true })).medium).toBe(10);
  const plan = await solve(problem, { steps: 60_000, seed: 1 });
  expect(plan.score).toMatchObject({ hard: 0, medium: 10 });
  // The contract prices a duty that is left out below an open post.
  expect((await leastMedium(problem, { seconds: 100 })).medium).toBe(5);
}, 120_000);

it('is reached where nobody can lead a theme lesson: the lessons are left out, the pupils in care', async () => {
  const problem = oneClass();
  for (const activity of problem.activities)
    if (activity.kind === 'microTheme') activity.seats = [{ role: 'lead', qualification: 'none' }];
  // Two lessons at 5.
  expect((await leastMedium(problem, { seconds: 100 })).medium).toBe(10);
  const plan = await solve(problem, { steps: 60_000, seed: 1 });
  expect(plan.score).toMatchObject({ hard: 0, medium: 10 });
}, 120_000);

it('is 0 where everything can be filled', async () => {
  const problem = oneClass();
  expect((await leastMedium(problem, { seconds: 100 })).medium).toBe(0);
}, 120_000);

it('is never above the medium of a plan', async () => {
  for (let seed = 2000; seed < 2010; seed++) {
    const problem = randomSmallProblem(seed);
    const plan = await solve(problem, { steps: 2000, seed });
    if (plan.score.hard > 0) continue;
    const { medium } = await leastMedium(problem, { seconds: 0.4 });
    expect(medium, `seed ${seed}`).toBeLessThanOrEqual(plan.score.medium);
  }
}, 120_000);

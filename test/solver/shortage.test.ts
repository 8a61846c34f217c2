import { expect, it } from 'vitest';
import { makeSchool } from '../../bench/quality/schools.ts';
import { solve } from '../../solver/index.ts';
import { randomSmallProblem } from '../../src/generator/small/index.ts';

// What is left open is settled by exchanges that first open other posts.
it.each([1, 2])('posts are opened so that others can be filled (%i)', async (seed) => {
  const { score } = await solve(makeSchool({ name: 'short-staff' }), { steps: 300_000, seed });
  expect(score.hard).toBe(0);
  // The least, which the linear model proves.
  expect(score.medium).toBe(12);
});

it('so they are where a search goes on from a plan that was found before', async () => {
  const problem = makeSchool({ name: 'short-staff' });
  const start = await solve(problem, { steps: 10_000, seed: 3 });
  const { score } = await solve(problem, { steps: 150_000, seed: 4, start });
  expect(start.score.medium).toBeGreaterThan(score.medium);
  expect(score.medium).toBe(12);
});

it.each([1, 2, 3, 4])('so they are where a plan was published before (%i)', async (seed) => {
  const problem = randomSmallProblem(22);
  expect(problem.baseline).toBeDefined();
  const { score } = await solve(problem, { steps: 100_000, seed });
  expect([score.hard, score.medium]).toEqual([0, 0]);
});

import { expect, it } from 'vitest';
import { explanationSchema } from '../../api/explain-schemas.ts';
import { explainPlan } from '../../solver/explain/explain.ts';
import { solve } from '../../solver/solve.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { randomSmallProblem } from '../../src/generator/index.ts';

it('explanations are what the OpenAPI document says of them, field by field', async () => {
  const wrong: unknown[] = [];
  let intoOtherRooms = 0;
  for (let seed = 1; seed <= 30; seed++) {
    const problem = randomSmallProblem(seed);
    const plan = await solve(problem, { seed, steps: 60 });
    // Every other care group is left alone, so that some could join one that is not.
    plan.sessions.forEach(({ kind, seats }, i) => {
      if (kind === 'care' && i % 2 === 0) for (const seat of seats) seat.staffId = null;
    });
    const told = explainPlan(indexProblem(problem), plan);
    const ways = told.openPosts.flatMap((post) => post.ways);
    intoOtherRooms += ways.filter(({ merge }) => merge?.roomId !== undefined).length;
    const read = explanationSchema.safeParse(JSON.parse(JSON.stringify(told)));
    if (!read.success) wrong.push([seed, read.error.issues]);
  }
  expect(wrong).toEqual([]);
  expect(intoOtherRooms).toBeGreaterThan(0);
});

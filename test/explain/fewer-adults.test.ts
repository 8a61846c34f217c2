import { expect, it } from 'vitest';
import { explainPlan } from '../../solver/explain/explain.ts';
import { solve } from '../../solver/solve.ts';
import { verify } from '../../solver/verify.ts';
import type { Plan, Problem } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { generateProblem } from '../../src/generator/index.ts';
import { fill, relax } from '../support/follow.ts';
import { byId } from '../support/plan-builder.ts';

it('more pupils to an adult close the open care seats that they are said to close', async () => {
  const problem = generateProblem({ size: 'village', seed: 1 });
  problem.rules = { params: { care: { pupilsPerAdult: 12 } } };
  const index = indexProblem(problem);
  const plan = await solve(problem, { seed: 1, steps: 4000 });
  const before = verify(index, plan);
  let followed = 0;
  for (const post of explainPlan(index, plan).openPosts)
    for (const way of post.ways) {
      const [relaxation] = way.relaxations;
      if (relaxation?.kind !== 'adults') continue;
      const [changed, edited] = structuredClone([problem, plan]) as [Problem, Plan];
      const session = byId(edited.sessions, post.sessionId);
      expect(relax(changed, way, [session], post.seat)).toBe(true);
      fill(edited, post.sessionId, post.seat, way);
      const after = verify(indexProblem(changed), edited);
      const [, fewer, open] =
        /共少 (\d+) 个看护岗，其中 (\d+) 个空缺/.exec(relaxation.text.zh) ?? [];
      const seatsOf = ({ sessions }: Plan) => sessions.flatMap(({ seats }) => seats).length;
      expect(seatsOf(plan) - seatsOf(edited)).toBe(Number(fewer));
      expect(before.medium - after.medium).toBe(10 * Number(open));
      expect(Number(open)).toBeGreaterThan(0);
      expect(after.hard).toBe(before.hard);
      followed++;
    }
  expect(followed).toBeGreaterThan(5);
  // Whom a pin holds in care that would need fewer stays, so that it is not told.
  problem.pins = plan.sessions
    .filter(({ kind, seats }) => kind === 'care' && seats.every(({ staffId }) => staffId !== null))
    .map(({ classIds: [classId = ''], periodIds: [periodId = ''], seats }) => ({
      care: { classId, periodId },
      seats: seats.map(({ role, staffId }) => ({ role, staffId: staffId as string })),
    }));
  const { openPosts } = explainPlan(indexProblem(problem), plan);
  expect(JSON.stringify(openPosts)).not.toContain('pupilsPerAdult');
});

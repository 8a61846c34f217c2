import { expect, it } from 'vitest';
import { solve } from '../../solver/index.ts';
import { planChanges } from '../../src/domain/compare/changes.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { generateProblem } from '../../src/generator/index.ts';

it('Who falls ill is replaced in their own posts, and all else stays as it was published', async () => {
  const problem = generateProblem({ size: 'town', seed: 5 });
  const published = await solve(problem, { steps: 20_000 });
  const index = indexProblem(problem);
  const busy = problem.staff.filter(({ id, kind }) => kind === 'teacher' && postsOf(id).length > 3);
  for (const { id } of busy.slice(0, 6)) {
    const unavailable = [1, 2, 3, 4, 5].map((weekday) => ({
      weekday,
      start: '07:00',
      end: '19:00',
    }));
    const staff = problem.staff.map((one) => (one.id === id ? { ...one, unavailable } : one));
    const changed = { ...problem, staff, baseline: published };
    const plan = await solve(changed, { steps: 1 });
    const changes = planChanges({ index, plan: published }, { index: indexProblem(changed), plan });
    expect(changes.map(({ kind, staffIds }) => [kind, staffIds.includes(id)])).toEqual(
      postsOf(id).map(() => ['people', true]),
    );
  }

  function postsOf(id: string) {
    return published.sessions.filter(({ seats }) => seats.some(({ staffId }) => staffId === id));
  }
});

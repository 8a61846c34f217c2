import { beforeAll, expect, it } from 'vitest';
import { solve } from '../../solver/index.ts';
import type { Activity, Plan } from '../../src/domain/problem.ts';
import { generateProblem } from '../../src/generator/index.ts';

const village = generateProblem({ size: 'village', seed: 1 });
let published: Plan;
beforeAll(async () => {
  published = await solve(village, { steps: 30_000, seed: 1 });
});

const sessionsOf = (plan: Plan, id: string) => plan.sessions.filter((s) => s.activityId === id);

/** The published plan goes on, but a club is to meet once more a week. */
async function withOneMore(id: string, change: Partial<Activity> = {}): Promise<Plan> {
  const held = sessionsOf(published, id).length;
  const activities = village.activities.map((a) =>
    a.id === id ? { ...a, ...change, sessions: { perWeek: held + 1 } } : a,
  );
  const plan = await solve(
    { ...village, activities, baseline: published },
    { steps: 2000, seed: 1, checkLevel: 'phase' },
  );
  expect(sessionsOf(plan, id)).toHaveLength(held + 1);
  return plan;
}

it.each(['K001', 'K009'])('a club of a published plan meets once more a week (%s)', async (id) => {
  expect((await withOneMore(id)).score).toMatchObject({ hard: 0, medium: 0 });
});

it('so does one whose pupils are known; they are called out of others', async () => {
  const pupils = sessionsOf(published, 'K001')[0]?.studentIds as string[];
  const plan = await withOneMore('K001', { studentIds: pupils });
  expect(plan.score.hard).toBe(0);
  for (const { studentIds } of sessionsOf(plan, 'K001')) expect(studentIds).toEqual(pupils);
});

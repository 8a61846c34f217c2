import { expect, test } from 'vitest';
import { solve } from '../../../solver/solve.ts';
import { generateProblem } from '../../../src/generator/index.ts';
import { zh } from '../../../web/i18n/zh.ts';
import { modelPlan } from '../../../web/plan/plan-model.ts';
import { spotsOf } from '../../../web/plan/spots.ts';

test('the places offered for a session are those that a plan may use, each of one day', async () => {
  const problem = generateProblem({ size: 'village', seed: 3 });
  const plan = await solve(problem, { seed: 1, steps: 2000 });
  const model = modelPlan(problem, plan, zh);
  const held = plan.sessions.filter(({ activityId }) => activityId !== undefined);
  expect(held.length).toBeGreaterThan(20);
  for (const { activityId, periodIds } of held) {
    const spots = spotsOf(model, model.index.activity(activityId as string));
    expect(spots).toContainEqual([...periodIds]);
    for (const spot of spots)
      expect(new Set(spot.map((id) => model.index.period(id).weekday)).size).toBe(1);
  }
});

test('a session of two periods is offered where two follow each other, and not over a gap', async () => {
  const problem = generateProblem({ size: 'village', seed: 3 });
  const plan = await solve(problem, { seed: 1, steps: 100 });
  const model = modelPlan(problem, plan, zh);
  const activity = problem.activities.find(({ kind }) => kind === 'club');
  if (!activity) throw new Error('the school has no club');
  const { periodIds: _, ...free } = activity;
  const twice = spotsOf(model, { ...free, span: 2, segments: ['homework', 'club'] });
  expect(twice.length).toBe(model.weekdays.length);
  for (const [first, second] of twice as [string, string][]) {
    expect(model.index.period(first).segment).toBe('homework');
    expect(model.index.period(second).segment).toBe('club');
  }
  // Between homework and a theme there is the club.
  expect(spotsOf(model, { ...free, span: 2, segments: ['homework', 'microTheme'] })).toEqual([]);
});

import { expect, test } from 'vitest';
import { fairParts } from '../../solver/rules/fair-share.ts';
import { viewPlan } from '../../solver/rules/plan-view.ts';
import { solve } from '../../solver/solve.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { generateProblem } from '../../src/generator/index.ts';
import { personFigures } from '../../web/fairness/person-figures.ts';
import { zh } from '../../web/i18n/zh.ts';
import { modelPlan } from '../../web/plan/plan-model.ts';

/** The console counts in the browser what the rules count in the solver: they must agree. */
test('loads, targets and late posts are those of the rules', async () => {
  const problem = generateProblem({ size: 'village', seed: 5 });
  const plan = await solve(problem, { seed: 1, steps: 20_000 });
  const people = personFigures(modelPlan(problem, plan, zh.care));
  const view = viewPlan(indexProblem(problem), plan);
  const targets = new Map(
    fairParts(view, (person) => person.load).map((part) => [part.person.staff.id, part.target]),
  );
  for (const person of view.people) {
    const ours = people.find(({ staff }) => staff.id === person.staff.id);
    expect(ours?.load).toBeCloseTo(person.load, 9);
    expect(ours?.late).toBe(person.lateDays.size);
    expect(ours?.early).toBe(person.earlyDays.size);
    expect(ours?.days).toBe(person.days.size);
    const target = targets.get(person.staff.id);
    if (target === undefined) expect(ours?.target).toBeNull();
    else expect(ours?.target).toBeCloseTo(target, 9);
  }
});

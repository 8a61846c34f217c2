import { expect, it } from 'vitest';
import { askAbout } from '../../solver/explain/asking.ts';
import { explainSession } from '../../solver/explain/explain.ts';
import { viewPlan } from '../../solver/rules/plan-view.ts';
import { solve } from '../../solver/solve.ts';
import { verify } from '../../solver/verify.ts';
import type { Plan } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { randomSmallProblem } from '../../src/generator/index.ts';
import { byId } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

const personRules = [
  'staffQualified',
  'staffAvailable',
  'staffClash',
  'staffLimit',
  'nightRest',
  'outsiderAlone',
  'sameLead',
];

it('people are barred by just the rules that cost more with them in the seat', async () => {
  const wrong: unknown[] = [];
  let asked = 0;
  for (let seed = 1; seed <= 16; seed++) {
    const problem = randomSmallProblem(seed);
    const index = indexProblem(problem);
    const plan = await solve(problem, { seed, steps: 60 });
    const before = verify(index, plan).rules;
    const view = viewPlan(index, plan);
    const { bars } = askAbout(view, index);
    for (const session of view.sessions)
      session.seats.forEach((seat, place) => {
        if (seat.staff !== undefined) return;
        // All of them in one question, as everybody is asked.
        const question = bars.seat([session], place);
        for (const staff of problem.staff) {
          const seated: Plan = structuredClone(plan);
          (byId(seated.sessions, session.id).seats[place] as { staffId: string }).staffId =
            staff.id;
          const after = verify(index, seated).rules;
          const dearer = personRules.filter(
            (id) => (after[id]?.cost ?? 0) > (before[id]?.cost ?? 0),
          );
          const told = [...new Set(question.of(staff).map(({ ruleId }) => ruleId))];
          asked++;
          if (told.join() !== dearer.join() || question.isFree(staff) !== (told.length === 0))
            wrong.push([seed, session.id, place, staff.id, told, dearer]);
        }
      });
  }
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(1000);
});

it('whoever sits in the session already is told to lack what they lack for another seat of it', () => {
  const problem = tinyProblem();
  problem.rules = { params: { care: { pupilsPerAdult: 2 } } };
  byId(problem.staff, 'T2').trained = false;
  const plan = tinyPlan();
  const care = byId(plan.sessions, 'care-mon-late-C1+C3');
  care.seats = [
    { role: 'lead', staffId: null },
    { role: 'assistant', staffId: 'T2' },
    { role: 'assistant', staffId: null },
  ];
  const posts = explainSession(indexProblem(problem), plan, care.id);
  const { bars } = byId(
    posts[1]?.candidates.map((one) => ({ ...one, id: one.staffId })) ?? [],
    'T2',
  );
  expect(bars.map(({ ruleId }) => ruleId)).toEqual(['staffQualified', 'staffClash']);
});

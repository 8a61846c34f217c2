import { expect, test } from 'vitest';
import { explainPlan, solve } from '../../../solver/index.ts';
import { indexProblem } from '../../../src/domain/problem-index.ts';
import { generateProblem } from '../../../src/generator/index.ts';
import { en } from '../../../web/i18n/en.ts';
import { zh } from '../../../web/i18n/zh.ts';
import { ClosedClubs } from '../../../web/plan/closed-clubs.tsx';
import { modelPlan } from '../../../web/plan/plan-model.ts';
import { RuleMatches } from '../../../web/plan/rule-matches.tsx';
import { draw } from '../../support/web/draw.tsx';

/** Clubs that are not held are named with the reason of each, in the place where one looks. */

const problem = generateProblem({ size: 'village', seed: 1 });
const plan = await solve(problem, { seed: 1, steps: 20_000 });
const model = modelPlan(problem, plan, zh);
const closed = explainPlan(indexProblem(problem), plan).missingSessions.filter(
  ({ isClosedClub }) => isClosedClub,
);
const data = [[['closed-clubs', 'p1'], closed]] as const;

test.each([
  ['zh', zh],
  ['en', en],
] as const)('the plan says why each club is not held (%s)', (lang, t) => {
  expect(closed.length).toBeGreaterThan(0);
  const { text } = draw(<ClosedClubs model={model} planId="p1" />, { lang, data });
  expect(text).toContain(t.plan.whyClosed);
  for (const { name, cause } of closed) {
    expect(text).toContain(name[lang]);
    expect(text).toContain(cause.sentence[lang]);
  }
});

test('the places of the rule on closed clubs are their reasons', () => {
  const { text } = draw(<RuleMatches planId="p1" ruleId="closedClub" />, { data });
  for (const { cause } of closed) expect(text).toContain(cause.sentence.zh);
});

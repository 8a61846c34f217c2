import { expect, test } from 'vitest';
import type { Plan, Problem } from '../../../src/domain/problem.ts';
import { publishability } from '../../../src/domain/publishable.ts';
import { zh } from '../../../web/i18n/zh.ts';
import { modelPlan } from '../../../web/plan/plan-model.ts';
import { PlanProblems } from '../../../web/plan/plan-problems.tsx';
import { tinyProblem } from '../../support/tiny.ts';
import { tinyPlan } from '../../support/tiny-plan.ts';
import { draw } from '../../support/web/draw.tsx';

function told(change: (plan: Plan) => void, problem: Problem = tinyProblem()): string {
  const plan = tinyPlan();
  change(plan);
  const model = modelPlan(problem, plan, zh);
  const nothing = () => undefined;
  return draw(
    <PlanProblems
      planId="p"
      state={publishability(plan, model.index)}
      model={model}
      missing={plan.openSessions.length}
      onShow={nothing}
      onPost={nothing}
      onOpen={nothing}
    />,
  ).text;
}

const of = (plan: Plan, id: string) => plan.sessions.filter((session) => session.id === id);

test('a session with pupils and no adult is named, whatever kind it is of', () => {
  expect(told(() => undefined)).toBe('');
  const text = told((plan) => {
    for (const { seats } of of(plan, 'micro-C3')) for (const seat of seats) seat.staffId = null;
  });
  expect(text).toContain('空缺岗位 1');
  expect(text).toMatch(/周二 16:40 Micro theme Class 3-1/);
});

test('one that has no seat at all is named too', () => {
  const text = told((plan) => {
    for (const session of of(plan, 'micro-C3')) session.seats = [];
  });
  expect(text).toContain(zh.plan.seatless(1));
  expect(text).toMatch(/周二 16:40 Micro theme Class 3-1/);
});

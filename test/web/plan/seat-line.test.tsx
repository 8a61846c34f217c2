import { expect, test } from 'vitest';
import { zh } from '../../../web/i18n/zh.ts';
import { modelPlan } from '../../../web/plan/plan-model.ts';
import { SeatLine } from '../../../web/plan/seat-line.tsx';
import { byId } from '../../support/plan-builder.ts';
import { tinyProblem } from '../../support/tiny.ts';
import { tinyPlan } from '../../support/tiny-plan.ts';
import { draw } from '../../support/web/draw.tsx';

test('a seat that is changed by hand tells people of one name apart', () => {
  const [problem, plan] = [tinyProblem(), tinyPlan()];
  byId(problem.staff, 'T2').name = byId(problem.staff, 'T1').name = '王芳';
  const { html } = draw(
    <SeatLine
      model={modelPlan(problem, plan, zh)}
      planId="p1"
      session={byId(plan.sessions, 'micro-C3')}
      seat={0}
      onEdit={() => undefined}
    />,
  );
  expect(html).toContain('王芳(T2) (教师)');
});

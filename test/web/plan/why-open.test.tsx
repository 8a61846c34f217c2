import { expect, test } from 'vitest';
import { explainSession, solve } from '../../../solver/index.ts';
import { indexProblem } from '../../../src/domain/problem-index.ts';
import { generateProblem } from '../../../src/generator/index.ts';
import { zh } from '../../../web/i18n/zh.ts';
import { modelPlan } from '../../../web/plan/plan-model.ts';
import { WhyOpen } from '../../../web/plan/why-open.tsx';
import { tinyProblem } from '../../support/tiny.ts';
import { tinyPlan } from '../../support/tiny-plan.ts';
import { draw } from '../../support/web/draw.tsx';
import { planInfo } from '../../support/web/plans.ts';

test('what the rules of care would allow leads to the rules, and names nobody for the seat', async () => {
  const problem = generateProblem({ size: 'village', seed: 1 });
  problem.rules = { params: { care: { pupilsPerAdult: 12 } } };
  const plan = await solve(problem, { seed: 1, steps: 4000 });
  const open = plan.sessions.filter(
    ({ kind, seats }) =>
      kind === 'care' &&
      seats.some(({ staffId }) => staffId === null) &&
      seats.some(({ staffId }) => staffId !== null),
  );
  const posts = open.flatMap(({ id }) => explainSession(indexProblem(problem), plan, id));
  const post = posts.find(({ ways }) =>
    ways.some(({ relaxations }) => relaxations[0]?.kind === 'adults'),
  );
  const { sessionId = '', ways = [] } = post ?? {};
  const text = ways.flatMap(({ relaxations }) => relaxations).find(({ kind }) => kind === 'adults')
    ?.text.zh;
  const { html } = draw(
    <WhyOpen
      model={modelPlan(problem, plan, zh)}
      planId="p1"
      sessionId={sessionId}
      onEdit={() => undefined}
    />,
    {
      data: [
        [['open-posts', 'p1', sessionId], [post]],
        [['plan-info', 'p1'], planInfo()],
      ],
    },
  );
  expect(text).toMatch(/^每名看护教师的学生数由 12 名提高到/);
  const [told] = html.split('<li>').filter((item) => item.includes(text as string));
  expect(told).toMatch(/\?part=rules"/);
  expect(told).not.toContain('<b>');
});

test('everybody who takes over a post is named', () => {
  const problem = tinyProblem();
  const way = {
    staffId: 'H1',
    relaxations: [],
    exchange: { sessionId: 'care-mon-club-C1', staffId: 'T1' },
    furtherExchanges: [{ sessionId: 'care-mon-late-C1+C3', staffId: 'T2' }],
  };
  const post = { seat: 0, cause: { sentence: { zh: '' } }, candidates: [], ways: [way] };
  const { html } = draw(
    <WhyOpen
      model={modelPlan(problem, tinyPlan(), zh)}
      planId="p1"
      sessionId="gate-mon-gate"
      onEdit={undefined}
    />,
    { data: [[['open-posts', 'p1', 'gate-mon-gate'], [post]]] },
  );
  expect(html).toContain('由Teacher 1接替');
  expect(html).toContain('由Teacher 2接替');
});

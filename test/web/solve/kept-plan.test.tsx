import { expect, test } from 'vitest';
import type { Problem } from '../../../src/domain/problem.ts';
import { zh } from '../../../web/i18n/zh.ts';
import type { JobOptions } from '../../../web/remote/types.ts';
import { dataToRun } from '../../../web/solve/data-to-run.ts';
import { NewRun } from '../../../web/solve/new-run.tsx';
import { tinyProblem } from '../../support/tiny.ts';
import { tinyPlan } from '../../support/tiny-plan.ts';
import { draw } from '../../support/web/draw.tsx';
import { problemInfo } from '../../support/web/plans.ts';

const first = tinyPlan();
/** As it was published later, after somebody had fallen ill. */
const second = tinyPlan();
for (const { seats } of second.sessions)
  for (const seat of seats) if (seat.staffId === 'T1') seat.staffId = 'T3';

test('a run keeps to what is published now, and not to what the data kept to before', () => {
  const plain: Problem = tinyProblem();
  const kept = { ...plain, baseline: first };
  expect(dataToRun(plain, first)?.baseline).toEqual(first);
  expect(dataToRun(kept, first)).toBeUndefined();
  expect(dataToRun(kept, second)?.baseline).toEqual(second);
  expect(dataToRun(kept, undefined)).toEqual(plain);
  expect(dataToRun(plain, undefined)).toBeUndefined();
});

test('data that carry a plan are asked about, and the question is answered as they have it', () => {
  expect(switchOf(tinyProblem())).toBe('false');
  expect(switchOf({ ...tinyProblem(), baseline: first })).toBe('true');
});

test('least change keeps to what is published, and says where there is nothing to keep to', () => {
  const options = { profile: 'leastChange' };
  expect(switchOf(tinyProblem(), options)).toBe('true');
  expect(told(tinyProblem(), [], options).text).toContain(zh.solve.keepsNothing);
  const kept = { ...tinyProblem(), baseline: first };
  expect(told(kept, [], options).text).not.toContain(zh.solve.keepsNothing);
});

test('data that carry a plan say so where nothing is published', () => {
  const text = told({ ...tinyProblem(), baseline: first }, []).text;
  expect(text).toContain(zh.solve.keepsGiven);
  expect(told(tinyProblem(), []).text).not.toContain(zh.solve.keepsGiven);
});

test('what is to hold last is kept to, and what holds now can be chosen', () => {
  const kept = { ...tinyProblem(), baseline: first };
  const { text } = told(kept, [coming, publication]);
  expect(text).toContain('10月26日起生效');
  expect(text).not.toContain(zh.publish.inForce);
  // Of one alone there is nothing to choose.
  expect(told(kept, [publication]).html).not.toContain(zh.solve.keepWhich);
  expect(told(kept, [coming, publication]).html).toContain(zh.solve.keepWhich);
});

function switchOf(problem: Problem, options: JobOptions = {}) {
  const { html, text } = told(problem, [publication], options);
  expect(text).not.toContain(zh.solve.keepsNothing);
  expect(text).toContain(zh.solve.keepHint);
  return /role="switch" aria-checked="(true|false)"/.exec(html)?.[1];
}

const publication = {
  id: 'u1',
  schoolId: 'tiny',
  planId: 'p2',
  problemId: 'd1',
  publishedBy: 'li.na',
  note: null,
  validFrom: '2026-09-20',
  inForce: true,
  createdAt: '2026-09-20T08:00:00.000Z',
};
const coming = { ...publication, id: 'u2', validFrom: '2999-10-26', inForce: false };

const verbs = ['jobs:write', 'problems:write', 'plans:write', 'plans:read'];

function told(problem: Problem, publications: unknown[], options: JobOptions = {}) {
  const { id: schoolId, name: schoolName } = problem.school;
  return draw(<NewRun first={{ problemId: 'd1', startPlanId: undefined, options }} />, {
    data: [
      [['me'], { kind: 'local', id: '', name: '', grants: [{ verbs, schoolId: null }] }],
      [['problems', 'listed'], [problemInfo({ id: 'd1', schoolId, schoolName, isCurrent: true })]],
      [['problem', 'd1'], problem],
      [['publications', schoolId], publications],
    ],
  });
}

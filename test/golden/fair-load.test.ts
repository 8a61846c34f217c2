import { expect, it } from 'vitest';
import { parent } from '../support/golden-parts.ts';
import { byId, care, held, matchesOf, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const homework = (staffId: string) => care('mon-hw', ['C1'], [staffId]); // 40 minutes
const late = (staffId: string) => care('mon-late', ['C1'], [staffId]); // 40 x 1.5 = 60
const gate = (staffId: string) => held('gate', 'mon-gate', [staffId]); // 60

it('is 0 where everybody carries the same', () => {
  const sessions = ['T1', 'T2', 'T3', 'H1'].map((id) => homework(id));
  expect(scoreOf('fairLoad', tinyProblem(), sessions)).toEqual({ count: 0, cost: 0 });
});

it('squares what each is away from their share, in half hours', () => {
  // Loads 40, 60, 0, 60; target 160 / 4 = 40: 0 + (20/30)² + (40/30)² + (20/30)² = 24/9, x 10.
  const sessions = [homework('T1'), late('T2'), gate('H1')];
  const { count, cost } = scoreOf('fairLoad', tinyProblem(), sessions);
  expect(count).toBe(3);
  expect(cost).toBeCloseTo(240 / 9, 9);
});

it('shares and what was carried over count; those without a share do not', () => {
  const problem = tinyProblem();
  problem.staff.push(parent('P1'), parent('P2', { share: 0.5 }));
  byId(problem.staff, 'T1').carryOver = 30;
  byId(problem.staff, 'T2').share = 0.5;
  byId(problem.staff, 'T3').share = 0;
  byId(problem.staff, 'H1').trained = false;
  // Shares T1 1, T2 0.5, P2 0.5. Loads T1 30 + 40, T2 60, P2 0: of 130 the targets are 65, 32.5,
  // 32.5. (5/30)² + (27.5/30)² + (32.5/30)² = (25 + 756.25 + 1056.25) / 900 = 1837.5 / 900, x 10.
  const sessions = [homework('T1'), late('T2'), gate('P1'), gate('T3'), gate('H1')];
  expect(scoreOf('fairLoad', problem, sessions).cost).toBeCloseTo(18375 / 900, 9);
  const [match] = matchesOf('fairLoad', problem, sessions);
  expect(match).toMatchObject({ staffIds: ['T1'], detail: { load: 70, target: 65 } });
});

it('an activity’s own load and the factor of the segment replace its minutes; each seat counts', () => {
  const problem = tinyProblem();
  for (const id of ['T2', 'T3', 'H1']) byId(problem.staff, id).share = 0;
  byId(problem.staff, 'T2').share = 1;
  byId(problem.activities, 'gate').load = 20;
  problem.rules = { params: { loadFactor: { lateCare: 2 } }, weights: { fairLoad: 1 } };
  // T1: 2 seats x 40 = 80; T2: 40 x 2 + 20 = 100. Target 90 each: 2 x (10/30)² = 2/9.
  const sessions = [care('mon-hw', ['C1'], ['T1', 'T1']), late('T2'), gate('T2')];
  expect(scoreOf('fairLoad', problem, sessions).cost).toBeCloseTo(2 / 9, 9);
});

it('is 0 where nobody has a share', () => {
  const problem = tinyProblem();
  for (const person of problem.staff) person.share = 0;
  expect(scoreOf('fairLoad', problem, [homework('T1')]).cost).toBe(0);
});

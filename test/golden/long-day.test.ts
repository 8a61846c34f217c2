import { expect, it } from 'vitest';
import { byId, care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const homework = care('mon-hw', ['C1'], ['T1', 'T1']); // 40; the second seat adds none
const club = care('mon-club', ['C1'], ['T1']); // 40
const late = care('mon-late', ['C1'], ['T1']); // 40, its factor does not matter here
const gate = held('gate', 'mon-gate', ['T1']); // 60

it('costs each half hour of a day over 120 minutes, x 3', () => {
  expect(scoreOf('longDay', tinyProblem(), [homework, club, late]).cost).toBe(0);
  const all = [homework, club, late, gate];
  expect(scoreOf('longDay', tinyProblem(), all)).toEqual({ count: 1, cost: 6 }); // (180 - 120) / 30
  const spread = [
    homework,
    gate,
    ...[homework, club].map((s) => ({ ...s, periodIds: ['tue-hw'] })),
  ];
  expect(scoreOf('longDay', tinyProblem(), spread).cost).toBe(0); // 100 and 80
});

it('takes an activity’s load for its minutes, and the limit from the parameters', () => {
  const problem = tinyProblem();
  byId(problem.activities, 'gate').load = 5;
  expect(scoreOf('longDay', problem, [homework, club, late, gate]).cost).toBe(0.5); // 125
  problem.rules = { params: { rest: { dutyMinutes: 60 } } };
  expect(scoreOf('longDay', problem, [homework, club]).cost).toBe(2); // 80 - 60
});

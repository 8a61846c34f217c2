import { expect, it } from 'vitest';
import type { ParamsInput } from '../../src/domain/problem.ts';
import { club, mornings, tinyWith } from '../support/golden-parts.ts';
import { byId, care, held, scoreOf } from '../support/plan-builder.ts';

function school(params: ParamsInput) {
  const problem = tinyWith(...mornings);
  byId(problem.students, 'C1-a').early = [1];
  problem.rules = { params };
  return problem;
}
const late = care('mon-late', ['C1'], ['T1']); // 17:20-18:00

it('holds sessions with pupils to the latest end', () => {
  expect(scoreOf('dayEnd', school({ latestEnd: { primary: '18:00' } }), [late]).cost).toBe(0);
  const early = school({ latestEnd: { primary: '17:59' } });
  expect(scoreOf('dayEnd', early, [late])).toEqual({ count: 1, cost: 1 });
  // A duty has no pupils, and the value for junior schools is not for this one.
  expect(scoreOf('dayEnd', early, [held('gate', 'mon-gate', ['H1'])]).cost).toBe(0);
  expect(scoreOf('dayEnd', school({ latestEnd: { junior: '17:00' } }), [late]).cost).toBe(0);
});

it('counts each period of a long session that is out of hours', () => {
  const problem = school({ earliestStart: '17:00', latestEnd: { primary: '17:50' } });
  problem.activities.push(club('long', { segments: ['club', 'lateCare'], span: 2 }));
  const long = held('long', ['mon-club', 'mon-late'], ['T1']); // starts too early and ends too late
  expect(scoreOf('dayEnd', problem, [long], [['C1-a', 'long']]).cost).toBe(2);
  expect(scoreOf('dayEnd', problem, [long]).cost).toBe(0); // nobody is placed
});

it('does not hold early arrival to the earliest start', () => {
  const problem = school({ earliestStart: '15:51' });
  const morning = care('mon-early', ['C1'], ['T1']);
  expect(scoreOf('dayEnd', problem, [morning]).cost).toBe(0);
  expect(scoreOf('dayEnd', problem, [morning, care('mon-hw', ['C1'], ['T1'])]).cost).toBe(1);
});

it('a nine-year school has both values, and the earlier one for a mixed session', () => {
  const problem = school({ latestEnd: { primary: '17:30', junior: '18:00' } });
  problem.school.stage = 'nineYear';
  byId(problem.classes, 'C3').grade = 7;
  expect(scoreOf('dayEnd', problem, [late]).cost).toBe(1);
  expect(scoreOf('dayEnd', problem, [care('mon-late', ['C3'], ['T2'])]).cost).toBe(0);
  expect(scoreOf('dayEnd', problem, [care('mon-late', ['C3', 'C1'], ['T2'])]).cost).toBe(1);
});

it('takes the classes of a choice session from its pupils, not from the plan', () => {
  const problem = school({ latestEnd: { primary: '17:30', junior: '18:00' } });
  problem.school.stage = 'nineYear';
  byId(problem.classes, 'C3').grade = 7;
  problem.activities.push(club('owl', { segments: ['lateCare'] }));
  const owl = held('owl', 'mon-late', ['T1'], { classIds: ['C1'] });
  expect(scoreOf('dayEnd', problem, [owl], [['C3-a', 'owl']]).cost).toBe(0);
});

import { expect, it } from 'vitest';
import { byId, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const gates = ['mon-gate', 'tue-gate'].map((id) => held('gate', id, ['H1']));
const micro = ['C1', 'C3'].map((forKey) => held('micro', 'tue-micro', ['T1'], { forKey }));
const chess = held('chess', 'mon-club', ['T3'], { room: 'R3' });

it('5 for each session that a series should have: one a week, or one in every allowed period', () => {
  expect(scoreOf('openSession', tinyProblem(), [...gates, ...micro]).cost).toBe(0);
  // Two gate duties and one micro theme for each of two classes.
  expect(scoreOf('openSession', tinyProblem(), []).cost).toBe(20);
  expect(scoreOf('openSession', tinyProblem(), [...gates, ...micro.slice(1)]).cost).toBe(5);
  const problem = tinyProblem();
  byId(problem.activities, 'gate').periodIds = ['mon-gate'];
  expect(scoreOf('openSession', problem, [...gates.slice(0, 1), ...micro]).cost).toBe(0);
});

it('a choice series that is not held costs nothing, one that is held too seldom does', () => {
  const problem = tinyProblem();
  byId(problem.activities, 'chess').sessions = { perWeek: 3 };
  const others = [...gates, ...micro];
  expect(scoreOf('openSession', problem, others).cost).toBe(0);
  expect(scoreOf('openSession', problem, [...others, chess])).toEqual({ count: 2, cost: 10 });
});

it('a series with too many sessions makes up for no other', () => {
  const sessions = [...gates, ...gates, ...micro.slice(1), ...micro.slice(1)];
  expect(scoreOf('openSession', tinyProblem(), sessions).cost).toBe(5);
});

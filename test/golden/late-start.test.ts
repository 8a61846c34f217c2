import { expect, it } from 'vitest';
import { mornings, tinyWith } from '../support/golden-parts.ts';
import { care, held, scoreOf } from '../support/plan-builder.ts';

const homework = care('mon-hw', ['C1'], ['T1']); // 15:50, the first pupil period
const club = care('mon-club', ['C1'], ['T1']); // 16:40, 50 minutes later
const gate = held('gate', 'mon-gate', ['T1']); // 17:10

it('a first session more than 45 minutes into the service costs 1', () => {
  const problem = tinyWith(...mornings);
  expect(scoreOf('lateStart', problem, [homework, club, gate]).cost).toBe(0);
  expect(scoreOf('lateStart', problem, [club, gate])).toEqual({ count: 1, cost: 1 });
  problem.rules = { params: { rest: { lateStart: 50 } } };
  expect(scoreOf('lateStart', problem, [club]).cost).toBe(0); // not more than 50
  expect(scoreOf('lateStart', problem, [gate]).cost).toBe(1);
});

it('early arrival neither begins the service nor the person’s afternoon', () => {
  const problem = tinyWith(...mornings);
  const early = care('mon-early', ['C1'], ['T1']);
  expect(scoreOf('lateStart', problem, [early, club]).cost).toBe(1);
  expect(scoreOf('lateStart', problem, [early, homework]).cost).toBe(0);
  expect(scoreOf('lateStart', problem, [early]).cost).toBe(0);
});

it('counts each person and weekday, and a day without pupil periods not at all', () => {
  const problem = tinyWith({
    id: 'sat',
    weekday: 6,
    segment: 'duty',
    start: '18:00',
    end: '19:00',
  });
  const sessions = [gate, held('gate', 'tue-gate', ['T1']), held('gate', 'sat', ['T1'])];
  expect(scoreOf('lateStart', problem, sessions).cost).toBe(2);
});

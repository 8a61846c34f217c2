import { expect, it } from 'vitest';
import { tinyWith, tuesdayClub } from '../support/golden-parts.ts';
import { byId, held, scoreOf } from '../support/plan-builder.ts';

const chess = (periodId: string) => held('chess', periodId, ['T3'], { room: 'R3' });
const twiceMonday = [chess('mon-club'), chess('mon-club')];

function school(perWeek: number, minDays?: number) {
  const problem = tinyWith(tuesdayClub);
  const activity = byId(problem.activities, 'chess');
  activity.sessions = { perWeek };
  if (minDays !== undefined) activity.minDays = minDays;
  return problem;
}

it('sessions lie on different weekdays: min(2, 2) - 1 = 1', () => {
  expect(scoreOf('spread', school(2), [chess('mon-club'), chess('tue-club')]).cost).toBe(0);
  expect(scoreOf('spread', school(2), twiceMonday)).toEqual({ count: 1, cost: 1 });
});

it('asks for no more days than there are sessions, or than `minDays`', () => {
  expect(scoreOf('spread', school(2), [chess('mon-club')]).cost).toBe(0);
  expect(scoreOf('spread', school(2, 1), twiceMonday).cost).toBe(0);
  expect(scoreOf('spread', school(3, 2), [...twiceMonday, chess('mon-club')]).cost).toBe(1);
});

it('asks nothing of an `every` series, unless it says so', () => {
  const problem = school(1);
  byId(problem.activities, 'gate').periodIds = ['mon-gate'];
  const gates = [held('gate', 'mon-gate', ['H1']), held('gate', 'mon-gate', ['T1'])];
  expect(scoreOf('spread', problem, gates).cost).toBe(0);
  byId(problem.activities, 'gate').minDays = 2;
  byId(problem.activities, 'gate').periodIds = ['mon-gate', 'tue-gate'];
  expect(scoreOf('spread', problem, gates).cost).toBe(1);
});

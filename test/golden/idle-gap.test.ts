import { expect, it } from 'vitest';
import { mornings, tinyWith, tuesdayClub } from '../support/golden-parts.ts';
import { byId, care, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const at = (periodId: string) => care(periodId, ['C1'], ['T2']);
const gap = [at('mon-late'), at('mon-hw')]; // 16:30 to 17:20: 50 minutes

it('costs the tens of minutes beyond the first ten', () => {
  expect(scoreOf('idleGap', tinyProblem(), [at('mon-hw'), at('mon-club')]).cost).toBe(0); // 10
  expect(scoreOf('idleGap', tinyProblem(), gap)).toEqual({ count: 1, cost: 4 });
  expect(scoreOf('idleGap', tinyProblem(), [...gap, at('mon-club')]).cost).toBe(0);
  expect(scoreOf('idleGap', tinyProblem(), [at('mon-hw'), at('tue-late')]).cost).toBe(0);
});

it('does not count lessons and unavailable times, and what both cover only once', () => {
  const problem = tinyProblem();
  const person = byId(problem.staff, 'T2');
  person.lessons = [{ weekday: 1, start: '16:00', end: '16:50' }]; // 20 of the gap
  expect(scoreOf('idleGap', problem, gap).cost).toBe(2); // 30 - 10
  person.unavailable = [{ weekday: 1, start: '16:40', end: '17:00' }]; // 10 more
  expect(scoreOf('idleGap', problem, gap).cost).toBe(1);
  person.unavailable.push({ weekday: 1, start: '16:45', end: '16:55' }); // none more
  expect(scoreOf('idleGap', problem, gap).cost).toBe(1);
  person.unavailable.push({ weekday: 2, start: '16:30', end: '17:20' }); // another day
  expect(scoreOf('idleGap', problem, gap).cost).toBe(1);
  person.unavailable.push({ weekday: 1, start: '17:00', end: '17:30' });
  expect(scoreOf('idleGap', problem, gap).cost).toBe(0);
});

it('costs 6 at the most, and early arrival is aside', () => {
  const problem = tinyWith(...mornings, tuesdayClub);
  // 16:30 to 18:30 is 120 minutes: min(6, 11).
  expect(scoreOf('idleGap', problem, [at('tue-hw'), at('tue-club')]).cost).toBe(6);
  expect(scoreOf('idleGap', problem, [at('tue-early'), at('tue-hw')]).cost).toBe(0);
});

it('sessions that overlap have no gap between them', () => {
  const sessions = [at('mon-late'), at('mon-gate')];
  expect(scoreOf('idleGap', tinyProblem(), sessions).cost).toBe(0);
});

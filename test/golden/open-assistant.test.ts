import { expect, it } from 'vitest';
import { club } from '../support/golden-parts.ts';
import { care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

it('counts the open seats that openSeat does not: an assistant beside a lead', () => {
  const problem = tinyProblem();
  const seats = [{ role: 'lead' as const }, { role: 'assistant' as const, count: 2 }];
  problem.activities.push(club('trio', { seats }));
  const trio = (...staff: (string | null)[]) => [held('trio', 'mon-club', staff)];
  const pupils = [['C1-a', 'trio']] as const;
  expect(scoreOf('openAssistant', problem, trio('T1', 'T2', 'T3'), pupils).cost).toBe(0);
  expect(scoreOf('openAssistant', problem, trio('T1', null, null), pupils)).toEqual({
    count: 2,
    cost: 16,
  });
  // The open lead is 3 in openSeat; with nobody and with pupils all three seats are there.
  expect(scoreOf('openAssistant', problem, trio(null, 'T2', null), pupils).cost).toBe(8);
  expect(scoreOf('openAssistant', problem, trio(null, null, null), pupils).cost).toBe(0);
  expect(scoreOf('openAssistant', problem, trio(null, null, null)).cost).toBe(16);
});

it('leaves care and duty alone', () => {
  const sessions = [care('mon-hw', ['C1'], ['T1', null]), held('gate', 'mon-gate', [null])];
  expect(scoreOf('openAssistant', tinyProblem(), sessions).cost).toBe(0);
});

import { expect, it } from 'vitest';
import { club } from '../support/golden-parts.ts';
import { care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

function school() {
  const problem = tinyProblem();
  const seats = [{ role: 'lead' as const }, { role: 'assistant' as const }];
  problem.activities.push(club('duo', { seats }), club('show', { enrol: 'class', seats }));
  return problem;
}
const pupils = [['C1-a', 'duo']] as const;
const duo = (...staff: (string | null)[]) => [held('duo', 'mon-club', staff)];

it('an open care seat costs 10, with pupils or without, and so does an open duty seat', () => {
  expect(scoreOf('openSeat', school(), [care('mon-hw', ['C1'], ['T1'])]).cost).toBe(0);
  const sessions = [
    care('mon-hw', ['C1'], ['T1', null]),
    care('mon-hw', [], [null]),
    held('gate', 'mon-gate', [null]),
  ];
  expect(scoreOf('openSeat', school(), sessions)).toEqual({ count: 3, cost: 30 });
});

it('a session with pupils in which nobody sits: 10 for each of its seats', () => {
  expect(scoreOf('openSeat', school(), duo(null, null), pupils)).toEqual({ count: 2, cost: 20 });
  expect(scoreOf('openSeat', school(), [held('show', 'mon-club', [])]).cost).toBe(20);
});

it('any other open lead seat costs 3, any other open seat nothing here', () => {
  expect(scoreOf('openSeat', school(), duo(null, 'T1'), pupils)).toEqual({ count: 1, cost: 3 });
  expect(scoreOf('openSeat', school(), duo('T1', null), pupils).cost).toBe(0);
  expect(scoreOf('openSeat', school(), duo(null, null)).cost).toBe(3); // no pupils
});

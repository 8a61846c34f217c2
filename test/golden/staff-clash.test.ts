import { expect, it } from 'vitest';
import { club, mondayBreak, tinyWith } from '../support/golden-parts.ts';
import { care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

it('sessions that only touch do not clash: 17:20 is the end of one and the start of the other', () => {
  const sessions = [care('mon-club', ['C1'], ['T1']), care('mon-late', ['C1'], ['T1'])];
  expect(scoreOf('staffClash', tinyProblem(), sessions)).toEqual({ count: 0, cost: 0 });
});

it('each pair counts: late care twice (17:20-18:00) and gate duty (17:10-18:10) make 3', () => {
  const late = [care('mon-late', ['C1'], ['T1']), care('mon-late', ['C3'], ['T1'])];
  expect(scoreOf('staffClash', tinyProblem(), late).cost).toBe(1);
  const sessions = [...late, held('gate', 'mon-gate', ['T1'])];
  expect(scoreOf('staffClash', tinyProblem(), sessions)).toEqual({ count: 3, cost: 3 });
});

it('a second seat of one person in a session counts, and a third again', () => {
  const twice = [care('mon-hw', ['C1'], ['T1', 'T1'])];
  expect(scoreOf('staffClash', tinyProblem(), twice).cost).toBe(1);
  const thrice = [care('mon-hw', ['C1'], ['T1', 'T1', 'T1'])];
  expect(scoreOf('staffClash', tinyProblem(), thrice).cost).toBe(2);
});

it('a session over two periods does not fill the break between them', () => {
  const problem = tinyWith(mondayBreak);
  problem.activities.push(club('art', { segments: ['homework', 'club'], span: 2 }));
  const art = held('art', ['mon-hw', 'mon-club'], ['T1'], { room: 'R3' });
  expect(scoreOf('staffClash', problem, [art, care('mon-break', ['C1'], ['T1'])]).cost).toBe(0);
  // In the first of its periods it is one clash, though the care session touches no other.
  expect(scoreOf('staffClash', problem, [art, care('mon-hw', ['C1'], ['T1'])]).cost).toBe(1);
});

it('a session whose own periods overlap lasts as long as the longest of them', () => {
  // Gate duty 17:10-18:10 with late care 17:20-18:00 in one session; the other begins at 18:05.
  const problem = tinyWith({
    id: 'mon-door',
    weekday: 1,
    segment: 'duty',
    start: '18:05',
    end: '18:20',
  });
  const both = held('gate', ['mon-gate', 'mon-late'], ['T1']);
  expect(scoreOf('staffClash', problem, [both, held('gate', 'mon-door', ['T1'])]).cost).toBe(1);
});

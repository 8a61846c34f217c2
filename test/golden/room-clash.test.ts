import { expect, it } from 'vitest';
import { club, mondayBreak, tinyWith } from '../support/golden-parts.ts';
import { byId, care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const inR1 = { room: 'R1' };
const three = [
  care('mon-hw', ['C1'], ['T1'], inR1),
  care('mon-hw', ['C3'], ['T2'], inR1),
  care('mon-hw', [], ['T3'], inR1),
];

it('of three sessions at once in a room for one, two are too many; in a room for two, one', () => {
  const problem = tinyProblem();
  expect(scoreOf('roomClash', problem, three.slice(0, 1)).cost).toBe(0);
  expect(scoreOf('roomClash', problem, three)).toEqual({ count: 2, cost: 2 });
  byId(problem.rooms, 'R1').groups = 2;
  expect(scoreOf('roomClash', problem, three).cost).toBe(1);
  byId(problem.rooms, 'R1').groups = 3;
  expect(scoreOf('roomClash', problem, three).cost).toBe(0);
});

it('counts a session that starts while another still holds the room', () => {
  // 16:40-17:20, 17:10-18:10, 17:20-18:00: the second meets the first, the third the second.
  const sessions = [
    care('mon-late', ['C1'], ['T1'], inR1),
    care('mon-club', ['C1'], ['T1'], inR1),
    held('gate', 'mon-gate', ['H1'], inR1),
  ];
  expect(scoreOf('roomClash', tinyProblem(), sessions).cost).toBe(2);
  expect(scoreOf('roomClash', tinyProblem(), sessions.slice(0, 2)).cost).toBe(0);
});

it('a spanned session leaves its room in the gap, and other rooms and days do not matter', () => {
  const problem = tinyWith(mondayBreak);
  problem.activities.push(club('art', { segments: ['homework', 'club'], span: 2 }));
  const art = held('art', ['mon-hw', 'mon-club'], ['T1'], inR1);
  const kept = [art, care('mon-break', ['C1'], ['T1'], inR1), care('tue-hw', ['C1'], ['T1'], inR1)];
  expect(scoreOf('roomClash', problem, kept).cost).toBe(0);
  expect(scoreOf('roomClash', problem, [art, care('mon-club', ['C1'], ['T2'], inR1)]).cost).toBe(1);
});

it('a session that comes in the gap of a spanned one and stays meets it when it comes back', () => {
  // art 15:50-16:30 and 16:40-17:20, the duty 16:35-16:50.
  const problem = tinyWith(mondayBreak, {
    id: 'mon-check',
    weekday: 1,
    segment: 'duty',
    start: '16:35',
    end: '16:50',
  });
  problem.activities.push(club('art', { segments: ['homework', 'club'], span: 2 }));
  const art = held('art', ['mon-hw', 'mon-club'], ['T1'], inR1);
  const check = held('gate', 'mon-check', ['H1'], inR1);
  expect(scoreOf('roomClash', problem, [art, check])).toEqual({ count: 1, cost: 1 });
  byId(problem.rooms, 'R1').groups = 2;
  expect(scoreOf('roomClash', problem, [art, check]).cost).toBe(0);
});

import { expect, it } from 'vitest';
import { club } from '../support/golden-parts.ts';
import { byId, care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const inChess = ['C1-a', 'C1-b', 'C3-a', 'C3-b'].map((id) => [id, 'chess'] as const);
const chessIn = (room: string | null) => [held('chess', 'mon-club', ['T3'], { room })];

it('wants a room that the activity allows, with seats for all; both faults are 1 a session', () => {
  const problem = tinyProblem();
  expect(scoreOf('roomFit', problem, chessIn('R3'), inChess).cost).toBe(0);
  expect(scoreOf('roomFit', problem, chessIn('R1'), inChess)).toEqual({ count: 1, cost: 1 });
  byId(problem.rooms, 'R3').seats = 3; // for 4 pupils
  expect(scoreOf('roomFit', problem, chessIn('R3'), inChess).cost).toBe(1);
  byId(problem.rooms, 'R1').seats = 3;
  expect(scoreOf('roomFit', problem, chessIn('R1'), inChess).cost).toBe(1);
});

it('wants a room for care and for a club, not for a duty', () => {
  const sessions = [
    ...chessIn(null),
    care('mon-hw', ['C1'], ['T1'], { room: null }),
    held('gate', 'mon-gate', ['H1']),
  ];
  expect(scoreOf('roomFit', tinyProblem(), sessions).cost).toBe(2);
});

it('wants a named room to be open, also for a duty that needs none', () => {
  const problem = tinyProblem();
  byId(problem.rooms, 'R1').unavailable = [{ weekday: 1, start: '18:00', end: '18:30' }];
  const gate = held('gate', 'mon-gate', ['H1'], { room: 'R1' }); // to 18:10
  const late = care('mon-late', ['C1'], ['T1']); // to 18:00
  expect(scoreOf('roomFit', problem, [gate]).cost).toBe(1);
  expect(scoreOf('roomFit', problem, [late]).cost).toBe(0);
});

it('counts the pupils left in care itself: 4 of C1, 2 of them in chess', () => {
  const problem = tinyProblem();
  byId(problem.rooms, 'R1').seats = 2;
  const sessions = [care('mon-club', ['C1'], ['T1']), ...chessIn('R3')];
  expect(scoreOf('roomFit', problem, sessions, inChess).cost).toBe(0);
  expect(scoreOf('roomFit', problem, sessions).cost).toBe(1);
});

it('without a room spec: any room, but for each class the home room', () => {
  const problem = tinyProblem();
  problem.activities.push(club('any', { enrol: 'class', forEach: 'grade' }));
  delete byId(problem.activities, 'any').room;
  const any = held('any', 'mon-club', ['T1'], { forKey: '1', room: 'R3' });
  expect(scoreOf('roomFit', problem, [any]).cost).toBe(0);
  const micro = (room: string) => [held('micro', 'tue-micro', ['T1'], { forKey: 'C1', room })];
  expect(scoreOf('roomFit', problem, micro('R1')).cost).toBe(0);
  expect(scoreOf('roomFit', problem, micro('R3')).cost).toBe(1);
});

it('wants every feature, and one of the rooms named', () => {
  const problem = tinyProblem();
  byId(problem.rooms, 'R3').features = ['sink', 'piano'];
  const art = (room: { features?: string[]; roomIds?: string[] }) => {
    problem.activities = problem.activities.filter((a) => a.id !== 'art');
    problem.activities.push(club('art', { room }));
    return scoreOf('roomFit', problem, [held('art', 'mon-club', ['T1'], { room: 'R3' })]).cost;
  };
  expect(art({ features: ['piano', 'sink'] })).toBe(0);
  byId(problem.rooms, 'R1').features = ['sink', 'stage'];
  expect(art({ features: ['sink', 'stage'] })).toBe(1);
  expect(art({ roomIds: ['R1'] })).toBe(1);
});

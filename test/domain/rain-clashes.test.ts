import { expect, it } from 'vitest';
import type { Problem, Room } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { rainClashes } from '../../src/domain/views/rain-clashes.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

/** Chess is outdoors, and moves to Room 1 when it rains, where class 1-1 is looked after. */
function told(change: Partial<Room> = {}, edit: (problem: Problem) => void = () => {}) {
  const problem = tinyProblem();
  const [hall, , outdoors] = problem.rooms as [Room, Room, Room];
  outdoors.fallbackRoomId = hall.id;
  Object.assign(hall, change);
  edit(problem);
  return rainClashes(tinyPlan(), indexProblem(problem));
}

it('a place that is taken already is told with who is there and who comes', () => {
  const clashes = told();
  expect(clashes).toMatchObject([
    { roomId: 'R1', periodId: 'mon-club', moving: [{ id: 'chess-1' }] },
  ]);
  expect(clashes[0]?.staying.map(({ id }) => id)).toEqual(['care-mon-club-C1']);
  expect(clashes[0]?.sentence.zh).toBe(
    '周一 16:40-17:20 Room 1只容 1 场，已有Class 1-1社团时间看护，雨天移来Chess',
  );
});

it('nothing is told where it takes both, or where no place moves', () => {
  expect(told({ groups: 2 })).toEqual([]);
  expect(rainClashes(tinyPlan(), indexProblem(tinyProblem()))).toEqual([]);
});

it('a place that is closed then, or has too few seats, is told', () => {
  const closed = told({
    groups: 2,
    unavailable: [{ weekday: 1, start: '17:00', end: '18:00' }],
  });
  expect(closed.map(({ sentence }) => sentence.zh)).toEqual([
    '周一 16:40-17:20 Chess雨天移到Room 1，那时不开放',
  ]);
  const small = told({ groups: 2, seats: 3 });
  expect(small.map(({ sentence }) => sentence.en)).toEqual([
    'Monday 16:40-17:20: Chess would move to Room 1 in rain, which has 3 seats for 4',
  ]);
});

it('a session of two periods in too small a place is told once', () => {
  const problem = tinyProblem();
  Object.assign(problem.rooms[2] as Room, { fallbackRoomId: 'R1' });
  Object.assign(problem.rooms[0] as Room, { groups: 9, seats: 3 });
  const plan = tinyPlan();
  for (const session of plan.sessions)
    if (session.id === 'chess-1') session.periodIds = ['mon-hw', 'mon-club'];
  expect(rainClashes(plan, indexProblem(problem))).toHaveLength(1);
});

it('who is there in other weeks, or before, is in nobody’s way', () => {
  const apart = told({}, ({ periods }) => {
    const club = periods.find(({ id }) => id === 'mon-club');
    if (club) periods.push({ ...club, id: 'mon-club-even', weeks: 'even' });
    if (club) club.weeks = 'odd';
  });
  // Both are in the odd weeks.
  expect(apart).toHaveLength(1);
  const problem = tinyProblem();
  (problem.rooms[2] as Room).fallbackRoomId = 'R1';
  const club = problem.periods.find(({ id }) => id === 'mon-club');
  if (!club) throw new Error('no period for clubs');
  problem.periods.push({ ...club, id: 'even', weeks: 'even' });
  club.weeks = 'odd';
  const plan = tinyPlan();
  for (const session of plan.sessions) if (session.id === 'chess-1') session.periodIds = ['even'];
  expect(rainClashes(plan, indexProblem(problem))).toEqual([]);
});

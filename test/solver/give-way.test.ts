import { describe, expect, it } from 'vitest';
import { solve, verify } from '../../solver/index.ts';
import type { Problem } from '../../src/domain/problem.ts';

/** A club that pins hold in the first period, in the only room that a duty may have then. */
function sharedField(duty: Problem['activities'][number]['sessions']): Problem {
  return {
    schema: 'afterschool.problem/1',
    school: { id: 'field', name: '操场', stage: 'primary' },
    periods: [
      { id: 'p1', weekday: 1, segment: 'club', start: '16:00', end: '16:40' },
      { id: 'd', weekday: 1, segment: 'duty', start: '16:30', end: '16:45' },
    ],
    leavePoints: [{ id: 'L', time: '16:40' }],
    classes: [
      {
        id: 'C',
        grade: 3,
        homeRoomId: 'R',
        leave: [{ weekday: 1, leavePointId: 'L', count: 10 }],
      },
    ],
    staff: [
      { id: 'T1', kind: 'teacher' },
      { id: 'T2', kind: 'teacher' },
    ],
    rooms: [
      { id: 'R', kind: 'classroom', seats: 40 },
      { id: 'F', kind: 'field', seats: 60 },
    ],
    activities: [
      {
        id: 'K',
        kind: 'club',
        segments: ['club'],
        enrol: 'choice',
        enrolment: [{ classId: 'C', count: 10 }],
        span: 1,
        sessions: { perWeek: 1 },
        seats: [{ role: 'lead', kinds: ['teacher'] }],
        room: { roomIds: ['F'] },
      },
      {
        id: 'D',
        kind: 'duty',
        segments: ['duty'],
        enrol: 'none',
        sessions: duty,
        seats: [{ role: 'duty' }],
        room: { roomIds: ['F'] },
      },
    ],
    pins: [{ activityId: 'K', periodId: 'p1' }],
  } as Problem;
}

describe('hard comes before a duty', () => {
  it.each([
    ['due in every period', { every: true } as const],
    ['once a week', { perWeek: 1 }],
  ])('a duty %s gives way to a pinned club that needs its only room', async (_, duty) => {
    const problem = sharedField(duty);
    const plan = await solve(problem, { steps: 500, checkLevel: 'phase' });
    expect(plan.score).toMatchObject({ hard: 0, medium: 5 });
    expect(verify(problem, plan)).toEqual(plan.score);
    const club = plan.sessions.find(({ activityId }) => activityId === 'K');
    expect(club).toMatchObject({ periodIds: ['p1'], roomId: 'F' });
  });

  it('stays where nothing is broken', async () => {
    const { pins: _, ...free } = sharedField({ every: true });
    const plan = await solve(
      { ...free, rooms: free.rooms.map((room) => ({ ...room, groups: 2 })) },
      { steps: 500 },
    );
    expect(plan.score).toMatchObject({ hard: 0, medium: 0 });
  });
});

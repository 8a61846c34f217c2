import { describe, expect, it } from 'vitest';
import { construct } from '../../solver/construct/construct.ts';
import { ClubOpening } from '../../solver/moves/club-opening.ts';
import { Climb } from '../../solver/search/climb.ts';
import type { Activity, Problem, Student } from '../../src/domain/problem.ts';

/**
 * Ten places in the choir, which 14 pupils want. Four of them would take chess instead, which needs
 * four pupils and meets at the same time.
 */
const choirAndChess: Problem = {
  schema: 'afterschool.problem/1',
  school: { id: 'two-clubs', name: '两个社团', stage: 'primary' },
  periods: [{ id: 'mon-club', weekday: 1, segment: 'club', start: '16:00', end: '16:40' }],
  leavePoints: [{ id: 'L', time: '16:40' }],
  classes: [{ id: 'C', grade: 3, homeRoomId: 'R' }],
  students: Array.from({ length: 14 }, (_, i): Student => {
    const choices = i < 4 ? ['choir', 'chess'] : ['choir'];
    return { id: `S${i}`, classId: 'C', leave: { '1': 'L' }, choices, maxClubs: 1 };
  }),
  staff: ['T1', 'T2', 'T3'].map((id) => ({ id, kind: 'teacher' as const })),
  rooms: ['R', 'F1', 'F2'].map((id) => ({ id, kind: 'classroom', seats: 40 })),
  activities: [club('choir', 4, 10), club('chess', 4, 10)],
};

function club(id: string, min: number, max: number): Activity {
  return {
    id,
    kind: 'club',
    segments: ['club'],
    enrol: 'choice',
    sessions: { perWeek: 1 },
    size: { min, max },
    seats: [{ role: 'lead', kinds: ['teacher'] }],
    room: { roomIds: ['F1', 'F2'] },
  } as Activity;
}

describe('a closed club that only one pupil wins by', () => {
  it('opens with pupils who lose by it, and their places go to those who want them more', () => {
    const climb = new Climb(choirAndChess, 1);
    construct(climb);
    const { state, model } = climb;
    const { pupils, series } = model;
    const [choir, chess] = ['choir', 'chess'].map((id) =>
      series.list.findIndex(({ activity }) => activity.id === id),
    );
    const clubs = new ClubOpening(climb);
    expect(state.placedSlots[choir]).toBe(1);
    if (state.placedSlots[chess] > 0) clubs.close(chess);
    // The first pupil has nothing, the next ten sing.
    for (let w = 0; w < pupils.wishPupil.length; w++) state.setWish(w, 0);
    for (let i = 1; i <= 10; i++) state.setWish(pupils.first[i], 1);
    state.commit();
    const cost = () => state.wishCost.reduce((sum, one) => sum + one, 0);
    expect(cost()).toBe(4 * 12);
    // Who leads it is drawn by lot, and one of the three leads the choir.
    let isOpen = false;
    for (let tries = 0; tries < 30 && !isOpen; tries++) {
      const before = state.mark();
      isOpen = clubs.open(chess);
      if (!isOpen) state.undoTo(before);
    }
    expect(isOpen).toBe(true);
    expect(cost()).toBe(4 * 2);
    expect([state.seriesPupils[choir], state.seriesPupils[chess]]).toEqual([10, 4]);
  });
});

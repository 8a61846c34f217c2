import { describe, expect, it } from 'vitest';
import { construct } from '../../solver/construct/construct.ts';
import { ClubOpening } from '../../solver/moves/club-opening.ts';
import { Climb } from '../../solver/search/climb.ts';
import { solve } from '../../solver/solve.ts';
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

describe('a club twice a week for which nobody is there on both days', () => {
  const allDay = { start: '00:00', end: '23:59' };
  /** T1 and T2 come on one day each; T3 has the class. */
  function twoDays(more: Partial<Activity>): Problem {
    return {
      ...choirAndChess,
      periods: [
        { id: 'mon-club', weekday: 1, segment: 'club', start: '16:00', end: '16:40' },
        { id: 'tue-club', weekday: 2, segment: 'club', start: '16:00', end: '16:40' },
      ],
      students: Array.from({ length: 6 }, (_, i): Student => {
        return { id: `S${i}`, classId: 'C', leave: { '1': 'L', '2': 'L' }, choices: ['go'] };
      }),
      staff: [
        { id: 'T1', kind: 'specialist', unavailable: [{ weekday: 2, ...allDay }] },
        { id: 'T2', kind: 'specialist', unavailable: [{ weekday: 1, ...allDay }] },
        { id: 'T3', kind: 'teacher' },
      ],
      activities: [
        {
          ...club('go', 2, 10),
          sessions: { perWeek: 2 },
          seats: [{ role: 'lead', kinds: ['specialist'] }],
          ...more,
        },
      ],
    };
  }

  it('opens with a lead for each session where they may differ', async () => {
    const plan = await solve(twoDays({ sameLead: false }), { steps: 2_000, checkLevel: 'phase' });
    expect(plan.score).toMatchObject({ hard: 0, medium: 0 });
    const leads = plan.sessions.flatMap((s) =>
      s.activityId === 'go' ? [s.seats[0]?.staffId] : [],
    );
    expect(leads).toEqual(['T1', 'T2']);
  });

  it('may open in the stead of another, too', () => {
    const problem = twoDays({ sameLead: false });
    const rival = { ...club('song', 2, 10), room: { roomIds: ['F1'] } };
    const go = { ...(problem.activities[0] as Activity), room: { roomIds: ['F1'] } };
    const climb = new Climb({ ...problem, activities: [go, rival] }, 1);
    const { state, model } = climb;
    const clubs = new ClubOpening(climb);
    const [s, other] = ['go', 'song'].map((id) =>
      model.series.list.findIndex(({ activity }) => activity.id === id),
    );
    let isOpen = false;
    for (let tries = 0; tries < 50 && !isOpen; tries++) {
      state.undo();
      state.setSpot(model.series.firstEvent[other as number] as number, tries % 2);
      state.setRoom(model.series.firstEvent[other as number] as number, 1);
      isOpen = clubs.replace(s as number) !== undefined;
    }
    expect(isOpen).toBe(true);
    expect(state.placedSlots[other as number]).toBe(0);
  });

  it('stays closed where one person must lead both', async () => {
    const plan = await solve(twoDays({}), { steps: 2_000, checkLevel: 'phase' });
    expect(plan.score).toMatchObject({ hard: 0, medium: 0 });
    expect(plan.sessions.some((s) => s.activityId === 'go')).toBe(false);
  });
});

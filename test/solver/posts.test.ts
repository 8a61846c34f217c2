import { describe, expect, it } from 'vitest';
import { construct } from '../../solver/construct/construct.ts';
import type { Move } from '../../solver/moves/move.ts';
import { closePost } from '../../solver/moves/posts.ts';
import { reseat } from '../../solver/moves/seats.ts';
import { Climb } from '../../solver/search/climb.ts';
import type { Activity, Problem, Staff } from '../../src/domain/problem.ts';

/** Two classes of ten pupils, club periods on Monday and Tuesday, and the people who are given. */
function school(staff: Staff[], activities: Activity[] = [], periods = ['mon', 'tue']): Problem {
  const all = [
    { id: 'mon', weekday: 1, segment: 'club', start: '16:00', end: '16:40' },
    { id: 'mon2', weekday: 1, segment: 'club', start: '16:40', end: '17:20' },
    { id: 'tue', weekday: 2, segment: 'club', start: '16:00', end: '16:40' },
  ] as const;
  const pupils = (c: string) =>
    Array.from({ length: 10 }, (_, i) => ({
      id: `${c}-${i}`,
      classId: c,
      leave: { 1: 'L', 2: 'L' },
      ...(activities.length === 0 ? {} : { choices: [c === 'C1' ? 'A' : 'B'] }),
    }));
  return {
    schema: 'afterschool.problem/1',
    school: { id: 'posts', name: '岗位', stage: 'primary' },
    periods: all.filter(({ id }) => periods.includes(id)),
    leavePoints: [{ id: 'L', time: '17:20' }],
    classes: [
      { id: 'C1', grade: 1, homeRoomId: 'R1' },
      { id: 'C2', grade: 5, homeRoomId: 'R2' },
    ],
    students: [...pupils('C1'), ...pupils('C2')],
    staff,
    rooms: ['R1', 'R2', 'R3', 'R4'].map((id) => ({ id, kind: 'classroom', seats: 40 })),
    activities,
  } as Problem;
}

const teacher = (id: string, more: Partial<Staff> = {}): Staff => ({
  id,
  kind: 'teacher',
  ...more,
});

const club = (id: string): Activity => ({
  id,
  kind: 'club',
  segments: ['club'],
  enrol: 'choice',
  sessions: { perWeek: 2 },
  size: { min: 5, max: 20 },
  seats: [{ role: 'lead', qualification: 'chess' }],
});

/** Only this move, from an assignment that a test has brought about. */
function search(climb: Climb, steps: number): void {
  if (!climb.evaluator.score()) throw new Error('the beginning breaks a hard rule');
  climb.keep();
  for (let i = 0; i < steps; i++) climb.step(20);
}

function begin(problem: Problem, move: Move): Climb {
  const climb = new Climb(problem, 1, { moves: [move], checkLevel: 'move' });
  construct(climb);
  return climb;
}

describe('where a post must stay open', () => {
  it('it is the one that costs least, also at another time', () => {
    const late = { weekday: 1, start: '16:40', end: '17:20' };
    const only = teacher('T1', { limits: { sessionsPerDay: 1 }, avoid: [late] });
    const problem = school([only], [], ['mon', 'mon2']);
    const climb = begin(problem, closePost);
    const { state, model } = climb;
    const seats = [...state.seatPerson.keys()].filter((k) =>
      state.exists(model.series.seatEvent[k]),
    );
    const periodOf = (k: number) =>
      model.time.periods[state.eventSpot[model.series.seatEvent[k]]].id;
    for (const k of seats) state.setSeat(k, -1);
    state.setSeat(seats.find((k) => periodOf(k) === 'mon2') ?? expect.fail(), 0);
    search(climb, 400);
    const taken = seats.filter((k) => state.seatPerson[k] >= 0);
    expect(taken.map(periodOf)).toEqual(['mon']);
  });

  it('whoever is there sits with the class that they teach', () => {
    const problem = school([teacher('T1', { classIds: ['C2'] })], [], ['mon']);
    problem.periods[0].segment = 'homework';
    const climb = begin(problem, reseat);
    const { state, model } = climb;
    const seats = [0, 1].map((c) => model.series.seatStart[state.careOf[c]]);
    state.setSeat(seats[1], -1);
    state.setSeat(seats[0], 0);
    search(climb, 400);
    expect(seats.map((k) => state.seatPerson[k])).toEqual([-1, 0]);
  });
});

describe('a club that pins hold, whose only lead has another club', () => {
  it('has its lead back, and the other club closes', () => {
    const people = [teacher('T1', { qualifications: ['chess'] }), teacher('T2'), teacher('T3')];
    const problem = school(people, [club('A'), club('B')]);
    problem.pins = ['mon', 'tue'].map((periodId) => ({ activityId: 'A', periodId }));
    const climb = begin(problem, closePost);
    const { state, model } = climb;
    const { series, pupils } = model;
    const [a, b] = ['A', 'B'].map((id) => series.list.findIndex((s) => s.activity.id === id));
    const events = (s: number) => [series.firstEvent[s], series.firstEvent[s] + 1];
    const wishesFor = (s: number) =>
      [...pupils.wishSeries.keys()].filter((w) => pupils.wishSeries[w] === s);
    for (const e of events(a)) state.setSeat(series.seatStart[e], -1);
    events(b).forEach((e, i) => {
      state.setSpot(e, state.eventSpot[events(a)[i]]);
      for (const room of [2, 3])
        if (state.isRoomFree(room, state.eventSpot[e])) state.setRoom(e, room);
    });
    for (const s of [a, b]) for (const w of wishesFor(s)) state.setWish(w, 1);
    for (const e of events(b)) state.setSeat(series.seatStart[e], 0);
    search(climb, 400);
    expect(climb.evaluator.medium).toBe(0);
    expect(state.placedSlots[b]).toBe(0);
    expect(events(a).map((e) => state.seatPerson[series.seatStart[e]])).toEqual([0, 0]);
  });
});

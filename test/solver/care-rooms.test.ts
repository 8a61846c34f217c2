import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { construct } from '../../solver/construct/construct.ts';
import { solve } from '../../solver/index.ts';
import { moveGroup } from '../../solver/moves/care.ts';
import { Groups } from '../../solver/moves/groups.ts';
import { People } from '../../solver/moves/people.ts';
import { Climb } from '../../solver/search/climb.ts';
import type { Activity, Pin, Plan, Problem } from '../../src/domain/problem.ts';
import { randomSmallProblem } from '../../src/generator/index.ts';

/** One homework period; a class of so many pupils in each home room, the rooms with so many seats. */
function tightSchool(pupils: number[], seats: number[], more: Partial<Problem> = {}): Problem {
  return {
    schema: 'afterschool.problem/1',
    school: { id: 'tight', name: '场地紧张', stage: 'primary' },
    periods: [{ id: 'hw', weekday: 1, segment: 'homework', start: '15:30', end: '16:10' }],
    leavePoints: [{ id: 'L', time: '16:10' }],
    classes: pupils.map((count, i) => ({
      id: `C${i}`,
      grade: 1 + i,
      homeRoomId: `R${i}`,
      leave: [{ weekday: 1, leavePointId: 'L', count }],
    })),
    staff: pupils.map((_, i) => ({ id: `T${i}`, kind: 'teacher' as const })),
    rooms: seats.map((n, i) => ({ id: `R${i}`, kind: 'classroom', seats: n })),
    activities: [],
    ...more,
  };
}

const roomsOf = (plan: Plan) =>
  Object.fromEntries(plan.sessions.map((s) => [s.classIds.join('+'), s.roomId]));

describe('rooms of care where few fit', () => {
  it('are exchanged between groups of a period', async () => {
    const plan = await solve(tightSchool([1, 7, 11], [8, 20, 8]), { steps: 500 });
    expect(plan.score).toMatchObject({ hard: 0, medium: 0 });
    expect(roomsOf(plan).C2).toBe('R1');
  });

  it('are exchanged with a club that may be anywhere, so that a class is at home', () => {
    const choir: Activity = {
      id: 'choir',
      kind: 'club',
      segments: ['homework'],
      enrol: 'choice',
      sessions: { perWeek: 1 },
      enrolment: [
        { classId: 'C0', count: 1 },
        { classId: 'C1', count: 1 },
      ],
      seats: [{ role: 'lead' }],
    };
    const climb = new Climb(tightSchool([2, 1], [20, 20], { activities: [choir] }), 1);
    construct(climb);
    const { state, model } = climb;
    const club = model.series.firstEvent[0];
    const [care] = state.careOf;
    state.setRoom(care, -1);
    state.setRoom(club, 0);
    state.setRoom(care, 1);
    climb.evaluator.score(true);
    climb.keep();
    const propose = moveGroup.bind(climb);
    for (let tries = 0; tries < 100 && state.eventRoom[care] !== 0; tries++)
      if (!propose?.()) state.undo();
    expect([state.eventRoom[care], state.eventRoom[club]]).toEqual([0, 1]);
    expect(climb.evaluator.score()).toBe(true);
  });

  it('are shifted along a chain of groups', async () => {
    // Each of three classes is one too large for its room and fits into the next one.
    const problem = tightSchool([9, 19, 29, 5], [8, 18, 28, 40]);
    const plan = await solve(problem, { steps: 500, checkLevel: 'phase' });
    expect(plan.score).toMatchObject({ hard: 0, medium: 0 });
    expect(roomsOf(plan)).toEqual({ C0: 'R1', C1: 'R2', C2: 'R3', C3: 'R0' });
  });

  it('never leave the room that a pin names', async () => {
    const pins: Pin[] = [{ care: { classId: 'C0', periodId: 'hw' }, roomId: 'R1' }];
    const plan = await solve(tightSchool([1, 7, 11], [8, 20, 8], { pins }), { steps: 500 });
    expect(roomsOf(plan).C0).toBe('R1');
    expect(plan.score.rules).toMatchObject({ pinned: { count: 0 }, roomFit: { count: 1 } });
  });

  it('are found whenever there are some', async () => {
    const school = fc.array(
      fc.record({ n: fc.integer({ min: 1, max: 20 }), room: fc.integer({ min: 1, max: 24 }) }),
      {
        minLength: 2,
        maxLength: 7,
      },
    );
    await fc.assert(
      fc.asyncProperty(school, fc.integer({ min: 1, max: 24 }), async (list, spare) => {
        const pupils = list.map(({ n }) => n);
        const seats = [...list.map(({ room }) => room), spare];
        const down = (a: number, b: number) => b - a;
        const largest = [...seats].sort(down);
        fc.pre([...pupils].sort(down).every((n, i) => n <= (largest[i] as number)));
        const plan = await solve(tightSchool(pupils, seats), { steps: 50, checkLevel: 'phase' });
        expect(plan.score.hard).toBe(0);
      }),
      { numRuns: 150, seed: 1 },
    );
  });
});

describe('care groups that no room holds', () => {
  const ofOneGrade = (problem: Problem): Problem => ({
    ...problem,
    classes: problem.classes.map((c) => ({ ...c, grade: 3 })),
  });

  it('part where their classes have rooms alone', () => {
    const climb = new Climb(ofOneGrade(tightSchool([10, 12], [9, 14, 11])), 1);
    const { state, model } = climb;
    const groups = new Groups(climb, new People(climb));
    const both = model.series.firstCare;
    state.setCare(1, both);
    expect(groups.findRoom(both)).toBe(false);
    expect(groups.regroupForRoom(both)).toBe(true);
    expect([...state.memberCount.subarray(both)]).toEqual([1, 1]);
    expect([...state.eventRoom.subarray(both)].sort()).toEqual([1, 2]);
    // At first C0 was in a room with too few seats.
    expect(climb.evaluator.score() && climb.evaluator.addHard).toBe(-1);
  });

  it('join others where there are fewer rooms than groups', async () => {
    const problem = ofOneGrade(tightSchool([5, 6, 7], [8, 20, 3]));
    const plan = await solve(problem, { steps: 0, checkLevel: 'phase' });
    expect(plan.score.hard).toBe(0);
    expect(plan.sessions.length).toBeLessThan(3);
  });

  /** So many classes of one grade that share the only room there is, a large one. */
  const inOneRoom = (pupils: number[], more: Partial<Problem> = {}) => {
    const problem = ofOneGrade(tightSchool(pupils, [200], more));
    return { ...problem, classes: problem.classes.map((c) => ({ ...c, homeRoomId: 'R0' })) };
  };

  it('join one by one where many are in one room', async () => {
    const problem = inOneRoom([5, 6, 7, 8, 9]);
    const apart: Plan = {
      ...(await solve(problem, { steps: 0 })),
      sessions: problem.classes.map(({ id }, i) => ({
        id,
        kind: 'care',
        periodIds: ['hw'],
        roomId: 'R0',
        classIds: [id],
        headcount: 0,
        seats: [{ role: 'lead', staffId: `T${i}` }],
      })),
    };
    const climb = new Climb(problem, 1);
    construct(climb, apart);
    expect(climb.best).toMatchObject({ hard: 0, medium: 0 });
  });

  it('leave a post open rather than to somebody who must not be alone', async () => {
    const problem = inOneRoom([10, 10], {
      staff: [{ id: 'T0', kind: 'retired' }],
      rules: { params: { care: { kinds: ['teacher', 'retired'], pupilsPerAdult: 10 } } },
    });
    const plan = await solve(problem, { steps: 200, checkLevel: 'move' });
    expect(plan.score).toMatchObject({ hard: 0, medium: 20 });
  });

  it('stay apart where they may not be merged', async () => {
    const plan = await solve(tightSchool([5, 6, 7], [8, 20, 3]), { steps: 100 });
    expect(plan.score.hard).toBe(1);
    expect(plan.sessions).toHaveLength(3);
  });
});

it('a published plan whose rooms are gone gives way where one without it breaks no hard rule', async () => {
  const { baseline, pins, ...school } = randomSmallProblem(5075);
  const published = await solve(school, { seed: 5075, steps: 300 });
  const allWeek = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    start: '00:00',
    end: '23:59',
  }));
  const rooms = school.rooms.map(({ unavailable, ...room }, i) =>
    i < 2 ? { ...room, seats: [59, 81][i] as number } : { ...room, unavailable: allWeek },
  );
  const options = { seed: 5075, steps: 500, checkLevel: 'phase' } as const;
  const anew = await solve({ ...school, rooms }, options);
  const plan = await solve({ ...school, rooms, baseline: published }, options);
  expect([anew.score.hard, plan.score.hard]).toEqual([0, 0]);
});

import { describe, expect, it } from 'vitest';
import { solve, verify } from '../../solver/index.ts';
import { Sessions } from '../../solver/moves/session-steps.ts';
import { Climb } from '../../solver/search/climb.ts';
import { parsePlan } from '../../src/domain/parse-plan.ts';
import type { Activity, Problem, Session } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { generateProblem } from '../../src/generator/index.ts';
import { club, numbersProblem } from '../support/golden-parts.ts';
import { tinyProblem } from '../support/tiny.ts';

/** Solves with the counts of every Change compared with a recount and with `verify`. */
async function checked(problem: Problem, steps = 600) {
  const plan = await solve(problem, { seed: 1, steps, checkLevel: 'move' });
  expect(verify(problem, plan)).toEqual(plan.score);
  return plan;
}

function withActivities(problem: Problem, ...activities: Activity[]): Problem {
  return { ...problem, activities: [...problem.activities, ...activities] };
}

describe('a known group from outside the audience', () => {
  it('counts by name', async () => {
    const team = club('team', { studentIds: ['C1-a', 'C3-b'], grades: [3], size: { min: 2 } });
    const plan = await checked(withActivities(tinyProblem(), team));
    const session = plan.sessions.find(({ activityId }) => activityId === 'team');
    expect(session).toMatchObject({
      headcount: 2,
      classIds: ['C1', 'C3'],
      studentIds: ['C1-a', 'C3-b'],
    });
  });

  it('counts as numbers', async () => {
    const choir = club('choir', { enrolment: [{ classId: 'N', count: 12 }], classIds: [] });
    const plan = await checked(numbersProblem([choir]));
    const session = plan.sessions.find(({ activityId }) => activityId === 'choir');
    expect(session).toMatchObject({ headcount: 12, classIds: ['N'] });
  });

  it('has the classes and grades of its key alone', async () => {
    const team = club('team', {
      studentIds: ['C1-a', 'C3-b'],
      classIds: ['C1'],
      forEach: 'grade',
    });
    const plan = await checked(withActivities(tinyProblem(), team));
    expect(plan.sessions.filter(({ activityId }) => activityId === 'team')).toMatchObject([
      { forKey: '1', headcount: 1 },
    ]);
  });
});

describe('the end of the day in a school of two stages', () => {
  /** Grade 1 leaves at 18:00 and must, grade 9 leaves at 18:30. */
  function twoStages(activity: Activity): Problem {
    const problem = numbersProblem([activity]);
    problem.school.stage = 'nineYear';
    problem.rules = { params: { latestEnd: { primary: '18:00', junior: '18:30' } } };
    problem.periods.push({
      id: 'last',
      weekday: 1,
      segment: 'microTheme',
      start: '18:00',
      end: '18:30',
    });
    problem.leavePoints.push({ id: 'L3', time: '18:30' });
    problem.classes = [
      { id: 'P', grade: 1, homeRoomId: 'R1' },
      { id: 'J', grade: 9, homeRoomId: 'R2' },
    ];
    problem.students = ['p1', 'p2', 'j1', 'j2'].map((id) => ({
      id,
      classId: id.startsWith('p') ? 'P' : 'J',
      leave: { 1: id.startsWith('p') ? 'L2' : 'L3' },
      choices: activity.studentIds ? [] : ['late'],
    }));
    problem.staff = [{ id: 'T1', kind: 'teacher' }];
    return problem;
  }
  const late = club('late', { segments: ['microTheme'] });

  it.each([
    ['whom the school names', { ...late, studentIds: ['j1', 'j2'] }],
    ['who wish for it', late],
  ])('lets a club last as long as those may stay %s', async (_, activity) => {
    const plan = await checked(twoStages(activity));
    expect(plan.score.hard).toBe(0);
    expect(plan.sessions).toContainEqual(
      expect.objectContaining({ activityId: 'late', headcount: 2, classIds: ['J'] }),
    );
  });

  it('keeps a club from it whose pupils are of both', async () => {
    const plan = await checked(twoStages({ ...late, studentIds: ['p1', 'j1'] }));
    expect(plan.score.hard).toBe(0);
    expect(plan.sessions.some(({ activityId }) => activityId === 'late')).toBe(false);
  });
});

describe('sessions of whole classes that nobody can lead', () => {
  const led = (seats: Activity['seats'], sessions: Activity['sessions']) => {
    const problem = generateProblem({ size: 'village', seed: 1 });
    problem.activities = problem.activities.map((a) =>
      a.id === 'micro' ? { ...a, seats, sessions } : a,
    );
    return problem;
  };

  it('are left out, also where they are due in every period', async () => {
    const problem = led([{ role: 'lead', qualification: 'unheard of' }], { every: true });
    const plan = await solve(problem, { seed: 1, steps: 30_000 });
    // 5 for each of the 18, whose classes are in care then, and not 10.
    expect(plan.score).toMatchObject({ hard: 0, medium: 90 });
    expect(plan.score.rules.openSeat?.cost).toBe(0);
  });

  it('are left out where two leads are missing, which cost 6, beside one who is there', async () => {
    const seats: Activity['seats'] = [
      { role: 'lead' },
      { role: 'lead', qualification: 'unheard of', count: 2 },
    ];
    const plan = await solve(led(seats, { perWeek: 1 }), { seed: 1, steps: 20_000 });
    expect(plan.score).toMatchObject({ hard: 0, medium: 30 });
  });
});

describe('a duty with a post that nobody can take', () => {
  const medium = async (sessions: Activity['sessions']) => {
    const duty = club('patrol', { kind: 'duty', enrol: 'none', segments: ['club'], sessions });
    const seats: Activity['seats'] = [
      { role: 'duty' },
      { role: 'duty', qualification: 'unheard of' },
    ];
    const plan = await checked(withActivities(tinyProblem(), { ...duty, seats }), 2_000);
    return plan.score.medium;
  };

  it('is left out, 5 and not 10, unless it is due in each of its periods', async () => {
    const periods = tinyProblem().periods.filter(({ segment }) => segment === 'club').length;
    expect(await medium({ perWeek: 1 })).toBe(5);
    expect(await medium({ every: true })).toBe(10 * periods);
  });

  it('stands where nobody at all may take a post', async () => {
    const problem = numbersProblem([
      club('gate', { kind: 'duty', enrol: 'none', sessions: { every: true }, room: null }),
    ]);
    problem.staff = [];
    const { sessions } = await checked(problem, 200);
    expect(sessions.filter(({ kind }) => kind === 'duty')).toHaveLength(1);
  });
});

it('may hold a session again that was left out, where it has one time only', () => {
  const climb = new Climb(tinyProblem(), 1);
  const { series } = climb.model;
  const micro = series.list.findIndex(({ activity }) => activity.id === 'micro');
  const [event, spot] = [series.firstEvent[micro], series.spots.items[series.spots.start[micro]]];
  const sessions = new Sessions(climb);
  expect(sessions.otherSpot(event)).toBe(spot);
  climb.state.setSpot(event, spot);
  expect(sessions.otherSpot(event)).toBe(-1);
});

describe('a club without seats', () => {
  it('has no lead to change: the next seat is that of another club', async () => {
    const team = club('team', { seats: [], sessions: { perWeek: 2 }, studentIds: ['C1-a'] });
    const never = club('never', { size: { min: 9 } });
    const problem = withActivities(tinyProblem(), team, never);
    problem.periods.push(
      { id: 'wed-club', weekday: 3, segment: 'club', start: '16:40', end: '17:20' },
      { id: 'thu-club', weekday: 4, segment: 'club', start: '16:40', end: '17:20' },
    );
    for (const student of problem.students ?? []) student.leave = { ...student.leave, 3: 'L1' };
    const plan = await checked(problem, 2_000);
    expect(plan.score.hard).toBe(0);
  });

  it('has none to take along where it changes its time with another', async () => {
    const clubs = ['a', 'b', 'c'].map((id) =>
      club(id, { seats: [], studentIds: [`C1-${id}`], sessions: { perWeek: 1 } }),
    );
    const problem = withActivities(tinyProblem(), ...clubs);
    problem.periods.push(
      { id: 'wed-club', weekday: 3, segment: 'club', start: '16:40', end: '17:20' },
      { id: 'thu-club', weekday: 4, segment: 'club', start: '16:40', end: '17:20' },
    );
    for (const student of problem.students ?? [])
      student.leave = { ...student.leave, 3: 'L1', 4: 'L2' };
    const plan = await checked(problem, 4_000);
    expect(plan.score.hard).toBe(0);
  });
});

it('tells large costs apart from wrong ones', async () => {
  const problem = tinyProblem();
  problem.activities = problem.activities.map((a) => ({ ...a, load: 999_999.7 }));
  for (const [i, person] of problem.staff.entries()) person.share = 0.3 + i / 7;
  const plan = await checked(problem);
  expect(plan.score.hard).toBe(0);
});

it('writes a plan that can be read again where ids are long', async () => {
  const long = (id: string) => `${id}-${'x'.repeat(150)}`;
  const text = JSON.stringify(tinyProblem())
    .replaceAll('"tue-micro"', `"${long('tue-micro')}"`)
    .replaceAll('"C1"', `"${long('C1')}"`);
  const problem = JSON.parse(text) as Problem;
  const plan = await solve(problem, { seed: 1, steps: 100 });
  expect(parsePlan(plan, indexProblem(problem))).toMatchObject({ ok: true });
});

it('leaves posts that clash with the baseline, also where its rooms mend as much', async () => {
  // For 30 pupils of X there is no room, so rules are broken anyhow; one person is there.
  const seats = { R1: 28, R2: 23, R3: 23, R4: 27 };
  const classes: [string, string, number, number][] = [
    ['A', 'R1', 1, 2],
    ['B', 'R2', 7, 4],
    ['C', 'R3', 1, 4],
    ['D', 'R4', 1, 2],
    ['X', 'R2', 1, 30],
  ];
  const care = (id: string, periodId: string, roomId: string, classIds: string[]): Session => ({
    id,
    kind: 'care',
    periodIds: [periodId],
    roomId,
    classIds,
    headcount: 0,
    seats: [
      { role: 'lead', staffId: null },
      { role: 'assistant', staffId: classIds.includes('X') ? 'T1' : null },
    ],
  });
  const problem: Problem = {
    ...numbersProblem(),
    periods: [
      { id: 'break', weekday: 1, segment: 'break', start: '16:30', end: '17:10' },
      { id: 'late', weekday: 1, segment: 'lateCare', start: '17:50', end: '18:00' },
    ],
    classes: classes.map(([id, homeRoomId, grade, count]) => ({
      id,
      homeRoomId,
      grade,
      leave: [{ weekday: 1, leavePointId: 'L2', count }],
    })),
    rooms: Object.entries(seats).map(([id, seats]) => ({ id, kind: 'classroom', seats })),
    staff: [{ id: 'T1', kind: 'leader' }],
    rules: { params: { care: { maxGroup: 8, pupilsPerAdult: 8 } } },
  };
  const before = await solve(problem, { seed: 1, steps: 0 });
  const baseline = {
    ...before,
    sessions: [
      care('1', 'break', 'R3', ['B']),
      care('2', 'break', 'R4', ['A', 'C', 'D']),
      care('3', 'late', 'R2', ['X']),
    ],
  };
  const plan = await checked({ ...problem, baseline });
  expect(plan.score.rules.staffClash?.cost).toBe(0);
  expect(plan.score.hard).toBe(2);
});

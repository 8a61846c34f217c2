import { describe, expect, it } from 'vitest';
import { editPlan } from '../../solver/explain/edit-plan.ts';
import { explainPlan } from '../../solver/explain/explain.ts';
import { verify } from '../../solver/verify.ts';
import type { Plan, Problem, Session } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { parseProblem } from '../../src/domain/validate.ts';
import { club } from '../support/golden-parts.ts';
import { byId } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

const monday = [{ weekday: 1, start: '15:00', end: '18:30' }];
const tuesday = [{ weekday: 2, start: '15:00', end: '18:30' }];

/** The tiny school with a club period on Tuesday too, and chess on both days. */
function twice(): Problem {
  const problem = tinyProblem();
  byId(problem.periods, 'tue-micro').segment = 'club';
  problem.activities = problem.activities.filter(({ id }) => id !== 'micro');
  byId(problem.activities, 'chess').sessions = { perWeek: 2 };
  return problem;
}

/** Its plan without chess: the classes are in their rooms, T1 and T2 with them. */
function withoutChess(): Plan {
  const plan = tinyPlan({ placements: [] });
  const asCare = (session: Session): Session => {
    const { activityId: _, forKey: __, ...rest } = session;
    return session.activityId === 'micro' ? { ...rest, kind: 'care' } : session;
  };
  plan.sessions = plan.sessions.filter(({ activityId }) => activityId !== 'chess').map(asCare);
  return plan;
}

function chessOf(problem: Problem, plan = withoutChess()) {
  const parsed = parseProblem(problem);
  expect(parsed.ok ? [] : parsed.faults).toEqual([]);
  const { missingSessions } = explainPlan(indexProblem(problem), plan);
  const found = missingSessions.find(({ activityId }) => activityId === 'chess');
  if (found === undefined) throw new Error('chess is held');
  return found;
}

const waysOf = (found: ReturnType<typeof chessOf>) =>
  found.together?.obstacles.flatMap(({ ways = [] }) => ways) ?? [];

describe('a club of several sessions is judged as a whole', () => {
  it('its only lead is there on one of the days', () => {
    const problem = twice();
    byId(problem.staff, 'T3').unavailable = tuesday;
    const found = chessOf(problem);
    // Monday alone would do for one session.
    expect(found.spots[0]).toMatchObject({ periodIds: ['mon-club'], obstacles: [] });
    expect(found.cause).toEqual({
      code: 'people',
      sentence: {
        zh: 'Chess每周要 2 场、分在 2 天、由同一人负责，只差一项：周一 16:40-17:20、周二 16:40-17:20的负责岗（符合条件的只有Teacher 3，周二 16:40-17:20不可排）',
        en: 'Chess needs 2 sessions a week on 2 days with the same lead and lacks only one thing: the lead seat on Monday 16:40-17:20, Tuesday 16:40-17:20 (Teacher 3 alone qualifies and is not available on Tuesday 16:40-17:20)',
      },
    });
    expect(waysOf(found)[0]).toMatchObject({
      staffId: 'T3',
      relaxations: [{ kind: 'availability', text: { zh: expect.stringContaining('周二') } }],
    });
  });

  it('two leads with one day each do not make one lead', () => {
    const problem = twice();
    byId(problem.staff, 'T3').unavailable = tuesday;
    Object.assign(byId(problem.staff, 'H1'), { qualifications: ['chess'], unavailable: monday });
    const plan = withoutChess();
    for (const { id, seats } of plan.sessions) if (id.startsWith('gate')) seats[0].staffId = 'T1';
    const found = chessOf(problem, plan);
    expect(found.spots.every(({ obstacles }) => obstacles.length === 0)).toBe(true);
    expect(found.cause.sentence.zh).toContain(
      '只差一项：周一 16:40-17:20、周二 16:40-17:20的负责岗（符合条件的 2 人（Teacher 3、Head 1）没有一人这 2 场都能来',
    );
    expect(waysOf(found)[0]?.relaxations).toMatchObject([{ kind: 'availability' }]);
    // With a lead for each session nothing is in the way.
    byId(problem.activities, 'chess').sameLead = false;
    expect(chessOf(problem, plan).cause.code).toBe('nothingBars');
  });

  it('there are fewer places, or fewer days, than it needs', () => {
    const problem = twice();
    byId(problem.staff, 'T3').qualifications = [];
    const chess = byId(problem.activities, 'chess');
    Object.assign(chess, { sessions: { perWeek: 3 }, minDays: 2 });
    expect(chessOf(problem).cause).toMatchObject({
      code: 'tooFewPeriods',
      sentence: { zh: 'Chess每周要 3 场，可排的时段只有 2 个，不够排' },
    });
    problem.periods.push({
      id: 'mon-more',
      weekday: 1,
      segment: 'club',
      start: '18:20',
      end: '18:50',
    });
    Object.assign(chess, { sessions: { perWeek: 2 }, minDays: 2 });
    chess.periodIds = ['mon-club', 'mon-more'];
    expect(chessOf(problem).cause.sentence.zh).toBe(
      'Chess每周要 2 场、分在 2 天，可排的时段只在周一',
    );
  });

  it('every room that it lacks is counted', () => {
    const problem = twice();
    byId(problem.rooms, 'R3').unavailable = [...monday, ...tuesday];
    const found = chessOf(problem);
    expect(found.cause.sentence.zh).toMatch(
      /还差 2 项：周一.*场地Chess room不开放；周二.*场地Chess room不开放/,
    );
    byId(problem.rooms, 'R3').unavailable = monday;
    expect(chessOf(problem).cause.sentence.zh).toMatch(/只差一项：周一.*场地Chess room不开放/);
  });

  it('its lead leaves a post on each day, and both who take over are told', () => {
    const problem = twice();
    const plan = withoutChess();
    byId(plan.sessions, 'care-mon-club-C1').seats[0].staffId = 'T3';
    byId(plan.sessions, 'micro-C1').seats[0].staffId = 'T3';
    const found = chessOf(problem, plan);
    expect(found.cause.code).toBe('nothingBars');
    expect(found.cause.sentence.zh).toContain('周一 16:40-17:20、周二 16:40-17:20');
    expect(found.together?.crew).toMatchObject([
      {
        places: [0, 1],
        way: {
          staffId: 'T3',
          relaxations: [],
          exchange: { sessionId: 'care-mon-club-C1', staffId: 'T1' },
          furtherExchanges: [{ sessionId: 'micro-C1', staffId: 'T1' }],
        },
      },
    ]);
  });

  it('its lead cannot give one of its sessions away to come to the other', () => {
    const problem = twice();
    byId(problem.staff, 'T3').limits = { minutesPerWeek: 40 };
    problem.staff.push({
      id: 'T9',
      kind: 'teacher',
      qualifications: ['chess'],
      unavailable: tuesday,
    });
    const plan = withoutChess();
    byId(plan.sessions, 'care-mon-late-C1+C3').seats[0].staffId = 'T1';
    const { placements = [], sessions } = tinyPlan();
    const found = chessOf(problem, {
      ...plan,
      placements,
      sessions: [...plan.sessions, byId(sessions, 'chess-1')],
    });
    expect(found.cause.code).toBe('people');
    expect(waysOf(found)[0]).toMatchObject({
      staffId: 'T3',
      relaxations: [{ kind: 'limit', value: 'minutesPerWeek=80' }],
    });
  });

  it('too many pupils are too many once', () => {
    const problem = twice();
    const chess = byId(problem.activities, 'chess');
    chess.studentIds = ['C1-a', 'C1-b', 'C1-c', 'C3-a', 'C3-b', 'C3-c'];
    chess.size = { max: 4 };
    expect(chessOf(problem).cause.sentence.zh).toMatch(/只差一项：.*会有 6 名学生，最多 4 名/);
  });
});

it('series that are partly held, or whole classes, speak of one session', () => {
  const problem = tinyProblem();
  byId(problem.periods, 'tue-hw').segment = 'microTheme';
  byId(problem.activities, 'micro').sessions = { perWeek: 2 };
  byId(problem.rooms, 'R1').unavailable = tuesday;
  const plan = tinyPlan();
  plan.sessions = plan.sessions.filter(({ id }) => id !== 'micro-C1' && !/^care-tue-hw/.test(id));
  const { missingSessions } = explainPlan(indexProblem(problem), plan);
  const micro = missingSessions.find(({ forKey }) => forKey === 'C1');
  expect(micro).toMatchObject({ held: 0, missing: 2 });
  expect(micro?.cause.sentence.zh).toMatch(/^Micro theme（Class 1-1）缺 2 场，其中 1 场只差一项：/);
});

it('care that a session replaces is in the way of neither its room nor its people', () => {
  const problem = tinyProblem();
  const plan = tinyPlan();
  const micro = byId(plan.sessions, 'micro-C1');
  // The class stays in its room with its teacher instead.
  const { activityId: _, forKey: __, ...rest } = micro;
  plan.sessions = plan.sessions.map((one) =>
    one === micro ? { ...rest, id: 'stays', kind: 'care' as const } : one,
  );
  byId(problem.activities, 'micro').seats = [{ role: 'lead', qualification: 'reading' }];
  byId(problem.staff, 'T1').qualifications = ['reading'];
  const index = indexProblem(problem);
  const found = explainPlan(index, plan).missingSessions.find(({ forKey }) => forKey === 'C1');
  expect(found?.cause.code).toBe('nothingBars');
  expect(found?.together).toMatchObject({
    places: [{ periodIds: ['tue-micro'], roomId: 'R1' }],
    crew: [{ way: { staffId: 'T1', relaxations: [] } }],
  });
  const open = { activityId: 'micro', forKey: 'C1', periodIds: ['tue-micro'], roomId: 'R1' };
  const edited = editPlan(index, plan, [{ open: { ...open, staffIds: ['T1'] } }]);
  expect(verify(index, edited).hard).toBe(verify(index, plan).hard);
});

it('care that a pin holds is in the way of a whole-class session', () => {
  const care = { classId: 'C1', periodId: 'tue-micro' };
  const problem = tinyProblem({ pins: [{ care, seats: [{ role: 'lead', staffId: 'T1' }] }] });
  const plan = withoutChess();
  const found = explainPlan(indexProblem(problem), plan).missingSessions;
  expect(found.find(({ forKey }) => forKey === 'C1')?.cause).toEqual({
    code: 'class',
    sentence: {
      zh: 'Micro theme（Class 1-1）只差一项：周二 16:40-17:20，Class 1-1的看护已锁定，须先取消锁定',
      en: 'Micro theme (Class 1-1) lacks only one thing: on Tuesday 16:40-17:20 the care of Class 1-1 is pinned, and the pin would have to go',
    },
  });
  expect(found.find(({ forKey }) => forKey === 'C3')?.cause.code).toBe('nothingBars');
});

it('care that a pin holds keeps somebody of the class from a team or club', () => {
  const team = club('team', { room: null });
  const named = ['C1-a', 'C1-b', 'C1-c', 'C1-d'];
  const pins = [{ care: { classId: 'C1', periodId: 'mon-club' } }];
  const codeOf = (asked: Partial<Problem['activities'][number]>, isChosen = false) => {
    const problem = tinyProblem({ pins });
    problem.activities.push({ ...team, ...asked });
    for (const student of problem.students ?? [])
      student.choices = isChosen && named.includes(student.id) ? ['team'] : [];
    const { missingSessions } = explainPlan(indexProblem(problem), withoutChess());
    return missingSessions.find(({ activityId }) => activityId === 'team')?.cause;
  };
  expect(codeOf({ studentIds: named })).toEqual({
    code: 'class',
    sentence: {
      zh: 'team只差一项：周一 16:40-17:20，Class 1-1的看护已锁定，须先取消锁定',
      en: 'team lacks only one thing: on Monday 16:40-17:20 the care of Class 1-1 is pinned, and the pin would have to go',
    },
  });
  expect(codeOf({ size: { min: 4 } }, true)?.sentence.zh).toContain('看护已锁定');
  expect(codeOf({ enrolment: [{ classId: 'C1', count: 4 }] })?.sentence.zh).toContain('看护已锁定');
  // Somebody is left in care.
  expect(codeOf({ studentIds: named.slice(1) })?.code).toBe('nothingBars');
  expect(codeOf({ size: { min: 3 } }, true)?.code).toBe('nothingBars');
});

it('pupils of a team, whose roster is given, may still have as many clubs as others', () => {
  const problem = tinyProblem();
  const team = ['C1-a', 'C1-b'];
  problem.activities.push(
    club('team', { segments: ['lateCare'], room: null, studentIds: team, size: { min: 1 } }),
  );
  for (const { id, ...student } of problem.students ?? [])
    if (!team.includes(id)) delete byId(problem.students, id).choices;
    else expect(student.choices).toEqual(['chess']);
  const plan = withoutChess();
  plan.sessions.push({
    ...byId(plan.sessions, 'gate-mon-gate'),
    id: 'team',
    kind: 'club',
    activityId: 'team',
    periodIds: ['mon-late'],
    seats: [{ role: 'lead', staffId: null }],
  });
  const found = chessOf(problem, plan);
  expect(found.cause.code).toBe('nothingBars');
  expect(found.together?.leaves).toBeUndefined();
});

it('pupils of clubs at both times of another one have to leave both', () => {
  const problem = twice();
  const pair = ['C1-a', 'C1-b'];
  for (const one of problem.students ?? [])
    if (pair.includes(one.id))
      Object.assign(one, { choices: ['chess', 'mon', 'tue'], maxClubs: 2 });
    else delete one.choices;
  const plan = withoutChess();
  plan.placements = [];
  for (const [id, periodId, min] of [
    ['mon', 'mon-club', 2],
    ['tue', 'tue-micro', 0],
  ] as const) {
    problem.activities.push(club(id, { room: null, periodIds: [periodId], size: { min } }));
    const gate = byId(plan.sessions, 'gate-mon-gate');
    const seats: Session['seats'] = [{ role: 'lead', staffId: null }];
    plan.sessions.push({ ...gate, id, kind: 'club', activityId: id, periodIds: [periodId], seats });
    for (const studentId of pair) plan.placements.push({ studentId, activityId: id, rank: 2 });
  }
  expect(chessOf(problem, plan).cause.sentence.zh).toMatch(/只有 0 人可以改来，至少要 2 人/);
});

it('a club that nobody chose, in a school without people, is told so in whole sentences', () => {
  const problem = tinyProblem({ staff: [] });
  for (const one of problem.classes) delete one.headTeacherId;
  for (const student of problem.students ?? []) delete student.choices;
  byId(problem.activities, 'chess').seats = [{ role: 'lead' }];
  const plan = withoutChess();
  for (const { seats } of plan.sessions) for (const seat of seats) seat.staffId = null;
  expect(chessOf(problem, plan).cause.sentence).toEqual({
    zh: 'Chess目前排不进：人数不足：没有人填报，至少要 2 人；周一 16:40-17:20的负责岗（还没有人员）',
    en: 'Chess does not fit in for now: too few pupils: nobody chose it, and 2 needed; the lead seat on Monday 16:40-17:20 (there is nobody)',
  });
});

it('who leaves a longer club is back in care for the rest of it', () => {
  const problem = tinyProblem();
  problem.activities.push(club('long', { segments: ['club', 'lateCare'], span: 2, room: null }));
  const stay = ['C1-a', 'C1-b', 'C3-a'];
  for (const student of problem.students ?? [])
    if (stay.includes(student.id)) student.choices = ['chess', 'long'];
  const plan = withoutChess();
  plan.sessions.push({
    ...byId(plan.sessions, 'gate-mon-gate'),
    id: 'long',
    kind: 'club',
    activityId: 'long',
    periodIds: ['mon-club', 'mon-late'],
    seats: [{ role: 'lead', staffId: null }],
  });
  plan.placements = stay.map((studentId) => ({ studentId, activityId: 'long', rank: 2 }));
  expect(chessOf(problem, plan).together?.leaves).toEqual([
    { activityId: 'long', pupils: 1, isBackInCare: true },
  ]);
});

describe('what would help is asked for in the order of its effort', () => {
  /** The head is the first of the staff, and free: only the qualification is missing. */
  function withFreeHead(): { problem: Problem; plan: Plan } {
    const [problem, plan] = [tinyProblem(), withoutChess()];
    problem.staff.unshift(...problem.staff.splice(-1));
    byId(plan.sessions, 'gate-mon-gate').seats[0].staffId = null;
    return { problem, plan };
  }

  it('papers before a qualification, and which papers', () => {
    const { problem, plan } = withFreeHead();
    byId(problem.staff, 'T3').cleared = false;
    const found = chessOf(problem, plan);
    expect(waysOf(found)[1]?.relaxations).toMatchObject([{ kind: 'qualification' }]);
    expect(found.cause.sentence.zh).toContain('具备条件的只有Teacher 3，未签约或未通过审核');
    expect(waysOf(found)[0]).toMatchObject({
      staffId: 'T3',
      relaxations: [{ kind: 'clearance', text: { zh: '让Teacher 3签约并通过审核' } }],
    });
    Object.assign(byId(problem.staff, 'T3'), { cleared: true, trained: false });
    expect(chessOf(problem).cause.sentence.zh).toContain('尚未培训');
  });

  it('a kind of people before a qualification', () => {
    const { problem, plan } = withFreeHead();
    problem.staff.push({ id: 'X1', kind: 'specialist', qualifications: ['chess'] });
    byId(problem.staff, 'T3').qualifications = [];
    byId(problem.activities, 'chess').seats = [
      { role: 'lead', qualification: 'chess', kinds: ['teacher', 'leader'] },
    ];
    expect(waysOf(chessOf(problem, plan))[0]).toMatchObject({
      staffId: 'X1',
      relaxations: [{ kind: 'kind', value: 'specialist' }],
    });
  });
});

describe('things are counted as they are', () => {
  it('pupils who were only placed in a club can leave it for a team', () => {
    const problem = tinyProblem();
    problem.activities.push(
      club('go', { room: null, seats: [], studentIds: ['C1-a', 'C1-b'], kind: 'tutoring' }),
    );
    problem.rooms.push({ id: 'R4', kind: 'activity', seats: 12 });
    const goOf = () =>
      explainPlan(indexProblem(problem), tinyPlan()).missingSessions.find(
        ({ activityId }) => activityId === 'go',
      );
    expect(goOf()?.cause.code).toBe('nothingBars');
    // Not where that leaves chess with too few.
    byId(problem.activities, 'chess').size = { min: 4 };
    expect(goOf()?.cause.sentence.zh).toContain(
      '只差一项：周一 16:40-17:20，Class 1-1有学生在Chess，退出后人数不足',
    );
    // The cap on study is told beside it, with its figures.
    problem.rules = { params: { learningPerDay: 1 } };
    expect(goOf()?.cause.sentence.zh).toMatch(
      /还差 2 项：.*退出后人数不足；周一有 2 名学生的学习类场次会达到 2 场，上限 1 场/,
    );
  });

  it('pupils who could choose it have study enough that day', () => {
    const problem = tinyProblem();
    problem.rules = { params: { learningPerDay: 1 } };
    byId(problem.activities, 'chess').kind = 'tutoring';
    expect(chessOf(problem).cause.sentence.zh).toBe(
      'Chess只差一项：周一 16:40-17:20，填报且在校的 4 名学生中 4 人当天的学习类场次会超过上限 1 场，至少要 2 人',
    );
    problem.rules = { params: { learningPerDay: 2 } };
    expect(chessOf(problem).cause.code).toBe('nothingBars');
  });

  it('a teacher in one seat makes up for an outsider in the other', () => {
    const problem = tinyProblem();
    problem.staff.push(
      { id: 'P1', kind: 'parent', qualifications: ['pipa'] },
      { id: 'P2', kind: 'parent', qualifications: ['pipa'] },
    );
    byId(problem.activities, 'chess').seats = [
      { role: 'lead', qualification: 'pipa' },
      { role: 'lead', kinds: ['parent'] },
    ];
    const found = chessOf(problem);
    expect(found.cause.sentence.zh).toContain('只差一项：周一 16:40-17:20的负责岗（只有校外人员');
    expect(waysOf(found)[0]?.relaxations).toMatchObject([{ kind: 'kind', value: 'teacher' }]);
  });

  it('whoever would leave a post that nobody can take is not only one thing', () => {
    const problem = tinyProblem();
    const plan = withoutChess();
    // T3 is at the gate, where nobody else may stand, until after chess begins.
    byId(problem.activities, 'gate').seats = [{ role: 'duty', qualification: 'chess' }];
    byId(plan.sessions, 'gate-mon-gate').seats[0].staffId = 'T3';
    for (const id of ['T1', 'T2', 'H1']) byId(problem.staff, id).unavailable = monday;
    const { cause, together } = chessOf(problem, plan);
    expect(cause.sentence.zh).not.toContain('只差一项');
    const [way] = together?.obstacles[0]?.ways ?? [];
    expect(way?.relaxations.map(({ kind }) => kind)).not.toEqual(['handOver']);
  });

  it('a limit and an exchange are one relaxation', () => {
    const problem = tinyProblem();
    const plan = withoutChess();
    byId(plan.sessions, 'care-mon-club-C1').seats[0].staffId = 'T3';
    byId(problem.staff, 'T3').limits = { clubs: 0 };
    const found = chessOf(problem, plan);
    expect(found.cause.sentence.zh).toContain('只差一项');
    expect(waysOf(found)[0]).toMatchObject({
      staffId: 'T3',
      relaxations: [{ kind: 'limit', value: 'clubs=1' }],
      exchange: { sessionId: 'care-mon-club-C1', staffId: 'T1' },
    });
  });
});

it('pupils who chose a club that is not for them are counted as such', () => {
  const problem = tinyProblem();
  byId(problem.activities, 'chess').grades = [6];
  expect(chessOf(problem).cause.sentence.zh).toBe(
    'Chess只差一项：人数不足：4 人填报，但都不在开放的年级或班级，至少要 2 人',
  );
  byId(problem.activities, 'chess').grades = [1];
  byId(problem.activities, 'chess').size = { min: 3 };
  expect(chessOf(problem).cause.sentence.zh).toContain(
    '4 人填报，其中 2 人不在开放的年级或班级，这时在校 2 人，至少要 3 人',
  );
});

it('days on which a series would lie are told as what would be', () => {
  const problem = tinyProblem();
  const micro = byId(problem.activities, 'micro');
  Object.assign(micro, { sessions: { perWeek: 2 }, segments: ['microTheme', 'homework'] });
  micro.periodIds = ['tue-micro', 'tue-hw'];
  const { missingSessions } = explainPlan(indexProblem(problem), tinyPlan());
  const found = missingSessions.find(
    ({ activityId, forKey }) => activityId === 'micro' && forKey === 'C1',
  );
  const told = found?.together?.obstacles.map(({ sentence }) => sentence.zh);
  expect(told).toContain('Micro theme（Class 1-1）会只排在 1 天，应分在 2 天');
});

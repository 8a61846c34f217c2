import { describe, expect, it, test } from 'vitest';
import { explainPlan, explainSession } from '../../solver/explain/explain.ts';
import { tellMatches } from '../../solver/explain/matches.ts';
import type { OpenPostFindings } from '../../solver/explain/open-posts.ts';
import { rules } from '../../solver/rules/registry.ts';
import { solve } from '../../solver/solve.ts';
import { analyse } from '../../solver/verify.ts';
import type { Plan, Problem } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { publishability } from '../../src/domain/publishable.ts';
import { parseProblem } from '../../src/domain/validate.ts';
import { club, mornings } from '../support/golden-parts.ts';
import { byId } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

/** Monday afternoon. */
const monday = [{ weekday: 1, start: '15:00', end: '18:30' }];

/** The tiny plan with a person taken out of every seat. */
function without(staffId: string, plan: Plan = tinyPlan()): Plan {
  for (const session of plan.sessions)
    for (const seat of session.seats) if (seat.staffId === staffId) seat.staffId = null;
  return plan;
}

function withoutActivity(activityId: string): Plan {
  const plan = tinyPlan();
  plan.sessions = plan.sessions.filter((session) => session.activityId !== activityId);
  plan.placements = (plan.placements ?? []).filter((p) => p.activityId !== activityId);
  return plan;
}

function explain(problem: Problem, plan: Plan) {
  const parsed = parseProblem(problem);
  expect(parsed.ok ? [] : parsed.faults).toEqual([]);
  return explainPlan(indexProblem(problem), plan);
}

const postOf = (problem: Problem, plan: Plan, sessionId: string) =>
  explain(problem, plan).openPosts.find((post) => post.sessionId === sessionId);
const seriesOf = (problem: Problem, plan: Plan, activityId: string) =>
  explain(problem, plan).missingSessions.find((one) => one.activityId === activityId);

test('asked of one session, it says what the whole explanation says of it', () => {
  const plan = tinyPlan();
  for (const session of plan.sessions) for (const seat of session.seats) seat.staffId = null;
  const problem = tinyProblem();
  const { openPosts } = explain(problem, plan);
  expect(openPosts.length).toBeGreaterThan(plan.sessions.length / 2);
  const index = indexProblem(problem);
  const each = plan.sessions.flatMap(({ id }) => explainSession(index, plan, id));
  const byPlace = (a: OpenPostFindings, b: OpenPostFindings) =>
    a.sessionId.localeCompare(b.sessionId) || a.seat - b.seat;
  expect(each.sort(byPlace)).toEqual([...openPosts].sort(byPlace));
});

test('open posts are those that keep the plan from being published; others are told apart', () => {
  const problem = tinyProblem();
  const chess = byId(problem.activities, 'chess');
  chess.seats = [{ role: 'lead' }, { role: 'assistant' }];
  const plan = tinyPlan();
  for (const session of plan.sessions) {
    if (session.activityId === 'chess') session.seats.push({ role: 'assistant', staffId: null });
  }
  plan.sessions
    .find(({ kind }) => kind === 'care')
    ?.seats.forEach((seat) => {
      seat.staffId = null;
    });
  const { openPosts } = explain(problem, plan);
  const told = (isPost: boolean) =>
    openPosts
      .filter((one) => one.isPost === isPost)
      .map(({ sessionId, seat }) => [sessionId, seat]);
  const counted = publishability(plan, indexProblem(problem)).openPosts;
  expect(told(true)).toEqual(counted.map(({ sessionId, seat }) => [sessionId, seat]));
  expect(told(true).length).toBeGreaterThan(0);
  expect(told(false).length).toBeGreaterThan(0);
});

describe('an open post names the planted cause', () => {
  it('nobody is available: all who qualify are away', () => {
    const problem = tinyProblem();
    byId(problem.activities, 'gate').seats = [{ role: 'duty', kinds: ['leader'] }];
    byId(problem.staff, 'H1').unavailable = monday;
    const post = postOf(problem, without('H1'), 'gate-mon-gate');
    expect(post?.cause.code).toBe('nobodyAvailable');
    expect(post?.ways).toMatchObject([
      { staffId: 'H1', relaxations: [{ kind: 'availability', ruleId: 'staffAvailable' }] },
    ]);
    expect(post?.candidates).toHaveLength(4);
    const bars = post?.candidates.flatMap(({ bars }) => bars.map(({ sentence }) => sentence.zh));
    expect(bars).toContainEqual(expect.stringContaining('这时不可排（15:00–18:30）'));
  });

  it('too few people on one day: the others are away, and who is there is busy', () => {
    const problem = tinyProblem();
    for (const id of ['T2', 'H1']) byId(problem.staff, id).unavailable = monday;
    const plan = without('H1', without('T2'));
    byId(plan.sessions, 'care-mon-hw-C1').seats[0].staffId = 'T3';
    const post = postOf(problem, plan, 'care-mon-hw-C3');
    // T1 is free at that time, so it could be filled; with T1 elsewhere it could not.
    expect(post?.cause.code).toBe('canBeFilled');
    expect(post?.ways[0]).toEqual({ staffId: 'T1', relaxations: [] });
    byId(problem.staff, 'T1').unavailable = monday;
    const short = postOf(problem, without('T1', plan), 'care-mon-hw-C3');
    expect(short?.cause.code).toBe('tooFewPeople');
    expect(short?.cause.sentence.zh).toContain('人手不足');
    expect(short?.cause.sentence.en).toMatch(/3 are not available, 1 is in another post$/);
    // A higher limit of the one who is there would not bring anybody.
    for (const person of problem.staff) person.limits = { sessionsPerDay: 1 };
    const atLimit = postOf(problem, without('T1', plan), 'care-mon-hw-C3');
    expect(atLimit?.cause.code).toBe('tooFewPeople');
    expect(atLimit?.cause.sentence.zh).toContain('1 人已在别的岗位，1 人到了上限');
  });

  it('everyone is at a limit', () => {
    const problem = tinyProblem();
    for (const person of problem.staff) person.limits = { daysPerWeek: 1 };
    // Everybody has a post on Tuesday.
    const plan = tinyPlan();
    plan.sessions = plan.sessions.filter(
      ({ periodIds }) => periodIds[0]?.startsWith('tue') || periodIds[0] === 'mon-late',
    );
    plan.placements = [];
    byId(plan.sessions, 'care-tue-hw-C1').seats[0].staffId = 'T3';
    byId(plan.sessions, 'care-mon-late-C1+C3').seats[0].staffId = null;
    const post = postOf(problem, plan, 'care-mon-late-C1+C3');
    expect(post?.cause.code).toBe('everyoneAtLimit');
    // Somebody whose one post of Tuesday another can take could come on Monday instead.
    const [exchange, limit] = [post?.ways[0], post?.ways.at(-1)];
    expect(exchange).toMatchObject({
      relaxations: [],
      exchange: { sessionId: expect.stringContaining('tue') },
    });
    expect(limit?.relaxations).toMatchObject([{ kind: 'limit', value: 'daysPerWeek=2' }]);
    expect(limit?.relaxations[0]?.text.zh).toMatch(/每周天数上限放宽到 2 天$/);
  });

  it('nobody is cleared', () => {
    const problem = tinyProblem();
    byId(problem.activities, 'gate').seats = [{ role: 'duty', kinds: ['leader'] }];
    byId(problem.staff, 'H1').cleared = false;
    const post = postOf(problem, without('H1'), 'gate-mon-gate');
    expect(post?.cause.code).toBe('nobodyCleared');
    expect(post?.ways[0]?.relaxations).toMatchObject([{ kind: 'clearance', staffId: 'H1' }]);
  });

  it('the night’s rest', () => {
    const problem = tinyProblem();
    problem.periods.push(...mornings);
    for (const student of problem.students ?? []) student.early = [2];
    problem.rules = { params: { care: { kinds: ['teacher'], mergeWithin: {} } } };
    for (const id of ['T1', 'T2'])
      byId(problem.staff, id).unavailable = [{ weekday: 2, start: '07:00', end: '08:00' }];
    const plan = tinyPlan();
    plan.sessions.push({
      ...structuredClone(byId(plan.sessions, 'care-mon-late-C1+C3')),
      id: 'early',
      periodIds: ['tue-early'],
      seats: [{ role: 'lead', staffId: null }],
    });
    // T3 has the late post on Monday.
    const post = postOf(problem, plan, 'early');
    expect(post?.cause.code).toBe('nightRest');
    expect(post?.ways[0]).toEqual({
      staffId: 'T3',
      relaxations: [],
      exchange: { sessionId: 'care-mon-late-C1+C3', staffId: 'T1' },
    });
    // Where nobody can take the late post over, it has to be moved.
    for (const id of ['T1', 'T2']) byId(problem.staff, id).unavailable?.push(...monday);
    byId(problem.staff, 'H1').cleared = false;
    const alone = postOf(problem, plan, 'early');
    expect(alone?.cause.code).toBe('nightRest');
    expect(alone?.ways.flatMap(({ relaxations }) => relaxations)).toContainEqual(
      expect.objectContaining({ kind: 'availability', staffId: 'T1' }),
    );
  });

  it('an exchange is found where one will do', () => {
    const problem = tinyProblem();
    // Only T3 may lead chess, and has been put into care; T1 can take that over.
    const plan = tinyPlan();
    byId(plan.sessions, 'chess-1').seats[0].staffId = null;
    byId(plan.sessions, 'care-mon-club-C1').seats[0].staffId = 'T3';
    byId(plan.sessions, 'gate-mon-gate').seats[0].staffId = null;
    const post = postOf(problem, plan, 'chess-1');
    expect(post?.ways[0]).toEqual({
      staffId: 'T3',
      relaxations: [],
      exchange: { sessionId: 'care-mon-club-C1', staffId: 'T1' },
    });
  });
});

describe('a club that is not held names the planted cause', () => {
  it('no qualified lead: only a leader is missing', () => {
    const problem = tinyProblem();
    byId(problem.staff, 'T3').qualifications = [];
    const chess = seriesOf(problem, withoutActivity('chess'), 'chess');
    expect(chess).toMatchObject({ isClosedClub: true, missing: 1, cause: { code: 'people' } });
    expect(chess?.cause.sentence.zh).toContain('只差一项');
    expect(chess?.cause.sentence.zh).toContain('负责');
    expect(chess?.spots[0]?.obstacles[0]?.ways?.[0]?.relaxations).toMatchObject([
      { kind: 'qualification', value: 'chess' },
    ]);
  });

  it('its only lead may lead no club, and is away at the first of its times', () => {
    const problem = tinyProblem();
    byId(problem.activities, 'chess').segments = ['club', 'microTheme'];
    const lead = byId(problem.staff, 'T3');
    lead.limits = { clubs: 0 };
    lead.unavailable = [{ weekday: 1, start: '15:00', end: '17:20' }];
    problem.staff.push({ id: 'T9', kind: 'teacher' });
    const plan = withoutActivity('chess');
    plan.sessions = plan.sessions.filter(({ activityId }) => activityId !== 'micro');
    const chess = seriesOf(problem, plan, 'chess');
    // At the first somebody could be trained, which is one thing too, but a harder one.
    expect(chess?.cause.sentence.zh).toMatch(/只差一项：周二.*符合条件的只有Teacher 3，到了上限/);
  });

  it('its room is closed', () => {
    const problem = tinyProblem();
    byId(problem.rooms, 'R3').unavailable = monday;
    const chess = seriesOf(problem, withoutActivity('chess'), 'chess');
    expect(chess?.cause.code).toBe('room');
    expect(chess?.cause.sentence.en).toContain('is closed');
    expect(chess?.spots[0]?.obstacles).toHaveLength(1);
  });

  it('its room is in use', () => {
    const problem = tinyProblem();
    problem.activities.push(club('go', { room: { kinds: ['activity'] }, studentIds: ['C3-c'] }));
    const plan = tinyPlan();
    const chess = byId(plan.sessions, 'chess-1');
    Object.assign(chess, { activityId: 'go' });
    chess.seats = [{ role: 'lead', staffId: 'H1' }];
    plan.placements = [];
    const found = seriesOf(problem, plan, 'chess');
    expect(found?.cause.code).toBe('room');
    expect(found?.cause.sentence.en).toContain('is in use');
  });

  it('too few pupils could come', () => {
    const problem = tinyProblem();
    byId(problem.activities, 'chess').size = { min: 5 };
    const chess = seriesOf(problem, withoutActivity('chess'), 'chess');
    expect(chess?.cause.code).toBe('pupils');
    expect(chess?.cause.sentence.en).toContain('4 chose it');
  });

  it('its time is past the end of the day', () => {
    const problem = tinyProblem();
    problem.rules = { params: { latestEnd: { primary: '17:00' } } };
    const chess = seriesOf(problem, withoutActivity('chess'), 'chess');
    expect(chess?.cause.code).toBe('hours');
    expect(chess?.spots[0]?.obstacles[0]?.ruleIds).toEqual(['dayEnd']);
    expect(chess?.cause.sentence).toEqual({
      zh: 'Chess只差一项：周一 16:40-17:20 Chess超出规定的服务时间（最晚 17:00）',
      en: 'Chess lacks only one thing: Chess on Monday 16:40-17:20 is after the hours of the service, which end at 17:00',
    });
  });

  it('nothing bars it', () => {
    expect(seriesOf(tinyProblem(), withoutActivity('chess'), 'chess')?.cause.code).toBe(
      'nothingBars',
    );
  });
});

describe('a missing session names the planted cause', () => {
  it('the class has another session then', () => {
    const problem = tinyProblem();
    const micro = byId(problem.activities, 'micro');
    problem.activities.push({ ...micro, id: 'micro2', classIds: ['C1'] });
    const found = seriesOf(problem, tinyPlan(), 'micro2');
    expect(found?.cause.code).toBe('class');
    expect(found?.spots[0]?.obstacles[0]?.ruleIds).toEqual(['classClash']);
  });

  it('there are too few periods for so many a week', () => {
    const problem = tinyProblem();
    byId(problem.activities, 'micro').sessions = { perWeek: 2 };
    expect(seriesOf(problem, tinyPlan(), 'micro')?.cause.code).toBe('tooFewPeriods');
  });

  it('in the plan of the solver too, in its reason', async () => {
    const problem = tinyProblem();
    byId(problem.activities, 'micro').room = { kinds: ['activity'] };
    byId(problem.rooms, 'R3').unavailable = [{ weekday: 2, start: '16:00', end: '17:00' }];
    const plan = await solve(problem, { steps: 2000, seed: 1 });
    expect(plan.openSessions.map(({ activityId }) => activityId)).toEqual(['micro', 'micro']);
    expect(plan.openSessions[0]?.reason).toContain('只差一项');
    expect(plan.openSessions[0]?.reason).toContain('is closed');
  });
});

it('says how fair the week is to each person, with figures that are those of the rules', () => {
  const { fairness } = explain(tinyProblem(), tinyPlan());
  // T1: five sessions of 40 min and a late one of 40 x 1.5; the rules say the same.
  const t1 = fairness.find(({ staffId }) => staffId === 'T1');
  expect(t1).toMatchObject({ load: 220, edge: 1, comparable: 3, kind: 'teacher' });
  const total = fairness.reduce((sum, { load }) => sum + load, 0);
  expect(t1?.loadTarget).toBeCloseTo(total / 4, 9);
  expect(t1?.sentence.zh).toContain('Teacher 1：工作量 220 分钟');
  expect(t1?.parts[0]?.minutes).toBeGreaterThanOrEqual(t1?.parts.at(-1)?.minutes ?? 0);
});

it('names as heaviest what weighs more on a person than on comparable people', () => {
  const problem = tinyProblem();
  byId(problem.staff, 'T2').avoid = [1, 2, 3, 4, 5].map((weekday) => ({
    weekday,
    start: '00:00',
    end: '23:59',
  }));
  const { fairness } = explain(problem, tinyPlan());
  const index = indexProblem(problem);
  const matches = tellMatches(analyse(index, tinyPlan()), tinyPlan(), index);
  const t2 = fairness.find(({ staffId }) => staffId === 'T2');
  const avoided = matches.filter(
    ({ ruleId, staffIds }) => ruleId === 'avoidTime' && staffIds?.join() === 'T2',
  );
  expect(avoided.length).toBeGreaterThan(1);
  expect(t2?.heaviest).toMatchObject({
    ruleId: 'avoidTime',
    matches: avoided.length,
    cost: avoided.reduce((sum, { weighted }) => sum + weighted, 0),
    median: 0,
  });
  expect(t2?.sentence.zh).toContain(`共 ${avoided.length} 处`);
  // Who is nowhere above comparable people is told so, not that they come in on Monday.
  const others = fairness.filter(
    ({ heaviest, comparable }) => comparable > 1 && heaviest && heaviest.cost <= heaviest.median,
  );
  for (const { sentence } of others) expect(sentence.zh).toContain('没有哪一项比同类人员多');
  // The head is the only leader: there is nobody to be compared with.
  const head = fairness.find(({ staffId }) => staffId === 'H1');
  expect(head?.comparable).toBe(1);
  expect(head?.sentence.zh).toContain('没有可比的同类人员');
  expect(head?.sentence.zh).not.toContain('中位数');
});

it('names nothing as heaviest that costs nearly nothing, and no difference that is not seen', () => {
  const fairness = (fewDays: number) => {
    const off = rules.flatMap(({ id, level }) =>
      level === 'soft' && id !== 'fewDays' ? [id] : [],
    );
    const problem = tinyProblem({ rules: { off, weights: { fewDays } } });
    const plan = tinyPlan();
    // T2 alone has posts, on two days.
    for (const { seats } of plan.sessions)
      for (const seat of seats) if (seat.staffId !== 'T2') seat.staffId = null;
    return explain(problem, plan).fairness.find(({ staffId }) => staffId === 'T2');
  };
  expect(fairness(0.01)?.heaviest).toBeUndefined();
  expect(fairness(0.01)?.sentence.zh).not.toContain('扣');
  expect(fairness(1)?.sentence.zh).toContain('比同类人员多的主要是“到岗天数”：扣 2 分');
});

it('counts what stood in the way', () => {
  const problem = tinyProblem();
  byId(problem.rooms, 'R3').unavailable = monday;
  const { conflicts } = explain(problem, withoutActivity('chess'));
  expect(conflicts.conflicts.find(({ id }) => id === 'R3')).toMatchObject({
    kind: 'room',
    count: 1,
    rules: { roomFit: 1 },
  });
  expect(conflicts.tries).toBeGreaterThan(0);
});

it('counts what keeps held sessions from other times, which no open post asks about', () => {
  const problem = tinyProblem();
  byId(problem.activities, 'chess').segments = ['club', 'homework'];
  byId(problem.activities, 'micro').segments = ['microTheme', 'club', 'homework'];
  byId(problem.rooms, 'R3').unavailable = [{ weekday: 1, start: '15:00', end: '16:35' }];
  byId(problem.staff, 'T3').unavailable = [{ weekday: 2, start: '15:00', end: '17:20' }];
  const { openPosts, missingSessions, conflicts } = explain(problem, tinyPlan());
  expect([openPosts, missingSessions]).toEqual([[], []]);
  const found = new Map(conflicts.conflicts.map((one) => [one.id, one]));
  // Chess on Monday: its room is closed; on Tuesday its lead is away.
  const chess = expect.objectContaining({ en: expect.stringMatching(/^Chess/) });
  expect(found.get('R3')).toMatchObject({ rules: { roomFit: 1 }, blocked: [{ what: chess }] });
  expect(found.get('T3')).toMatchObject({
    rules: { staffAvailable: 1 },
    blocked: [{ what: chess }],
  });
  // The theme lesson at the time of the club: pupils of both classes are in it. Who cares for a
  // class at another time would lead the lesson there, so nobody else stands in the way.
  expect(found.get('C1')).toMatchObject({ kind: 'class', count: 1, rules: { coverage: 1 } });
  expect(found.get('C3')).toMatchObject({ kind: 'class', count: 1, rules: { coverage: 1 } });
  expect([...found.keys()].sort()).toEqual(['C1', 'C3', 'R3', 'T3']);
});

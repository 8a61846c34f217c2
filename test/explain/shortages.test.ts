import { expect, it } from 'vitest';
import { explainPlan } from '../../solver/explain/explain.ts';
import type { OpenPostFindings } from '../../solver/explain/open-posts.ts';
import type { Plan, Problem, Staff } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { club } from '../support/golden-parts.ts';
import { byId } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

/** Monday afternoon, and its end. */
const monday = [{ weekday: 1, start: '15:00', end: '18:30' }];
const evening = [{ weekday: 1, start: '17:20', end: '18:30' }];

function withoutChess(): Plan {
  const plan = tinyPlan({ placements: [] });
  plan.sessions = plan.sessions.filter(({ activityId }) => activityId !== 'chess');
  return plan;
}

function chessOf(problem: Problem, plan = withoutChess()) {
  const { missingSessions } = explainPlan(indexProblem(problem), plan);
  return missingSessions.find(({ activityId }) => activityId === 'chess');
}

/** What would let chess be held, as the first spot tells it. */
function waysOf(problem: Problem, plan?: Plan) {
  return chessOf(problem, plan)?.spots[0]?.obstacles.flatMap(({ ways = [] }) => ways) ?? [];
}

function postOf(problem: Problem, plan: Plan, sessionId: string): OpenPostFindings | undefined {
  const { openPosts } = explainPlan(indexProblem(problem), plan);
  return openPosts.find((post) => post.sessionId === sessionId);
}

const chessOfTiny = (problem: Problem) => byId(problem.activities, 'chess');

it('a club whose one leader is away names that leader', () => {
  const problem = tinyProblem();
  byId(problem.staff, 'T3').unavailable = monday;
  const { cause } = chessOf(problem) ?? {};
  expect(cause?.code).toBe('people');
  expect(cause?.sentence.zh).toContain('只差一项');
  expect(cause?.sentence.zh).toContain('符合条件的只有Teacher 3，这时不可排');
  expect(waysOf(problem)[0]?.relaxations).toMatchObject([
    { kind: 'availability', text: { zh: '让Teacher 3在周一 16:40-17:20可以上岗' } },
  ]);
});

it.each<[NonNullable<Staff['limits']>, string]>([
  [{ minutesPerWeek: 30 }, 'minutesPerWeek'],
  [{ clubs: 0 }, 'clubs'],
  [{ sessionsPerDay: 0 }, 'sessionsPerDay'],
  [{ daysPerWeek: 0 }, 'daysPerWeek'],
])('a club whose one leader is at a limit says at which: %j', (limits, name) => {
  const problem = tinyProblem();
  byId(problem.staff, 'T3').limits = limits;
  const plan = withoutChess();
  byId(plan.sessions, 'care-mon-late-C1+C3').seats = [{ role: 'lead', staffId: 'T2' }];
  expect(chessOf(problem, plan)?.cause.sentence.zh).toContain('符合条件的只有Teacher 3，到了上限');
  const [way] = waysOf(problem, plan);
  expect(way?.relaxations).toMatchObject([{ kind: 'limit', staffId: 'T3' }]);
  expect(way?.relaxations[0]?.value).toMatch(new RegExp(`^${name}=`));
  // In words that a school knows, not those of the file.
  expect(way?.relaxations[0]?.text.zh).not.toContain(name);
});

it('a room of no such kind, and one too small for the fewest pupils', () => {
  const problem = tinyProblem();
  chessOfTiny(problem).room = { kinds: ['pool'] };
  expect(chessOf(problem)?.cause).toMatchObject({
    code: 'room',
    sentence: { zh: 'Chess只差一项：没有活动要求的场地（pool）' },
  });
  chessOfTiny(problem).room = { kinds: ['activity'] };
  byId(problem.rooms, 'R3').seats = 1;
  expect(chessOf(problem)?.cause.sentence.en).toContain(
    'the only room for it, Chess room, is too small for 2',
  );
  // Four chose it, but two are enough.
  byId(problem.rooms, 'R3').seats = 2;
  expect(chessOf(problem)?.cause.code).toBe('nothingBars');
});

it('too few pupils, and a room that would not hold as many as are needed', () => {
  const problem = tinyProblem();
  chessOfTiny(problem).size = { min: 5 };
  byId(problem.rooms, 'R3').seats = 4;
  const { sentence } = chessOf(problem)?.cause ?? {};
  expect(sentence?.zh).toMatch(/还差 2 项：人数不足：4 人填报.*；.*Chess room坐不下 5 人/);
});

it('whole-class sessions of those who chose it', () => {
  const problem = tinyProblem();
  byId(problem.activities, 'micro').segments = ['club'];
  const plan = withoutChess();
  plan.sessions = plan.sessions.filter(({ id }) => !/^(care-mon-club|care-tue-micro)/.test(id));
  for (const session of plan.sessions)
    if (session.activityId === 'micro') session.periodIds = ['mon-club'];
  const { cause } = chessOf(problem, plan) ?? {};
  expect(cause?.code).toBe('class');
  expect(cause?.sentence.zh).toContain('4 人在整班活动或校队（Class 1-1、Class 3-1），能来 0 人');
});

it('a club that would leave another one with too few pupils', () => {
  const problem = tinyProblem();
  problem.activities.push(club('go', { size: { min: 2 }, seats: [] }));
  problem.rooms.push({ id: 'R4', name: 'Go room', kind: 'activity', seats: 12 });
  for (const { choices } of problem.students ?? []) choices?.push('go');
  const goOf = (plan: Plan) =>
    explainPlan(indexProblem(problem), plan).missingSessions.find((m) => m.activityId === 'go');
  // All four of chess may leave it for go, two of them without closing it.
  const { cause, together } = goOf(tinyPlan()) ?? {};
  expect(cause?.code).toBe('nothingBars');
  expect(cause?.sentence.zh).toContain('不违反硬规则（须有 2 名学生退出Chess）；');
  expect(cause?.sentence.en).toContain('without breaking a hard rule (if 2 pupils leave Chess):');
  expect(together?.leaves).toEqual([{ activityId: 'chess', pupils: 2, isBackInCare: false }]);
  chessOfTiny(problem).size = { min: 3 };
  expect(goOf(tinyPlan())?.cause).toEqual({
    code: 'pupils',
    sentence: {
      zh: 'go只差一项：周一 16:40-17:20，能来的学生有 4 人，但Chess不能再少人，只有 1 人可以改来，至少要 2 人',
      en: 'go lacks only one thing: on Monday 16:40-17:20 4 pupils could come, but Chess would be left with too few: only 1 can change, and 2 needed',
    },
  });
  // Somebody who is free makes up for it.
  const [, , third] = problem.students ?? [];
  third.choices = ['go'];
  expect(goOf(tinyPlan())?.cause.code).toBe('nothingBars');
});

it('a team that is too small, too large or elsewhere', () => {
  const problem = tinyProblem();
  const chess = chessOfTiny(problem);
  chess.studentIds = ['C1-a'];
  expect(chessOf(problem)?.cause).toMatchObject({ code: 'pupils' });
  expect(chessOf(problem)?.cause.sentence.en).toContain('has 1 pupil and needs 2');
  chess.studentIds = ['C1-a', 'C1-b', 'C1-c', 'C3-a', 'C3-b', 'C3-c', 'C3-d'];
  expect(chessOf(problem)?.cause.sentence.en).toContain('would have 7 pupils and may have 6');
  chess.studentIds = ['C1-a', 'C1-b'];
  const plan = withoutChess();
  const micro = byId(plan.sessions, 'micro-C1');
  micro.periodIds = ['mon-club'];
  expect(chessOf(problem, plan)?.cause).toMatchObject({
    code: 'class',
    sentence: { en: expect.stringContaining('Class 1-1 already has a whole-class session') },
  });
});

it('two leads for whom there is one person', () => {
  const problem = tinyProblem();
  chessOfTiny(problem).seats = [{ role: 'lead', qualification: 'chess', count: 2 }];
  const chess = chessOf(problem);
  expect(chess?.cause.code).toBe('people');
  expect(chess?.cause.sentence.zh).toContain('符合条件的只有Teacher 3，已在别的岗位');
  // Whoever has the one seat is no way to fill the other.
  expect(waysOf(problem).map(({ staffId }) => staffId)).not.toContain('T3');
  byId(problem.staff, 'H1').qualifications = [];
  byId(problem.staff, 'T3').qualifications = [];
  expect(chessOf(problem)?.spots[0]?.obstacles).toHaveLength(2);
  byId(problem.staff, 'T3').qualifications = ['chess'];
  byId(problem.staff, 'H1').qualifications = ['chess'];
  const plan = withoutChess();
  byId(plan.sessions, 'gate-mon-gate').seats[0].staffId = null;
  expect(chessOf(problem, plan)?.cause.code).toBe('nothingBars');
});

it('two causes at once are both named', () => {
  const problem = tinyProblem();
  byId(problem.staff, 'T3').qualifications = [];
  byId(problem.rooms, 'R3').unavailable = monday;
  const { zh, en } = chessOf(problem)?.cause.sentence ?? {};
  expect(zh).toMatch(/还差 2 项：.*Chess room不开放.*没有人具备要求的资质“chess”/);
  expect(en).toMatch(
    /lacks 2 things: .*Chess room, is closed.*nobody has the qualification “chess”/,
  );
});

it('one seat that needs two things says both, of this seat', () => {
  const problem = tinyProblem();
  chessOfTiny(problem).seats = [
    { role: 'lead', qualification: 'chess' },
    { role: 'lead', qualification: 'first aid' },
  ];
  for (const person of problem.staff) {
    person.cleared = person.id === 'T3';
    if (person.id !== 'T3') delete person.qualifications;
  }
  const plan = withoutChess();
  byId(plan.sessions, 'care-mon-club-C1').seats[0].staffId = null;
  const [way] = waysOf(problem, plan);
  expect(way?.relaxations).toMatchObject([
    { kind: 'qualification', value: 'first aid' },
    { kind: 'clearance', staffId: way?.staffId },
  ]);
  expect(chessOf(problem, plan)?.cause.sentence.zh).toContain('还差 2 项');
});

it('a pin that holds the only leader elsewhere', () => {
  const problem = tinyProblem();
  const seats = [{ role: 'lead' as const, staffId: 'T3' }];
  problem.pins = [{ care: { classId: 'C1', periodId: 'mon-club' }, seats }];
  const plan = withoutChess();
  byId(plan.sessions, 'care-mon-club-C1').seats = seats;
  expect(chessOf(problem, plan)?.cause.sentence.zh).toContain(
    '符合条件的只有Teacher 3，被锁定在别的岗位',
  );
  expect(waysOf(problem, plan)[0]).toMatchObject({
    staffId: 'T3',
    relaxations: [{ kind: 'pin', ruleId: 'pinned' }],
    exchange: { sessionId: 'care-mon-club-C1' },
  });
});

it('a late post for which nobody may stay, or where all are at their limit of evenings', () => {
  const problem = tinyProblem();
  const plan = tinyPlan();
  byId(plan.sessions, 'care-mon-late-C1+C3').seats[0].staffId = null;
  byId(plan.sessions, 'gate-mon-gate').seats[0].staffId = null;
  for (const person of problem.staff) person.unavailable = evening;
  expect(postOf(problem, plan, 'care-mon-late-C1+C3')?.cause.code).toBe('nobodyAvailable');
  for (const person of problem.staff) {
    delete person.unavailable;
    person.limits = { latePerWeek: 0 };
  }
  expect(postOf(problem, plan, 'care-mon-late-C1+C3')?.cause.code).toBe('everyoneAtLimit');
  // Who stays late already is kept by that post, and not by the limit.
  byId(plan.sessions, 'gate-mon-gate').seats[0].staffId = 'H1';
  const post = postOf(problem, plan, 'care-mon-late-C1+C3');
  expect(post?.cause.code).toBe('limits');
  expect(post?.cause.sentence.zh).toContain('符合条件的 4 人中，1 人已在别的岗位，3 人到了上限');
  expect(post?.ways[0]?.relaxations).toMatchObject([
    { kind: 'limit', value: expect.stringMatching(/^latePerWeek=[12]$/) },
  ]);
});

it('of several causes, the one that the best way gets round is named first', () => {
  const problem = tinyProblem();
  const plan = tinyPlan();
  byId(plan.sessions, 'care-mon-hw-C1').seats[0].staffId = null;
  for (const id of ['T1', 'H1']) byId(problem.staff, id).unavailable = monday;
  byId(problem.staff, 'T3').limits = { minutesPerWeek: 90 };
  for (const session of plan.sessions)
    for (const seat of session.seats)
      if (seat.staffId === 'T1' || seat.staffId === 'H1') seat.staffId = null;
  byId(problem.staff, 'T2').unavailable = evening;
  // T2 has another class then and stays for no late post; T3 could come were it not for the limit.
  const post = postOf(problem, plan, 'care-mon-hw-C1');
  expect(post?.cause.code).toBe('limits');
  expect(post?.cause.sentence.zh).toBe(
    'Class 1-1作业看护的负责岗：受工作量上限限制；符合条件的 4 人中，2 人不可排，1 人已在别的岗位，1 人到了上限',
  );
  expect(post?.ways[0]?.relaxations).toMatchObject([{ kind: 'limit', staffId: 'T3' }]);
});

it('people who are kept by several things are not told as if they were several', () => {
  const problem = tinyProblem();
  const plan = tinyPlan();
  byId(plan.sessions, 'care-mon-hw-C1').seats[0].staffId = null;
  byId(problem.staff, 'T2').limits = { minutesPerWeek: 0 };
  byId(problem.staff, 'T1').unavailable = monday;
  const post = postOf(problem, plan, 'care-mon-hw-C1');
  for (const id of ['T3', 'H1']) byId(problem.staff, id).unavailable = monday;
  const short = postOf(problem, plan, 'care-mon-hw-C1');
  expect(post?.cause.code).toBe('canBeFilled');
  expect(short?.cause.sentence.zh).toContain(
    '3 人不可排，1 人已在别的岗位，1 人到了上限（同一人可计多项）',
  );
});

it('the rest after a lesson is told as such, and how short it would have to be', () => {
  const problem = tinyProblem();
  problem.rules = { params: { rest: { afterLesson: 60 } } };
  const plan = tinyPlan();
  byId(plan.sessions, 'care-mon-hw-C1').seats[0].staffId = null;
  for (const id of ['T3', 'H1']) byId(problem.staff, id).unavailable = monday;
  const post = postOf(problem, plan, 'care-mon-hw-C1');
  expect(post?.cause.sentence.zh).toContain('1 人课后休息不足 60 分钟');
  expect(post?.ways[0]).toMatchObject({
    staffId: 'T1',
    relaxations: [{ kind: 'rest', value: 'afterLesson=20' }],
  });
});

it('a care post that wider merging would save', () => {
  const problem = tinyProblem();
  problem.rules = { params: { care: { mergeWithin: { lateCare: 'class' } } } };
  const plan = tinyPlan();
  const late = byId(plan.sessions, 'care-mon-late-C1+C3');
  late.classIds = ['C1'];
  plan.sessions.push({
    ...structuredClone(late),
    id: 'late-C3',
    classIds: ['C3'],
    seats: [{ role: 'lead', staffId: null }],
  });
  for (const id of ['T1', 'T2']) byId(problem.staff, id).unavailable = evening;
  const merge = (maxGroup: number, lateCare: 'class' | 'school' = 'class') => {
    problem.rules = { params: { care: { maxGroup, mergeWithin: { lateCare } } } };
    return postOf(problem, plan, 'late-C3')?.ways.find((way) => way.merge !== undefined);
  };
  expect(merge(50)).toMatchObject({
    staffId: 'T3',
    merge: { sessionId: late.id },
    relaxations: [
      {
        kind: 'merge',
        ruleId: 'mergeScope',
        value: 'mergeWithin.lateCare=school',
        text: { zh: '允许延时托管按“全校”合班（并入Class 1-1延时托管）' },
      },
    ],
  });
  // Three pupils in both.
  expect(merge(2, 'school')?.relaxations).toMatchObject([{ kind: 'merge', value: 'maxGroup=3' }]);
  // No room has so many seats.
  for (const room of problem.rooms) room.seats = 2;
  expect(merge(50)).toBeUndefined();
});

it('what bars a candidate is not told as a fact', () => {
  const problem = tinyProblem();
  const plan = tinyPlan();
  byId(plan.sessions, 'care-mon-hw-C1').seats[0].staffId = null;
  byId(problem.staff, 'T3').unavailable = monday;
  byId(problem.staff, 'H1').limits = { daysPerWeek: 0 };
  const post = postOf(problem, plan, 'care-mon-hw-C1');
  const told = (id: string) =>
    post?.candidates.find(({ staffId }) => staffId === id)?.bars.map(({ sentence }) => sentence.en);
  expect(told('T2')?.[0]).toMatch(/^Teacher 2 would be in two sessions at once/);
  expect(told('T3')?.[0]).toBe(
    'Teacher 3 is not available from 15:00 to 18:30: care of Class 1-1 in homework time on Monday 15:50-16:30',
  );
});

it('a duty whose second seat nobody may take', () => {
  const problem = tinyProblem();
  byId(problem.activities, 'gate').seats.push({ role: 'assistant', kinds: ['parent'] });
  const plan = tinyPlan();
  plan.sessions = plan.sessions.filter(({ activityId }) => activityId !== 'gate');
  const { missingSessions } = explainPlan(indexProblem(problem), plan);
  const gate = missingSessions.find(({ activityId }) => activityId === 'gate');
  expect(gate?.cause.code).toBe('people');
  expect(gate?.cause.sentence.zh).toContain('没有人属于要求的人员类别（家长）');
});

it('outsiders alone', () => {
  const problem = tinyProblem();
  problem.staff.push({ id: 'P1', kind: 'parent' }, { id: 'P2', kind: 'parent' });
  chessOfTiny(problem).seats = [{ role: 'lead', kinds: ['parent'] }, { role: 'assistant' }];
  // Any teacher who is free can be the assistant.
  expect(chessOf(problem)?.cause.code).toBe('nothingBars');
  chessOfTiny(problem).seats = [{ role: 'lead', kinds: ['parent'], count: 2 }];
  const { cause } = chessOf(problem) ?? {};
  expect(cause?.sentence.zh).toContain('只差一项');
  expect(cause?.sentence.zh).toContain('只有校外人员，缺少本校教师');
  expect(waysOf(problem)[0]?.relaxations).toMatchObject([{ kind: 'kind', value: 'teacher' }]);
});

it('who could take the whole series is asked about all of it', () => {
  const problem = tinyProblem();
  problem.periods.push({ ...byId(problem.periods, 'tue-micro'), id: 'tue-club', segment: 'club' });
  problem.periods = problem.periods.filter(({ id }) => id !== 'tue-micro');
  problem.activities = problem.activities.filter(({ id }) => id !== 'micro');
  const chess = chessOfTiny(problem);
  chess.sessions = { perWeek: 2 };
  byId(problem.staff, 'H1').qualifications = ['chess'];
  byId(problem.staff, 'H1').unavailable = monday;
  byId(problem.staff, 'T3').unavailable = [{ weekday: 2, start: '16:00', end: '18:00' }];
  const plan = tinyPlan();
  plan.sessions = plan.sessions.filter(({ activityId }) => activityId !== 'micro');
  // T3 leads on Monday and is away on Tuesday; the head could, but is away on Monday.
  const found = chessOf(problem, plan);
  expect(found).toMatchObject({ held: 1, missing: 1, cause: { code: 'people' } });
  // The head is there on Tuesday; that Monday is no day for the head is not told of Tuesday.
  expect(found?.cause.sentence.zh).toContain(
    '符合条件的 2 人中，1 人不可排，1 人已在别的岗位，1 人不是该系列的负责人（同一人可计多项）',
  );
  const ways = found?.spots[0]?.obstacles.flatMap(({ ways = [] }) => ways) ?? [];
  expect(ways[0]?.relaxations).toMatchObject([{ kind: 'availability', staffId: 'T3' }]);
  expect(ways.some(({ relaxations }) => relaxations.length < 1)).toBe(false);
});

it('nobody who has both what a seat asks for and is of its kind is told as both', () => {
  const problem = tinyProblem();
  chessOfTiny(problem).seats = [{ role: 'lead', qualification: 'chess', kinds: ['leader'] }];
  const { zh, en } = chessOf(problem)?.cause.sentence ?? { zh: '', en: '' };
  expect(zh).toContain('没有人既具备要求的资质“chess”，又属于要求的人员类别（领导）');
  expect(en).toContain(
    'nobody has the qualification “chess” and is of the kind asked for (leader)',
  );
});

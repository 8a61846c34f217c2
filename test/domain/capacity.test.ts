import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solve } from '../../solver/solve.ts';
import { checkCapacity } from '../../src/domain/capacity/capacity.ts';
import { fewestGroups } from '../../src/domain/capacity/fewest-groups.ts';
import { seatsForNobody } from '../../src/domain/capacity/nobody.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { publishability } from '../../src/domain/publishable.ts';
import { generateProblem, randomSmallProblem } from '../../src/generator/index.ts';
import { club } from '../support/golden-parts.ts';
import { byId } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const check = (problem: Problem) => checkCapacity(indexProblem(problem));
const monday = [{ weekday: 1, start: '15:00', end: '18:30' }];

/** The fewest groups by trying every way of merging. */
function exactGroups(sizes: readonly number[], most: number): number {
  const place = (i: number, groups: readonly number[]): number => {
    const size = sizes[i];
    if (size === undefined) return groups.length;
    const joined = groups.flatMap((sum, g) =>
      sum + size <= most ? [place(i + 1, groups.with(g, sum + size))] : [],
    );
    return Math.min(place(i + 1, [...groups, size]), ...joined);
  };
  return place(0, []);
}

it('the bound on merged groups is never above what merging reaches', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 7 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 60 }), (list, most) => {
      expect(fewestGroups(list, most)).toBeLessThanOrEqual(exactGroups(list, most));
    }),
    { numRuns: 300 },
  );
  expect(fewestGroups([30, 30, 30, 30], 50)).toBe(4);
  expect(fewestGroups([10, 20, 20, 30], 50)).toBe(2);
});

describe('what it fails cannot succeed', () => {
  /** Random problems, and the same with people taken away until posts must stay open. */
  const cases = [...Array.from({ length: 60 }, (_, i) => i + 1), 851];
  let reported = 0;

  it.each(cases)(
    'no plan of the solver fills what is reported short (problem %i)',
    async (seed) => {
      const problem = randomSmallProblem(seed);
      // 851: a club of two periods without an adult is one post, and short in both.
      if (seed % 2 === 0 || seed === 851) problem.staff = problem.staff.slice(0, 1 + (seed % 3));
      const left = new Set(problem.staff.map(({ id }) => id));
      delete problem.baseline;
      delete problem.pins;
      for (const c of problem.classes) if (!left.has(c.headTeacherId ?? '')) delete c.headTeacherId;
      for (const s of problem.students ?? []) if (!left.has(s.mentorId ?? '')) delete s.mentorId;
      const short = check(problem).reduce((sum, finding) => sum + finding.short, 0);
      if (short > 0) reported++;
      const plan = await solve(problem, { seed, steps: 3000 });
      if (plan.score.hard > 0) return;
      const { reasons } = publishability(plan, indexProblem(problem));
      const missing = plan.openSessions.reduce((sum, { activityId }) => {
        const { kind, seats } = byId(problem.activities, activityId);
        const count = seats.reduce((seat, spec) => seat + (spec.count ?? 1), 0);
        return sum + (kind === 'duty' ? count : 0);
      }, 0);
      const alone = reasons
        .filter(({ code }) => code === 'no-adult')
        .reduce((sum, { periodIds = [] }) => sum + periodIds.length, 0);
      const posts = reasons.filter(({ code }) => code === 'open-post').length;
      expect(posts + missing + alone).toBeGreaterThanOrEqual(short);
    },
  );

  it('and in some of them there was something to report', () => {
    expect(reported).toBeGreaterThan(8);
  });
});

it('activities that ask for nobody leave no post open, whoever is away then', async () => {
  const problem = tinyProblem();
  byId(problem.activities, 'micro').seats = [];
  const during = { weekday: 2, start: '16:40', end: '17:10' };
  for (const person of problem.staff) person.unavailable = [during];
  const plan = await solve(problem, { seed: 1, steps: 3000 });
  expect(plan.score).toMatchObject({ hard: 0, medium: 0 });
  expect(check(problem)).toEqual([]);
  // Where they ask for somebody, or have no room for all, people are short.
  byId(problem.activities, 'micro').classIds = ['C1'];
  expect(check(problem)).toMatchObject([{ span: 'time', short: 1 }]);
  byId(problem.activities, 'micro').seats = [{ role: 'lead' }];
  delete byId(problem.activities, 'micro').classIds;
  expect(check(problem)).toMatchObject([{ span: 'time', short: 1 }]);
});

describe('a planted shortage', () => {
  it('none in a school with enough people', () => {
    expect(check(tinyProblem())).toEqual([]);
  });

  it('is found at its time, with how many and who would help', () => {
    const problem = tinyProblem();
    for (const id of ['T2', 'T3', 'H1']) byId(problem.staff, id).unavailable = monday;
    const [first] = check(problem);
    // Homework: two classes of different grades cannot be merged, and T1 is alone.
    expect(first).toMatchObject({ span: 'time', weekday: 1, short: 1 });
    expect(first?.staffIds).toEqual(['T2', 'T3', 'H1']);
    // Larger groups would be no help: each class is alone in its grade.
    expect(first?.rules).toEqual(['staffAvailable', 'care.mergeWithin']);
  });

  it('is found for a qualification or kind that nobody there has', () => {
    const problem = tinyProblem();
    byId(problem.activities, 'gate').seats = [{ role: 'duty', kinds: ['leader'], count: 2 }];
    const found = check(problem);
    expect(found.map(({ short, weekday }) => [weekday, short])).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  it('is told of the posts that are short, and not of others at that time', () => {
    const problem = tinyProblem();
    byId(problem.activities, 'gate').seats = [{ role: 'duty', kinds: ['leader'], count: 2 }];
    const [first] = check(problem);
    expect(first).toMatchObject({ posts: 2, periodIds: ['mon-gate'], rules: ['seat.kinds'] });
    // By the name of the activity: the segment alone would call every duty gate duty.
    expect(first?.sentence).toEqual({
      zh: '周一 17:10-18:10 Gate duty：需要 2 人，可排 1 人，至少缺 1 人',
      en: 'On Monday 17:10-18:10, Gate duty: 2 people are needed, 1 person who qualifies is available, and at least 1 is missing',
    });
  });

  it('is found over a day, where the limit of sessions is what is short', () => {
    const problem = tinyProblem();
    for (const person of problem.staff) person.limits = { sessionsPerDay: 1 };
    problem.staff.pop();
    const found = check(problem);
    expect(found.some(({ span }) => span === 'day')).toBe(true);
    expect(found.find(({ span }) => span === 'day')?.rules[0]).toBe('staff.sessionsPerDay');
  });

  it('is told twice on one day where two times are short, and not as a limit', () => {
    const problem = tinyProblem();
    // A duty of the whole afternoon holds at both times; only Head 1 may take it.
    problem.periods.push({ ...byId(problem.periods, 'mon-gate'), id: 'mon-lead', start: '15:45' });
    problem.activities.push({
      ...byId(problem.activities, 'gate'),
      id: 'lead',
      name: '带班领导',
      periodIds: ['mon-lead'],
      seats: [{ role: 'duty', kinds: ['leader'] }],
    });
    byId(problem.activities, 'gate').periodIds = ['mon-gate', 'tue-gate'];
    const away = [
      { weekday: 1, start: '15:50', end: '16:30' },
      { weekday: 1, start: '17:20', end: '18:10' },
    ];
    for (const id of ['T1', 'T2', 'T3']) byId(problem.staff, id).unavailable = away;
    const found = check(problem);
    expect(found.map(({ span, periodIds, short }) => [span, periodIds, short])).toEqual([
      ['time', ['mon-hw', 'mon-lead'], 2],
      // Where Head 1 is in neither the duty nor the homework.
      ['time', ['mon-late', 'mon-gate'], 1],
    ]);
    for (const { rules, staffIds } of found) {
      expect(rules[0]).toBe('staffAvailable');
      // Head 1 is there already.
      expect(staffIds).toEqual(['T1', 'T2', 'T3']);
    }
  });

  it('is told apart from one of other posts at that time that other people may take', () => {
    const problem = tinyProblem();
    for (const id of ['T2', 'T3', 'H1']) byId(problem.staff, id).unavailable = monday;
    problem.periods.push({
      id: 'mon-help',
      weekday: 1,
      segment: 'duty',
      start: '15:50',
      end: '16:30',
    });
    problem.activities.push({
      ...byId(problem.activities, 'gate'),
      id: 'help',
      name: '引导',
      periodIds: ['mon-help'],
      seats: [{ role: 'duty', kinds: ['volunteer'] }],
    });
    byId(problem.activities, 'gate').periodIds = ['mon-gate', 'tue-gate'];
    const found = check(problem);
    // Whoever comes is needed in the homework.
    expect(found.map(({ rules }) => rules)).toEqual([
      ['staffAvailable', 'care.mergeWithin'],
      [],
      ['staffAvailable'],
    ]);
    expect(found.map(({ sentence, short }) => [sentence.zh, short])).toEqual([
      [
        '周一 15:50-16:30 作业看护：至少需要 2 人，可排 1 人，至少缺 1 人；另有 3 人这时有课或不可排',
        1,
      ],
      ['周一 15:50-16:30 引导：需要 1 人，可排 0 人，至少缺 1 人', 1],
      [
        '周一 17:20-18:00 延时托管、Gate duty：至少需要 2 人，可排 1 人，至少缺 1 人；另有 3 人这时有课或不可排',
        1,
      ],
    ]);
  });

  it('names no limit over a day that is not what is short', () => {
    const problem = tinyProblem();
    for (const person of problem.staff) person.limits = { sessionsPerDay: 1 };
    problem.staff.pop();
    const limited = check(problem).find(({ span }) => span === 'day');
    expect(limited?.sentence.zh).toContain('受每人每天最多场次限制');
    problem.rules = { off: ['staffLimit'] };
    expect(check(problem).filter(({ sentence }) => sentence.zh.includes('限制'))).toEqual([]);
  });

  it('is found over the week, where minutes are short', () => {
    const problem = tinyProblem();
    for (const person of problem.staff) person.limits = { minutesPerWeek: 80 };
    expect(check(problem).some(({ span }) => span === 'week')).toBe(true);
  });

  it('says nothing where a rule that it rests on is off', () => {
    const problem = tinyProblem({ staff: [] });
    problem.classes = problem.classes.map(({ headTeacherId: _, ...rest }) => rest);
    expect(check(problem).length).toBeGreaterThan(0);
    problem.rules = { off: ['coverage'] };
    expect(check(problem)).toEqual([]);
  });
});

describe('what would help', () => {
  const helpOf = (problem: Problem) =>
    check(problem)[0]?.help.map(({ rule, text, staffIds }) => [rule, text.zh, staffIds]);

  it('papers and training, the data telling which', () => {
    const problem = tinyProblem();
    byId(problem.activities, 'gate').seats = [{ role: 'duty', kinds: ['leader'] }];
    byId(problem.staff, 'H1').trained = false;
    expect(helpOf(problem)).toEqual([
      ['clearance', '完成培训', ['H1']],
      ['seat.kinds', '放宽Gate duty的人员类别（现为领导）', ['T1', 'T2', 'T3']],
    ]);
    expect(check(problem)[0]?.sentence.zh).toContain('另有 1 人还不能上岗');
    byId(problem.staff, 'H1').cleared = false;
    expect(helpOf(problem)?.[0]?.[1]).toBe('签约、通过审核、完成培训');
  });

  it('the kinds of a seat that none of the people is of', () => {
    const problem = tinyProblem();
    byId(problem.activities, 'gate').seats = [{ role: 'duty', kinds: ['volunteer'] }];
    expect(helpOf(problem)).toEqual([
      ['seat.kinds', '放宽Gate duty的人员类别（现为志愿者）', ['T1', 'T2', 'T3', 'H1']],
    ]);
  });

  it('more pupils to an adult, before what helps less', () => {
    const problem = tinyProblem();
    problem.rules = { params: { care: { pupilsPerAdult: 1 } } };
    expect(helpOf(problem)?.[0]).toEqual([
      'care.pupilsPerAdult',
      '把每名看护教师的学生数由 1 人放宽到 2 人',
      [],
    ]);
  });

  it('a shorter rest after lessons, with those alone whom it is about', () => {
    const problem = tinyProblem();
    problem.rules = { params: { rest: { afterLesson: 60 } } };
    const lessons = [{ weekday: 1, start: '14:50', end: '15:30' }];
    for (const id of ['T2', 'T3']) byId(problem.staff, id).lessons = lessons;
    byId(problem.staff, 'H1').unavailable = monday;
    expect(helpOf(problem)?.slice(0, 2)).toEqual([
      ['rest.afterLesson', '把下课后的休息由 60 分钟缩短到 20 分钟', ['T1', 'T2', 'T3']],
      ['staffAvailable', '让这时有课或不可排的人腾出时间', ['H1']],
    ]);
    delete byId(problem.staff, 'H1').unavailable;
    byId(problem.staff, 'H1').lessons = lessons;
    // Nobody is away any more but for the rest.
    expect(check(problem)[0]?.rules).toEqual(['rest.afterLesson', 'care.mergeWithin']);
  });

  it('not what only moves the shortage to another time', () => {
    const away = [{ weekday: 1, start: '15:00', end: '16:40' }];
    const only = { id: 'T1', kind: 'teacher' as const, unavailable: away };
    const { periods, classes, students } = tinyProblem();
    const problem = tinyProblem({
      periods: periods.filter(({ segment }) => segment === 'homework'),
      classes: classes.slice(0, 1),
      students: students
        ?.filter(({ classId }) => classId === 'C1')
        .map(({ choices: _, ...p }) => p),
      staff: [only],
      activities: [],
    });
    expect(helpOf(problem)).toEqual([['staffAvailable', '让这时有课或不可排的人腾出时间', ['T1']]]);
    // Whoever has minutes for one of the two days would then be missing on the other.
    problem.staff = [{ ...only, limits: { minutesPerWeek: 40 } }];
    expect(check(problem).map(({ short }) => short)).toEqual([1]);
    expect(helpOf(problem)).toEqual([]);
  });

  it('a limit as far as it has to go for fewer open posts in all', () => {
    const care = (id: string, weekday: number, end: string, start = '15:00') =>
      ({ id, weekday, segment: 'homework', start, end }) as const;
    const { classes } = tinyProblem();
    const problem = tinyProblem({
      periods: [
        care('a', 1, '15:20'),
        care('b', 1, '15:40', '15:20'),
        care('c', 2, '15:40'),
        { ...care('d', 3, '15:40'), segment: 'club' },
      ],
      classes: classes.slice(0, 1).map(({ headTeacherId: _, ...one }) => one),
      students: [{ id: 'C1-a', classId: 'C1', leave: { 1: 'L1', 2: 'L1', 3: 'L1' } }],
      staff: [{ id: 'T1', kind: 'teacher', limits: { sessionsPerDay: 0, minutesPerWeek: 40 } }],
      activities: [club('clubs of the third day')],
    });
    // The club takes all the minutes; two short posts in its place are more, and one is not.
    const told = check(problem).map(({ weekday, help }) => [weekday, help[0]?.text.zh]);
    expect(told).toEqual([
      [1, '把每人每天最多场次放宽到 2 场'],
      [2, '把每人每天最多场次放宽到 2 场'],
    ]);
  });
});

it('a number that would help is the least that wins as much as having no limit', () => {
  const school = generateProblem({ size: 'scarce', seed: 1 });
  for (const person of school.staff.slice(0, 22))
    person.unavailable = [{ weekday: 3, start: '07:00', end: '19:00' }];
  const limited = (maxGroup: number): Problem => ({
    ...school,
    rules: { ...school.rules, params: { ...school.rules?.params, care: { maxGroup } } },
  });
  const shortAt = (periodIds: readonly string[], maxGroup: number) =>
    check(limited(maxGroup))
      .filter((one) => one.periodIds.some((id) => periodIds.includes(id)))
      .reduce((sum, { short }) => sum + short, 0);
  const told = check(limited(50)).flatMap(({ periodIds, help }) =>
    help.flatMap(({ rule, text }) =>
      rule === 'care.maxGroup'
        ? { periodIds, to: Number(/放宽到 (\d+) 人/.exec(text.zh)?.[1]) }
        : [],
    ),
  );
  expect(told.length).toBeGreaterThan(0);
  for (const { periodIds, to } of told) {
    expect(to).toBeGreaterThan(50);
    const best = shortAt(periodIds, 10_000);
    expect(shortAt(periodIds, to)).toBe(best);
    expect(shortAt(periodIds, to - 1)).toBeGreaterThan(best);
  }
});

it('a medium school passes, and a week without most people on Friday does not', () => {
  const school = generateProblem({ size: 'medium', seed: 1 });
  expect(check(school)).toEqual([]);
  school.staff.forEach((person, i) => {
    if (i % 5 === 0) return;
    person.unavailable = [
      ...(person.unavailable ?? []),
      { weekday: 5, start: '07:00', end: '19:00' },
    ];
  });
  const found = check(school);
  expect(found.length).toBeGreaterThan(0);
  expect(found.every(({ weekday }) => weekday === 5)).toBe(true);
});

it('a qualification that nobody has is told at its activity, with the one that may be meant', () => {
  const problem = tinyProblem();
  expect(seatsForNobody(indexProblem(problem))).toEqual([]);
  const [first, ...others] = problem.staff;
  const chess = {
    ...problem.activities[0],
    id: 'chess',
    name: '象棋社',
    seats: [{ role: 'lead', qualification: '中国象棋' }],
  } as Problem['activities'][number];
  const told = (staff: Problem['staff']) =>
    seatsForNobody(
      indexProblem({ ...problem, staff, activities: [...problem.activities, chess] }),
    ).map(({ activityId, sentence }) => [activityId, sentence.zh]);
  const player = { ...first, qualifications: ['象棋'] } as Problem['staff'][number];
  expect(told([player, ...others])).toEqual([
    ['chess', '象棋社的负责岗没有人能上：没有人有资质“中国象棋”（是不是“象棋”？）'],
  ]);
  expect(told([{ ...player, qualifications: ['中国象棋'] }, ...others])).toEqual([]);
  const barred = { ...player, qualifications: ['中国象棋'], cleared: false };
  expect(told([barred, ...others])).toEqual([
    ['chess', '象棋社的负责岗没有人能上：有资质的只有Teacher 1（未签约或审核未通过），还不能上岗'],
  ]);
});

it('a seat that asks for a kind is told by the kind, and by the papers of those who are of it', () => {
  const problem = tinyProblem();
  const gate = byId(problem.activities, 'gate');
  const told = () => seatsForNobody(indexProblem(problem)).map(({ sentence }) => sentence.zh);
  gate.seats = [{ role: 'duty', kinds: ['volunteer'] }];
  expect(told()).toEqual(['Gate duty的值班岗没有人能上：没有“志愿者”类人员']);
  gate.seats = [{ role: 'duty', kinds: ['leader'] }];
  byId(problem.staff, 'H1').trained = false;
  expect(told()).toEqual(['Gate duty的值班岗没有人能上：这类人员只有Head 1（未培训），还不能上岗']);
  gate.seats.push({ role: 'assistant', qualification: 'first aid' });
  expect(told()[0]).toMatch(/^Gate duty的值班岗.*；Gate duty的助教岗没有人能上：没有人有资质/);
  gate.seats = [{ role: 'duty', kinds: ['leader'], qualification: 'chess' }];
  expect(told()).toEqual([
    'Gate duty的值班岗没有人能上：有资质“chess”的只有Teacher 3（教师），不是要求的类别（领导）',
  ]);
  gate.seats = [{ role: 'duty', kinds: [] }];
  expect(told()).toEqual(['Gate duty的值班岗没有人能上：没有写允许哪类人员']);
  expect(check(problem)[0]?.help[0]?.text.zh).toBe('放宽Gate duty的人员类别（现为无）');
  gate.seats = [{ role: 'duty', kinds: ['volunteer'], count: 0 }];
  expect(told()).toEqual([]);
});

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
      const { openPosts, reasons } = publishability(plan, indexProblem(problem));
      const missing = plan.openSessions.reduce((sum, { activityId }) => {
        const { kind, seats } = byId(problem.activities, activityId);
        const count = seats.reduce((seat, spec) => seat + (spec.count ?? 1), 0);
        return sum + (kind === 'duty' ? count : 0);
      }, 0);
      const alone = reasons
        .filter(({ code }) => code === 'no-adult')
        .reduce((sum, { periodIds = [] }) => sum + periodIds.length, 0);
      expect(openPosts.length + missing + alone).toBeGreaterThanOrEqual(short);
    },
  );

  it('and in some of them there was something to report', () => {
    expect(reported).toBeGreaterThan(8);
  });
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
    expect(first).toMatchObject({ posts: 2, periodIds: ['mon-gate'], rules: [] });
    expect(first?.sentence.en).toBe(
      'On Monday 17:10-18:10 (duty time) at least 2 posts are needed, 1 person who qualifies is available, and at least 1 stays open',
    );
  });

  it('is found over a day, where the limit of sessions is what is short', () => {
    const problem = tinyProblem();
    for (const person of problem.staff) person.limits = { sessionsPerDay: 1 };
    problem.staff.pop();
    const found = check(problem);
    expect(found.some(({ span }) => span === 'day')).toBe(true);
    expect(found.find(({ span }) => span === 'day')?.rules).toEqual(['staff.sessionsPerDay']);
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
});

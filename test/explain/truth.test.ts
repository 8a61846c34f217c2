import { describe, expect, it } from 'vitest';
import { editPlan } from '../../solver/explain/edit-plan.ts';
import { explainPlan } from '../../solver/explain/explain.ts';
import { solve } from '../../solver/solve.ts';
import { analyse, verify } from '../../solver/verify.ts';
import type { Plan, Problem } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { parseProblem } from '../../src/domain/validate.ts';
import { generateProblem, randomSmallProblem } from '../../src/generator/index.ts';
import { fill, holdTogether, type Missing, relax } from '../support/follow.ts';
import { byId } from '../support/plan-builder.ts';

/** What is told of each series that can be followed, and what came of it. */
interface Followed {
  wrong: unknown[];
  held: number;
  /** Of these, clubs of several sessions, and those told to lack only one thing. */
  ofSeveral: number;
  ofOne: number;
}

const asTold = ({ cause }: Missing) => /只差一项|还差 \d+ 项|可以排在/.test(cause.sentence.zh);

/** Holds what is missing just as the explanation says that it could be held. */
function followSeries(problem: Problem, plan: Plan, so: Followed): void {
  const index = indexProblem(problem);
  const known = verify(index, plan);
  for (const missing of explainPlan(index, plan).missingSessions) {
    if (!asTold(missing)) continue;
    const after = holdTogether(problem, plan, missing);
    if (after === undefined) continue;
    so.held++;
    if ((missing.together?.places.length ?? 0) > 1) so.ofSeveral++;
    if (missing.cause.sentence.zh.includes('只差一项')) so.ofOne++;
    const { rules, score } = analyse(indexProblem(after.problem), after.plan);
    const broken = rules.filter(
      ({ rule, cost }) => rule.level === 'hard' && cost > (known.rules[rule.id]?.cost ?? 0),
    );
    // Nor does it open a post elsewhere.
    if (broken.length > 0 || score.medium > known.medium)
      so.wrong.push([
        problem.school.id,
        missing.cause.sentence.zh,
        broken.map(({ rule }) => rule.id).join(),
      ]);
  }
}

const nothing = (): Followed => ({ wrong: [], held: 0, ofSeveral: 0, ofOne: 0 });

describe('what a series is told to lack is enough', () => {
  it('on small schools of every sort', async () => {
    const so = nothing();
    for (let seed = 1; seed <= 14; seed++) {
      const problem = randomSmallProblem(seed);
      followSeries(problem, await solve(problem, { seed, steps: 60 }), so);
    }
    expect(so.wrong).toEqual([]);
    expect(so.held).toBeGreaterThan(10);
  });

  it('where pupils of a club that is held leave another one for a further session of it', async () => {
    const problem = randomSmallProblem(98);
    problem.rules = { ...problem.rules, off: [...(problem.rules?.off ?? []), 'pupilLeave'] };
    const plan = await solve(problem, { seed: 98, steps: 60 });
    const so = nothing();
    followSeries(problem, plan, so);
    expect(so.wrong).toEqual([]);
    const { missingSessions } = explainPlan(indexProblem(problem), plan);
    const { cause, together } = missingSessions.find(({ activityId }) => activityId === 'A3') ?? {};
    expect(cause?.sentence.zh).toContain(
      '不违反硬规则（须有 1 名学生退出A8，其余时间回到看护；由此变化的看护分组和学习类场次未计）；',
    );
    expect(together?.leaves).toEqual([{ activityId: 'A8', pupils: 1, isBackInCare: true }]);
  });

  it('on schools of six classes as generated, and with causes planted in them', async () => {
    const so = nothing();
    for (const [i, plant] of plants.entries()) {
      const problem = generateProblem({ size: 'village', seed: 1 + (i % 3) });
      plant(problem);
      const parsed = parseProblem(problem);
      expect(parsed.ok ? [] : parsed.faults).toEqual([]);
      followSeries(problem, await solve(problem, { seed: 1, steps: 4000 }), so);
    }
    expect(so.wrong).toEqual([]);
    expect(so.ofSeveral).toBeGreaterThan(12);
    expect(so.ofOne).toBeGreaterThan(12);
  });
});

/** Sort of causes that a school can have, each for many clubs at once. */
const plants: ((problem: Problem) => void)[] = [
  () => {},
  () => {},
  ({ staff }) => {
    for (const person of staff) if (person.qualifications?.length) person.cleared = false;
  },
  ({ staff }) => {
    for (const person of staff)
      person.unavailable = [
        ...(person.unavailable ?? []),
        ...[1, 3, 5].map((weekday) => ({ weekday, start: '16:40', end: '17:30' })),
      ];
  },
  ({ staff }) => {
    for (const person of staff) person.limits = { ...person.limits, clubs: 1, minutesPerWeek: 300 };
  },
  ({ rooms }) => {
    for (const room of rooms)
      if (room.kind !== 'classroom')
        room.unavailable = [1, 2, 4].map((weekday) => ({ weekday, start: '16:00', end: '18:00' }));
  },
  ({ activities }) => {
    for (const activity of activities)
      if (activity.kind === 'club')
        activity.seats = [{ role: 'lead', kinds: ['parent'], count: 2 }];
  },
  (problem) => {
    problem.rules = {
      params: { ...problem.rules?.params, learningPerDay: 1, rest: { afterLesson: 60 } },
    };
    const team = problem.students?.filter(({ choices = [] }) => choices.length > 0).slice(0, 30);
    for (const activity of problem.activities.filter(({ kind }) => kind === 'club').slice(0, 3))
      Object.assign(activity, {
        kind: 'tutoring',
        studentIds: team?.map(({ id }) => id),
        size: { max: 20 },
        grades: undefined,
      });
  },
];

it('every way to fill an open post fills it', async () => {
  const wrong: unknown[] = [];
  let followed = 0;
  for (let seed = 1; seed <= 8; seed++) {
    const problem = randomSmallProblem(seed);
    const index = indexProblem(problem);
    const plan = await solve(problem, { seed, steps: 60 });
    const { hard, medium } = verify(index, plan);
    for (const post of explainPlan(index, plan).openPosts)
      for (const way of post.ways) {
        const [changed, edited] = structuredClone([problem, plan]) as [Problem, Plan];
        const session = byId(edited.sessions, post.sessionId);
        if (!relax(changed, way, [session], post.seat)) continue;
        fill(edited, post.sessionId, post.seat, way);
        followed++;
        const after = verify(indexProblem(changed), edited);
        if (after.hard > hard || after.medium > medium - post.medium)
          wrong.push([seed, post.cause.sentence.zh, way]);
      }
  }
  expect(wrong).toEqual([]);
  expect(followed).toBeGreaterThan(100);
});

it('where nothing bars a session of known pupils, it breaks no rule', async () => {
  const wrong: unknown[] = [];
  let tried = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const problem = randomSmallProblem(seed);
    const index = indexProblem(problem);
    const plan = await solve(problem, { seed, steps: 60 });
    const known = verify(index, plan).rules;
    for (const { activityId, forKey, spots, held } of explainPlan(index, plan).missingSessions) {
      const { enrol, studentIds, enrolment } = index.activity(activityId);
      if (enrol === 'choice' && held === 0 && !studentIds && !enrolment) continue;
      for (const { periodIds, roomId, obstacles } of spots) {
        if (obstacles.length > 0) continue;
        tried++;
        const open = { activityId, periodIds, roomId, ...(forKey === undefined ? {} : { forKey }) };
        const { rules } = analyse(index, editPlan(index, plan, [{ open }]));
        const broken = rules.filter(
          ({ rule, cost }) => rule.level === 'hard' && cost > (known[rule.id]?.cost ?? 0),
        );
        for (const { rule } of broken) wrong.push([seed, activityId, periodIds, rule.id]);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(0);
});

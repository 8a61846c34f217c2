import { describe, expect, it } from 'vitest';
import { compareScores, type Progress, solve, verify } from '../../solver/index.ts';
import { parsePlan } from '../../src/domain/parse-plan.ts';
import type { Pin, Plan, Problem } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { parseProblem } from '../../src/domain/validate.ts';
import { generateProblem, randomSmallProblem, variants } from '../../src/generator/index.ts';
import { tinyProblem } from '../support/tiny.ts';

const village = generateProblem({ size: 'village', seed: 1 });

/** Solved, checked in full at each phase, well-formed, and scored as `verify` scores it. */
async function soundPlan(problem: Problem, steps = 1500): Promise<Plan> {
  const parsed = parseProblem(problem);
  expect(parsed.ok ? [] : parsed.faults).toEqual([]);
  const plan = await solve(problem, { steps, checkLevel: 'phase' });
  expect(parsePlan(plan, indexProblem(problem))).toEqual({ ok: true, plan });
  expect(verify(problem, plan)).toEqual(plan.score);
  return plan;
}

describe('limits', () => {
  it.each([0, 1, 255, 256, 257, 1000])('a limit of %i steps is kept exactly', async (steps) => {
    const plan = await solve(village, { steps });
    expect(plan.solver).toMatchObject({ name: 'afterbell', steps });
  });

  it('a signal that was given before returns the first plan', async () => {
    const plan = await solve(village, { seconds: 3600 }, undefined, AbortSignal.abort());
    expect(plan.solver.steps).toBe(0);
    expect(plan.score.hard).toBe(0);
    expect(plan.sessions.length).toBeGreaterThan(0);
  });

  it('a signal in the middle returns the best plan seen', async () => {
    const stop = new AbortController();
    const told: Progress[] = [];
    const plan = await solve(
      village,
      { seconds: 3600, progressMs: 0 },
      (progress) => {
        told.push(progress);
        if (progress.steps > 2000) stop.abort();
      },
      stop.signal,
    );
    expect(plan.solver.steps).toBeGreaterThan(2000);
    for (const { score } of told) expect(compareScores(plan.score, score)).toBeLessThanOrEqual(0);
    expect(verify(village, plan)).toEqual(plan.score);
  });
});

describe('progress', () => {
  it('tells phases in order, ever better scores, and a plan with each new best', async () => {
    const told: Progress[] = [];
    const plan = await solve(village, { steps: 20_000, seed: 2, progressMs: 0, planMs: 0 }, (p) =>
      told.push(p),
    );
    expect(told[0]?.phase).toBe('construct');
    expect(told.at(-1)?.phase).toBe('finish');
    expect(told.at(-1)?.plan).toEqual(plan);
    told.forEach((progress, i) => {
      expect(progress.seed).toBe(2);
      if (progress.plan) {
        expect(progress.plan.score).toEqual(progress.score);
        expect(compareScores(verify(village, progress.plan), progress.score)).toBe(0);
      }
      const before = told[i - 1];
      if (!before) return;
      expect(progress.steps).toBeGreaterThanOrEqual(before.steps);
      const change = compareScores(progress.score, before.score);
      expect(change).toBeLessThanOrEqual(0);
      if (change < 0) expect(progress.plan).toBeDefined();
    });
  });

  it('sends the first and the last plan alone when others would come too often', async () => {
    const phases: string[] = [];
    await solve(village, { steps: 5000, progressMs: 0, planMs: 1e9 }, ({ phase, plan }) => {
      if (plan) phases.push(phase);
    });
    expect(phases).toEqual(['construct', 'finish']);
  });
});

describe('odd schools', () => {
  it.each(variants)(
    'the variant "%s" of a village gets a plan without a hard violation',
    async (variant) => {
      const plan = await soundPlan(generateProblem({ size: 'village', seed: 2, variant }));
      expect(plan.score.hard).toBe(0);
    },
  );

  it('a school without staff gets its care groups with every seat open', async () => {
    const plan = await soundPlan(generateProblem({ size: 'village', seed: 1, variant: 'noStaff' }));
    expect(plan.sessions.some(({ kind }) => kind === 'care')).toBe(true);
    const people = plan.sessions.flatMap(({ seats }) =>
      seats.flatMap((seat) => seat.staffId ?? []),
    );
    expect(people).toEqual([]);
    expect(plan.score.medium).toBeGreaterThan(0);
  });

  it('a school without periods, or with nothing at all, gets an empty plan', async () => {
    const { rooms, classes, staff, students, leavePoints } = tinyProblem();
    const empty: Problem = {
      ...tinyProblem(),
      periods: [],
      activities: [],
      rooms,
      staff,
      leavePoints,
      classes,
      students: (students ?? []).map((s) => ({ id: s.id, classId: s.classId, leave: {} })),
    };
    const nothing: Problem = { ...empty, classes: [], staff: [], rooms: [], leavePoints: [] };
    delete nothing.students;
    for (const problem of [empty, nothing]) {
      const plan = await soundPlan(problem, 300);
      expect(plan.sessions).toEqual([]);
      expect(plan.score).toMatchObject({ hard: 0, medium: 0 });
    }
  });

  it('a school of duties alone has them staffed', async () => {
    const problem = tinyProblem();
    problem.activities = problem.activities.filter(({ id }) => id === 'gate');
    problem.students = [];
    const plan = await soundPlan(problem);
    expect(plan.sessions.map(({ activityId }) => activityId)).toEqual(['gate', 'gate']);
    expect(plan.score).toMatchObject({ hard: 0, medium: 0 });
  });

  it('sessions for which no room fits are open, with a reason in both languages', async () => {
    const problem = tinyProblem();
    for (const activity of problem.activities)
      if (activity.id === 'micro') activity.room = { roomIds: ['R3'] };
    for (const room of problem.rooms)
      if (room.id === 'R3') room.unavailable = [{ weekday: 2, start: '16:00', end: '17:30' }];
    const plan = await soundPlan(problem);
    expect(plan.score.hard).toBe(0);
    expect(plan.sessions.some(({ activityId }) => activityId === 'micro')).toBe(false);
    expect(plan.openSessions.map(({ activityId, forKey }) => [activityId, forKey])).toEqual([
      ['micro', 'C1'],
      ['micro', 'C3'],
    ]);
    for (const { reason } of plan.openSessions) expect(reason).toMatch(/场地.* \/ .*room/);
    expect(plan.score.rules.openSession).toEqual({ count: 2, cost: 10 });
  });

  it('every session that is missing is named as open', async () => {
    for (let seed = 1; seed <= 30; seed++) {
      const problem = randomSmallProblem(seed);
      if (problem.rules?.off?.includes('openSession')) continue;
      const plan = await solve(problem, { steps: 200, seed });
      expect([seed, 5 * plan.openSessions.length]).toEqual([
        seed,
        plan.score.rules.openSession.cost,
      ]);
      for (const { reason } of plan.openSessions) expect(reason).toContain(' / ');
    }
  });
});

describe('pins', () => {
  const pinTiny = async (...pins: Pin[]) => {
    const plan = await soundPlan({ ...tinyProblem(), pins });
    expect(plan.score.rules.pinned).toEqual({ count: 0, cost: 0 });
    return plan;
  };
  const of = (plan: Plan, activityId: string, forKey?: string) =>
    plan.sessions.filter((s) => s.activityId === activityId && s.forKey === forKey);

  it('hold a club that no one else would have there: its period, room and lead', async () => {
    const seats = [{ role: 'lead' as const, staffId: 'T3' }];
    const plan = await pinTiny({ activityId: 'chess', periodId: 'mon-club', roomId: 'R3', seats });
    expect(of(plan, 'chess')).toMatchObject([{ periodIds: ['mon-club'], roomId: 'R3', seats }]);
  });

  it('hold the person of the session that an index names', async () => {
    const seats = [{ role: 'duty' as const, staffId: 'T2' }];
    const plan = await pinTiny({ activityId: 'gate', index: 1, seats });
    expect(of(plan, 'gate')[1]).toMatchObject({ periodIds: ['tue-gate'], seats });
  });

  it('hold the series of one class', async () => {
    const seats = [{ role: 'lead' as const, staffId: 'T3' }];
    const plan = await pinTiny({ activityId: 'micro', forKey: 'C3', roomId: 'R2', seats });
    expect(of(plan, 'micro', 'C3')).toMatchObject([{ roomId: 'R2', seats }]);
  });

  it('hold the room and the person of a care group', async () => {
    const seats = [{ role: 'lead' as const, staffId: 'T3' }];
    const care = { classId: 'C1', periodId: 'mon-hw' };
    const plan = await pinTiny({ care, roomId: 'R3', seats });
    const group = plan.sessions.find(
      (s) => s.kind === 'care' && s.periodIds[0] === 'mon-hw' && s.classIds.includes('C1'),
    );
    expect(group).toMatchObject({ roomId: 'R3', seats });
  });

  it('hold where they alone break a rule, and nothing else is broken', async () => {
    // T2 has no skill in chess: a seat without its qualification, and no more.
    const seats = [{ role: 'lead' as const, staffId: 'T2' }];
    const plan = await pinTiny({ activityId: 'chess', periodId: 'mon-club', roomId: 'R3', seats });
    expect(of(plan, 'chess')).toMatchObject([{ seats }]);
    expect(plan.score.hard).toBe(1);
    expect(plan.score.rules.staffQualified).toEqual({ count: 1, cost: 1 });
  });

  it.each(['tiny', 'village'])(
    'for every session of a plan give that plan again (%s)',
    async (name) => {
      const problem = name === 'tiny' ? tinyProblem() : village;
      const first = await solve(problem, { steps: 1000 });
      const plan = await soundPlan({ ...problem, pins: first.sessions.flatMap(pinsOf) }, 5000);
      expect(plan.score.hard).toBe(0);
      // The pupils of clubs are not pinned, and a club that was closed may come as well.
      const where = (p: Plan) =>
        p.sessions.map(({ activityId, forKey, periodIds, roomId, classIds, seats }) =>
          JSON.stringify(
            activityId === undefined
              ? { periodIds, roomId, classIds, seats }
              : { activityId, forKey, periodIds, roomId },
          ),
        );
      expect(where(plan)).toEqual(expect.arrayContaining(where(first)));
    },
  );

  function pinsOf({
    activityId,
    forKey,
    periodIds,
    roomId,
    classIds,
    seats,
  }: Plan['sessions'][number]): Pin[] {
    const periodId = periodIds[0] as string;
    const held = {
      ...(roomId === null ? {} : { roomId }),
      seats: seats.flatMap(({ role, staffId }) => (staffId === null ? [] : [{ role, staffId }])),
    };
    if (activityId === undefined)
      return classIds.map((classId) => ({ care: { classId, periodId }, ...held }));
    return [{ activityId, ...(forKey === undefined ? {} : { forKey }), periodId, ...held }];
  }
});

describe('an earlier plan', () => {
  // On 9, 12, 17 and 20 the import loses parts of the start, which must not show.
  it.each([1, 2, 3, 4, 6, 9, 12, 15, 17, 20, 22, 32])(
    'to start from is never made worse (problem %i)',
    async (seed) => {
      const problem = randomSmallProblem(seed);
      const start = await solve(problem, { seed, steps: 1500 });
      const after = await solve(problem, { seed: seed + 1, steps: 20, start, checkLevel: 'phase' });
      expect(compareScores(after.score, start.score)).toBeLessThanOrEqual(0);
    },
  );

  it('to start from is never made worse for a real school', async () => {
    const start = await solve(village, { steps: 30_000 });
    const after = await solve(village, { seed: 2, steps: 20, start });
    expect(compareScores(after.score, start.score)).toBeLessThanOrEqual(0);
  });

  it('of another problem is used as far as it goes', async () => {
    const start = await solve(village, { steps: 500 });
    const smaller = { ...village, staff: village.staff.slice(3), pins: [] };
    for (const schoolClass of smaller.classes) delete schoolClass.headTeacherId;
    const plan = await solve(smaller, { steps: 500, start, checkLevel: 'phase' });
    expect(plan.score.hard).toBe(0);
  });

  it('as the baseline is kept where nothing has changed', async () => {
    const published = await solve(village, { steps: 30_000 });
    const plan = await soundPlan({ ...village, baseline: published }, 100);
    expect(plan.score.rules.disruption.cost).toBeLessThanOrEqual(8);
    const { disruption } = (
      await solve(
        { ...tinyProblem(), baseline: await solve(tinyProblem(), { steps: 1000 }) },
        { steps: 200 },
      )
    ).score.rules;
    expect(disruption).toEqual({ count: 0, cost: 0 });
  });
});

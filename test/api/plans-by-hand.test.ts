import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, postJob, untilStatus } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, type ServiceProcess, startProcess } from '../support/service/processes.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

let service: ServiceProcess;
let base: string;
let problemId: string;

beforeAll(async () => {
  service = await startProcess({ DATA_DIR: await databaseFolder(), REAL_SOLVER: '1' });
  base = service.url;
  problemId = (await call(`${base}/v1/problems`, 'POST', tinyProblem())).body.id;
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
});

async function storeTinyPlan(): Promise<string> {
  const stored = await call(`${base}/v1/plans`, 'POST', { problemId, plan: tinyPlan() });
  expect(stored.status).toBe(201);
  expect(stored.headers.get('location')).toBe(`/v1/plans/${stored.body.id}`);
  return stored.body.id;
}

describe('a plan made by hand', () => {
  test('is scored anew, stored without a job and explained', async () => {
    const id = await storeTinyPlan();
    const plan = (await call(`${base}/v1/plans/${id}`)).body;
    expect(plan.score.soft).toBeGreaterThan(0);
    expect(plan.problemHash).toMatch(/^sha256:/);
    const copy = { problemId, plan: tinyPlan() };
    const copied = await call(`${base}/v1/plans?copy=true`, 'POST', copy);
    expect([copied.status, copied.body.isCopy, copied.body.jobId]).toEqual([201, true, null]);
    expect((await call(`${base}/v1/plans/${id}/info`)).body.isCopy).toBe(false);
    const { body } = await call(`${base}/v1/plans/${id}/score?detail=matches&by=staff`);
    expect(body.rules).toEqual(plan.score.rules);
    expect((await call(`${base}/v1/plans/${id}/explain`)).body.openPosts).toEqual([]);
  });

  test('tells why the seats of one session are open', async () => {
    const plan = tinyPlan();
    const session = plan.sessions[0];
    if (session?.seats[0]) session.seats[0].staffId = null;
    const { id } = (await call(`${base}/v1/plans`, 'POST', { problemId, plan })).body;
    const ask = (sessionId: string) =>
      call(`${base}/v1/plans/${id}/open-posts?sessionId=${encodeURIComponent(sessionId)}`);
    const told = await ask(session?.id ?? '');
    expect(told.body).toMatchObject([{ sessionId: session?.id, seat: 0 }]);
    expect(told.body[0].cause.sentence.zh).toMatch(/[一-龥]/);
    const whole = await call(`${base}/v1/plans/${id}/explain`);
    expect(whole.body.openPosts).toEqual(told.body);
    const brief = await call(`${base}/v1/plans/${id}/explain?candidates=0`);
    expect(brief.body.openPosts).toEqual([{ ...told.body[0], candidates: [] }]);
    const refused = await ask('nowhere');
    expect([refused.status, refused.body.faults[0].path]).toEqual([400, '/sessionId']);
  });

  test('that breaks hard rules tells which and why before anything else', async () => {
    const problem = tinyProblem({ rules: { params: { latestEnd: { primary: '17:30' } } } });
    const late = (await call(`${base}/v1/problems`, 'POST', problem)).body.id;
    const stored = await call(`${base}/v1/plans`, 'POST', { problemId: late, plan: tinyPlan() });
    const { body } = await call(`${base}/v1/plans/${stored.body.id}/explain`);
    expect(Object.keys(body)[0]).toBe('hard');
    expect(body.hard).toHaveLength(2);
    expect(body.hard[0]).toMatchObject({ ruleId: 'dayEnd', causes: [{ code: 'attendance' }] });
    const score = await call(`${base}/v1/plans/${stored.body.id}/score?detail=matches`);
    const hard = score.body.matches.filter(({ level }: { level: string }) => level === 'hard');
    expect(hard).toEqual(body.hard);
  });

  test('is tried with edits, and the result can be stored in turn', async () => {
    const id = await storeTinyPlan();
    const edits = [{ seat: { sessionId: 'care-mon-hw-C1', seat: 0, staffId: 'T3' } }];
    const tried = await call(`${base}/v1/plans/${id}/why-not`, 'POST', { edits });
    expect(tried.status).toBe(200);
    expect(tried.body.verdict.sentence.zh).toMatch(/[一-龥]/);
    const { plan, after } = tried.body;
    const stored = await call(`${base}/v1/plans`, 'POST', { problemId, plan });
    expect(stored.body).toMatchObject({ problemId, jobId: null, score: after });
  });

  test('is refused with the faults of its edits, of its plan, and of another problem', async () => {
    const id = await storeTinyPlan();
    const edits = [{ seat: { sessionId: 'nowhere', seat: 0, staffId: null } }];
    const refused = await call(`${base}/v1/plans/${id}/why-not`, 'POST', { edits });
    expect([refused.status, refused.body.faults[0].path]).toEqual([422, '/edits/0/seat/sessionId']);
    const broken = tinyPlan();
    broken.sessions[0].roomId = 'R9';
    const malformed = await call(`${base}/v1/plans`, 'POST', { problemId, plan: broken });
    expect([malformed.status, malformed.body.faults[0].path]).toEqual([
      422,
      '/plan/sessions/0/roomId',
    ]);
    const plan = tinyPlan({ problemHash: 'sha256:0' });
    const other = await call(`${base}/v1/plans`, 'POST', { problemId, plan });
    expect([other.status, other.body.code]).toEqual([422, 'plan-of-other-problem']);
  });
});

test('people are counted against posts before solving', async () => {
  const enough = await call(`${base}/v1/problems/${problemId}/capacity`);
  expect(enough.body).toEqual({
    shortages: [],
    seatsForNobody: [],
    hardConflicts: [],
    warnings: [],
  });
  const problem = tinyProblem();
  problem.activities[2].seats = [{ role: 'duty', kinds: ['leader'], count: 2 }];
  const { id } = (await call(`${base}/v1/problems`, 'POST', problem)).body;
  const short = await call(`${base}/v1/problems/${id}/capacity`);
  expect(short.body.shortages).toHaveLength(2);
  expect(short.body.shortages[0].help[0]).toMatchObject({ rule: 'seat.kinds' });
  problem.activities[2].seats = [{ role: 'duty', kinds: ['volunteer'] }];
  problem.rules = { params: { latestEnd: { primary: '17:30' } } };
  const stored = (await call(`${base}/v1/problems`, 'POST', problem)).body;
  const barred = (await call(`${base}/v1/problems/${stored.id}/capacity`)).body;
  expect(barred.seatsForNobody).toMatchObject([{ activityId: 'gate' }]);
  expect(barred.hardConflicts).toMatchObject([
    { code: 'outside-hours', ruleIds: ['dayEnd'], periodIds: ['mon-late', 'tue-late'] },
  ]);
  Object.assign(problem.periods[0] as object, { start: '03:50', end: '04:30' });
  const early = (await call(`${base}/v1/problems`, 'POST', problem)).body;
  const { warnings } = (await call(`${base}/v1/problems/${early.id}/capacity`)).body;
  expect(warnings).toMatchObject([
    { code: 'before-dawn', sentence: { zh: expect.stringContaining('03:50 要写成 15:50') } },
  ]);
});

describe('plans side by side', () => {
  test('two with their changes, several with their figures', async () => {
    const a = await storeTinyPlan();
    const plan = tinyPlan();
    plan.sessions[0].seats[0].staffId = 'T3';
    const b = (await call(`${base}/v1/plans`, 'POST', { problemId, plan })).body.id;
    const compared = await call(`${base}/v1/plans/${a}/compare/${b}`);
    expect(compared.body.changes).toHaveLength(1);
    expect(compared.body.changes[0]).toMatchObject({
      kind: 'people',
      from: { zh: 'Teacher 1' },
      to: { zh: 'Teacher 3' },
    });
    const table = await call(`${base}/v1/plans/compare?ids=${a},${b}`);
    expect(table.body.map(({ id }: { id: string }) => id)).toEqual([a, b]);
    expect(table.body[1].kpis).toEqual(compared.body.kpis.b);
    expect((await call(`${base}/v1/plans/compare?ids=x`)).status).toBe(404);
  });

  test('of two versions of the data: what became of the plan where somebody fell ill', async () => {
    const a = await storeTinyPlan();
    const problem = tinyProblem();
    problem.staff[0].unavailable = [{ weekday: 1, start: '15:00', end: '19:00' }];
    const version = (await call(`${base}/v1/problems`, 'POST', problem)).body.id;
    const plan = tinyPlan();
    plan.sessions[0].seats[0].staffId = 'T3';
    const stored = await call(`${base}/v1/plans`, 'POST', { problemId: version, plan });
    const compared = await call(`${base}/v1/plans/${a}/compare/${stored.body.id}`);
    expect(compared.status).toBe(200);
    expect(compared.body.changes).toMatchObject([
      { kind: 'people', from: { zh: 'Teacher 1' }, to: { zh: 'Teacher 3' } },
    ]);
    const school = { id: 'another', name: 'Another', stage: 'primary' as const };
    const other = await call(`${base}/v1/problems`, 'POST', tinyProblem({ school }));
    const elsewhere = { problemId: other.body.id, plan: tinyPlan() };
    const far = (await call(`${base}/v1/plans`, 'POST', elsewhere)).body.id;
    const refused = await call(`${base}/v1/plans/${a}/compare/${far}`);
    expect([refused.status, refused.body.code]).toEqual([422, 'plan-of-other-problem']);
  });
});

describe('a job', () => {
  test('takes a profile, which its plan records and is scored with', async () => {
    const job = await postJob(base, problemId, { steps: 50, profile: 'teachersFirst' });
    const { planId } = await untilStatus(base, job, 'completed');
    const plan = (await call(`${base}/v1/plans/${planId}`)).body;
    expect(plan.solver.profile).toBe('teachersFirst');
    const { body } = await call(`${base}/v1/plans/${planId}/score?detail=matches`);
    expect(body.rules).toEqual(plan.score.rules);
  });

  test('that is to change little of nothing is told to whoever asks for it', async () => {
    const body = { problemId, steps: 5, profile: 'leastChange' };
    const { status, body: job } = await call(`${base}/v1/jobs`, 'POST', body);
    expect([status, job.warnings]).toEqual([
      202,
      [expect.objectContaining({ code: 'no-baseline' })],
    ]);
    const other = { ...body, profile: 'balanced' };
    expect((await call(`${base}/v1/jobs`, 'POST', other)).body.warnings).toEqual([]);
  });

  test('refuses weights of no rule, and a start that is not a plan of the problem', async () => {
    const body = { problemId, steps: 5, weights: { nonsense: 2 } };
    const refused = await call(`${base}/v1/jobs`, 'POST', body);
    expect([refused.status, refused.body.code]).toEqual([422, 'unknown-rule']);
    const startPlanId = '00000000-0000-4000-8000-000000000000';
    const lost = await call(`${base}/v1/jobs`, 'POST', { problemId, steps: 5, startPlanId });
    expect([lost.status, lost.body.code]).toEqual([422, 'plan-of-other-problem']);
  });

  test('goes on from a plan, and is never worse', async () => {
    const startPlanId = await storeTinyPlan();
    const start = (await call(`${base}/v1/plans/${startPlanId}`)).body;
    // Ids are the same in large letters.
    const large = { steps: 5, startPlanId: startPlanId.toUpperCase() };
    const job = await postJob(base, problemId.toUpperCase(), large);
    const { planId } = await untilStatus(base, job, 'completed');
    const plan = (await call(`${base}/v1/plans/${planId}`)).body;
    expect(plan.score.hard).toBe(0);
    expect(plan.score.medium).toBe(0);
    expect(plan.score.soft).toBeLessThanOrEqual(start.score.soft);
  });
});

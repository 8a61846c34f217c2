import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../src/domain/problem.ts';
import * as store from '../../src/store/index.ts';
import { ownDatabase } from '../support/service/own-database.ts';
import { cleanUp } from '../support/service/processes.ts';
import { schoolProblem } from '../support/service/rights-world.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

let own: Awaited<ReturnType<typeof ownDatabase>>;
let db: store.Database;

beforeAll(async () => {
  own = await ownDatabase();
  db = own.db;
});
afterAll(async () => {
  await own.close();
  await cleanUp();
});

/** A version of the school's problem with a plan, as old as said. */
async function version(note: string, days: number): Promise<{ problem: string; plan: string }> {
  const content = schoolProblem('s');
  content.school.name = note;
  const { info } = await store.saveProblem(db, content);
  const plan = await store.storePlan(
    db,
    null,
    { id: info.id, content },
    tinyPlan({ sessions: [], placements: [] }),
  );
  for (const table of ['problems', 'plans']) {
    await sql`alter table ${sql.table(table)} disable trigger immutable`.execute(db);
    await sql`update ${sql.table(table)} set created_at = created_at - make_interval(days => ${days})
      where id in (${info.id}::uuid, ${plan}::uuid)`.execute(db);
    await sql`alter table ${sql.table(table)} enable trigger immutable`.execute(db);
  }
  return { problem: info.id, plan };
}

/** As if the version had been replaced so many days earlier. */
async function replacedBefore(problem: string, days: number): Promise<void> {
  await sql`update replaced_problems set replaced_at = replaced_at - make_interval(days => ${days})
    where problem_id = ${problem}::uuid`.execute(db);
}

test('what was not published goes after its time, and nothing else', async () => {
  const old = await version('old', 40);
  const published = await version('published', 40);
  const young = await version('young', 3);
  await replacedBefore(old.problem, 40);
  const made = { publishedBy: 'me', note: '', beginsAt: new Date() };
  await store.publishPlan(db, { planId: published.plan, validFrom: '2025-09-01', ...made });
  // Also what was replaced before it ever held, and what is still to come.
  const replaced = await version('replaced', 40);
  await store.publishPlan(db, { planId: replaced.plan, validFrom: '2999-09-01', ...made });
  const coming = await version('coming', 40);
  await store.publishPlan(db, { planId: coming.plan, validFrom: '2999-09-01', ...made });
  expect(await store.sweep(db, { unpublishedDays: undefined, auditDays: undefined })).toEqual({});
  const swept = await store.sweep(db, { unpublishedDays: 30, auditDays: undefined });
  expect(swept).toEqual({ plans: 1, problems: 1 });
  const left = await store.listProblems(db, ['s'], 10);
  expect(left.items.map(({ id }) => id).toSorted()).toEqual(
    [published, replaced, coming, young].map(({ problem }) => problem).toSorted(),
  );
  expect(await store.loadPlan(db, old.plan)).toBeUndefined();
  for (const { plan } of [published, replaced, coming]) {
    expect(await store.loadPlan(db, plan)).toBeDefined();
  }
});

test('data that were in use for long are kept after they were replaced, again each time', async () => {
  const keep = { unpublishedDays: 30, auditDays: undefined };
  const old = await version('in use for long', 400);
  const next = await version('next', 0);
  await store.sweep(db, keep);
  expect(await store.findProblemInfo(db, old.problem)).toBeDefined();
  // Back to it, and on again, 40 days after it was replaced first.
  await replacedBefore(old.problem, 40);
  const content = (await store.loadProblem(db, old.problem)) as Problem;
  expect((await store.saveProblem(db, content)).info.id).toBe(old.problem);
  await store.saveProblem(db, (await store.loadProblem(db, next.problem)) as Problem);
  await store.sweep(db, keep);
  expect(await store.findProblemInfo(db, old.problem)).toBeDefined();
  await replacedBefore(old.problem, 31);
  await store.sweep(db, keep);
  expect(await store.findProblemInfo(db, old.problem)).toBeUndefined();
});

test('a plan that a job in hand goes on from is kept until the job has ended', async () => {
  const { problem, plan } = await version('start', 40);
  const made = await store.createJob(db, problem, { seed: 1, startPlanId: plan });
  const keep = { unpublishedDays: 30, auditDays: undefined };
  expect(await store.sweep(db, keep)).toEqual({});
  expect(await store.loadPlan(db, plan)).toBeDefined();
  await store.cancelJob(db, made?.job.id ?? '');
  expect(await store.sweep(db, keep)).toMatchObject({ plans: 1 });
});

test('a batch goes with the last of its jobs', async () => {
  const { problem } = await version('batch', 0);
  const options = { seed: 1 };
  const batch = { name: 'night', problemIds: [problem], options, priority: 1 } as const;
  const made = await store.createBatch(db, batch);
  const id = 'id' in made ? made.id : '';
  await store.cancelBatch(db, id);
  const keep = { unpublishedDays: 30, auditDays: undefined };
  expect(await store.sweep(db, keep)).toEqual({});
  for (const table of ['jobs', 'batches']) {
    await sql`update ${sql.table(table)} set ended_at = ended_at - interval '31 days'`.execute(db);
  }
  expect(await store.sweep(db, keep)).toMatchObject({ batches: 1 });
  expect(await store.findBatch(db, id)).toBeUndefined();
});

test('what is immutable cannot be changed, whoever tries', async () => {
  for (const table of ['problems', 'plans', 'publications']) {
    const change = sql`update ${sql.table(table)} set created_at = now()`.execute(db);
    await expect(change).rejects.toThrow(`${table} rows are immutable`);
  }
});

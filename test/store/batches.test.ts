import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endJob } from '../../src/store/end-job.ts';
import * as store from '../../src/store/index.ts';
import { isWaitedFor, ownDatabase } from '../support/service/own-database.ts';
import { cleanUp, until } from '../support/service/processes.ts';
import { tinyProblem } from '../support/tiny.ts';

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

async function schools(count: number): Promise<string[]> {
  const ids = [];
  for (let i = 0; i < count; i++) {
    const tiny = tinyProblem();
    const school = { ...tiny.school, id: `s${i}` };
    ids.push((await store.saveProblem(db, { ...tiny, school })).info.id);
  }
  return ids;
}

/** How often somebody was told that a batch has ended. */
async function told(): Promise<number> {
  const query = db.selectFrom('webhook_deliveries').select('id');
  return (await query.where('event_type', '=', 'batch.ended').execute()).length;
}

describe('a batch', () => {
  test('has a job for each problem, a report, and ends with the last of them', async () => {
    const hook = { url: 'https://x', events: ['batch.ended'], schoolIds: null } as const;
    await store.createWebhook(db, store.makeSecretBox(store.newSecretsKey()), hook);
    const problemIds = await schools(3);
    const made = await store.createBatch(db, {
      name: '夜间 night',
      problemIds,
      options: { seed: 1, steps: 1 },
      priority: 1,
    });
    const id = 'id' in made ? made.id : '';
    const items = await store.batchItems(db, id);
    expect(items.map((item) => item.problemId).toSorted()).toEqual(problemIds.toSorted());
    expect((await store.schoolsOfBatch(db, id)).toSorted()).toEqual(['s0', 's1', 's2']);
    await store.cancelJob(db, items[0]?.jobId ?? '');
    expect(await store.findBatch(db, id)).toMatchObject({
      jobCount: 3,
      endedAt: null,
      counts: { queued: 2, cancelled: 1 },
    });
    // The last two end at the same moment, in transactions that cannot see each other.
    await Promise.all(items.slice(1).map((item) => store.cancelJob(db, item.jobId)));
    expect((await store.findBatch(db, id))?.endedAt).toBeInstanceOf(Date);
    const deliveries = await db.selectFrom('webhook_deliveries').select('event_type').execute();
    expect(deliveries).toEqual([{ event_type: 'batch.ended' }]);
  });

  test('with a problem that is not there stores nothing and names it', async () => {
    const none = '00000000-0000-4000-8000-000000000000';
    const before = await db.selectFrom('jobs').select('id').execute();
    const [problem = ''] = await schools(1);
    const made = await store.createBatch(db, {
      name: 'n',
      problemIds: [problem, none],
      options: { seed: 1 },
      priority: 0,
    });
    expect(made).toEqual({ missing: [none] });
    expect(await db.selectFrom('jobs').select('id').execute()).toHaveLength(before.length);
    expect(
      (await store.listBatches(db, 'every', 10)).items.map((batch) => batch.name),
    ).not.toContain('n');
  });

  test('that is cancelled keeps the ends that were reached', async () => {
    const made = await store.createBatch(db, {
      name: 'c',
      problemIds: await schools(4),
      options: { seed: 2 },
      priority: 1,
    });
    const id = 'id' in made ? made.id : '';
    const [first] = await store.batchItems(db, id);
    const claim = await store.claimJob(db, first?.jobId ?? '', 0, 'test');
    await store.failJob(db, claim as store.Claim, { code: 'solve-failed', message: 'x' });
    await store.cancelBatch(db, id);
    expect((await store.findBatch(db, id))?.counts).toMatchObject({ failed: 1, cancelled: 3 });
  });

  test('ends when a school goes whose job was its last, and goes with the last of its schools', async () => {
    const [left, gone] = await schools(2);
    if (left === undefined || gone === undefined) throw new Error('no schools');
    const made = await store.createBatch(db, {
      name: 'of two',
      problemIds: [left, gone],
      options: { seed: 1, steps: 1 },
      priority: 1,
    });
    const id = 'id' in made ? made.id : '';
    const [first] = await store.batchItems(db, id);
    await store.cancelJob(db, first?.jobId ?? '');
    const toldBefore = await told();
    await store.deleteSchool(db, first?.schoolId === 's0' ? 's1' : 's0');
    expect((await store.findBatch(db, id))?.endedAt).toBeInstanceOf(Date);
    expect(await told()).toBe(toldBefore + 1);
    await store.deleteSchool(db, first?.schoolId ?? '');
    expect(await store.findBatch(db, id)).toBeUndefined();
    expect(await told()).toBe(toldBefore + 1);
  });

  test('of which nothing is left is no business of any school', async () => {
    await db
      .insertInto('batches')
      .values({ id: randomUUID(), name: 'empty', options: '{}', job_count: 1 })
      .execute();
    const names = (page: store.Page<store.Batch>) => page.items.map(({ name }) => name);
    expect(names(await store.listBatches(db, 'every', 10))).toContain('empty');
    expect(names(await store.listBatches(db, ['s2'], 10))).not.toContain('empty');
  });

  test('is cancelled in one piece, also while a worker ends one of its jobs', async () => {
    const made = await store.createBatch(db, {
      name: 'w',
      problemIds: await schools(4),
      options: { seed: 3 },
      priority: 1,
    });
    const id = 'id' in made ? made.id : '';
    const jobs = (await store.batchItems(db, id)).map(({ jobId }) => jobId).toSorted();
    const [, second = ''] = jobs;
    let cancelling: Promise<void> | undefined;
    // The worker has the job, and then the batch; cancelling must not go the other way round.
    await db.transaction().execute(async (trx) => {
      await trx.selectFrom('jobs').select('id').where('id', '=', second).forUpdate().execute();
      cancelling = store.cancelBatch(db, id);
      await until(async () => await isWaitedFor(db));
      await endJob(trx, second, 'failed', { planId: null });
    });
    await cancelling;
    expect(await store.findBatch(db, id)).toMatchObject({ counts: { failed: 1, cancelled: 3 } });
    await expect(
      db.transaction().execute(async (trx) => {
        await store.cancelBatch(trx, id);
        throw new Error('and no line in the audit log');
      }),
    ).rejects.toThrow('audit');
  });
});

test('a school goes also while a worker ends one of its jobs', async () => {
  const [problemId = ''] = await schools(1);
  const made = await store.createJob(db, problemId, { seed: 9, steps: 1 });
  const jobId = made?.job.id ?? '';
  let deleting: Promise<boolean> | undefined;
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom('jobs').select('id').where('id', '=', jobId).forUpdate().execute();
    deleting = store.deleteSchool(db, 's0');
    await until(async () => await isWaitedFor(db));
    const score = { hard: 0, medium: 0, soft: 0, rules: {} };
    const plan = { score, publishable: true, body: new Uint8Array() };
    await store.storePacked(trx, jobId, problemId, plan);
    await endJob(trx, jobId, 'completed', {});
  });
  expect(await deleting).toBe(true);
  expect(await store.findJob(db, jobId)).toBeUndefined();
});

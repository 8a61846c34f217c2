import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { endJobs } from '../../src/store/end-job.ts';
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

  test('is made in as many statements for many problems as for few, each job told as waiting', async () => {
    const made = async (count: number) => {
      const problemIds = await schools(count);
      const query = vi.spyOn(pg.Client.prototype, 'query');
      const options = { seed: 5 };
      const batch = await store.createBatch(db, { name: 'n', problemIds, options, priority: 1 });
      const statements = query.mock.calls.length;
      query.mockRestore();
      return { id: 'id' in batch ? batch.id : '', problemIds, statements };
    };
    const few = await made(2);
    const many = await made(40);
    expect(many.statements).toBe(few.statements);
    const items = await store.batchItems(db, many.id);
    expect(items.map(({ problemId }) => problemId)).toEqual(many.problemIds);
    const sent = db.selectFrom('outbox').selectAll().where('flow', '=', many.id).orderBy('id');
    const jobIds = items.map(({ jobId }) => jobId);
    expect((await sent.execute()).map(({ job_id }) => job_id)).toEqual(jobIds);
    const events = await store.readEvents(db, new Map(jobIds.map((id) => [id, 0])));
    const data = { status: 'queued', attempt: 0 };
    expect(events).toEqual(
      jobIds.toSorted().map((jobId) => ({ jobId, seq: 1, type: 'status', data })),
    );
    for (const { id } of [few, many]) await store.cancelBatch(db, id);
  });

  test('is cancelled in as many statements as one of its jobs, and each job is told once', async () => {
    const seals = store.makeSecretBox(store.newSecretsKey());
    const hook = (url: string, schoolIds: string[] | null) =>
      store.createWebhook(db, seals, { url, events: ['job.ended', 'batch.ended'], schoolIds });
    const all = await hook('https://all', null);
    const one = await hook('https://one', ['s1']);
    const cancelled = async (count: number) => {
      const problemIds = await schools(count);
      const options = { seed: 4 };
      const made = await store.createBatch(db, { name: 'n', problemIds, options, priority: 1 });
      const id = 'id' in made ? made.id : '';
      const jobIds = (await store.batchItems(db, id)).map((item) => item.jobId);
      const claim = await store.claimJob(db, jobIds[0] ?? '', 0, 'test');
      const query = vi.spyOn(pg.Client.prototype, 'query');
      await store.cancelBatch(db, id);
      const statements = query.mock.calls.length;
      query.mockRestore();
      return { id, jobIds, statements, claim };
    };
    const few = await cancelled(2);
    const many = await cancelled(40);
    expect(many.statements).toBe(few.statements);

    expect((await store.findBatch(db, many.id))?.endedAt).toBeInstanceOf(Date);
    expect(await db.selectFrom('outbox').select('id').execute()).toEqual([]);
    // Whoever worked on one of them has lost it.
    expect(await store.failJob(db, many.claim as store.Claim, { code: 'c', message: 'm' })).toBe(
      false,
    );
    const places = new Map(many.jobIds.map((id) => [id, 0]));
    const ends = (await store.readEvents(db, places)).filter(({ type }) => type === 'end');
    expect(ends.map(({ jobId }) => jobId).toSorted()).toEqual(many.jobIds.toSorted());
    const sent = async (webhook: string) => {
      const rows = await db
        .selectFrom('webhook_deliveries')
        .select(['event_id', 'event_type', 'payload'])
        .where('webhook_id', '=', webhook)
        .execute();
      expect(new Set(rows.map((row) => row.event_id)).size).toBe(rows.length);
      return rows.map(({ event_type, payload }) => {
        const { data } = payload as { data: { jobId?: string; batchId: string } };
        return `${event_type} ${data.jobId ?? data.batchId}`;
      });
    };
    const expected = [few, many].flatMap(({ id, jobIds }) => [
      `batch.ended ${id}`,
      ...jobIds.map((jobId) => `job.ended ${jobId}`),
    ]);
    expect((await sent(all.id)).toSorted()).toEqual(expected.toSorted());
    expect(await sent(one.id)).toHaveLength(2);
    for (const { id } of [all, one]) await store.deleteWebhook(db, id);
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
    const rest = await store.findBatch(db, id);
    expect(rest).toMatchObject({ jobCount: 1, counts: { cancelled: 1 } });
    expect(rest?.endedAt).toBeInstanceOf(Date);
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
      await endJobs(trx, [second], 'failed', { planId: null });
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
    await endJobs(trx, [jobId], 'completed', {});
  });
  expect(await deleting).toBe(true);
  expect(await store.findJob(db, jobId)).toBeUndefined();
});

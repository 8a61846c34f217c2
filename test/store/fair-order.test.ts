import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded-postgres.ts';
import * as store from '../../src/store/index.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp } from '../support/service/processes.ts';
import { tinyProblem } from '../support/tiny.ts';

/** Which job goes to the queue next; the same on every backend, for it is decided in the store. */

let postgres: EmbeddedPostgres;
let db: store.Database;
let seed = 1;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres(await databaseFolder());
  db = store.openDatabase(postgres.url);
  await store.migrate(db);
});
beforeEach(async () => {
  await db.deleteFrom('jobs').execute();
});
afterAll(async () => {
  await db.destroy();
  await postgres.stop();
  await cleanUp();
});

async function problemOf(school: string): Promise<string> {
  const tiny = tinyProblem();
  const { info } = await store.saveProblem(db, {
    ...tiny,
    school: { ...tiny.school, id: school, name: school },
  });
  return info.id;
}

async function submit(school: string, priority?: store.JobPriority): Promise<string> {
  const made = await store.createJob(
    db,
    await problemOf(school),
    { seed: seed++, steps: 1 },
    priority,
  );
  return made?.job.id ?? '';
}

/** A batch of these schools; answers with its jobs, in their order. */
async function submitBatch(schools: string[], priority: store.JobPriority): Promise<string[]> {
  const problemIds: string[] = [];
  for (const school of schools) problemIds.push(await problemOf(school));
  const batch = { name: 'night', problemIds, options: { seed: seed++, steps: 1 }, priority };
  const made = await store.createBatch(db, batch);
  const items = await store.batchItems(db, 'id' in made ? made.id : '');
  expect(items.map(({ problemId }) => problemId)).toEqual(problemIds);
  return items.map(({ jobId }) => jobId);
}

/** Lets one worker after another take what is released, until nothing is left. */
async function workOff(): Promise<string[]> {
  const order: string[] = [];
  const ready: store.OutboxMessage[] = [];
  for (;;) {
    await store.drainOutbox(db, async (messages) => void ready.push(...messages));
    const next = ready.shift();
    if (!next) return order;
    order.push(next.jobId);
    await store.claimJob(db, next.jobId, next.generation, 'test');
    await store.cancelJob(db, next.jobId);
  }
}

describe('the order of release', () => {
  test('schools take turns, however many jobs one of them has sent first', async () => {
    const large: string[] = [];
    for (let i = 0; i < 30; i++) large.push(await submit('large'));
    const small = [await submit('small'), await submit('other')];
    const order = await workOff();
    expect(order).toHaveLength(32);
    // Four jobs of the large school were ready or released before the others could be seen.
    for (const id of small) expect(order.indexOf(id)).toBeLessThan(6);
    expect(order.filter((id) => large.includes(id))).toEqual(large);
  });

  test('a batch of many schools is one party, and does not hold up a single job', async () => {
    const schools = Array.from({ length: 20 }, (_, i) => `school-${i}`);
    await submitBatch(schools, 0);
    const single = await submit('school-3');
    expect((await workOff()).indexOf(single)).toBeLessThan(5);
  });

  test('what somebody waits for goes before all that may run at night', async () => {
    const night = await submitBatch(['s0', 's1', 's2', 's3', 's4', 's5'], 1);
    const now = [await submit('a'), await submit('a'), await submit('a')];
    expect(await workOff()).toEqual([...now, ...night]);
  });

  test('but not for ever: after half an hour a night job is as good as any', async () => {
    const old = await submit('patient', 1);
    await db
      .updateTable('outbox')
      .set({ created_at: new Date(Date.now() - 31 * 60_000) } as never)
      .where('job_id', '=', old)
      .execute();
    const now = [await submit('a'), await submit('a'), await submit('a')];
    expect((await workOff()).indexOf(old)).toBe(0);
    expect(now).toHaveLength(3);
  });

  test('no more lie ready than workers can use, and several dispatchers do not overfill', async () => {
    for (let i = 0; i < 40; i++) await submit('large');
    const sent: store.OutboxMessage[] = [];
    const drain = () => store.drainOutbox(db, async (messages) => void sent.push(...messages));
    await Promise.all([drain(), drain(), drain(), drain()]);
    expect(sent).toHaveLength(4);
    for (const { jobId } of sent) await store.claimJob(db, jobId, 0, 'test');
    await Promise.all([drain(), drain()]);
    expect(sent).toHaveLength(8);
    expect(new Set(sent.map((m) => m.jobId)).size).toBe(8);
  });

  test('a released job that nobody has heard of is sent again, a waiting one is not', async () => {
    for (let i = 0; i < 6; i++) await submit('a');
    const sent: string[] = [];
    await store.drainOutbox(
      db,
      async (messages) => void sent.push(...messages.map((m) => m.jobId)),
    );
    const silent = (await store.takeSilentJobs(db, 0)).map((m) => m.jobId);
    expect(silent.toSorted()).toEqual(sent.toSorted());
    expect(await store.takeSilentJobs(db, 60)).toEqual([]);
  });

  test('a clock of the database that was set back holds up no job', async () => {
    const [worked, paused] = [await submit('a'), await submit('b')];
    await store.drainOutbox(db, async () => {});
    await store.claimJob(db, worked, 0, 'a worker that died at once');
    expect(await store.isInWork(db, worked, 0)).toBe(true);
    const claim = (await store.claimJob(db, paused, 0, 'test')) as store.Claim;
    await store.retryJob(db, claim, { code: 'job-failed', message: 'x' });
    // As if it had been set back by an hour since.
    await sql`update jobs set heartbeat_at = heartbeat_at + interval '1 hour'`.execute(db);
    await sql`update outbox set not_before = not_before + interval '1 hour'`.execute(db);
    expect(await store.isInWork(db, worked, 0)).toBe(false);
    const silent = await store.takeSilentJobs(db, 15);
    expect(silent.map(({ jobId }) => jobId)).toEqual([worked]);
    const sent: string[] = [];
    await store.drainOutbox(db, async (all) => void sent.push(...all.map((one) => one.jobId)));
    expect(sent).toEqual([paused]);
  });

  test('a job whose sending failed stays where it was', async () => {
    const id = await submit('a');
    const failing = store.drainOutbox(db, async () => {
      throw new Error('queue away');
    });
    await expect(failing).rejects.toThrow('queue away');
    expect(await workOff()).toEqual([id]);
  });
});

describe('equal requests', () => {
  test('get one job while it has not ended, and a new one after', async () => {
    const problemId = await problemOf('a');
    const options = { seed: 9, steps: 5 };
    const ask = async () => await store.createJob(db, problemId, options);
    const answers = await Promise.all([ask(), ask(), ask(), ask()]);
    expect(new Set(answers.map((a) => a?.job.id)).size).toBe(1);
    expect(answers.filter((a) => a?.isNew)).toHaveLength(1);
    expect((await store.createJob(db, problemId, { ...options, seed: 10 }))?.isNew).toBe(true);
    await store.cancelJob(db, answers[0]?.job.id ?? '');
    expect((await ask())?.isNew).toBe(true);
  });

  test('of a job that was told to stop make a new one', async () => {
    const problemId = await problemOf('a');
    const ask = async () => await store.createJob(db, problemId, { seed: 3, steps: 5 });
    const first = await ask();
    await store.claimJob(db, first?.job.id ?? '', 0, 'test');
    await store.stopJob(db, first?.job.id ?? '');
    expect((await ask())?.isNew).toBe(true);
  });
});

describe('a fault of the machine', () => {
  test('puts the job back with its checkpoint after a pause, and ends it after a few', async () => {
    const id = await submit('a');
    await store.drainOutbox(db, async () => {});
    const error = { code: 'job-failed', message: 'out of memory' };
    for (let i = 0; i < store.MAX_RETRIES; i++) {
      const claim = await store.claimJob(db, id, i, 'test');
      expect(claim?.attempt).toBe(i + 1);
      const retried = await store.retryJob(db, claim as store.Claim, error);
      expect(retried).toMatchObject({ inSeconds: [1, 4, 16, 60][i] });
      // Not yet due.
      expect(await store.drainOutbox(db, async () => {})).toBe(0);
    }
    const last = await store.claimJob(db, id, store.MAX_RETRIES, 'test');
    expect(await store.retryJob(db, last as store.Claim, error)).toBe(false);
    const events = await store.readEvents(db, new Map([[id, 0]]));
    expect(events.map((e) => (e.data as { retryInSeconds?: number }).retryInSeconds)).toContain(16);
  });
});

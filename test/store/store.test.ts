import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Plan } from '../../src/domain/problem.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/store/embedded-postgres.ts';
import * as store from '../../src/store/index.ts';
import { cleanUp, tempFolder } from '../support/service/processes.ts';
import { tinyProblem } from '../support/tiny.ts';

let postgres: EmbeddedPostgres;
let db: store.Database;
const problem = tinyProblem();

beforeAll(async () => {
  postgres = await startEmbeddedPostgres(tempFolder());
  db = store.openDatabase(postgres.url);
  await Promise.all([store.migrate(db), store.migrate(db)]);
});
afterAll(async () => {
  await db.destroy();
  await postgres.stop();
  await cleanUp();
});

function plan(soft: number): Plan {
  return {
    schema: 'afterschool.plan/1',
    problemId: 'tiny',
    problemHash: 'h',
    sessions: [],
    openSessions: [],
    score: { hard: 0, medium: 0, soft, rules: {} },
    seed: 1,
    solver: {},
  };
}

let nextSeed = 1;
async function newJob(): Promise<string> {
  const { info } = await store.saveProblem(db, problem);
  const made = await store.createJob(db, info.id, { seed: nextSeed++, seconds: 5 });
  return made?.job.id ?? '';
}

async function claim(jobId: string, generation = 0): Promise<store.Claim> {
  const claimed = await store.claimJob(db, jobId, generation, 'test');
  if (!claimed) throw new Error('not claimed');
  return claimed;
}

test('a school whose name was left empty is listed by its id', async () => {
  const school = { ...problem.school, id: 'nameless', name: '' };
  const { info } = await store.saveProblem(db, { ...problem, school });
  expect(info.schoolName).toBe('nameless');
  const { items } = await store.listSchools(db, ['nameless'], 10);
  expect(items.map(({ name }) => name)).toEqual(['nameless']);
});

test('jobs in work when the only process died go to the queue at once, and not the old way', async () => {
  const id = await newJob();
  const messages: store.OutboxMessage[] = [];
  const send = async (sent: store.OutboxMessage[]) => void messages.push(...sent);
  await store.drainOutbox(db, send);
  const first = await claim(id);
  // Others that were at the queue wait behind what was in work.
  const others = [await newJob(), await newJob(), await newJob(), await newJob()];
  await store.drainOutbox(db, send);
  messages.length = 0;
  expect(await store.requeueOrphans(db)).toBe(5);
  await store.drainOutbox(db, send);
  expect(messages.map(({ jobId }) => jobId)).toEqual([id, ...others.slice(0, 3)]);
  const mine = messages.filter(({ jobId }) => jobId === id);
  expect(mine.map(({ generation }) => generation)).toEqual([1]);
  // The message that the dead process held comes back as well, and is out of date.
  expect(await store.claimJob(db, id, 0, 'late')).toBeUndefined();
  const second = await claim(id, 1);
  expect([second.attempt, second.isRecovered]).toEqual([2, true]);
  expect(await store.saveCheckpoint(db, first, plan(5))).toBe(false);
  expect(await store.saveCheckpoint(db, second, plan(5))).toBe(true);
  for (const one of [id, ...others]) await store.cancelJob(db, one);
  expect(await store.requeueOrphans(db)).toBe(0);
});

test('a connection that breaks between two queries tells of a store that is away', async () => {
  const broken = db.transaction().execute(async (trx) => {
    const own = await sql<{ n: number }>`select pg_backend_pid() as n`.execute(trx);
    await sql`select pg_terminate_backend(${own.rows[0]?.n}::integer, 5000)`.execute(db);
    // What it was told of its end comes first.
    await sql`select 1`.execute(trx).catch(() => {});
    await sql`select 1`.execute(trx);
  });
  const error = await broken.catch((e: unknown) => e);
  expect(String(error)).toContain('not queryable');
  expect(store.isStoreAway(error)).toBe(true);
  const standby = db.transaction().execute(async (trx) => {
    await sql`set transaction read only`.execute(trx);
    await trx.deleteFrom('outbox').execute();
  });
  expect(store.isStoreAway(await standby.catch((e: unknown) => e))).toBe(true);
  const fault = await sql`select 1 / 0`.execute(db).catch((e: unknown) => e);
  expect(store.isStoreAway(fault)).toBe(false);
});

describe('problems', () => {
  test('the same content is stored once, whatever the order of its fields', async () => {
    const { info, isNew } = await store.saveProblem(db, {
      ...problem,
      school: { ...problem.school, id: 'twice' },
    });
    const again = Object.fromEntries(Object.entries(problem).reverse()) as typeof problem;
    const second = await store.saveProblem(db, {
      ...again,
      school: { ...problem.school, id: 'twice' },
    });
    expect([isNew, second.isNew]).toEqual([true, false]);
    expect(second.info.id).toBe(info.id);
    expect(await store.loadProblem(db, info.id)).toEqual({
      ...problem,
      school: { ...problem.school, id: 'twice' },
    });
  });
});

describe('a job', () => {
  test('is not made for a problem that is not there, and leaves no message', async () => {
    const none = '00000000-0000-4000-8000-000000000000';
    expect(await store.createJob(db, none, { seed: 1 })).toBeUndefined();
  });

  test('is handed over by the outbox once, also when sending failed before', async () => {
    const id = await newJob();
    const failing = store.drainOutbox(db, async () => {
      throw new Error('queue away');
    });
    await expect(failing).rejects.toThrow('queue away');
    const sent: string[] = [];
    await store.drainOutbox(
      db,
      async (messages) => void sent.push(...messages.map((m) => m.jobId)),
    );
    expect(sent).toContain(id);
    expect(await store.drainOutbox(db, async () => {})).toBe(0);
  });

  test('that is claimed again fences off the first worker in every write', async () => {
    const id = await newJob();
    const first = await claim(id);
    expect(await store.saveCheckpoint(db, first, plan(9))).toBe(true);
    const second = await claim(id);
    expect([first.attempt, second.attempt]).toEqual([1, 2]);
    expect(await store.beat(db, first, {})).toBeUndefined();
    expect(await store.saveCheckpoint(db, first, plan(1))).toBe(false);
    expect(await store.finishJob(db, first, problem, plan(1))).toBeUndefined();
    expect(await store.failJob(db, first, { code: 'solve-failed', message: '' })).toBe(false);
    expect(await store.releaseJob(db, first)).toBe(false);
    expect((await store.loadCheckpoint(db, id))?.score.soft).toBe(9);
    const planId = await store.finishJob(db, second, problem, plan(7));
    expect((await store.findJob(db, id))?.planId).toBe(planId);
    expect(await store.finishJob(db, second, problem, plan(6))).toBeUndefined();
  });

  test('that is put back has a new message, and the old one claims nothing', async () => {
    const id = await newJob();
    const first = await claim(id);
    await store.beat(db, first, {
      progress: {
        isBest: true,
        data: {
          phase: 'search',
          score: plan(5).score,
          steps: 77,
          stepsPerSecond: 1,
          elapsedMs: 900,
        },
      },
    });
    await store.saveCheckpoint(db, first, plan(5));
    expect(await store.releaseJob(db, first)).toBe(true);
    expect((await store.findJob(db, id))?.status).toBe('queued');
    expect(await store.claimJob(db, id, 0, 'test')).toBeUndefined();
    const second = await claim(id, 1);
    expect(second).toMatchObject({ attempt: 2, done: { elapsedMs: 900, steps: 77 } });
  });

  test('that is stopped while it waits keeps the plan of an earlier attempt', async () => {
    const id = await newJob();
    const first = await claim(id);
    await store.saveCheckpoint(db, first, plan(5));
    await store.releaseJob(db, first);
    const stopped = await store.stopJob(db, id);
    expect(stopped?.job).toMatchObject({ status: 'stopped', score: { soft: 5 } });
    const fresh = await newJob();
    expect((await store.stopJob(db, fresh))?.job).toMatchObject({
      status: 'stopped',
      planId: null,
    });
  });

  test('that is cancelled while it runs takes no more writes', async () => {
    const id = await newJob();
    const ref = await claim(id);
    expect((await store.cancelJob(db, id))?.job.status).toBe('cancelled');
    expect(await store.beat(db, ref, {})).toBeUndefined();
    expect(await store.finishJob(db, ref, problem, plan(1))).toBeUndefined();
    expect((await store.cancelJob(db, id))?.was).toBe('same');
    expect((await store.stopJob(db, id))?.was).toBe('ended');
  });

  test('whose workers die again and again fails in the end', async () => {
    const id = await newJob();
    for (let i = 0; i <= store.MAX_CRASHES; i++) await claim(id);
    expect(await store.claimJob(db, id, 0, 'test')).toBeUndefined();
    expect(await store.findJob(db, id)).toMatchObject({
      status: 'failed',
      error: { code: 'job-failed' },
    });
  });

  test('numbers its events without gaps, and readers can ask for several jobs at once', async () => {
    const [a, b] = [await newJob(), await newJob()];
    const ref = await claim(a);
    const data = {
      phase: 'search',
      score: plan(5).score,
      steps: 1,
      stepsPerSecond: 1,
      elapsedMs: 1,
    };
    await Promise.all(
      Array.from({ length: 10 }, () => store.beat(db, ref, { progress: { data, isBest: true } })),
    );
    const events = await store.readEvents(
      db,
      new Map([
        [a, 2],
        [b, 0],
      ]),
    );
    expect(events.filter((e) => e.jobId === a).map((e) => e.seq)).toEqual([
      3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
    expect(events.filter((e) => e.jobId === b).map((e) => e.type)).toEqual(['status']);
  });

  test('keeps the course of its better plans, thinned, and the newest of them whole', async () => {
    const id = await newJob();
    const ref = await claim(id);
    const best = (soft: number) => ({
      isBest: true,
      data: { phase: 'search', score: plan(soft).score, steps: 1, stepsPerSecond: 1, elapsedMs: 1 },
    });
    for (let i = 0; i < 320; i++) await store.beat(db, ref, { progress: best(1000 - i) });
    await store.finishJob(db, ref, problem, plan(1));
    const events = await store.readEvents(db, new Map([[id, 0]]));
    const seqs = events.filter((e) => e.type === 'best').map((e) => e.seq);
    const newest = seqs.filter((seq) => seq > 222);
    expect(newest).toEqual(newest.map((_, i) => 223 + i));
    const older = seqs.length - newest.length;
    expect(older).toBeLessThanOrEqual(60);
    expect(older).toBeGreaterThan(40);
    expect(events.at(-1)?.type).toBe('end');
  });

  test('lists are newest first and the cursor misses none', async () => {
    const ids = [await newJob(), await newJob(), await newJob()].reverse();
    const first = await store.listJobs(db, 2);
    expect(first.items.map((job) => job.id)).toEqual(ids.slice(0, 2));
    const second = await store.listJobs(db, 2, first.next);
    expect(second.items[0]?.id).toBe(ids[2]);
  });
});

test('dates are read whatever style the database writes them in', async () => {
  for (let i = 0; i < 2; i++) await newJob();
  await sql`alter role current_user set datestyle to 'German'`.execute(db);
  const other = store.openDatabase(postgres.url, 1);
  const page = await store.listJobs(other, 1);
  expect(page.items[0]?.createdAt).toBeInstanceOf(Date);
  expect(page.next?.createdAt).toMatch(/^\d{4}-\d\d-\d\d /);
  await sql`alter role current_user reset datestyle`.execute(db);
  await other.destroy();
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../src/store/embedded-postgres.ts';
import { openDatabase } from '../../src/store/index.ts';
import { call, postJob, postSchool, readStream, untilStatus } from '../support/service/client.ts';
import {
  cleanUp,
  postgresPids,
  type ServiceProcess,
  sleep,
  startProcess,
  startRedis,
  tempFolder,
  until,
} from '../support/service/processes.ts';

/** Processes of the service are killed in the middle of jobs, on both backends of the queue. */

const redis = await startRedis();
if ('missing' in redis) {
  if (process.env.CI) throw new Error(`the suite of Redis cannot run: ${redis.missing}`);
  process.stdout.write(`skipped on Redis: ${redis.missing}\n`);
}

afterAll(async () => {
  if (!('missing' in redis)) await redis.stop();
  await cleanUp();
});

describe.each(['postgres', 'redis'] as const)('workers with the queue on %s', (backend) => {
  const isMissing = backend === 'redis' && 'missing' in redis;
  let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
  let env: Record<string, string>;
  let api: ServiceProcess;
  const workers: ServiceProcess[] = [];

  beforeAll(async () => {
    if (isMissing) return;
    postgres = await startEmbeddedPostgres(tempFolder());
    env = { DATABASE_URL: postgres.url };
    if (backend === 'redis' && 'url' in redis) env.REDIS_URL = redis.url;
    api = await startProcess(env, 'api');
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.kill()));
  });
  afterAll(async () => {
    if (isMissing) return;
    await api.stop();
    await postgres.stop();
  });

  async function addWorker(): Promise<ServiceProcess> {
    const worker = await startProcess(env, 'worker');
    workers.push(worker);
    return worker;
  }

  test.skipIf(isMissing)(
    'a killed worker’s job goes on from its checkpoint at another',
    async () => {
      const first = await addWorker();
      const jobId = await postJob(api.url, await postSchool(api.url), { seconds: 6 });
      await untilStatus(api.url, jobId, 'running');
      const stream = readStream(`${api.url}/v1/jobs/${jobId}/events`);
      await sleep(2600);
      const before = (await call(`${api.url}/v1/jobs/${jobId}`)).body.progress;
      await addWorker();
      await first.kill();
      const killedAt = Date.now();
      const job = await untilStatus(api.url, jobId, 'completed');
      expect(job.attempt).toBe(2);

      const plan = (await call(`${api.url}/v1/plans/${job.planId}`)).body;
      // 20 ms a step and a checkpoint at least every 2 s: no more than 2 s of search are lost.
      expect(plan.solver.startedFrom).toBeLessThan(1000);
      expect(plan.solver.startedFrom - before.score.soft).toBeLessThanOrEqual(100);
      // Time that was worked counts; the job is not given its 6 seconds twice.
      expect(job.progress.elapsedMs).toBeLessThan(7500);

      const events = await stream;
      expect(events.map((e) => e.id)).toEqual(events.map((e, i) => e.id - i + i));
      const resumed = events.find((e) => e.type === 'status' && e.data.attempt === 2);
      expect((resumed?.at ?? Number.POSITIVE_INFINITY) - killedAt).toBeLessThan(5000);
      expect(events.at(-1)).toMatchObject({ type: 'end', data: { planId: job.planId } });
      const db = openDatabase(postgres.url, 1);
      const plans = await db.selectFrom('plans').select('id').where('job_id', '=', jobId).execute();
      await db.destroy();
      expect(plans).toHaveLength(1);
    },
  );

  test.skipIf(isMissing)('a worker that is told to go puts its job back at once', async () => {
    const first = await addWorker();
    const jobId = await postJob(api.url, await postSchool(api.url), { seconds: 4 });
    await untilStatus(api.url, jobId, 'running');
    await sleep(600);
    const started = Date.now();
    expect(await first.stop()).toBe(0);
    expect(Date.now() - started).toBeLessThan(10_000);
    const waiting = (await call(`${api.url}/v1/jobs/${jobId}`)).body;
    expect(waiting).toMatchObject({ status: 'queued', attempt: 1 });
    await addWorker();
    const job = await untilStatus(api.url, jobId, 'completed');
    const plan = (await call(`${api.url}/v1/plans/${job.planId}`)).body;
    expect(plan.solver.startedFrom).toBeLessThan(1000);
    expect(first.errors()).toBe('');
  });

  test.skipIf(isMissing)('a frozen worker that wakes up writes nothing', async () => {
    const first = await addWorker();
    const jobId = await postJob(api.url, await postSchool(api.url), { seconds: 8 });
    await untilStatus(api.url, jobId, 'running');
    await sleep(1800);
    await addWorker();
    process.kill(first.pid, 'SIGSTOP');
    await until(async () => (await call(`${api.url}/v1/jobs/${jobId}`)).body.attempt === 2);
    process.kill(first.pid, 'SIGCONT');
    const job = await untilStatus(api.url, jobId, 'completed');
    expect(job.attempt).toBe(2);
    const plan = (await call(`${api.url}/v1/plans/${job.planId}`)).body;
    expect(plan.solver.startedFrom).toBeLessThan(1000);
  });
});

describe('the whole service in one process', () => {
  test('killed with its jobs in work, has everything after the next start', async () => {
    const dataDir = tempFolder();
    const first = await startProcess({ DATA_DIR: dataDir });
    const problemId = await postSchool(first.url);
    const done = await postJob(first.url, problemId, { steps: 3 });
    const { planId } = await untilStatus(first.url, done, 'completed');
    const running = await postJob(first.url, problemId, { seconds: 4 });
    await untilStatus(first.url, running, 'running');
    const waiting = [];
    for (let i = 0; i < 5; i++) waiting.push(await postJob(first.url, problemId, { steps: 2 }));
    await sleep(1800);
    await first.kill();
    const [orphan] = postgresPids(dataDir);
    expect(orphan).toBeDefined();

    const second = await startProcess({ DATA_DIR: dataDir });
    expect(postgresPids(dataDir)).not.toEqual([orphan]);
    expect((await call(`${second.url}/v1/plans/${planId}`)).status).toBe(200);
    const job = await untilStatus(second.url, running, 'completed');
    expect(job.attempt).toBe(2);
    const plan = (await call(`${second.url}/v1/plans/${job.planId}`)).body;
    expect(plan.solver.startedFrom).toBeLessThan(1000);
    for (const id of waiting) await untilStatus(second.url, id, 'completed');
    expect(await second.stop()).toBe(0);
    expect(postgresPids(dataDir)).toEqual([]);
  });

  test('told to stop in the middle of a job, ends within 10 s and goes on later', async () => {
    const dataDir = tempFolder();
    const first = await startProcess({ DATA_DIR: dataDir });
    const jobId = await postJob(first.url, await postSchool(first.url), { seconds: 3 });
    await untilStatus(first.url, jobId, 'running');
    const stream = readStream(`${first.url}/v1/jobs/${jobId}/events`);
    await sleep(500);
    const started = Date.now();
    expect(await first.stop()).toBe(0);
    expect(Date.now() - started).toBeLessThan(10_000);
    expect(first.errors()).toBe('');
    expect((await stream).at(-1)?.type).not.toBe('end');
    expect(postgresPids(dataDir)).toEqual([]);
    const second = await startProcess({ DATA_DIR: dataDir });
    const job = await untilStatus(second.url, jobId, 'completed');
    expect(job.attempt).toBe(2);
    await second.stop();
  });
});

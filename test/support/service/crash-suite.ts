import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../../src/store/embedded-postgres.ts';
import { openDatabase } from '../../../src/store/index.ts';
import { call, postJob, postSchool, readStream, untilStatus } from './client.ts';
import { databaseFolder } from './database-folder.ts';
import {
  cleanUp,
  type ServiceProcess,
  sleep,
  startProcess,
  type startRedis,
  until,
} from './processes.ts';

/** Workers are killed, frozen and told to go in the middle of jobs; run on each backend. */
export function describeCrashes(
  backend: 'postgres' | 'redis',
  redis: Awaited<ReturnType<typeof startRedis>> | undefined,
): void {
  const isMissing = redis !== undefined && 'missing' in redis;
  describe(`workers with the queue on ${backend}`, () => {
    let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
    let env: Record<string, string>;
    let api: ServiceProcess;
    const workers: ServiceProcess[] = [];

    beforeAll(async () => {
      if (isMissing) return;
      postgres = await startEmbeddedPostgres(await databaseFolder());
      env = { DATABASE_URL: postgres.url };
      if (redis && 'url' in redis) env.REDIS_URL = redis.url;
      api = await startProcess(env, 'api');
    });
    afterEach(async () => {
      await Promise.all(workers.splice(0).map((worker) => worker.kill()));
    });
    afterAll(async () => {
      if (isMissing) return;
      await api.stop();
      await postgres.stop();
      if (redis && 'stop' in redis) await redis.stop();
      await cleanUp();
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
        const jobId = await postJob(api.url, await postSchool(api.url), { seconds: 4.5 });
        await untilStatus(api.url, jobId, 'running');
        const stream = readStream(`${api.url}/v1/jobs/${jobId}/events`);
        await sleep(2300);
        const before = (await call(`${api.url}/v1/jobs/${jobId}`)).body.progress;
        // Killed before the second one starts, which on a busy machine takes as long as the job.
        await first.kill();
        await addWorker();
        const readyAt = Date.now();
        const job = await untilStatus(api.url, jobId, 'completed');
        expect(job.attempt).toBe(2);

        const plan = (await call(`${api.url}/v1/plans/${job.planId}`)).body;
        // 20 ms a step and a checkpoint at least every 2 s: no more than 2 s of search are lost.
        expect(plan.solver.startedFrom).toBeLessThan(1000);
        expect(plan.solver.startedFrom - before.score.soft).toBeLessThanOrEqual(100);
        // Time that was worked counts; the job is not given its seconds twice.
        expect(job.progress.elapsedMs).toBeLessThan(6000);

        const events = await stream;
        const ids = events.map((e) => e.id);
        expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
        const resumed = events.find((e) => e.type === 'status' && e.data.attempt === 2);
        expect((resumed?.at ?? Number.POSITIVE_INFINITY) - readyAt).toBeLessThan(5000);
        expect(events.at(-1)).toMatchObject({ type: 'end', data: { planId: job.planId } });
        const db = openDatabase(postgres.url, 1);
        const plans = await db
          .selectFrom('plans')
          .select('id')
          .where('job_id', '=', jobId)
          .execute();
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
      const jobId = await postJob(api.url, await postSchool(api.url), { seconds: 5 });
      await untilStatus(api.url, jobId, 'running');
      await sleep(1800);
      // Frozen before the second worker starts, which on a busy machine takes as long as the job.
      process.kill(first.pid, 'SIGSTOP');
      await addWorker();
      await until(async () => (await call(`${api.url}/v1/jobs/${jobId}`)).body.attempt === 2);
      process.kill(first.pid, 'SIGCONT');
      const job = await untilStatus(api.url, jobId, 'completed');
      expect(job.attempt).toBe(2);
      const plan = (await call(`${api.url}/v1/plans/${job.planId}`)).body;
      expect(plan.solver.startedFrom).toBeLessThan(1000);
    });
  });
}

import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../../src/store/embedded-postgres.ts';
import { openDatabase } from '../../../src/store/index.ts';
import { call, postJob, postSchool, readStream, untilStatus } from './client.ts';
import { databaseFolder } from './database-folder.ts';
import { untilCheckpoint } from './own-database.ts';
import {
  cleanUp,
  type ServiceProcess,
  sleep,
  startProcess,
  startRedis,
  until,
  whyNoRedis,
} from './processes.ts';

/** Workers are killed, frozen and told to go in the middle of jobs; run on each backend. */
export function describeCrashes(backend: 'postgres' | 'redis'): void {
  const isMissing = backend === 'redis' && whyNoRedis() !== undefined;
  describe(`workers with the queue on ${backend}`, () => {
    let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
    let redis: Awaited<ReturnType<typeof startRedis>> | undefined;
    let env: Record<string, string>;
    let api: ServiceProcess;
    const workers: ServiceProcess[] = [];

    beforeAll(async () => {
      if (isMissing) return;
      postgres = await startEmbeddedPostgres(await databaseFolder());
      env = { DATABASE_URL: postgres.url };
      if (backend === 'redis') {
        redis = await startRedis();
        env.REDIS_URL = redis.url;
      }
      api = await startProcess(env, 'api');
    });
    afterEach(async () => {
      await Promise.all(workers.splice(0).map((worker) => worker.kill()));
    });
    afterAll(async () => {
      if (isMissing) return;
      await api.stop();
      await postgres.stop();
      await redis?.stop();
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
        const jobId = await postJob(api.url, await postSchool(api.url), { seconds: 60 });
        await untilStatus(api.url, jobId, 'running');
        const stream = readStream(`${api.url}/v1/jobs/${jobId}/events`);
        await untilCheckpoint(postgres.url, jobId);
        await first.kill();
        await addWorker();
        await untilAttempt(jobId, 2);
        const job = await stopped(jobId);
        const plan = (await call(`${api.url}/v1/plans/${job.planId}`)).body;
        expect(plan.solver.startedFrom).toBeLessThan(1000);

        const events = await stream;
        const ids = events.map((e) => e.id);
        expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
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
      const jobId = await postJob(api.url, await postSchool(api.url), { seconds: 60 });
      await untilStatus(api.url, jobId, 'running');
      await untilCheckpoint(postgres.url, jobId);
      const started = Date.now();
      expect(await first.stop()).toBe(0);
      // The promise that is made to those who deploy.
      expect(Date.now() - started).toBeLessThan(10_000);
      const waiting = (await call(`${api.url}/v1/jobs/${jobId}`)).body;
      expect(waiting).toMatchObject({ status: 'queued', attempt: 1 });
      await addWorker();
      await untilAttempt(jobId, 2);
      const job = await stopped(jobId);
      const plan = (await call(`${api.url}/v1/plans/${job.planId}`)).body;
      expect(plan.solver.startedFrom).toBeLessThan(1000);
      expect(first.errors()).toBe('');
    });

    test.skipIf(isMissing)('a frozen worker that wakes up writes nothing', async () => {
      const first = await addWorker();
      const jobId = await postJob(api.url, await postSchool(api.url), { seconds: 60 });
      await untilStatus(api.url, jobId, 'running');
      await untilCheckpoint(postgres.url, jobId);
      process.kill(first.pid, 'SIGSTOP');
      await addWorker();
      await untilAttempt(jobId, 2);
      process.kill(first.pid, 'SIGCONT');
      // Long enough for it to speak up.
      await sleep(1000);
      const job = await stopped(jobId);
      const plan = (await call(`${api.url}/v1/plans/${job.planId}`)).body;
      // A plan of the first attempt would have started from none.
      expect(plan.solver.startedFrom).toBeLessThan(1000);
    });

    if (backend === 'redis')
      test.skipIf(isMissing)(
        'an API whose Redis is silent is ready all the same, and takes jobs',
        async () => {
          const client = new Redis(env.REDIS_URL ?? '');
          await client.call('CLIENT', 'PAUSE', '6000', 'ALL');
          client.disconnect();
          const { status, body } = await call(`${api.url}/readyz`);
          expect([status, body.status, body.checks.store]).toEqual([200, 'ready', 'ok']);
          expect(body.checks.queue).not.toBe('ok');
          const jobId = await postJob(api.url, await postSchool(api.url), { steps: 1 });
          await addWorker();
          await untilStatus(api.url, jobId, 'completed', 40_000);
        },
      );

    /** On a machine that is very busy it may be a later one. */
    async function untilAttempt(jobId: string, least: number): Promise<void> {
      const path = `${api.url}/v1/jobs/${jobId}`;
      await until(async () => (await call(path)).body.attempt >= least, 40_000);
    }

    /** Jobs last until they are stopped, so that no slow machine ends them too early. */
    async function stopped(jobId: string) {
      await call(`${api.url}/v1/jobs/${jobId}/stop`, 'POST');
      return await untilStatus(api.url, jobId, 'stopped', 40_000);
    }
  });
}

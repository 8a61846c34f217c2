import { afterAll, describe, expect, test } from 'vitest';
import { runningPostgresUrl } from '../../src/store/embedded-postgres.ts';
import { call, postJob, postSchool, readStream, untilStatus } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { untilCheckpoint } from '../support/service/own-database.ts';
import { cleanUp, postgresPids, startProcess, until } from '../support/service/processes.ts';

afterAll(cleanUp);

describe('the whole service in one process', () => {
  test('killed with its jobs in work, has everything after the next start', async () => {
    const dataDir = await databaseFolder();
    const first = await startProcess({ DATA_DIR: dataDir });
    const problemId = await postSchool(first.url);
    const done = await postJob(first.url, problemId, { steps: 3 });
    const { planId } = await untilStatus(first.url, done, 'completed');
    // It lasts until it is stopped, so that no slow machine ends it before the kill.
    const running = await postJob(first.url, problemId, { seconds: 60 });
    await untilStatus(first.url, running, 'running');
    const waiting = [];
    for (let i = 0; i < 5; i++) waiting.push(await postJob(first.url, problemId, { steps: 2 }));
    await untilCheckpoint(runningPostgresUrl(dataDir) ?? '', running);
    await first.kill();
    const [orphan] = postgresPids(dataDir);
    expect(orphan).toBeDefined();

    const second = await startProcess({ DATA_DIR: dataDir });
    expect(postgresPids(dataDir)).not.toEqual([orphan]);
    expect((await call(`${second.url}/v1/plans/${planId}`)).status).toBe(200);
    const job = await stoppedAgain(second.url, running);
    const plan = (await call(`${second.url}/v1/plans/${job.planId}`)).body;
    expect(plan.solver.startedFrom).toBeLessThan(1000);
    for (const id of waiting) await untilStatus(second.url, id, 'completed');
    expect(await second.stop()).toBe(0);
    expect(postgresPids(dataDir)).toEqual([]);
  });

  test('told to stop in the middle of a job, ends within 10 s and goes on later', async () => {
    const dataDir = await databaseFolder();
    const first = await startProcess({ DATA_DIR: dataDir });
    const jobId = await postJob(first.url, await postSchool(first.url), { seconds: 60 });
    await untilStatus(first.url, jobId, 'running');
    let isHeard = false;
    const stream = readStream(`${first.url}/v1/jobs/${jobId}/events`, {}, () => {
      isHeard = true;
      return false;
    });
    await until(() => isHeard);
    const started = Date.now();
    expect(await first.stop()).toBe(0);
    expect(Date.now() - started).toBeLessThan(10_000);
    expect(first.errors()).toBe('');
    expect((await stream).at(-1)?.type).not.toBe('end');
    expect(postgresPids(dataDir)).toEqual([]);
    const second = await startProcess({ DATA_DIR: dataDir });
    await stoppedAgain(second.url, jobId);
    await second.stop();
  });

  /** Stops a job that was begun a second time. */
  async function stoppedAgain(url: string, jobId: string) {
    const path = `${url}/v1/jobs/${jobId}`;
    await until(async () => (await call(path)).body.attempt >= 2, 40_000);
    await call(`${path}/stop`, 'POST');
    const job = await untilStatus(url, jobId, 'stopped', 40_000);
    expect(job.attempt).toBe(2);
    return job;
  }
});

import { afterAll, describe, expect, test } from 'vitest';
import { call, postJob, postSchool, readStream, untilStatus } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, postgresPids, sleep, startProcess } from '../support/service/processes.ts';

afterAll(cleanUp);

describe('the whole service in one process', () => {
  test('killed with its jobs in work, has everything after the next start', async () => {
    const dataDir = await databaseFolder();
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
    const dataDir = await databaseFolder();
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

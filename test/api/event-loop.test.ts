import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, type ServiceProcess, startProcess } from '../support/service/processes.ts';

/**
 * What takes long must not hold up others: while it is worked on, small requests are answered.
 * They go one after the other, so a held event loop would answer one of them and no more.
 */
let service: ServiceProcess;
let base: string;
let problemId: string;
let planId: string;
let school: unknown;

beforeAll(async () => {
  service = await startProcess({ DATA_DIR: await databaseFolder(), LOG_LEVEL: 'error' });
  base = service.url;
  school = (await call(`${base}/v1/demo?size=medium&seed=1`)).body;
  problemId = (await call(`${base}/v1/problems`, 'POST', school)).body.id;
  // Every post is open: as much to explain as there can be.
  const plan = { sessions: [] };
  planId = (await call(`${base}/v1/plans`, 'POST', { problemId, plan })).body.id;
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
});

async function answeredMeanwhile(work: Promise<{ status: number }>): Promise<number> {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  let answered = 0;
  while (!isDone) {
    expect((await call(`${base}/healthz`)).status).toBe(200);
    if (!isDone) answered++;
  }
  expect((await done).status).toBeLessThan(300);
  return answered;
}

test.each([
  ['every match', () => call(`${base}/v1/plans/${planId}/score?detail=matches`)],
  ['a workbook', () => call(`${base}/v1/problems/${problemId}/workbook`)],
  ['a plan by hand', () => call(`${base}/v1/plans`, 'POST', { problemId, plan: { sessions: [] } })],
])('%s holds up nobody', async (_, work) => {
  expect(await answeredMeanwhile(work())).toBeGreaterThan(3);
});

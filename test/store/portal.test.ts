import { afterAll, beforeAll, expect, test } from 'vitest';
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

/** It gets the job that is in work already; that one used to end unseen, and nobody was told. */
test('a portal that asks while an equal job ends is told of an end all the same', async () => {
  const box = store.makeSecretBox(store.newSecretsKey());
  const hook = { url: 'https://x', events: ['portal.ended'], schoolIds: null } as const;
  await store.createWebhook(db, box, hook);
  const problem = tinyProblem();
  const { info } = await store.saveProblem(db, problem);
  const options = { seed: 1, steps: 1 };
  const jobId = (await store.createJob(db, info.id, options))?.job.id ?? '';
  const claim = (await store.claimJob(db, jobId, 0, 'test')) as store.Claim;
  let ending: Promise<boolean> | undefined;
  const request = await db.transaction().execute(async (trx) => {
    const made = await store.requestSchedule(trx, problem.school.id, options);
    ending = store.failJob(db, claim, { code: 'solve-failed', message: 'x' });
    const ended = ending.then(() => true);
    await until(async () => (await isWaitedFor(db)) || (await Promise.race([ended, false])));
    return made;
  });
  expect(await ending).toBe(true);
  expect(request?.jobId).toBe(jobId);
  const deliveries = await db.selectFrom('webhook_deliveries').select('payload').execute();
  expect(deliveries.map(({ payload }) => payload)).toMatchObject([
    { data: { requestId: request?.id, status: 'failed' } },
  ]);
});

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../src/domain/problem.ts';
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

test('a portal gets a schedule from the data that the school sent last, also from earlier ones', async () => {
  const versions = ['2025-09-01', '2026-02-20'].map((start) =>
    tinyProblem({ term: { start, end: '2026-07-01' } }),
  );
  const ids: string[] = [];
  for (const problem of versions) ids.push((await store.saveProblem(db, problem)).info.id);
  const asked = async (seed: number) => {
    const made = await store.requestSchedule(db, versions[0]?.school.id ?? '', { seed, steps: 1 });
    return (await store.findJob(db, made?.jobId ?? ''))?.problemId;
  };
  expect(await asked(1)).toBe(ids[1]);
  const again = await store.saveProblem(db, versions[0] as Problem);
  expect([again.isNew, again.info.isCurrent, again.info.id]).toEqual([false, true, ids[0]]);
  expect(await asked(2)).toBe(ids[0]);
  const { items } = await store.listProblems(db, 'every', 10);
  expect(items.map(({ id, isCurrent }) => [id, isCurrent])).toEqual([
    [ids[1], false],
    [ids[0], true],
  ]);
  // What was sent last is kept, whatever came later.
  await sql`delete from jobs`.execute(db);
  await sql`alter table problems disable trigger immutable`.execute(db);
  await sql`update problems set created_at = created_at - interval '9 days'`.execute(db);
  await sql`alter table problems enable trigger immutable`.execute(db);
  await sql`update replaced_problems set replaced_at = replaced_at - interval '9 days'`.execute(db);
  await store.sweep(db, { unpublishedDays: 1, auditDays: undefined });
  expect((await store.listProblems(db, 'every', 10)).items.map(({ id }) => id)).toEqual([ids[0]]);
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

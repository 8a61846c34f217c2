import { afterAll, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../src/store/embedded-postgres.ts';
import { postJob, postSchool, untilStatus } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, postgresPids, sleep, startProcess } from '../support/service/processes.ts';

afterAll(cleanUp);

/**
 * An API and a worker used to end with an error that nobody listened to: that of a connection
 * which was in use, between two queries, when Postgres went away.
 */
test('API and worker live through the death of Postgres, in the middle of jobs', async () => {
  const folder = await databaseFolder();
  const postgres = await startEmbeddedPostgres(folder);
  const env = { DATABASE_URL: postgres.url, LOG_LEVEL: 'silent' };
  const api = await startProcess(env, 'api');
  const worker = await startProcess({ ...env, CONCURRENCY: '4' }, 'worker');
  const problemId = await postSchool(api.url);
  for (let i = 0; i < 4; i++) {
    const ids = [];
    for (let n = 0; n < 3; n++) ids.push(await postJob(api.url, problemId, { seconds: 1.5 }));
    await sleep(300 * (i + 1));
    for (const pid of postgresPids(folder)) process.kill(pid, 'SIGKILL');
    for (const id of ids) await untilStatus(api.url, id, 'completed', 40_000).catch(retry(id));
  }
  expect(await worker.stop()).toBe(0);
  expect(await api.stop()).toBe(0);
  await postgres.stop();

  /** While Postgres is away the API answers 503, or cuts an answer short: it is asked again. */
  function retry(id: string) {
    return async () => await untilStatus(api.url, id, 'completed', 40_000);
  }
}, 120_000);

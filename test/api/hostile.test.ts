import { afterAll, expect, test } from 'vitest';
import { attack } from '../../bench/service/hostile.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, startProcess } from '../support/service/processes.ts';

afterAll(cleanUp);

/** The short form; `npm run bench:service -- --only hostile` asks 150,000 times. */
test('what nobody should send is refused, and does nothing to the service', async () => {
  const dataDir = await databaseFolder();
  const service = await startProcess({ DATA_DIR: dataDir, LOG_LEVEL: 'fatal' });
  const { url, pid } = service;
  const result = await attack({ url, pid, dataDir, requests: 1500, seed: 1, slowBodies: 5 });
  expect(result.wrong).toEqual([]);
  expect(result.strange).toEqual([]);
  expect(result.isAlive).toBe(true);
  // Among them are requests of every kind: taken, malformed, unknown, not allowed, refused.
  for (const status of [200, 400, 404, 405, 422]) {
    expect(result.byStatus[status] ?? 0, `of status ${status}`).toBeGreaterThan(0);
  }
  expect(await service.stop()).toBe(0);
});

import { afterAll, expect, test } from 'vitest';
import { call } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, startProcess, until } from '../support/service/processes.ts';

afterAll(cleanUp);

test('who asked for much just before the service ends has it, or is told to come again', async () => {
  const service = await startProcess({ DATA_DIR: await databaseFolder(), LOG_LEVEL: 'error' });
  // Of the largest schools, so that most of them wait when it ends.
  const seeds = Array.from({ length: 24 }, (_, i) => i + 1);
  const asked = seeds.map((seed) => call(`${service.url}/v1/demo?size=mega&seed=${seed}`));
  let answered = 0;
  for (const one of asked) void one.then(() => answered++).catch(() => {});
  await until(() => answered > 0, 30_000);
  const code = service.stop();
  const answers = await Promise.all(asked);
  for (const { status, body, headers } of answers) {
    const told = [status, body.code, headers.get('retry-after')];
    expect([
      [200, undefined, null],
      [503, 'shutting-down', '2'],
    ]).toContainEqual(told);
  }
  expect(await code).toBe(0);
  // Nothing went wrong, within or for those who come again.
  expect(service.errors()).toBe('');
});

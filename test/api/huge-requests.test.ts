import { afterAll, beforeAll, expect, test } from 'vitest';
import { MOST_FAULTS } from '../../src/domain/checks/fault-list.ts';
import { call } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, type ServiceProcess, startProcess } from '../support/service/processes.ts';
import { tinyProblem } from '../support/tiny.ts';

let service: ServiceProcess;
beforeAll(async () => {
  service = await startProcess({ DATA_DIR: await databaseFolder(), LOG_LEVEL: 'error' });
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
  expect(service.errors()).toBe('');
});

const post = (path: string, body: unknown) => call(`${service.url}${path}`, 'POST', body);

/** Three million wrong entries of a short list once took the process a minute and then its life. */
test('a short list of millions is refused by its length', async () => {
  const verbs = Array(200_000).fill(null);
  const answer = await post('/v1/keys', { name: 'x', schoolIds: null, verbs });
  expect([answer.status, answer.body.code]).toEqual([422, 'out-of-range']);
  expect(answer.body.faults).toHaveLength(1);
});

test('a body that holds no document may not be larger than 1 MiB', async () => {
  const answer = await post('/v1/keys', { name: 'x'.repeat(1_100_000) });
  expect([answer.status, answer.body.code]).toEqual([413, 'body-too-large']);
  expect(answer.body.detail).toContain('1 MiB');
});

test('a problem with a million faults is refused with ten thousand of them', async () => {
  const problem = { ...tinyProblem(), rules: { off: Array(1_000_000).fill('x') } };
  const answer = await post('/v1/problems', problem);
  expect([answer.status, answer.body.code]).toEqual([422, 'unknown-rule']);
  expect(answer.body.faults).toHaveLength(MOST_FAULTS + 1);
  expect(answer.body.faults.at(-1).code).toBe('more-faults');
  expect((await call(`${service.url}/readyz`)).status).toBe(200);
});

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../src/domain/problem.ts';
import { call, readStream, untilStatus } from '../support/service/client.ts';
import {
  cleanUp,
  type ServiceProcess,
  startProcess,
  tempFolder,
} from '../support/service/processes.ts';
import { ADMIN_KEY, asAdmin, schoolProblem } from '../support/service/rights-world.ts';

/**
 * Marks of pupils are planted where a school puts them, and looked for wherever they must not
 * be: in every line of the log, in metrics, events, URLs, lists, the audit log.
 */
const PUPIL = 'marker-pupil-赵小明-7391';
const FLAGS = ['disabled', 'leftBehind', 'migrant', 'lowIncome'];

let service: ServiceProcess;
const dataDir = tempFolder();

beforeAll(async () => {
  const env = { DATA_DIR: dataDir, AUTH: 'on', ADMIN_KEY, LOG_LEVEL: 'trace' };
  service = await startProcess(env);
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
});

function marked(id: string, name = 'a'): Problem {
  const problem = schoolProblem(id);
  problem.school.name = name;
  const [first] = problem.students ?? [];
  if (!first) throw new Error('there are no pupils to mark');
  first.id = PUPIL;
  first.priority = ['disabled', 'leftBehind', 'migrant', 'lowIncome'];
  return problem;
}

const post = (path: string, body: unknown) => call(`${service.url}${path}`, 'POST', body, asAdmin);
const get = (path: string) => call(`${service.url}${path}`, 'GET', undefined, asAdmin);

function expectClean(text: string, where: string): void {
  for (const mark of [PUPIL, encodeURIComponent(PUPIL), ...FLAGS.map((flag) => `"${flag}"`)]) {
    expect(text.includes(mark), `${mark} in ${where}`).toBe(false);
  }
}

test('marks of pupils are in the problem and nowhere else', async () => {
  const stored = await post('/v1/problems', marked('s'));
  const problemId = stored.body.id;
  expect(JSON.stringify((await get(`/v1/problems/${problemId}`)).body)).toContain(PUPIL);
  const job = await post('/v1/jobs', { problemId, steps: 3 });
  const events = await readStream(`${service.url}/v1/jobs/${job.body.id}/events`, asAdmin);
  const ended = await untilStatus(service.url, job.body.id, 'completed', 20_000, asAdmin);
  await post(`/v1/plans/${ended.planId}/publish`, { note: 'n' });
  // What goes wrong is what tends to be logged: a refused problem, a solver that throws, a body
  // that is cut off, and a path and a query with a name in them.
  const broken = marked('s');
  broken.students?.push(...(broken.students ?? []).slice(0, 1));
  expect((await post('/v1/problems', broken)).status).toBe(422);
  const throws = await post('/v1/problems', marked('t', 'throw'));
  const failed = await post('/v1/jobs', { problemId: throws.body.id, steps: 1 });
  await untilStatus(service.url, failed.body.id, 'failed', 20_000, asAdmin);
  await post('/v1/problems', JSON.stringify(marked('s')).slice(0, -9));
  await get(`/v1/jobs?status=${encodeURIComponent(PUPIL)}`);

  expectClean(JSON.stringify(events), 'the events');
  expectClean(JSON.stringify(stored.body) + JSON.stringify([...stored.headers]), 'the receipt');
  const lists = ['/v1/schools', '/v1/problems', '/v1/jobs', '/v1/plans', '/v1/users', '/v1/keys'];
  for (const path of [...lists, '/v1/audit', '/v1/schools/s/publications']) {
    const { status, body } = await get(path);
    expect(status, path).toBe(200);
    expectClean(JSON.stringify(body), path);
  }
  const metrics = await get('/metrics');
  expectClean(String(metrics.body), '/metrics');
  await service.stop();
  // Something was logged, or the test would show nothing.
  expect(service.errors().split('\n').length).toBeGreaterThan(10);
  expectClean(service.errors(), 'the log');
});

test('the data at rest are open to nobody but the user of Postgres', () => {
  const folder = service.postgres ?? '';
  expect(statSync(folder).mode & 0o077).toBe(0);
  const secrets = readdirSync(join(folder, '..')).filter((name) => name.endsWith('.password'));
  expect(secrets).not.toEqual([]);
  for (const name of secrets) expect(statSync(join(folder, '..', name)).mode & 0o077).toBe(0);
  expect(statSync(join(dataDir, 'postgres.log')).mode & 0o077).toBe(0);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, type ServiceProcess, startProcess } from '../support/service/processes.ts';
import { ADMIN_KEY, asAdmin, schoolProblem } from '../support/service/rights-world.ts';

/** Requests that are sent twice, answers that are asked for again, schools that are deleted. */
let service: ServiceProcess;
let problemId: string;

beforeAll(async () => {
  service = await startProcess({
    DATA_DIR: await databaseFolder(),
    AUTH: 'on',
    ADMIN_KEY,
    LOG_LEVEL: 'error',
  });
  problemId = (await post('/v1/problems', schoolProblem('a'))).body.id;
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
  expect(service.errors()).toBe('');
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  call(`${service.url}${path}`, 'POST', body, { ...asAdmin, ...headers });
const get = (path: string, headers: Record<string, string> = {}) =>
  call(`${service.url}${path}`, 'GET', undefined, { ...asAdmin, ...headers });

describe('Idempotency-Key', () => {
  test('does a thing once, and gives the same answer again', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { problemId, steps: 1, seed: 5 };
    const first = await post('/v1/jobs', body, headers);
    const second = await post('/v1/jobs', body, headers);
    expect(second.status).toBe(first.status);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    const { items } = (await get('/v1/audit?limit=2')).body;
    expect(items.map((item: { schoolIds: unknown }) => item.schoolIds)).toEqual([['a'], ['a']]);
    const other = await post('/v1/jobs', { ...body, seed: 6 }, headers);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-mismatch']);
  });

  test('lets one of many that come at once do it', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { name: 'crowd', role: 'viewer', schoolIds: null };
    const all = await Promise.all(Array.from({ length: 8 }, () => post('/v1/keys', body, headers)));
    const statuses = all.map(({ status }) => status).toSorted();
    expect(statuses[0]).toBe(201);
    expect(statuses.slice(1).every((status) => status === 409)).toBe(true);
    const keys = (await get('/v1/keys')).body.items.filter(
      (k: { name: string }) => k.name === 'crowd',
    );
    expect(keys).toHaveLength(1);
    // The answer held a secret, which is kept nowhere.
    const again = await post('/v1/keys', body, headers);
    expect([again.status, again.body.code]).toEqual([409, 'conflict']);
  });

  test('may be used again after a refusal, and is refused itself when it is odd', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    expect((await post('/v1/jobs', { problemId, seconds: -1 }, headers)).status).toBe(422);
    expect((await post('/v1/jobs', { problemId, steps: 1, seed: 9 }, headers)).status).toBe(202);
    const odd = await post('/v1/jobs', {}, { 'idempotency-key': 'x'.repeat(201) });
    expect([odd.status, odd.body.code]).toEqual([400, 'bad-option']);
  });
});

describe('an answer that the client has', () => {
  test('is not sent again', async () => {
    const paths = [`/v1/problems/${problemId}`, '/v1/schools', '/v1/rules'];
    for (const path of paths) {
      const etag = (await get(path)).headers.get('etag') ?? '';
      // `fetch` sends `Cache-Control: no-cache` along with it, which is for caches on the way.
      const again = await get(path, { 'if-none-match': etag });
      expect([again.status, again.body], path).toEqual([304, '']);
      expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200);
    }
  });
});

describe('a viewer', () => {
  test('sees a problem without pupils’ priority flags, and nobody else’s copy of it', async () => {
    const made = await post('/v1/keys', { name: 'v', role: 'viewer', schoolIds: ['a'] });
    const headers = { authorization: `Bearer ${made.body.secret}` };
    const whole = await get(`/v1/problems/${problemId}`);
    expect(JSON.stringify(whole.body)).toContain('leftBehind');
    const etag = whole.headers.get('etag') ?? '';
    const seen = await get(`/v1/problems/${problemId}`, {
      ...headers,
      'cache-control': 'max-age=0',
      'if-none-match': etag,
    });
    expect(seen.status).toBe(200);
    expect(JSON.stringify(seen.body)).not.toMatch(/leftBehind|priority|lostLastTime|mentorId/);
    expect(seen.body.students).toHaveLength(whole.body.students.length);
  });
});

describe('a school', () => {
  test('that is deleted takes everything of its pupils with it, and the log stays', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const problem = (await post('/v1/problems', schoolProblem('gone'), key)).body.id;
    const job = (await post('/v1/jobs', { problemId: problem, seconds: 60 })).body.id;
    const answer = await call(`${service.url}/v1/schools/gone`, 'DELETE', undefined, asAdmin);
    expect(answer.status).toBe(200);
    for (const path of [`/v1/problems/${problem}`, `/v1/jobs/${job}`, '/v1/schools/gone']) {
      expect((await get(path)).status, path).toBe(404);
    }
    // What was answered about it is forgotten, and not done again.
    const again = await post('/v1/problems', schoolProblem('gone'), key);
    expect([again.status, again.body.code]).toEqual([409, 'conflict']);
    expect((await get('/v1/schools/gone')).status).toBe(404);
    const { body } = await get('/v1/audit?limit=2&schoolId=gone');
    expect(body.items[0]).toMatchObject({
      action: 'DELETE /v1/schools/{id}',
      schoolIds: ['gone'],
      target: `${schoolProblem('gone').school.name} gone`,
      status: 200,
    });
    const action = encodeURIComponent('DELETE /v1/schools/{id}');
    const deletions = (await get(`/v1/audit?action=${action}`)).body.items;
    expect(deletions.map(({ target }: { target: string }) => target)).toEqual([
      body.items[0].target,
    ]);
  });
});

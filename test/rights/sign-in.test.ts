import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, type ServiceProcess, startProcess } from '../support/service/processes.ts';
import { cookieOf, useLink } from '../support/service/rights-world.ts';

/** The way in as people go it, from the one-time link of a first start on. */
let service: ServiceProcess;
const dataDir = await databaseFolder();
const PASSWORD = 'correct horse battery';
let admin: string;

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  call(`${service.url}${path}`, 'POST', body, headers);
const get = (path: string, headers: Record<string, string> = {}) =>
  call(`${service.url}${path}`, 'GET', undefined, headers);

beforeAll(async () => {
  service = await startProcess({ DATA_DIR: dataDir, AUTH: 'on', LOG_LEVEL: 'error' });
  admin = await useLink(service.url, service.firstLink ?? '', PASSWORD);
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
  expect(service.errors()).toBe('');
});

describe('the first link', () => {
  test('makes the admin of every school, and works once', async () => {
    const me = await get('/v1/me', { cookie: admin });
    expect(me.body).toMatchObject({ name: 'admin', roles: [{ role: 'admin', schoolId: null }] });
    const token = service.firstLink?.split('#link=')[1];
    const again = await post('/v1/link', { token, password: PASSWORD });
    expect([again.status, again.body.code]).toEqual([410, 'link-over']);
  });
});

describe('a session', () => {
  test('comes by name and password in a cookie that no script reads and no other site sends', async () => {
    const answer = await post('/v1/login', { username: 'Admin', password: PASSWORD });
    expect(answer.status).toBe(200);
    const [line] = answer.headers.getSetCookie();
    expect(line).toMatch(/HttpOnly/i);
    expect(line).toMatch(/SameSite=Strict/i);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('ends when its person signs out', async () => {
    const cookie = cookieOf(await post('/v1/login', { username: 'admin', password: PASSWORD }));
    expect((await get('/v1/me', { cookie })).status).toBe(200);
    expect((await post('/v1/logout', undefined, { cookie })).status).toBe(200);
    expect((await get('/v1/me', { cookie })).status).toBe(401);
    const again = await post('/v1/logout', undefined, { cookie });
    expect([again.status, again.body.code]).toEqual([401, 'unauthorized']);
  });

  test('is worth nothing when its cookie was made up or changed', async () => {
    const changed = admin.replace(/=(.)/, (_, c) => `=${c === 'a' ? 'b' : 'a'}`);
    for (const cookie of [changed, 'afterbell.session_token=x', 'afterbell.session_token=%00']) {
      expect((await get('/v1/me', { cookie })).status, cookie).toBe(401);
    }
  });

  test('does nothing for a page of another site', async () => {
    const foreign = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ];
    for (const headers of foreign) {
      for (const path of ['/v1/logout', '/v1/login']) {
        const body = path === '/v1/login' ? { username: 'admin', password: PASSWORD } : undefined;
        const answer = await post(path, body, { cookie: admin, ...headers });
        expect([answer.status, answer.body.code]).toEqual([403, 'cross-site']);
      }
    }
    expect((await get('/v1/me', { cookie: admin })).status).toBe(200);
    const own = await post('/v1/problems', {}, { cookie: admin, 'sec-fetch-site': 'same-origin' });
    expect(own.status).toBe(422);
  });

  test('of others ends with a new password', async () => {
    const roles = [{ role: 'viewer', schoolId: null }];
    const made = await post(
      '/v1/users',
      { username: 'changes', name: 'C', roles },
      { cookie: admin },
    );
    const first = await useLink(service.url, made.body.link, PASSWORD);
    const wrong = { current: 'not the password', password: 'another good password' };
    expect((await post('/v1/me/password', wrong, { cookie: first })).status).toBe(403);
    const right = { ...wrong, current: PASSWORD };
    const changed = await post('/v1/me/password', right, { cookie: first });
    expect(changed.status).toBe(200);
    expect((await get('/v1/me', { cookie: first })).status).toBe(401);
    expect((await get('/v1/me', { cookie: cookieOf(changed) })).status).toBe(200);
  });
});

describe('passwords', () => {
  test('that are weak are refused, and the link can still be used', async () => {
    const roles = [{ role: 'viewer', schoolId: null }];
    const made = await post(
      '/v1/users',
      { username: 'weak.one', name: 'W', roles },
      { cookie: admin },
    );
    const named = { username: '李娜', name: '李娜', roles };
    const refused = await post('/v1/users', named, { cookie: admin });
    expect([refused.status, refused.body.titleZh]).toEqual([422, '用户名写法不对']);
    const token = made.body.link.split('#link=')[1];
    for (const password of ['short', 'aaaaaaaaaaaaaaaa', 'x'.repeat(200), 'weak.one']) {
      const answer = await post('/v1/link', { token, password });
      expect([answer.status, answer.body.code]).toEqual([422, 'weak-password']);
    }
    await useLink(service.url, made.body.link, PASSWORD);
  });

  test('cannot be guessed: attempts are counted, also for names that are not there', async () => {
    for (const username of ['weak.one', 'nobody.here']) {
      const statuses: number[] = [];
      for (let i = 0; i < 7; i++) {
        statuses.push((await post('/v1/login', { username, password: `guess ${i}` })).status);
      }
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    }
    const right = await post('/v1/login', { username: 'weak.one', password: PASSWORD });
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('people', () => {
  test('are not removed or demoted by themselves, and their keys end with them', async () => {
    const me = (await get('/v1/me', { cookie: admin })).body.id;
    const self = await call(`${service.url}/v1/users/${me}`, 'DELETE', undefined, {
      cookie: admin,
    });
    expect([self.status, self.body.code]).toEqual([409, 'conflict']);
    const roles = [{ role: 'admin', schoolId: null }];
    const made = await post(
      '/v1/users',
      { username: 'second', name: 'S', roles },
      { cookie: admin },
    );
    const cookie = await useLink(service.url, made.body.link, PASSWORD);
    const key = await post('/v1/keys', { name: 'k', role: 'viewer', schoolIds: null }, { cookie });
    const headers = { authorization: `Bearer ${key.body.secret}` };
    expect((await get('/v1/jobs', headers)).status).toBe(200);
    const path = `/v1/users/${made.body.user.id}`;
    await call(`${service.url}${path}`, 'DELETE', undefined, { cookie: admin });
    expect((await get('/v1/jobs', headers)).status).toBe(401);
    expect((await get('/v1/me', { cookie })).status).toBe(401);
  });

  test('give away no more than they have', async () => {
    const verbs = ['users:manage', 'keys:manage', 'jobs:read'];
    const made = await post('/v1/keys', { name: 'k', verbs, schoolIds: null }, { cookie: admin });
    const headers = { authorization: `Bearer ${made.body.secret}` };
    const roles = [{ role: 'coordinator', schoolId: null }];
    const more = [
      await post('/v1/users', { username: 'upward', name: 'U', roles }, headers),
      await post('/v1/keys', { name: 'up', verbs: ['plans:publish'], schoolIds: null }, headers),
    ];
    for (const { status, body } of more) expect([status, body.code]).toEqual([403, 'forbidden']);
    const me = (await get('/v1/me', { cookie: admin })).body.id;
    expect((await post(`/v1/users/${me}/link`, undefined, headers)).status).toBe(403);
    const less = await post(
      '/v1/keys',
      { name: 'd', verbs: ['jobs:read'], schoolIds: null },
      headers,
    );
    expect(less.status).toBe(201);
  });

  test('who lose a role have no more by the keys that they made', async () => {
    const asIs = (role: string) => ({ roles: [{ role, schoolId: null }] });
    const named = { username: 'demoted', name: 'D', ...asIs('admin') };
    const made = await post('/v1/users', named, { cookie: admin });
    const cookie = await useLink(service.url, made.body.link, PASSWORD);
    const verbs = ['users:manage', 'jobs:read'];
    const key = await post('/v1/keys', { name: 'k', verbs, schoolIds: null }, { cookie });
    const headers = { authorization: `Bearer ${key.body.secret}` };
    expect((await get('/v1/users', headers)).status).toBe(200);
    await post(`/v1/users/${made.body.user.id}/roles`, asIs('viewer'), { cookie: admin });
    expect((await get('/v1/users', headers)).status).toBe(403);
    expect((await get('/v1/jobs', headers)).status).toBe(200);
  });
});

describe('one-time links', () => {
  test('end with a newer one, and are not used up by a password that is the name', async () => {
    const roles = [{ role: 'viewer', schoolId: null }];
    const named = { username: 'somebody.with.a.long.name', name: 'L', roles };
    const made = await post('/v1/users', named, { cookie: admin });
    const newer = await post(`/v1/users/${made.body.user.id}/link`, undefined, { cookie: admin });
    const use = (link: string, password: string) =>
      post('/v1/link', { token: link.split('#link=')[1], password });
    const old = await use(made.body.link, PASSWORD);
    expect([old.status, old.body.code]).toEqual([410, 'link-over']);
    expect((await use(newer.body.link, named.username)).body.code).toBe('weak-password');
    // Of several who use it at once, one is let in.
    const all = await Promise.all([1, 2, 3, 4].map(() => use(newer.body.link, PASSWORD)));
    expect(all.map(({ status }) => status).toSorted()).toEqual([200, 410, 410, 410]);
  });

  test('do not lead to rights that their person was given later', async () => {
    const named = { username: 'rises', name: 'R', roles: [{ role: 'viewer', schoolId: null }] };
    const made = await post('/v1/users', named, { cookie: admin });
    const path = `/v1/users/${made.body.user.id}`;
    const useAfter = async (role: string) => {
      const { link } = (await post(`${path}/link`, undefined, { cookie: admin })).body;
      await post(`${path}/roles`, { roles: [{ role, schoolId: null }] }, { cookie: admin });
      const use = { token: link.split('#link=')[1], password: PASSWORD };
      return (await post('/v1/link', use)).status;
    };
    // More than before; the same; less.
    expect(await useAfter('admin')).toBe(410);
    expect(await useAfter('admin')).toBe(200);
    expect(await useAfter('viewer')).toBe(200);
  });
});

describe('keys', () => {
  test('made by a key that ends do not outlive it', async () => {
    const body = { name: 'ends', verbs: ['keys:manage', 'jobs:read'], schoolIds: null };
    const first = await post('/v1/keys', { ...body, expiresInDays: 2 }, { cookie: admin });
    const headers = { authorization: `Bearer ${first.body.secret}` };
    const end = first.body.key.expiresAt;
    const ends = async (more: object) =>
      (await post('/v1/keys', { ...body, ...more }, headers)).body.key.expiresAt;
    expect([await ends({}), await ends({ expiresInDays: 30 })]).toEqual([end, end]);
    expect(Date.parse(await ends({ expiresInDays: 1 }))).toBeLessThan(Date.parse(end));
  });

  test('are shown once, and stop when they are revoked', async () => {
    const body = { name: 'once', role: 'viewer', schoolIds: null, expiresInDays: 1 };
    const { body: made } = await post('/v1/keys', body, { cookie: admin });
    expect(JSON.stringify((await get('/v1/keys', { cookie: admin })).body)).not.toContain(
      made.secret,
    );
    const headers = { authorization: `Bearer ${made.secret}` };
    expect((await get('/v1/me', headers)).body).toMatchObject({ kind: 'key', name: 'once' });
    const path = `${service.url}/v1/keys/${made.key.id}`;
    expect((await call(path, 'DELETE', undefined, { cookie: admin })).status).toBe(200);
    const over = await get('/v1/me', headers);
    expect([over.status, over.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer error="invalid_token"',
    ]);
  });
});

describe('the audit log', () => {
  test('names who was invited and removed, and keys that were made and revoked', async () => {
    const cookie = admin;
    const person = {
      username: 'zhou.mei',
      name: '周梅',
      roles: [{ role: 'viewer', schoolId: null }],
    };
    const { user } = (await post('/v1/users', person, { cookie })).body;
    await call(`${service.url}/v1/users/${user.id}`, 'DELETE', undefined, { cookie });
    const made = await post(
      '/v1/keys',
      { name: '值日脚本', role: 'viewer', schoolIds: null },
      { cookie },
    );
    const { key } = made.body;
    await call(`${service.url}/v1/keys/${key.id}`, 'DELETE', undefined, { cookie });
    const { items } = (await get('/v1/audit?limit=4', { cookie })).body;
    expect(
      items.map((e: { action: string; target: string }) => `${e.action}: ${e.target}`),
    ).toEqual([
      `DELETE /v1/keys/{id}: 值日脚本 ${key.id}`,
      'POST /v1/keys: 值日脚本',
      `DELETE /v1/users/{id}: zhou.mei ${user.id}`,
      'POST /v1/users: zhou.mei',
    ]);
  });

  test('says who did what and how it ended, and holds no secrets', async () => {
    const { body } = await get('/v1/audit?limit=200', { cookie: admin });
    const actions = body.items.map(
      (e: { action: string; status: number }) => `${e.action} ${e.status}`,
    );
    for (const action of ['POST /v1/link 200', 'POST /v1/login 401', 'DELETE /v1/users/{id} 409']) {
      expect(actions).toContain(action);
    }
    expect(body.items.every((e: { actorName: string }) => e.actorName !== '')).toBe(true);
    const text = JSON.stringify(body);
    for (const secret of [PASSWORD, 'ab_', 'guess']) expect(text).not.toContain(secret);
    // Guesses at names that nobody has are not recorded: they may be passwords.
    expect(text).not.toContain('nobody.here');
  });
});

import { createHmac, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, untilStatus } from '../support/service/client.ts';
import { ownDatabase } from '../support/service/own-database.ts';
import { cleanUp, type ServiceProcess, startProcess, until } from '../support/service/processes.ts';
import {
  ADMIN_KEY,
  asAdmin,
  cookieOf,
  schoolProblem,
  useLink,
} from '../support/service/rights-world.ts';

/** A service on a database that the test can look into: what a crash leaves, what a thief finds. */
let own: Awaited<ReturnType<typeof ownDatabase>>;
let service: ServiceProcess;
const start = () =>
  startProcess({ DATABASE_URL: own.url, AUTH: 'on', ADMIN_KEY, LOG_LEVEL: 'error' });

beforeAll(async () => {
  own = await ownDatabase();
  service = await start();
});
afterAll(async () => {
  await service.stop();
  await own.close();
  await cleanUp();
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  call(`${service.url}${path}`, 'POST', body, { ...asAdmin, ...headers });

test('a crash between the work and its kept answer leaves neither: the retry does it once', async () => {
  const problemId = (await post('/v1/problems', schoolProblem('s'))).body.id;
  const job = (await post('/v1/jobs', { problemId, steps: 1 })).body.id;
  const { planId } = await untilStatus(service.url, job, 'completed', 20_000, asAdmin);
  // Keeping an answer takes long enough to be killed in the middle of it.
  await sql`create function nap() returns trigger language plpgsql as $$
    begin if new.status is not null then perform pg_sleep(30); end if; return new; end $$`.execute(
    own.db,
  );
  await sql`create trigger nap before insert or update on idempotency_keys
    for each row execute function nap()`.execute(own.db);
  const publish = () =>
    post(`/v1/plans/${planId}/publish`, { note: 'once' }, { 'idempotency-key': key });
  const key = randomUUID();
  const lost = publish().catch(() => 'no answer');
  await until(async () => {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and wait_event = 'PgSleep'`.execute(own.db);
    return rows.length > 0;
  });
  await service.kill();
  expect(await lost).toBe('no answer');
  // As Postgres does by itself when it finds the connection broken.
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event = 'PgSleep'`.execute(own.db);
  await sql`drop trigger nap on idempotency_keys`.execute(own.db);
  service = await start();
  const again = await publish();
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, null]);
  const third = await publish();
  expect([third.status, third.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
  expect(third.body).toEqual(again.body);
  const rows = await own.db.selectFrom('publications').select('id').execute();
  expect(rows.map(({ id }) => id)).toEqual([again.body.id]);
});

test('work that was refused half-way leaves nothing behind, also of its first half', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const body = { username: 'half', name: 'H', roles: [{ role: 'viewer', schoolId: 's' }] };
  await sql`create function refuse() returns trigger language plpgsql as $$
    begin raise exception 'not now'; end $$`.execute(own.db);
  await sql`create trigger refuse before insert on one_time_links
    for each row execute function refuse()`.execute(own.db);
  expect((await post('/v1/users', body, key)).status).toBe(500);
  expect(await own.db.selectFrom('users').where('username', '=', 'half').execute()).toEqual([]);
  await sql`drop trigger refuse on one_time_links`.execute(own.db);
  expect((await post('/v1/users', body, key)).status).toBe(201);
});

test('what cannot be recorded in the audit log is not done', async () => {
  const name = 'unrecorded';
  await sql`create trigger refuse before insert on audit_log
    for each row execute function refuse()`.execute(own.db);
  const body = { name, role: 'viewer', schoolIds: null };
  expect((await post('/v1/keys', body)).status).toBe(500);
  await sql`drop trigger refuse on audit_log`.execute(own.db);
  expect(await own.db.selectFrom('api_keys').where('name', '=', name).execute()).toEqual([]);
  expect((await post('/v1/keys', body)).status).toBe(201);
  const lines = await own.db
    .selectFrom('audit_log')
    .select(['action', 'status'])
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  expect(lines).toEqual([{ action: 'POST /v1/keys', status: 201 }]);
});

test('who reads the database cannot be somebody who is signed in', async () => {
  const roles = [{ role: 'viewer', schoolId: 's' }];
  const made = await post('/v1/users', { username: 'reader', name: 'R', roles });
  const cookie = await useLink(service.url, made.body.link);
  const me = (cookies: string) =>
    call(`${service.url}/v1/me`, 'GET', undefined, { cookie: cookies });
  expect((await me(cookie)).status).toBe(200);
  const [name = '', value = ''] = cookie.split('; ')[0]?.split('=') ?? [];
  const [token = ''] = decodeURIComponent(value).split('.');
  const sessions = await sql<{ token: string }>`select token from sessions`.execute(own.db);
  expect(sessions.rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(sessions.rows)).not.toContain(token);
  // The thief also has what cookies are signed with.
  const secret = await sql<{ value: string }>`
    select value from settings where name = 'session-secret'`.execute(own.db);
  const sign = (text: string) => {
    const mark = createHmac('sha256', secret.rows[0]?.value ?? '')
      .update(text)
      .digest('base64');
    return `${name}=${encodeURIComponent(`${text}.${mark}`)}`;
  };
  expect((await me(sign(token))).status).toBe(200);
  for (const row of sessions.rows) expect((await me(sign(row.token))).status).toBe(401);
});

test('keys and links end when their time is over', async () => {
  const body = { name: 'short', role: 'viewer', schoolIds: ['s'], expiresInDays: 1 };
  const { key, secret } = (await post('/v1/keys', body)).body;
  const roles = [{ role: 'viewer', schoolId: 's' }];
  const made = await post('/v1/users', { username: 'late', name: 'L', roles });
  const token = made.body.link.split('#link=')[1];
  const { body: shared } = await post('/v1/portal/links', { schoolId: 's', days: 1 });
  const ask = async () => {
    const headers = { authorization: `Bearer ${secret}` };
    const one = await call(`${service.url}/v1/jobs`, 'GET', undefined, headers);
    const week = await call(`${service.url}/v1/portal/shared?class=C1&token=${shared.token}`);
    return [one.status, week.status];
  };
  expect(await ask()).toEqual([200, 200]);
  for (const table of ['api_keys', 'one_time_links', 'portal_links']) {
    await sql`update ${sql.table(table)} set expires_at = now() - interval '1 second'
      where expires_at is not null`.execute(own.db);
  }
  expect(await ask()).toEqual([401, 404]);
  const late = await call(`${service.url}/v1/link`, 'POST', {
    token,
    password: 'a long enough one',
  });
  expect([late.status, late.body.code]).toEqual([410, 'link-over']);
  const { items } = (await call(`${service.url}/v1/keys`, 'GET', undefined, asAdmin)).body;
  expect(items.some(({ id }: { id: string }) => id === key.id)).toBe(true);
});

test('who only reads may do so while the database has no room', async () => {
  const body = { name: 'reads', role: 'viewer', schoolIds: ['s'] };
  const headers = { authorization: `Bearer ${(await post('/v1/keys', body)).body.secret}` };
  const roles = [{ role: 'viewer', schoolId: 's' }];
  const made = await post('/v1/users', { username: 'reads', name: 'R', roles });
  const cookie = await useLink(service.url, made.body.link);
  await sql`update sessions set expires_at = now() + interval '1 hour'
    where user_id = ${made.body.user.id}`.execute(own.db);
  await sql`create function full_disk() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file' using errcode = '53100'; end $$`.execute(own.db);
  for (const table of ['api_keys', 'problems', 'sessions']) {
    await sql`create trigger full_disk before insert or update on ${sql.table(table)}
      for each row execute function full_disk()`.execute(own.db);
  }
  const problems = await call(`${service.url}/v1/problems`, 'GET', undefined, headers);
  expect(problems.status).toBe(200);
  // Also by a session that is due to be renewed, and is not.
  expect((await call(`${service.url}/v1/problems`, 'GET', undefined, { cookie })).status).toBe(200);
  const refused = await post('/v1/problems', schoolProblem('full'));
  expect([refused.status, refused.body.code]).toEqual([503, 'unavailable']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await call(`${service.url}/readyz`)).status).toBe(200);
  for (const table of ['api_keys', 'problems', 'sessions']) {
    await sql`drop trigger full_disk on ${sql.table(table)}`.execute(own.db);
  }
  const schools = await call(`${service.url}/v1/schools/full`, 'GET', undefined, asAdmin);
  expect(schools.status).toBe(404);
});

test('who is signed in is told of a database that is away as all others are', async () => {
  const roles = [{ role: 'viewer', schoolId: 's' }];
  const made = await post('/v1/users', { username: 'waits', name: 'W', roles });
  const cookie = await useLink(service.url, made.body.link);
  await sql`create function ended() returns boolean language plpgsql as $$
    begin raise exception 'ended by an operator' using errcode = '57P01'; end $$`.execute(own.db);
  await sql`alter table sessions rename to kept_sessions`.execute(own.db);
  await sql`create view sessions as select * from kept_sessions where ended()`.execute(own.db);
  const [asked, left] = [
    await call(`${service.url}/v1/me`, 'GET', undefined, { cookie }),
    await call(`${service.url}/v1/logout`, 'POST', undefined, { cookie }),
  ];
  await sql`drop view sessions`.execute(own.db);
  await sql`alter table kept_sessions rename to sessions`.execute(own.db);
  for (const { status, body, headers } of [asked, left]) {
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'unavailable', '2']);
  }
  expect((await call(`${service.url}/v1/me`, 'GET', undefined, { cookie })).status).toBe(200);
});

test('what fails while a one-time link is used leaves the link, and no password', async () => {
  const roles = [{ role: 'viewer', schoolId: 's' }];
  const made = await post('/v1/users', { username: 'unlucky', name: 'U', roles });
  const token = made.body.link.split('#link=')[1];
  const use = () =>
    call(`${service.url}/v1/link`, 'POST', { token, password: 'a long enough password' });
  await sql`create trigger refuse before insert on accounts
    for each row execute function refuse()`.execute(own.db);
  expect((await use()).status).toBe(500);
  await sql`drop trigger refuse on accounts`.execute(own.db);
  expect((await use()).status).toBe(200);
  expect((await use()).status).toBe(410);
});

test('where people come by https, cookies go over nothing else', async () => {
  const env = { DATABASE_URL: own.url, AUTH: 'on', PUBLIC_URL: 'https://afterbell.example' };
  const https = await startProcess({ ...env, LOG_LEVEL: 'error', ADMIN_KEY }, 'api');
  const login = { username: 'unlucky', password: 'a long enough password' };
  const answer = await call(`${https.url}/v1/login`, 'POST', login);
  expect(answer.status).toBe(200);
  for (const cookie of answer.headers.getSetCookie()) expect(cookie).toMatch(/; Secure/i);
  expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-/);
  // A proxy may pass on another Host than people asked for, and older browsers tell the Origin alone.
  for (const [origin, status] of [
    ['https://afterbell.example', 200],
    ['https://afterbell.example:444', 403],
    ['http://afterbell.example', 403],
  ] as const) {
    const asked = await call(`${https.url}/v1/login`, 'POST', login, { origin });
    expect(asked.status, origin).toBe(status);
  }
  await https.stop();
});

test('a session that is used is renewed', async () => {
  const roles = [{ role: 'viewer', schoolId: 's' }];
  const made = await post('/v1/users', { username: 'renewed', name: 'R', roles });
  const cookie = await useLink(service.url, made.body.link);
  const soon = sql`now() + interval '1 hour'`;
  await sql`update sessions set expires_at = ${soon} where user_id = ${made.body.user.id}`.execute(
    own.db,
  );
  const answer = await call(`${service.url}/v1/me`, 'GET', undefined, { cookie });
  const { rows } = await sql<{ isLater: boolean }>`
    select expires_at > ${soon} as "isLater" from sessions
    where user_id = ${made.body.user.id}`.execute(own.db);
  expect(rows).toEqual([{ isLater: true }]);
  const renewed = { cookie: cookieOf(answer) };
  expect((await call(`${service.url}/v1/me`, 'GET', undefined, renewed)).status).toBe(200);
});

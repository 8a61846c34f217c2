import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../support/service/client.ts';
import { ownDatabase } from '../support/service/own-database.ts';
import { cleanUp, type ServiceProcess, startProcess } from '../support/service/processes.ts';
import { ADMIN_KEY, asAdmin, useLink } from '../support/service/rights-world.ts';

/** Who ends with whom, and who is left: people and the keys that they, and keys, make. */
let own: Awaited<ReturnType<typeof ownDatabase>>;
let service: ServiceProcess;
const start = (adminKey: string) =>
  startProcess({ DATABASE_URL: own.url, AUTH: 'on', ADMIN_KEY: adminKey, LOG_LEVEL: 'error' });

beforeAll(async () => {
  own = await ownDatabase();
  service = await start(ADMIN_KEY);
});
afterAll(async () => {
  await service.stop();
  await own.close();
  await cleanUp();
});

type Headers = Record<string, string>;
const send = (method: string, path: string, body: unknown, headers: Headers) =>
  call(`${service.url}${path}`, method, body, headers);
const everywhere = (role: string) => ({ roles: [{ role, schoolId: null }] });

async function newAdmin(username: string): Promise<{ id: string; headers: Headers }> {
  const body = { username, name: username, ...everywhere('admin') };
  const made = await send('POST', '/v1/users', body, asAdmin);
  return { id: made.body.user.id, headers: { cookie: await useLink(service.url, made.body.link) } };
}

async function newKey(headers: Headers): Promise<{ id: string; headers: Headers; answer: number }> {
  const body = { name: 'k', role: 'admin', schoolIds: null };
  const { status, body: made } = await send('POST', '/v1/keys', body, headers);
  const own = { authorization: `Bearer ${made.secret}` };
  return { id: made.key?.id, headers: own, answer: status };
}

const revoke = ({ id }: { id: string }) =>
  send('DELETE', `/v1/keys/${id}`, undefined, asAdmin).then(({ status }) => status);
const stateOf = ({ headers }: { headers: Headers }) =>
  send('GET', '/v1/jobs', undefined, headers).then(({ status }) => status);

/** Makes what is deleted from a table take half a second, so that two requests meet in it. */
async function slowly(table: string, work: () => Promise<unknown>): Promise<void> {
  await sql`create or replace function nap() returns trigger language plpgsql as $$
    begin perform pg_sleep(0.5); return old; end $$`.execute(own.db);
  await sql`create trigger nap before delete on ${sql.table(table)}
    for each row execute function nap()`.execute(own.db);
  await work();
  await sql`drop trigger nap on ${sql.table(table)}`.execute(own.db);
}

test('of two admins who remove each other at once one is left', async () => {
  const [one, two] = [await newAdmin('remover.a'), await newAdmin('remover.b')];
  const remove = (by: typeof one, whom: typeof one) =>
    send('DELETE', `/v1/users/${whom.id}`, undefined, by.headers);
  await slowly('users', async () => {
    const answers = await Promise.all([remove(one, two), remove(two, one)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('conflict');
  });
  expect([await stateOf(one), await stateOf(two)].toSorted()).toEqual([200, 401]);
});

test('of two admins who demote each other at once one is left', async () => {
  const [one, two] = [await newAdmin('demoter.a'), await newAdmin('demoter.b')];
  const demote = (by: typeof one, whom: typeof one) =>
    send('POST', `/v1/users/${whom.id}/roles`, everywhere('viewer'), by.headers);
  await slowly('memberships', async () => {
    const answers = await Promise.all([demote(one, two), demote(two, one)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });
  const who = [one, two].map(({ headers }) => send('GET', '/v1/users', undefined, headers));
  expect((await Promise.all(who)).map(({ status }) => status).toSorted()).toEqual([200, 403]);
});

test('nobody removes themselves by a key of their own', async () => {
  const person = await newAdmin('by.own.key');
  const key = await newKey(person.headers);
  const answer = await send('DELETE', `/v1/users/${person.id}`, undefined, key.headers);
  expect([answer.status, answer.body.code]).toEqual([409, 'conflict']);
  const demoted = await send(
    'POST',
    `/v1/users/${person.id}/roles`,
    everywhere('viewer'),
    key.headers,
  );
  expect(demoted.status).toBe(409);
  expect(await stateOf(person)).toBe(200);
});

test('a key that is revoked takes those with it that it made, and that these made', async () => {
  const person = await newAdmin('makes.keys');
  const first = await newKey(person.headers);
  const second = await newKey(first.headers);
  const third = await newKey(second.headers);
  const beside = await newKey(person.headers);
  expect(await stateOf(third)).toBe(200);
  expect(await revoke(first)).toBe(200);
  expect(await Promise.all([first, second, third].map(stateOf))).toEqual([401, 401, 401]);
  expect(await stateOf(beside)).toBe(200);
  const { body } = await send('GET', '/v1/keys', undefined, asAdmin);
  const listed = body.items.filter(({ id }: { id: string }) => id === third.id);
  expect(listed).toEqual([expect.objectContaining({ revokedAt: expect.any(String) })]);
});

test('what a key makes while it is being revoked does not outlive it', async () => {
  const person = await newAdmin('in.a.hurry');
  const first = await newKey(person.headers);
  await sql`create or replace function nap_new() returns trigger language plpgsql as $$
    begin perform pg_sleep(0.5); return new; end $$`.execute(own.db);
  await sql`create trigger nap before insert on api_keys
    for each row execute function nap_new()`.execute(own.db);
  const making = newKey(first.headers);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const [late, status] = await Promise.all([making, revoke(first)]);
  await sql`drop trigger nap on api_keys`.execute(own.db);
  expect(status).toBe(200);
  if (late.answer === 201) expect(await stateOf(late)).toBe(401);
  else expect(late.answer).toBe(401);
});

test('ADMIN_KEY has every right also where a version with fewer rights stored it', async () => {
  await sql`update api_keys set verbs = array['jobs:read'] where name = 'ADMIN_KEY'`.execute(
    own.db,
  );
  const ask = () => send('GET', '/v1/users', undefined, asAdmin).then(({ status }) => status);
  expect(await ask()).toBe(403);
  await service.stop();
  service = await start(ADMIN_KEY);
  expect(await ask()).toBe(200);
});

test('ADMIN_KEY may be a key that was made as any other, and ends when it is none any more', async () => {
  const body = { name: 'small', verbs: ['jobs:read'], schoolIds: null, expiresInDays: 1 };
  const { secret } = (await send('POST', '/v1/keys', body, asAdmin)).body;
  const headers = { authorization: `Bearer ${secret}` };
  const ask = () => send('GET', '/v1/users', undefined, headers).then(({ status }) => status);
  expect(await ask()).toBe(403);
  for (const [key, status] of [
    [secret, 200],
    [ADMIN_KEY, 401],
  ]) {
    await service.stop();
    service = await start(key);
    expect(await ask()).toBe(status);
  }
});

test('keys that ADMIN_KEY made stay when it is exchanged, and end with their own makers', async () => {
  const first = await newKey(asAdmin);
  const second = await newKey(first.headers);
  await service.stop();
  service = await start(`${ADMIN_KEY}f`);
  expect(await stateOf({ headers: asAdmin })).toBe(401);
  expect([await stateOf(first), await stateOf(second)]).toEqual([200, 200]);
  const asOperator = { authorization: `Bearer ${ADMIN_KEY}f` };
  const path = `/v1/keys/${first.id}`;
  expect((await send('DELETE', path, undefined, asOperator)).status).toBe(200);
  expect([await stateOf(first), await stateOf(second)]).toEqual([401, 401]);
});

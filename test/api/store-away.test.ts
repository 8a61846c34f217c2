import { createServer, type Server, type Socket } from 'node:net';
import express from 'express';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Access } from '../../api/access/access.ts';
import { makeLastKnown } from '../../api/access/last-known.ts';
import { errorHandler } from '../../api/problem-details.ts';
import type { Principal } from '../../src/auth/rights.ts';
import { makeMetrics } from '../../src/metrics.ts';
import { isStoreAway, surviveBreaks } from '../../src/store/index.ts';
import { startWorkerFront } from '../../src/worker-front.ts';
import { call } from '../support/service/client.ts';
import { freePort } from '../support/service/processes.ts';

/** What the pool of `pg` throws when Postgres does not answer carries no code; it is no fault of ours. */
const sockets = new Set<Socket>();
let silent: Server;
let port: number;

beforeAll(async () => {
  silent = createServer((socket) => void sockets.add(socket));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  port = typeof address === 'object' ? (address?.port ?? 0) : 0;
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  silent.close();
});

test('a database that does not answer is 503, to be asked again', async () => {
  const connectionString = `postgres://u:p@127.0.0.1:${port}/d`;
  // The second one waits for the first one's connection, in vain.
  const pool = new pg.Pool({ connectionString, max: 1, connectionTimeoutMillis: 50 });
  surviveBreaks(pool);
  const internal: unknown[] = [];
  const app = express();
  app.get('/', async (_req, res) => void res.json((await pool.query('select 1')).rows));
  app.use(errorHandler((error) => internal.push(error)));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  const answers = await Promise.all([call(url), call(url), call(url)]);
  for (const { status, body, headers } of answers) {
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'unavailable', '2']);
  }
  expect(new Set(internal.map(String)).size).toBe(2);
  server.close();
  await pool.end();
});

test.each(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', '57P01'])(
  'a database is away whose %s says so',
  (code) => {
    expect(isStoreAway(Object.assign(new Error(code), { code }))).toBe(true);
  },
);

const refused = () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));

test('metrics say that the store is away, and what the process knows of itself', async () => {
  let read: () => Promise<never> | Promise<typeof state> = async () => state;
  const state = {
    ...{ queued: 1, running: 0, ready: 0, waiting: 1, paused: 0, silent: 0 },
    oldestWaitSeconds: 7,
  };
  const metrics = makeMetrics(() => read());
  const told = async () => {
    const text = await metrics.text();
    expect(text).toMatch(/^process_cpu_seconds_total \d/m);
    return text.split('\n').filter((line) => /^afterbell_(store|queue)/.test(line));
  };
  expect(await told()).toHaveLength(7);
  read = refused;
  expect(await told()).toEqual(['afterbell_store_up 0']);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let answer = (_: typeof state) => {};
  read = () => new Promise((resolve) => (answer = resolve));
  const silent = told();
  await vi.advanceTimersByTimeAsync(2000);
  vi.useRealTimers();
  answer(state);
  expect(await silent).toEqual(['afterbell_store_up 0']);
  read = async () => state;
  expect(await told()).toContain('afterbell_queue_oldest_wait_seconds 7');
});

test('a key that was let in is so while the store is away, and no other', async () => {
  const principal = (kind: Principal['kind']): Principal => ({
    kind,
    id: 'i',
    name: 'n',
    grants: [],
  });
  const access = (kind: Principal['kind']) =>
    new Access(principal(kind), { verb: 'service:read', in: 'every' });
  const lastKnown = makeLastKnown();
  const from = (sender?: string) => ({ get: () => sender }) as unknown as express.Request;
  const mine = access('key');
  await lastKnown(from('Bearer a'), async () => mine);
  await lastKnown(from(), async () => access('user'));
  expect(await lastKnown(from('Bearer a'), refused)).toBe(mine);
  await expect(lastKnown(from('Bearer b'), refused)).rejects.toThrow('refused');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const silent = () => new Promise<never>(() => {});
  const answers = [lastKnown(from('Bearer a'), silent), lastKnown(from('Bearer b'), silent)];
  const settled = Promise.allSettled(answers);
  await vi.advanceTimersByTimeAsync(2000);
  vi.useRealTimers();
  const [known, other] = await settled;
  expect(known).toEqual({ status: 'fulfilled', value: mine });
  expect(isStoreAway(other?.status === 'rejected' && other.reason)).toBe(true);
  await expect(lastKnown(from(), refused)).rejects.toThrow('refused');
  const revoked = () => Promise.reject(new Error('revoked'));
  await expect(lastKnown(from('Bearer a'), revoked)).rejects.toThrow('revoked');
  await expect(lastKnown(from('Bearer a'), refused)).rejects.toThrow('refused');
});

test('a worker whose store says nothing is not ready, and says so in time', async () => {
  const [host, port] = ['127.0.0.1', await freePort()];
  let asked = () => {};
  const wasAsked = new Promise<void>((resolve) => (asked = resolve));
  const isReady = () => {
    asked();
    return new Promise<boolean>(() => {});
  };
  const metrics = makeMetrics(refused);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const close = await startWorkerFront({ host, port, metrics, isReady });
  const answer = call(`http://${host}:${port}/readyz`);
  await wasAsked;
  await vi.advanceTimersByTimeAsync(2000);
  vi.useRealTimers();
  expect((await answer).status).toBe(503);
  await close();
});

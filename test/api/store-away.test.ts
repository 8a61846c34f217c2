import { createServer, type Server, type Socket } from 'node:net';
import express from 'express';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorHandler } from '../../api/problem-details.ts';
import { surviveBreaks } from '../../src/store/index.ts';
import { call } from '../support/service/client.ts';

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

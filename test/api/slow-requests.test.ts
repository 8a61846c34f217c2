import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import express, { type Response } from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBody } from '../../api/body.ts';
import { BodyRoom } from '../../api/body-room.ts';
import { errorHandler } from '../../api/problem-details.ts';
import { type Front, openFront } from '../../src/http-front.ts';
import { until } from '../support/service/processes.ts';

/** With the patience of the service, some hundred times shorter. */
let front: Front;
let inWork = 0;
const room = new BodyRoom(1_000_000);
let unread: Response | undefined;
let hasCome = false;
let mayEnd = false;

beforeAll(async () => {
  const patience = { headMs: 300, wholeMs: 600, lookMs: 50, stillMs: 1000 };
  front = await openFront({ host: '127.0.0.1', port: 0, ...patience });
  const app = express();
  app.post('/', async (req, res) => {
    inWork++;
    const bytes = await readBody(req, res).finally(() => inWork--);
    res.json({ bytes: bytes.length });
  });
  app.post('/room', async (req, res) => {
    const bytes = await readBody(req, res, undefined, room);
    if (req.query.wait) {
      hasCome = true;
      await until(() => mayEnd);
    }
    res.json({ bytes: bytes.length });
  });
  app.use(errorHandler(() => {}));
  app.get('/large', (_req, res) => {
    unread = res;
    res.send(Buffer.alloc(20_000_000));
  });
  app.get('/begun', (_req, res) => void res.write('half an answer'));
  front.serve(app);
});
afterAll(async () => await front.close());

test('who comes before the service has started is told so as of any other error', async () => {
  const early = await openFront({ host: '127.0.0.1', port: 0 });
  const answer = await fetch(early.url);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(await answer.json()).toMatchObject({ code: 'unavailable', titleZh: '服务暂不可用' });
  await early.close();
});

/** Sends the text, and then a byte every 20 ms until the connection is closed. */
function trickle(text: string): Promise<string> {
  const { hostname, port } = new URL(front.url);
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    // No byte before the text: what is written before the connection stands would go first.
    const socket = connect(Number(port), hostname, () => {
      socket.write(text);
      timer = setInterval(() => socket.write(' '), 20);
    });
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(timer);
      resolve(answer);
    });
  });
}

const post = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{';

test('bodies that come byte by byte end with 408, and nobody waits for them meanwhile', async () => {
  const slow = Promise.all(Array.from({ length: 50 }, () => trickle(post)));
  const whole = await fetch(front.url, { method: 'POST', body: 'x'.repeat(1000) });
  expect(await whole.json()).toEqual({ bytes: 1000 });
  for (const answer of await slow) {
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/);
    expect(head).toContain('Content-Type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status: 408, code: 'request-timeout' });
  }
  await until(() => inWork === 0);
});

test('bodies have room for so many bytes together, and the next one is told to come again', async () => {
  const post = (bytes: Uint8Array<ArrayBuffer> | string, path = '/room', headers = {}) =>
    fetch(`${front.url}${path}`, { method: 'POST', body: bytes, headers });
  const large = Buffer.alloc(600_000, 1);
  const first = post(large, '/room?wait=1');
  await until(() => hasCome);
  expect((await post(large)).status).toBe(503);
  // What is promised and does not come takes no room, and what fits is taken.
  const promised = trickle(`POST /room HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n`);
  expect(await (await post('x'.repeat(300_000))).json()).toEqual({ bytes: 300_000 });
  // A packed body is as large as what is in it.
  const packed = await post(new Uint8Array(gzipSync(large)), '/room', {
    'content-encoding': 'gzip',
  });
  expect([packed.status, packed.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await packed.json()).toMatchObject({ code: 'unavailable' });
  mayEnd = true;
  expect(await (await first).json()).toEqual({ bytes: 600_000 });
  expect(await (await post(large)).json()).toEqual({ bytes: 600_000 });
  await promised;
  // Refused, broken off and answered bodies have all given back what they held.
  await until(async () => (await post(Buffer.alloc(1_000_000))).status === 200);
});

test('who asks for much and does not read it is cut off, and it is kept no longer', async () => {
  const { hostname, port } = new URL(front.url);
  const socket = connect(Number(port), hostname, () => {
    socket.pause();
    socket.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n');
  });
  socket.on('error', () => {});
  await until(() => unread !== undefined && !unread.writableFinished);
  await until(() => unread?.destroyed ?? false, 5000);
  socket.destroy();
});

test('heads that do not end, and what is no HTTP, are answered in the same form', async () => {
  const [slow, odd] = await Promise.all([
    trickle('GET / HTTP/1.1\r\nX: '),
    trickle('nonsense\r\n'),
  ]);
  expect(slow).toContain('"code":"request-timeout"');
  expect(odd).toMatch(/^HTTP\/1.1 400 .*"code":"bad-request"/s);
});

test('an answer that has begun gets no second one', async () => {
  const { hostname, port } = new URL(front.url);
  const text = await new Promise<string>((resolve) => {
    const req = request({ hostname, port, path: '/begun', method: 'GET' });
    req.setHeader('Transfer-Encoding', 'chunked');
    let answer = '';
    req.on('response', (res) => {
      res.on('data', (data) => {
        answer += data;
      });
      res.on('error', () => {});
      res.on('close', () => resolve(answer));
    });
    req.on('error', () => {});
    req.write('never ends');
  });
  expect(text).toBe('half an answer');
});

import { request } from 'node:http';
import { connect } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBody } from '../../api/body.ts';
import { type Front, openFront } from '../../src/http-front.ts';
import { until } from '../support/service/processes.ts';

/** With the patience of the service, some hundred times shorter. */
let front: Front;
let inWork = 0;

beforeAll(async () => {
  front = await openFront({ host: '127.0.0.1', port: 0, headMs: 300, wholeMs: 600, lookMs: 50 });
  const app = express();
  app.post('/', async (req, res) => {
    inWork++;
    const bytes = await readBody(req, res).finally(() => inWork--);
    res.json({ bytes: bytes.length });
  });
  app.get('/begun', (_req, res) => void res.write('half an answer'));
  front.serve(app);
});
afterAll(async () => await front.close());

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

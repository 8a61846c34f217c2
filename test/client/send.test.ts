import { afterEach, expect, test, vi } from 'vitest';
import { Client } from '../../src/client/client.ts';
import { send } from '../../src/client/send.ts';

afterEach(() => void vi.unstubAllGlobals());

/** How a request ends that is answered with these, one after the other; a 404 by this service. */
async function endsAs(method: string, statuses: number[], isOurs = true): Promise<number> {
  const type = isOurs ? 'application/problem+json' : 'text/plain';
  vi.stubGlobal('fetch', async () => {
    const status = statuses.shift() ?? 0;
    const body = JSON.stringify({
      status,
      code: status === 404 ? 'school-not-found' : 'unavailable',
    });
    return new Response(body, { status, headers: { 'content-type': type, 'retry-after': '0' } });
  });
  return await send({ url: '' }, method, '/v1/schools/s').then(
    ({ status }) => status,
    ({ status }) => status,
  );
}

test('what is not there any more was deleted by the try before, whose answer was lost', async () => {
  expect(await endsAs('DELETE', [504, 404])).toBe(204);
  expect(await endsAs('DELETE', [404])).toBe(404);
  expect(await endsAs('GET', [504, 404])).toBe(404);
  // A proxy that knows of no service just now.
  expect(await endsAs('DELETE', [504, 404], false)).toBe(404);
});

test('a page of another site is no answer, and is not waited for', async () => {
  const headers = { 'content-type': 'text/html' };
  vi.stubGlobal('fetch', async () => new Response('<html>', { headers, statusText: 'OK' }));
  const client = new Client({ url: 'http://other' });
  const unexpected = { code: 'unexpected', message: '200 OK' };
  await expect(client.me()).rejects.toMatchObject(unexpected);
  await expect(client.events('j').next()).rejects.toMatchObject(unexpected);
});

/** How a request is refused that somebody in front of the service answers with a page of their own. */
async function answeredWithPage(status: number): Promise<unknown> {
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  vi.stubGlobal('fetch', async () => new Response('<html></html>', { status, headers }));
  return await send({ url: '' }, 'POST', '/v1/problems', {}, 1).catch(({ details }) => details);
}

test('a page, such as that of a network to sign in to, is no answer, whatever its status', async () => {
  expect(await answeredWithPage(200)).toMatchObject({
    code: 'unexpected',
    titleZh: '收到的是一个网页，不是本服务的回答',
    hintZh: expect.stringContaining('统一认证'),
  });
});

test('what somebody in front of the service refuses is told with what to try', async () => {
  expect(await answeredWithPage(413)).toMatchObject({
    hintZh: expect.stringContaining('client_max_body_size'),
  });
  expect(await answeredWithPage(502)).toMatchObject({ titleZh: expect.stringContaining('502') });
  expect(await answeredWithPage(403)).toMatchObject({ titleZh: '收到的不是本服务的回答（403）' });
});

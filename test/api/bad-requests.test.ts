import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultCodes } from '../../src/domain/faults.ts';
import { call, postSchool } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, type ServiceProcess, startProcess } from '../support/service/processes.ts';
import { tinyProblem } from '../support/tiny.ts';

let service: ServiceProcess;
let base: string;
const nobody = '00000000-0000-4000-8000-000000000000';

beforeAll(async () => {
  service = await startProcess({ DATA_DIR: await databaseFolder() });
  base = service.url;
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
  // Refusals are logged as warnings; nothing below may have been a fault of ours.
  const lines = service.errors().split('\n').filter(Boolean);
  expect(lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
});

/** Every refusal is Problem Details with a code of the table. */
async function expectRefusal(
  answer: Promise<Awaited<ReturnType<typeof call>>>,
  status: number,
  code: string,
) {
  const { status: found, body, headers } = await answer;
  expect([found, body.code, body.status]).toEqual([status, code, status]);
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(faultCodes).toContain(body.code);
  expect(body.detail).toBeTruthy();
  expect(body.titleZh).toBeTruthy();
  return body;
}

const post = (path: string, body: unknown, headers?: Record<string, string>) =>
  call(`${base}${path}`, 'POST', body, headers);

test('a mistyped address is a page to a browser, and Problem Details to everything else', async () => {
  const asBrowser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
  const page = await call(`${base}/nowhere`, 'GET', undefined, asBrowser);
  expect(page.status).toBe(404);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('vary')).toContain('Accept');
  expect(page.body).toContain('<title>课后排');
  for (const headers of [{}, { accept: 'application/json' }, { accept: '*/*' }])
    await expectRefusal(call(`${base}/nowhere`, 'GET', undefined, headers), 404, 'route-not-found');
  // The API has no pages, whoever asks.
  for (const path of ['/v1', '/v1/nowhere'])
    await expectRefusal(call(base + path, 'GET', undefined, asBrowser), 404, 'route-not-found');
  await expectRefusal(call(`${base}/nowhere`, 'POST', {}, asBrowser), 404, 'route-not-found');
});

describe('a problem is refused', () => {
  test('whose school no address could name afterwards', async () => {
    const of = (id: string) => tinyProblem({ school: { id, name: 'S', stage: 'primary' } });
    for (const id of ['.', '..']) {
      const sent = post('/v1/problems', of(id));
      const { faults } = await expectRefusal(sent, 422, 'bad-school-id');
      expect(faults).toMatchObject([{ path: '/school/id', value: id }]);
      expect(faults[0].messageZh).toContain('网址');
    }
    for (const id of ['...', '../x', '%2e', ' .']) {
      expect((await post('/v1/problems', of(id))).status).toBe(201);
      const found = await call(`${base}/v1/schools/${encodeURIComponent(id)}`);
      expect([found.status, found.body.id]).toEqual([200, id]);
    }
  });

  test('with every fault, and nothing is stored', async () => {
    const problem = structuredClone(tinyProblem()) as unknown as Record<string, unknown>;
    problem.extra = 1;
    problem.classes = [
      { id: 'C1', grade: 12, homeRoomId: 'nowhere' },
      { id: 'C1', grade: 1, homeRoomId: 'nowhere' },
    ];
    const body = await expectRefusal(post('/v1/problems', problem), 422, 'out-of-range').catch(
      async () => await expectRefusal(post('/v1/problems', problem), 422, 'unknown-field'),
    );
    const codes = body.faults.map((fault: { code: string }) => fault.code);
    for (const code of ['unknown-field', 'out-of-range', 'duplicate-id', 'unknown-reference']) {
      expect(codes).toContain(code);
    }
    for (const fault of body.faults) expect(fault.path).toMatch(/^(\/|$)/);
    expect((await call(`${base}/v1/jobs`)).body.items).toEqual([]);
  });

  test('with advice that fits, in words of one language each', async () => {
    const told = async (path: string, body: unknown) => (await post(path, body)).body.faults[0];
    const workbook = Buffer.from('504b030414000000ff', 'hex');
    const gbk = Buffer.from([0x7b, 0x22, 0xc4, 0xe3, 0x22, 0x7d]);
    for (const path of ['/v1/problems', '/v1/jobs']) {
      expect((await told(path, gbk)).hintZh, path).toContain('UTF-8');
      expect((await told(path, workbook)).hintZh, path).toContain('POST /v1/problems/import');
      const empty = await told(path, '');
      expect(empty.message, path).not.toMatch(/comma|line and column/);
      expect(empty.messageZh, path).toMatch(/^内容是空的。建议：写上/);
      expect((await post(path, '')).body).toMatchObject({ hint: empty.hint, hintZh: empty.hintZh });
    }
    const { messageZh } = await told('/v1/jobs', { problemId: [1, 2] });
    expect(messageZh).toMatch(/^有 2 项的列表/);
    expect((await told('/v1/jobs', { problemId: {} })).messageZh).toMatch(/^一个对象/);
    // Without any body there is no type that could be wrong.
    const head = 'POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json';
    expect(await sendBytes(`${head}\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 400 .+empty/s,
    );
  });

  test.each(['/v1/problems', '/v1/plans', '/v1/jobs'])(
    'when it is not JSON, is cut off, or is not UTF-8: %s',
    async (path) => {
      const cut = JSON.stringify(tinyProblem()).slice(0, -5);
      for (const body of ['no json', '', cut, new Uint8Array([0x22, 0xff, 0xfe, 0x22])])
        await expectRefusal(post(path, body), 400, 'not-json');
    },
  );

  test('when it is any other JSON', async () => {
    for (const value of [null, 1, 'text', [], {}, [[]], true]) {
      expect((await post('/v1/problems', JSON.stringify(value))).status).toBe(422);
    }
  });

  test('when it nests deeply or has keys of JavaScript’s own', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    await expectRefusal(post('/v1/problems', deep), 422, 'too-deep');
    await expectRefusal(
      post('/v1/problems', `{"school":${'{"a":'.repeat(500)}1${'}'.repeat(501)}`),
      422,
      'too-deep',
    );
    const text = JSON.stringify(tinyProblem());
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const odd = `{"${key}":{"polluted":1},${text.slice(1)}`;
      await expectRefusal(post('/v1/problems', odd), 422, 'unknown-field');
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('never for odd text: that is kept as it is', async () => {
    const named = (id: string) => tinyProblem({ school: { id, name: 'x', stage: 'primary' } });
    const zero = await post('/v1/problems', named('a\u0000b'));
    expect(zero.status).toBe(201);
    const kept = await call(`${base}${zero.headers.get('location')}`);
    expect(kept.body.school.id).toBe('a\u0000b');
    const lone = JSON.stringify(named('q')).replace('"q"', '"\\ud800"');
    expect((await post('/v1/problems', lone)).status).toBe(201);
    const emoji = await post('/v1/problems', named('学校🏫\u202e'));
    expect(emoji.status).toBe(201);
  });

  test('when it is too large, also when it only grows by unpacking', async () => {
    const blank = Buffer.alloc(21 * 1024 * 1024, 0x20);
    await expectRefusal(post('/v1/problems', blank), 413, 'body-too-large');
    const bomb = gzipSync(Buffer.alloc(60 * 1024 * 1024, 0x20));
    await expectRefusal(
      post('/v1/problems', bomb, { 'content-encoding': 'gzip' }),
      413,
      'body-too-large',
    );
    const packed = gzipSync(JSON.stringify(tinyProblem()));
    expect((await post('/v1/problems', packed, { 'content-encoding': 'gzip' })).status).toBe(201);
    const broken = await post('/v1/problems', packed.subarray(0, 50), {
      'content-encoding': 'gzip',
    });
    expect(broken.status).toBe(400);
  });

  test('when it is of another media type or encoding', async () => {
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x']) {
      await expectRefusal(
        post('/v1/problems', '{}', { 'content-type': type }),
        415,
        'unsupported-media-type',
      );
    }
    await expectRefusal(
      post('/v1/problems', '{}', { 'content-encoding': 'zebra' }),
      415,
      'unsupported-media-type',
    );
  });
});

describe('a job is refused', () => {
  test('with every fault of its options', async () => {
    const problemId = await postSchool(base);
    const body = (
      await post('/v1/jobs', {
        problemId,
        seconds: 0,
        steps: 1.5,
        seed: -1,
        threads: 'two',
        more: 1,
      })
    ).body;
    expect(body.status).toBe(422);
    const paths = body.faults.map((fault: { path: string }) => fault.path).toSorted();
    expect(paths).toEqual(['/more', '/seconds', '/seed', '/steps', '/threads']);
    await expectRefusal(post('/v1/jobs', {}), 422, 'missing');
    await expectRefusal(post('/v1/jobs', { problemId, seconds: 3601 }), 422, 'out-of-range');
    await expectRefusal(post('/v1/jobs', 'no json'), 400, 'not-json');
  });

  test('for a problem that is not there', async () => {
    await expectRefusal(post('/v1/jobs', { problemId: nobody }), 404, 'problem-not-found');
  });
});

test('text with the character 0, which the database cannot keep, is refused where it is kept', async () => {
  const schoolId = 'zero';
  const school = { id: schoolId, name: 'Z', stage: 'primary' } as const;
  const problem = await post('/v1/problems', tinyProblem({ school }));
  const batch = { name: 'a\u0000b', problemIds: [problem.body.id], steps: 1 };
  await expectRefusal(post('/v1/batches', batch), 422, 'bad-form');
  const link = { schoolId, subject: { kind: 'class', id: 'a\u0000b' } };
  await expectRefusal(post('/v1/portal/links', link), 422, 'bad-form');
  const hook = { url: 'https://example.com/a\u0000b', events: ['job.ended'] };
  await expectRefusal(post('/v1/webhooks', hook), 422, 'bad-url');
});

describe('what is not there', () => {
  test('is 404 with its own code, whatever the id looks like', async () => {
    for (const id of [nobody, '1', 'x'.repeat(5000), '%00', '..', 'a%2Fb', '%E5%AD%A6']) {
      await expectRefusal(
        call(`${base}/v1/problems/${id}`),
        404,
        id === '..' ? 'route-not-found' : 'problem-not-found',
      );
      if (id === '..') continue;
      await expectRefusal(call(`${base}/v1/jobs/${id}`), 404, 'job-not-found');
      await expectRefusal(call(`${base}/v1/jobs/${id}/events`), 404, 'job-not-found');
      await expectRefusal(call(`${base}/v1/jobs/${id}/stop`, 'POST'), 404, 'job-not-found');
      await expectRefusal(call(`${base}/v1/jobs/${id}`, 'DELETE'), 404, 'job-not-found');
      await expectRefusal(call(`${base}/v1/plans/${id}`), 404, 'plan-not-found');
      await expectRefusal(call(`${base}/v1/plans/${id}/score`), 404, 'plan-not-found');
    }
    await expectRefusal(call(`${base}/v1/nothing`), 404, 'route-not-found');
    await expectRefusal(call(`${base}/v1/jobs/%ff`), 400, 'bad-request');
  });

  test('a method that is not: 405 with those that are', async () => {
    const answer = await call(`${base}/v1/jobs`, 'PUT', {});
    expect(answer.headers.get('allow')).toBe('POST, GET, HEAD');
    await expectRefusal(call(`${base}/v1/problems`, 'DELETE'), 405, 'method-not-allowed');
  });
});

describe('a query is refused', () => {
  test('with every fault of it', async () => {
    for (const query of [
      'limit=0',
      'limit=201',
      'limit=1e2',
      'limit=-1',
      'limit=1&limit=2',
      'status=done',
      'problemId=x',
      'other=1',
      '__proto__=1',
      'limit[a]=1',
    ]) {
      expect((await call(`${base}/v1/jobs?${query}`)).status, query).toBe(400);
    }
    const cursors = [
      'x',
      'bm90aGluZ3w',
      Buffer.from(`2026-01-01 00:00:00+00|x`).toString('base64url'),
    ];
    // No day, no hour and no zone that Postgres knows, though all of them have its form.
    const moments = [
      '9999-99-99 99:99:99+00',
      '2026-02-31 00:00:00+00',
      '0000-01-01 00:00:00+00',
      '2026-01-01 24:00:00.000001+00',
      '2026-01-01 00:00:60+00',
      '2026-01-01 00:00:00+99',
      '2026-01-01 00:00:00+08:60',
    ];
    const odd = moments.map((at) => Buffer.from(`${at}|${nobody}`).toString('base64url'));
    for (const cursor of [...cursors, ...odd]) {
      await expectRefusal(call(`${base}/v1/jobs?cursor=${cursor}`), 400, 'bad-option');
    }
    const body = await expectRefusal(call(`${base}/v1/demo?size=huge&seed=x`), 400, 'bad-enum');
    expect(body.faults).toHaveLength(2);
  });
});

test('bytes that are not HTTP are answered with 400 and no more', async () => {
  expect(await sendBytes('\u0000\u0001 nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
});

/** All that is answered to bytes on the wire. */
async function sendBytes(bytes: string): Promise<string> {
  const { hostname, port } = new URL(base);
  return await new Promise<string>((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
  });
}

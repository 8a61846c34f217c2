import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { showDemo } from '../../src/demo.ts';
import { generateProblem } from '../../src/generator/index.ts';
import { startTrouble } from '../../src/start-trouble.ts';
import { openDatabase } from '../../src/store/index.ts';
import { call, readStream } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, postgresPids, tempFolder, until } from '../support/service/processes.ts';

/** `npm start` as a new user meets it, with the real solver. */

const main = fileURLToPath(new URL('../../dist/run/main.js', import.meta.url));
const children = new Set<ChildProcess>();

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await cleanUp();
});

function start(env: Record<string, string>, ...words: string[]) {
  return startWith('pipe', env, ...words);
}

function startWith(errorsTo: number | 'pipe', env: Record<string, string>, ...words: string[]) {
  const child = spawn(process.execPath, [main, ...words], {
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'warn', AUTH: 'off', ...env },
    stdio: ['ignore', 'pipe', errorsTo],
  });
  children.add(child);
  let out = '';
  let errors = '';
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      children.delete(child);
      resolve(code);
    }),
  );
  return {
    out: () => out,
    errors: () => errors,
    ended,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

describe('npm start', () => {
  test('on nothing at all solves the demo school, and serves it after the next start', async () => {
    const env = { DATA_DIR: tempFolder(), PORT: '0', DEMO_SECONDS: '2' };
    const first = start(env);
    await until(() => first.out().includes('Still serving'), 40_000);
    const url = first.out().match(/http:\/\/127\.0\.0\.1:\d+/)?.[0] ?? '';
    expect(first.out()).toContain('（刚刚新建）');
    expect(first.out()).toMatch(/优化 search .* 步\/s/);
    expect(first.out()).toMatch(/硬 hard 0 /);

    const [job] = (await call(`${url}/v1/jobs`)).body.items;
    expect(job).toMatchObject({ status: 'completed', score: { hard: 0 } });
    const plan = (await call(`${url}/v1/plans/${job.planId}`)).body;
    expect(plan.sessions.length).toBeGreaterThan(100);
    expect(await first.stop()).toBe(0);
    expect(first.errors()).toBe('');
    expect(postgresPids(env.DATA_DIR)).toEqual([]);

    const second = start(env);
    await until(() => second.out().includes('API docs'));
    const again = second.out().match(/http:\/\/127\.0\.0\.1:\d+/)?.[0] ?? '';
    expect((await call(`${again}/v1/plans/${job.planId}`)).body).toEqual(plan);
    expect((await call(`${again}/v1/jobs`)).body.items).toHaveLength(1);

    // A job with the real solver, stopped on the way, streams and keeps its plan and its bound.
    const village = generateProblem({ size: 'village', seed: 1 });
    const { body: next } = await call(`${again}/v1/jobs`, 'POST', {
      problemId: (await call(`${again}/v1/problems`, 'POST', village)).body.id,
      seconds: 60,
      bound: 60,
    });
    expect(next.options.bound).toBe(60);
    const stream = readStream(`${again}/v1/jobs/${next.id}/events`);
    const progress = async () => (await call(`${again}/v1/jobs/${next.id}`)).body.progress;
    await until(async () => (await progress())?.bound !== undefined, 60_000);
    await call(`${again}/v1/jobs/${next.id}/stop`, 'POST');
    const events = await stream;
    expect(events.at(-1)).toMatchObject({ type: 'end', data: { status: 'stopped' } });
    const best = events.find((event) => event.type === 'best');
    expect(best?.data.score.rules).toHaveProperty('fairLoad');
    const soft = events.find((event) => event.data.bound)?.data.bound.soft;
    expect(soft).toBeGreaterThan(0);
    const { planId } = events.at(-1)?.data ?? {};
    const kept = (await call(`${again}/v1/plans/${planId}`)).body;
    expect(kept.bound.soft).toBeGreaterThanOrEqual(soft);
    expect(kept.bound.soft).toBeLessThanOrEqual(kept.score.soft);
    expect((await call(`${again}/v1/plans/${planId}/score`)).body.hard).toBe(0);
    expect(await second.stop()).toBe(0);
    expect(second.errors()).toBe('');
  }, 150_000);

  test('says so when the port is taken, and starts nothing', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      }),
    );
    const env = { DATA_DIR: tempFolder(), PORT: String(port) };
    const service = start(env);
    expect(await service.ended).toBe(1);
    expect(service.errors()).toContain(`127.0.0.1 的端口 ${port} 已被占用`);
    expect(service.errors()).toContain(`Port ${port} on 127.0.0.1 is taken`);
    expect(postgresPids(env.DATA_DIR)).toEqual([]);
    other.close();
  });

  test('says so when the data folder cannot be one, and what to try', async () => {
    const folder = join(tempFolder(), 'data');
    writeFileSync(folder, '');
    const service = start({ DATA_DIR: folder, PORT: '0' });
    expect(await service.ended).toBe(1);
    expect(service.errors()).toContain(`数据文件夹“${folder}”用不了`);
    expect(service.errors()).toContain('DATA_DIR=… npm start');
  });

  test('says why the Postgres of DATABASE_URL cannot be used, and what to try', async () => {
    const nowhere = 'postgres://me:secret@127.0.0.1:1/db';
    const service = start({ DATABASE_URL: nowhere, PORT: '0' });
    expect(await service.ended).toBe(1);
    expect(service.errors()).toMatch(
      /^连不上 DATABASE_URL 的 Postgres（127.0.0.1:1，ECONNREFUSED）/,
    );
    expect(service.errors()).toContain('See whether it runs');
    expect(service.errors()).not.toContain('secret');

    const place = { host: '127.0.0.1', port: 3000, dataDir: './data', databaseUrl: nowhere };
    const of = (code: string) => startTrouble(Object.assign(new Error('no'), { code }), place);
    expect(of('28P01')[0]).toContain('不让用户“me”登录');
    expect(of('3D000')[1]).toContain('createdb db');
    expect(of('42501')[1]).toContain('"me" may not make tables in the database "db"');
    expect(of('EADDRINUSE')[0]).toContain('端口 3000 已被占用');
    const taken = Object.assign(new Error('no'), { code: 'EADDRINUSE' });
    expect(startTrouble(taken, { ...place, workerPort: 3001 }, 'worker')).toEqual([
      expect.stringMatching(/端口 3001 已被占用.*WORKER_PORT=3002 npm start -- worker$/),
      expect.stringMatching(/^Port 3001 .*WORKER_PORT=3002 npm start -- worker$/),
    ]);
    const unknown = Object.assign(new Error('no'), { code: 'ENOTFOUND', hostname: 'here' });
    expect(startTrouble(unknown, { ...place, host: 'here' })[0]).toMatch(/^HOST “here”不是/);
    expect(startTrouble(unknown, place)[0]).toMatch(/^连不上/);
    expect(of('EADDRNOTAVAIL')[0]).toMatch(/^HOST/);
    expect(startTrouble(new Error('“a”不对。 "a" is wrong.'), place)).toEqual([
      '服务启动不了：“a”不对。 "a" is wrong.',
    ]);
    expect(startTrouble(new Error('odd'), place)[0]).toMatch(/cannot start: odd$/);
    expect(of('ENOSPC')[0]).toMatch(/^磁盘已满/);
    // As an upgrade of the schema ends with it, and the making of a database.
    const refused = Object.assign(new Error('could not extend file'), { code: '53100' });
    const upgrade = new Error('数据库结构无法升级', { cause: refused });
    const making = new Error('Command failed: initdb\nFATAL:  No space left on device\nAborted');
    for (const [error, said] of [
      [upgrade, '(could not extend file)'],
      [making, '(FATAL:  No space left on device)'],
    ] as const)
      expect(startTrouble(error, place)).toEqual([
        expect.stringMatching(/^磁盘已满/),
        expect.stringContaining(said),
      ]);
    const timeout = new Error('timeout exceeded when trying to connect');
    expect(startTrouble(timeout, place)[0]).toMatch(/^连不上/);
  });

  test('ends what it has begun when it is told to stop while it starts', async () => {
    const env = { DATA_DIR: await databaseFolder(), PORT: '0', REDIS_URL: 'redis://127.0.0.1:1' };
    const service = start(env);
    // It waits for a Redis that is not there, its Postgres being up.
    await until(() => service.errors().includes('waiting for Redis'), 40_000);
    expect(postgresPids(env.DATA_DIR)).toHaveLength(1);
    expect(await service.stop()).toBe(0);
    expect(postgresPids(env.DATA_DIR)).toEqual([]);
  });

  test('goes on when the demo cannot be shown, and is silent about it while stopping', async () => {
    const db = openDatabase('postgres://127.0.0.1:1/none', 1);
    await db.destroy();
    const told: unknown[] = [];
    const show = (signal: AbortSignal) =>
      showDemo({
        ...{ db, signal, url: 'http://127.0.0.1:3000', seconds: 1, kick() {} },
        problem: () => generateProblem({ size: 'village', seed: 1 }),
        terminal: { isTty: false, write: (text) => told.push(text) },
        onTrouble: (error) => told.push(error),
      });
    await show(AbortSignal.abort());
    expect(told).toEqual([]);
    await show(new AbortController().signal);
    expect(told).toEqual([expect.any(Error), expect.stringContaining('Still serving')]);
  });

  test('goes on when its log finds no room on the disk', async (context) => {
    if (!existsSync('/dev/full')) return context.skip('there is no /dev/full');
    const full = openSync('/dev/full', 'w');
    const env = { DATA_DIR: await databaseFolder(), PORT: '0', DEMO: 'off', LOG_LEVEL: 'trace' };
    const service = startWith(full, env);
    closeSync(full);
    await until(() => service.out().includes('API docs'), 40_000);
    const url = service.out().match(/http:\/\/127\.0\.0\.1:\d+/)?.[0] ?? '';
    for (let i = 0; i < 5; i++) expect((await call(`${url}/v1/jobs`)).status).toBe(200);
    expect(await service.stop()).toBe(0);
  });

  test('refuses a role that it does not have, and one without a shared database', async () => {
    const unknown = start({}, 'solver');
    const worker = start({}, 'worker');
    expect([await unknown.ended, await worker.ended]).toEqual([1, 1]);
    expect(worker.errors()).toContain('DATABASE_URL');
  });
});

describe('the configuration', () => {
  test('names every fault and repeats no password', () => {
    const read = readConfig({
      PORT: '70000',
      THREADS: '-1',
      DEMO: 'maybe',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://me:secret@host/db',
    });
    expect(read.ok).toBe(false);
    const faults = read.ok ? [] : read.faults;
    for (const name of ['PORT', 'THREADS', 'DEMO', 'LOG_LEVEL', 'DATABASE_URL']) {
      expect(faults.filter((fault) => fault.startsWith(name))).toEqual([
        expect.stringMatching(/不对：(要写|只能是).* is not valid.*: (a|one) /),
      ]);
    }
    expect(faults.join()).not.toContain('secret');
  });

  test('tells AUTH=off with an open address together with what else is wrong', () => {
    const read = readConfig({ PORT: 'x', AUTH: 'off', HOST: '0.0.0.0' });
    expect(read.ok ? [] : read.faults).toEqual([
      expect.stringMatching(/^PORT “x”不对/),
      expect.stringMatching(/^AUTH=off 时人人都是管理员/),
    ]);
    expect(readConfig({ AUTH: 'off' }).ok).toBe(true);
  });

  test('takes the address that people use without a path, however it is written', () => {
    const publicUrl = (PUBLIC_URL: string) => readConfig({ PUBLIC_URL });
    for (const text of ['https://Paike.example', 'https://paike.example:443/']) {
      expect(publicUrl(text)).toMatchObject({ config: { publicUrl: 'https://paike.example' } });
    }
    for (const text of [
      'https://district.example/paike',
      'https://a.example/?b',
      'https://u:p@a.b',
    ]) {
      const read = publicUrl(text);
      expect(read.ok ? [] : read.faults, text).toEqual([expect.stringContaining('without a path')]);
    }
  });

  test('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({
      ok: true,
      config: { port: 3000, host: '127.0.0.1', dataDir: './data', demo: true },
    });
  });
});

import type { Request, Response } from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  makeRateLimits,
  makeSignInThrottle,
  type RateLimits,
  SIGN_IN_FAILURES,
} from '../../api/access/rate-limits.ts';
import { ApiError } from '../../api/problem-details.ts';
import { call } from '../support/service/client.ts';
import { ownDatabase } from '../support/service/own-database.ts';
import {
  cleanUp,
  type ServiceProcess,
  startProcess,
  startRedis,
  whyNoRedis,
} from '../support/service/processes.ts';
import { ADMIN_KEY, asAdmin } from '../support/service/rights-world.ts';

/** A limit that each API process counted for itself was as many times as high as there are processes. */
const LIMIT = 20;
let own: Awaited<ReturnType<typeof ownDatabase>>;
let processes: ServiceProcess[];

beforeAll(async () => {
  own = await ownDatabase();
  const env = { DATABASE_URL: own.url, AUTH: 'on', ADMIN_KEY, RATE_LIMIT: String(LIMIT) };
  processes = await Promise.all([startProcess(env, 'api'), startProcess(env, 'api')]);
});
afterAll(async () => {
  for (const one of processes) await one.stop();
  await own.close();
  await cleanUp();
});

/** How many of these, in turns at each process, are not refused with 429. */
async function letIn(count: number, headers: Record<string, string>): Promise<number> {
  let n = 0;
  for (let i = 0; i < count; i++) {
    const { url } = processes[i % processes.length] as ServiceProcess;
    const { status } = await call(`${url}/v1/schools`, 'GET', undefined, headers);
    if (status !== 429) n++;
  }
  return n;
}

test('two API processes on one Postgres count together', async () => {
  expect(await letIn(LIMIT + 6, asAdmin)).toBe(LIMIT);
  const { url } = processes[0] as ServiceProcess;
  const refused = await call(`${url}/v1/schools`, 'GET', undefined, asAdmin);
  expect(refused.status).toBe(429);
  const told = (name: string) => Number(refused.headers.get(name) ?? Number.NaN);
  expect([told('RateLimit-Limit'), told('RateLimit-Remaining')]).toEqual([LIMIT, 0]);
  expect(told('RateLimit-Reset')).toBe(told('Retry-After'));
});

test('who has no key, or a wrong one, is counted by address', async () => {
  const wrong = { authorization: `Bearer ab_${'0'.repeat(43)}` };
  expect(await letIn(LIMIT, wrong)).toBe(LIMIT / 5);
  expect(await letIn(3, {})).toBe(0);
});

test('sign-ins are counted by name from everywhere, and by address for all names', async () => {
  const throttle = makeSignInThrottle(own.db);
  const isLetIn = (name: string, ip: string) =>
    throttle.attempt(name, ip).then(
      () => true,
      (error: unknown) => !(error instanceof ApiError && error.code === 'rate-limited'),
    );
  const letIn = async (count: number, ask: (i: number) => Promise<boolean>) => {
    const asked = await Promise.all(Array.from({ length: count }, (_, i) => ask(i)));
    return asked.filter((isIn) => isIn).length;
  };
  const { name, address } = SIGN_IN_FAILURES;
  expect(await letIn(name + 5, (i) => isLetIn('Victim', `192.0.2.${i}`))).toBe(name);
  expect(await letIn(address + 5, (i) => isLetIn(`name-${i}`, '198.51.100.1'))).toBe(address);
});

describe('on Redis', () => {
  const headers: unknown[] = [];
  const res = { set: (found: unknown) => void headers.push(found) } as unknown as Response;
  const req = { path: '/v1/rules', ip: '192.0.2.1' } as Request;
  const isLetIn = async (limits: RateLimits) => {
    try {
      await limits.ofAddress(req, res);
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.code === 'rate-limited') return false;
      throw error;
    }
  };

  const isMissing = whyNoRedis() !== undefined;
  test.skipIf(isMissing)('several processes count together, and go on without it', async () => {
    const redis = await startRedis();
    const store = { in: 'redis', url: redis.url, prefix: `test-${process.pid}` } as const;
    const two = [makeRateLimits(50, store), makeRateLimits(50, store)] as const;
    // Not before both are connected, or the first few are counted in the process.
    await expect.poll(async () => (await remaining(two[0])) + (await remaining(two[1]))).toBe(0);
    expect([await isLetIn(two[0]), await isLetIn(two[1])]).toEqual([false, false]);
    await redis.stop();
    const away = makeRateLimits(50, store);
    const answers = [];
    for (let i = 0; i < 12; i++) answers.push(await isLetIn(away));
    expect(answers.filter((isIn) => isIn)).toHaveLength(10);
    for (const limits of [...two, away]) await limits.close();
  });

  /** What is left for this address, after one more request. */
  async function remaining(limits: RateLimits): Promise<number> {
    if (!(await isLetIn(limits))) return 0;
    return Number((headers.at(-1) as Record<string, string>)['RateLimit-Remaining']);
  }
});

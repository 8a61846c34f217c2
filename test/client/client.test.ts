import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Client } from '../../src/client/client.ts';
import { ServiceError } from '../../src/client/service-error.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, type ServiceProcess, startProcess } from '../support/service/processes.ts';
import { ADMIN_KEY, schoolProblem } from '../support/service/rights-world.ts';

/** The way of one school through a running service, by the client and by `afterbell remote`. */
let service: ServiceProcess;
let client: Client;
const folder = mkdtempSync(join(tmpdir(), 'afterbell-remote-'));
const cli = fileURLToPath(new URL('../../dist/run/cli.js', import.meta.url));

beforeAll(async () => {
  const env = { DATA_DIR: await databaseFolder(), AUTH: 'on', ADMIN_KEY, LOG_LEVEL: 'error' };
  service = await startProcess(env);
  client = new Client({ url: `${service.url}/`, key: ADMIN_KEY });
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
  expect(service.errors()).toBe('');
});

interface Ended {
  code: number;
  out: string;
  err: string;
}

function remote(args: string[], key = ADMIN_KEY): Promise<Ended> {
  const env = { ...process.env, AFTERBELL_URL: service.url, AFTERBELL_KEY: key };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, 'remote', ...args], { env }, (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), out, err });
    });
  });
}

test('the client submits, solves, follows, fetches, publishes and compares', async () => {
  expect((await client.me()).kind).toBe('key');
  const { id: problemId } = await client.submitProblem(schoolProblem('s'));
  const job = await client.startJob({ problemId, steps: 3 });
  const types: string[] = [];
  for await (const { type, seq } of client.events(job.id)) {
    expect(seq).toBeGreaterThan(0);
    types.push(type);
  }
  expect([types[0], types.at(-1)]).toEqual(['snapshot', 'end']);
  const { planId } = await client.job(job.id);
  if (planId === null) throw new Error('the job has no plan');
  expect((await client.plan(planId)).schema).toBe('afterschool.plan/1');
  const first = await client.publish(planId, { note: 'n', replaces: null });
  expect(first.planId).toBe(planId);
  // Of those who mean to replace the same one, the first does; the others are told.
  const all = await Promise.allSettled(
    [1, 2, 3, 4].map(() => client.publish(planId, { replaces: first.id.toUpperCase() })),
  );
  const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
  expect(refused).toEqual(Array(3).fill('published-meanwhile'));
  await expect(client.publish(planId, { replaces: null })).rejects.toMatchObject({ status: 409 });
  expect(await client.planInfo(planId)).toMatchObject({ published: true, inForce: true });
  // What another plan replaced was published and is in force no more.
  const second = await client.startJob({ problemId, steps: 3, seed: 2 });
  for await (const _ of client.events(second.id));
  const next = (await client.job(second.id)).planId ?? '';
  expect(await client.planInfo(next)).toMatchObject({ published: false, inForce: false });
  await client.publish(next);
  expect(await client.planInfo(next)).toMatchObject({ published: true, inForce: true });
  expect(await client.planInfo(planId)).toMatchObject({ published: true, inForce: false });
  expect((await client.compare(planId, planId)).changes).toEqual([]);
});

test('of those who save a version at once the first is stored, and the others are told', async () => {
  const version = (name: string) => {
    const problem = schoolProblem('several');
    return { ...problem, school: { ...problem.school, name } };
  };
  const current = async () => {
    const asked = { schoolId: 'several', current: 'true' };
    const found: { id: string; schoolName: string }[] = [];
    for await (const one of client.list('/v1/problems', asked)) found.push(one);
    return found;
  };
  const atOnce = async (names: string[], replaces: string) => {
    const all = await Promise.allSettled(
      names.map((name) => client.submitProblem(version(name), { replaces })),
    );
    const stored = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(stored.map(({ id, schoolName }) => ({ id, schoolName }))).toEqual([
      expect.objectContaining({ id: (await current())[0]?.id }),
    ]);
    expect(refused).toEqual(names.slice(1).map(() => 'stored-meanwhile'));
    return stored[0] as { id: string; schoolName: string };
  };
  const first = await atOnce(['a', 'b', 'c'], 'none');
  const second = await atOnce(['d', 'e', 'f', 'g'], first.id);
  // What is refused leaves no trace: the school is not renamed either.
  expect((await current()).map(({ schoolName }) => schoolName)).toEqual([second.schoolName]);
  const names: string[] = [];
  for await (const { id, name } of client.list('/v1/schools'))
    if (id === 'several') names.push(name);
  expect(names).toEqual([second.schoolName]);
  // The same once more, whose answer was lost, is no conflict; going back to an earlier one is seen.
  await client.submitProblem(version(second.schoolName), { replaces: first.id });
  await client.submitProblem(version(first.schoolName), { replaces: second.id });
  await expect(client.submitProblem(version('h'), { replaces: second.id })).rejects.toMatchObject({
    status: 409,
    code: 'stored-meanwhile',
  });
  expect((await current()).map(({ id }) => id)).toEqual([first.id]);
});

test('the client reads lists of more than one page', async () => {
  for (const id of ['l1', 'l2', 'l3']) await client.submitProblem(schoolProblem(id));
  const found: string[] = [];
  for await (const { schoolId } of client.list('/v1/problems', { limit: '1' }))
    found.push(schoolId);
  expect(found.slice(0, 3)).toEqual(['l3', 'l2', 'l1']);
  const actions: string[] = [];
  for await (const { action } of client.list('/v1/audit', { limit: '2' })) actions.push(action);
  expect(actions.filter((action) => action === 'POST /v1/problems').length).toBeGreaterThan(2);
});

test('what is refused is thrown, with every fault', async () => {
  const nothing = '00000000-0000-4000-8000-000000000000';
  const refused = await client.startJob({ problemId: nothing }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ServiceError);
  expect(refused).toMatchObject({
    status: 404,
    code: 'problem-not-found',
    faults: [{ path: '/problemId', value: nothing }],
  });
});

test('afterbell remote goes the same way, and says what was refused', async () => {
  const file = join(folder, 'school.json');
  writeFileSync(file, JSON.stringify(schoolProblem('cli')));
  const submitted = await remote(['submit', file]);
  expect([submitted.code, submitted.err]).toEqual([0, '']);
  const { id } = JSON.parse(submitted.out);
  const solved = await remote(['job', id, '--steps', '2', '--follow']);
  expect(solved.err).toMatch(/^\d+ end/m);
  expect(solved.code).toBe(0);
  const { id: jobId, planId } = JSON.parse(solved.out);
  const lines = await remote(['follow', jobId, '--json']);
  expect(
    `${lines.err}${lines.out}`
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([{ type: 'snapshot' }, { type: 'end', data: { planId } }, { id: jobId, planId }]);
  const out = join(folder, 'plan.json');
  expect((await remote(['plan', planId, '--out', out])).code).toBe(0);
  expect(JSON.parse(readFileSync(out, 'utf8')).problemId).toBe('cli');
  expect(JSON.parse((await remote(['publish', planId, '--note', 'ok'])).out).note).toBe('ok');
  expect((await remote(['stop', 'nonsense'])).err).toContain('job-not-found');
  expect((await remote(['login'], '')).err).toMatch(
    /^unauthorized .*把有效的密钥放在环境变量 AFTERBELL_KEY 中/,
  );
  // Taken from an example as it stands, or with a blank in it.
  for (const key of ['你的密钥', `${ADMIN_KEY} x`]) {
    const told = await remote(['login'], key);
    expect([told.code, told.err]).toEqual([
      2,
      expect.stringMatching(/^unauthorized .*AFTERBELL_KEY/),
    ]);
    expect(told.err).not.toContain(key);
  }
  const stranger = await remote(['login'], `ab_${'x'.repeat(32)}`);
  expect([stranger.code, stranger.err.split(' ')[0]]).toEqual([2, 'unauthorized']);
  const lost = await remote(['login', '--url', 'http://127.0.0.1:9']);
  expect([lost.code, lost.err]).toEqual([2, expect.stringContaining('cannot be reached')]);
});

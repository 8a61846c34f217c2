import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessTable } from '../../api/access/table.ts';
import { call } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, type ServiceProcess, startProcess } from '../support/service/processes.ts';
import { ADMIN_KEY, asAdmin, schoolProblem } from '../support/service/rights-world.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

/**
 * Requests that name, in their body or query, a school or a problem that is not there, or that the
 * sender has nothing to do with: both are told alike, with the place and the value.
 */
let service: ServiceProcess;
/** By school. */
const problems: Record<string, string> = {};
let theirPlan: string;
let coordinator: Record<string, string>;

beforeAll(async () => {
  const env = { DATA_DIR: await databaseFolder(), AUTH: 'on', ADMIN_KEY, LOG_LEVEL: 'error' };
  service = await startProcess(env);
  for (const school of ['mine', 'theirs']) {
    problems[school] = (await send('POST', '/v1/problems', schoolProblem(school))).body.id;
  }
  const body = {
    problemId: problems.theirs,
    plan: { ...tinyPlan(), sessions: [], placements: [] },
  };
  theirPlan = (await send('POST', '/v1/plans', body)).body.id;
  const verbs = ['jobs:write', 'jobs:read', 'plans:read', 'plans:write', 'plans:publish'];
  const more = ['problems:read', 'problems:write', 'portal:read', 'portal:request', 'audit:read'];
  const rest = ['keys:manage', 'users:manage', 'webhooks:manage', 'schools:read'];
  const key = { name: 'k', verbs: [...verbs, ...more, ...rest], schoolIds: ['mine'] };
  const made = await send('POST', '/v1/keys', key);
  coordinator = { authorization: `Bearer ${made.body.secret}` };
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
  expect(service.errors()).toBe('');
});

const send = (method: string, path: string, body?: unknown, headers = asAdmin as object) =>
  call(`${service.url}${path}`, method, body, { ...headers });

interface Case {
  where: string;
  /** JSON Pointers to what is named in vain. */
  places: string[];
  code?: string;
  method?: 'GET';
  /** The path with its query, and the body, that name these two. */
  path: (id: string) => string;
  body?: (id: string) => unknown;
  /** Stands for a problem or a plan of a school, and not for the school. */
  ofProblem?: true;
  ofPlan?: true;
}

const week = '?class=C1&week=2025-09-01';
const cases: Case[] = [
  {
    where: 'POST /v1/portal/requests',
    places: ['/schoolId'],
    path: () => '/v1/portal/requests',
    body: (schoolId) => ({ schoolId, steps: 1 }),
  },
  {
    where: 'POST /v1/portal/links',
    places: ['/schoolId'],
    path: () => '/v1/portal/links',
    body: (schoolId) => ({ schoolId }),
  },
  {
    where: 'GET /v1/portal/schedule',
    places: ['/school'],
    method: 'GET',
    path: (school) => `/v1/portal/schedule${week}&school=${school}`,
  },
  {
    where: 'POST /v1/keys',
    places: ['/schoolIds/1', '/schoolIds/2'],
    path: () => '/v1/keys',
    body: (id) => ({ name: 'x', verbs: ['jobs:read'], schoolIds: ['mine', id, `${id}-2`] }),
  },
  {
    where: 'POST /v1/webhooks',
    places: ['/schoolIds/1'],
    path: () => '/v1/webhooks',
    body: (id) => ({
      url: 'https://example.com/',
      events: ['job.ended'],
      schoolIds: ['mine', id],
    }),
  },
  {
    where: 'POST /v1/users',
    places: ['/roles/0/schoolId'],
    path: () => '/v1/users',
    body: (schoolId) => ({
      username: 'new-user',
      name: 'N',
      roles: [{ role: 'portal', schoolId }],
    }),
  },
  {
    where: 'GET /v1/portal/subjects',
    places: ['/school'],
    method: 'GET',
    path: (school) => `/v1/portal/subjects?school=${school}`,
  },
  {
    where: 'GET /v1/plans/compare',
    places: ['/ids'],
    code: 'plan-not-found',
    ofPlan: true,
    method: 'GET',
    path: (id) => `/v1/plans/compare?ids=${id}`,
  },
  ...['problems', 'jobs', 'plans', 'audit'].map(
    (list): Case => ({
      where: `GET /v1/${list}`,
      places: ['/schoolId'],
      method: 'GET',
      path: (school) => `/v1/${list}?schoolId=${school}`,
    }),
  ),
  {
    where: 'POST /v1/batches',
    places: ['/problemIds/1'],
    code: 'problem-not-found',
    ofProblem: true,
    path: () => '/v1/batches',
    body: (id) => ({ problemIds: [problems.mine, id], steps: 1 }),
  },
  {
    where: 'POST /v1/jobs',
    places: ['/problemId'],
    code: 'problem-not-found',
    ofProblem: true,
    path: () => '/v1/jobs',
    body: (problemId) => ({ problemId, steps: 1 }),
  },
  {
    where: 'POST /v1/plans',
    places: ['/problemId'],
    code: 'problem-not-found',
    ofProblem: true,
    path: () => '/v1/plans',
    body: (problemId) => ({ problemId, plan: { sessions: [] } }),
  },
];

test.each(cases)('$where names what is not there', async (one) => {
  const { code = 'school-not-found', places, method = 'POST' } = one;
  const ask = (id: string, headers: object) => send(method, one.path(id), one.body?.(id), headers);
  const nothing = one.ofProblem || one.ofPlan ? randomUUID() : 'nowhere';
  const theirs = one.ofProblem ? (problems.theirs ?? '') : one.ofPlan ? theirPlan : 'theirs';
  for (const [id, headers] of [
    [nothing, asAdmin],
    [nothing, coordinator],
    [theirs, coordinator],
  ] as const) {
    const { status, body } = await ask(id, headers);
    expect([status, body.code, body.faults?.map((f: { path: string }) => f.path)]).toEqual([
      404,
      code,
      places,
    ]);
    expect(body.faults[0]).toMatchObject({ code, value: id });
    expect(body.faults[0].hint).not.toBe('');
    expect(body.detail).toContain(id);
  }
  // Nobody can tell the two apart.
  const [hidden, none] = [await ask(theirs, coordinator), await ask(nothing, coordinator)];
  const text = (body: unknown, id: string) => JSON.stringify(body).replaceAll(id, '…');
  expect(text(hidden.body, theirs)).toBe(text(none.body, nothing));
});

test('every route whose request names a school is among them', () => {
  // Both store a problem, by the same words; see below.
  const stores = ['POST /v1/problems', 'POST /v1/problems/import'];
  const asked = Object.entries(accessTable).flatMap(([key, rule]) =>
    rule.in === 'asked' ? key : [],
  );
  const known = [...cases.map(({ where }) => where), ...stores];
  expect(asked.filter((key) => !known.includes(key))).toEqual([]);
});

test('the first problem of a school is for those who may make schools', async () => {
  const { status, body } = await send('POST', '/v1/problems', schoolProblem('new'), coordinator);
  expect([status, body.faults?.[0]?.path]).toEqual([404, '/school/id']);
  expect((await send('POST', '/v1/problems', schoolProblem('new'))).status).toBe(201);
});

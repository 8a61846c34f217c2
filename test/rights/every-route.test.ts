import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessTable } from '../../api/access/table.ts';
import type { Verb } from '../../src/auth/rights.ts';
import { call } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, type ServiceProcess, startProcess } from '../support/service/processes.ts';
import {
  ADMIN_KEY,
  makeWorld,
  type Somebody,
  schoolIds,
  type Things,
  type World,
} from '../support/service/rights-world.ts';

/**
 * Every route, for somebody of every role, with the real ids of each of two schools. A request
 * that would change something carries a query that no route knows: it is refused with 400 after
 * it was let in, so 400 means "let in" and nothing is changed on the way.
 */
let service: ServiceProcess;
let world: World;

beforeAll(async () => {
  service = await startProcess({
    DATA_DIR: await databaseFolder(),
    AUTH: 'on',
    ADMIN_KEY,
    LOG_LEVEL: 'error',
  });
  world = await makeWorld(service);
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
  expect(service.errors()).toBe('');
});

function has(somebody: Somebody, verb: Verb, schools: readonly string[] | null): boolean {
  if (!somebody.verbs.includes(verb)) return false;
  if (somebody.schools === null) return true;
  return schools?.every((school) => somebody.schools?.includes(school)) ?? false;
}

/** What the answer to somebody should be, worked out without the guard. */
function expected(key: string, somebody: Somebody | undefined, school: string): number {
  const rule = accessTable[key];
  if (!rule) throw new Error(`no rule for ${key}`);
  const isRead = key.startsWith('GET ');
  // The plans of this world have no sessions, so a question about one is refused once it is let in.
  const isOfSession = /\/(candidates|open-posts)$/.test(key);
  const letIn = isRead && !isOfSession ? 200 : 400;
  if (rule.in === 'open') return letIn;
  if (!somebody) return 401;
  if (rule.in === 'self' || rule.verb === null) return letIn;
  const { verb } = rule;
  if (rule.in === 'listed' || rule.in === 'asked') {
    if (!somebody.verbs.includes(verb)) return 403;
    // A list answers everybody who has the verb somewhere; what is asked for lies in the school.
    if (rule.in === 'listed' || !isRead) return letIn;
  }
  if (rule.in === 'every') return has(somebody, verb, null) ? letIn : 403;
  if (has(somebody, verb, [school])) return letIn;
  const isSeen = somebody.schools === null || somebody.schools.includes(school);
  const isManaged = typeof rule.in === 'object' && ('user' in rule.in || 'key' in rule.in);
  return isSeen && !isManaged ? 403 : 404;
}

function pathOf(key: string, things: Things): string {
  const [, path = ''] = key.split(' ');
  const rule = accessTable[key];
  const owned = typeof rule?.in === 'object' ? Object.entries(rule.in) : [];
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const thing = owned.find(([, names]) => [names].flat().includes(name))?.[0];
    const id = things[thing as keyof Things];
    if (id === undefined) throw new Error(`the walk knows no ${name} of ${key}`);
    return encodeURIComponent(id);
  });
}

/** What a read must name in its query. */
const queries: Record<string, (things: Things) => string> = {
  'GET /v1/demo': () => '?size=village',
  'GET /v1/plans/compare': ({ plan }) => `?ids=${plan}`,
  'GET /v1/plans/{id}/export': () => '?as=csv',
  'GET /v1/plans/{id}/candidates': () => '?sessionId=none&seat=0',
  'GET /v1/plans/{id}/open-posts': () => '?sessionId=none',
  'GET /v1/portal/schedule': ({ school }) => `?class=C1&school=${encodeURIComponent(school)}`,
  'GET /v1/portal/subjects': ({ school }) => `?school=${encodeURIComponent(school)}`,
  'GET /v1/portal/shared/subjects': ({ token }) => `?token=${token}`,
  'GET /v1/portal/shared/calendar': ({ token }) => `?class=C1&token=${token}`,
  'GET /v1/portal/shared': ({ token }) => `?class=C1&token=${token}`,
};

async function statusOf(key: string, things: Things, headers: Record<string, string>) {
  const [method = 'GET'] = key.split(' ');
  const query = method === 'GET' ? (queries[key]?.(things) ?? '') : '?walk=1';
  return (await call(`${service.url}${pathOf(key, things)}${query}`, method, undefined, headers))
    .status;
}

describe('every route of the table', () => {
  test.each(Object.keys(accessTable))('%s', async (key) => {
    const wrong: string[] = [];
    for (const things of world.things) {
      const asked = [...world.people, world.admin, undefined].map(async (somebody) => {
        const status = await statusOf(key, things, somebody?.headers ?? {});
        const wanted = expected(key, somebody, things.school);
        // A query that the route does not know is also refused where a body would be first.
        if (status !== wanted) {
          wrong.push(
            `${somebody?.label ?? 'nobody'} at ${things.school}: ${status}, not ${wanted}`,
          );
        }
      });
      await Promise.all(asked);
    }
    expect(wrong).toEqual([]);
  });

  test('answers HEAD as GET, and no verb that it does not have', async () => {
    const wrong: string[] = [];
    const paths = new Map<string, string[]>();
    for (const key of Object.keys(accessTable)) {
      const [method = '', path = ''] = key.split(' ');
      paths.set(path, [...(paths.get(path) ?? []), method]);
    }
    const [things] = world.things;
    const viewer = world.people.find(({ label }) => label === 'user viewer-a');
    if (!things || !viewer) throw new Error('the world is not whole');
    const asks = [...paths].map(async ([path, methods]) => {
      const key = `${methods[0]} ${path}`;
      const url = `${service.url}${pathOf(key, things)}`;
      for (const method of ['PUT', 'PATCH', 'OPTIONS', 'POST', 'DELETE', 'GET']) {
        if (methods.includes(method)) continue;
        const { status } = await call(url, method, undefined, world.admin.headers);
        // 404 where it is the path of nothing, such as a problem with the id "import".
        if (status !== 405 && status !== 404) wrong.push(`${method} ${path}: ${status}`);
      }
      if (!methods.includes('GET')) return;
      const query = queries[`GET ${path}`]?.(things) ?? '';
      for (const somebody of [viewer, world.admin, undefined]) {
        const headers = somebody?.headers ?? {};
        const { status } = await call(`${url}${query}`, 'HEAD', undefined, headers);
        const wanted = await statusOf(`GET ${path}`, things, headers);
        if (status !== wanted) wrong.push(`HEAD ${path}: ${status}, not ${wanted}`);
      }
    });
    await Promise.all(asks);
    expect(wrong).toEqual([]);
  });

  test('tells those who may not know of a thing the same as of one that is not there', async () => {
    const nothing = '00000000-0000-4000-8000-000000000000';
    const [, other] = world.things;
    const coordinator = world.people.find(({ label }) => label === 'user coordinator-a');
    if (!other || !coordinator) throw new Error('the world is not whole');
    for (const thing of ['problem', 'job', 'plan', 'publication'] as const) {
      const path = `/v1/${thing}s/`;
      const real = await call(
        `${service.url}${path}${other[thing]}`,
        'GET',
        undefined,
        coordinator.headers,
      );
      const none = await call(
        `${service.url}${path}${nothing}`,
        'GET',
        undefined,
        coordinator.headers,
      );
      expect(real.status).toBe(404);
      expect(real.body).toEqual(none.body);
    }
    const post = (body: unknown) =>
      call(`${service.url}/v1/jobs`, 'POST', body, coordinator.headers);
    const real = await post({ problemId: other.problem });
    const none = await post({ problemId: nothing });
    expect([real.status, real.body.code]).toEqual([none.status, none.body.code]);
  });
});

test('the audit log has a line of each request that was to change something', async () => {
  const actions = new Set<string>();
  let query = '?limit=200';
  while (query !== '') {
    const path = `${service.url}/v1/audit${query}`;
    const { items, next } = (await call(path, 'GET', undefined, world.admin.headers)).body;
    for (const { action, status } of items) actions.add(`${action} ${status}`);
    query = next === null ? '' : `?limit=200&cursor=${next}`;
  }
  for (const [key, rule] of Object.entries(accessTable)) {
    // At open routes it is nobody in particular who was refused.
    if (key.startsWith('GET ') || rule.in === 'open') continue;
    expect([...actions], key).toContain(`${key} 400`);
    const isRefused = actions.has(`${key} 403`) || actions.has(`${key} 404`);
    expect(isRefused, key).toBe(rule.verb !== null);
  }
});

describe('lists', () => {
  test.each([
    ['/v1/schools', 'id'],
    ['/v1/problems', 'schoolId'],
    ['/v1/jobs', 'schoolId'],
    ['/v1/plans', 'schoolId'],
  ])('%s shows the sender’s schools and no other', async (path, field) => {
    for (const somebody of [...world.people, world.admin]) {
      const { status, body } = await call(
        `${service.url}${path}`,
        'GET',
        undefined,
        somebody.headers,
      );
      if (status === 403) continue;
      const found = new Set(body.items.map((item: Record<string, string>) => item[field]));
      expect([...found].toSorted(), somebody.label).toEqual(
        [...(somebody.schools ?? schoolIds)].toSorted(),
      );
      for (const school of schoolIds) {
        if (path === '/v1/schools') continue;
        const query = `?schoolId=${encodeURIComponent(school)}`;
        const one = await call(`${service.url}${path}${query}`, 'GET', undefined, somebody.headers);
        const isMine = somebody.schools === null || somebody.schools.includes(school);
        expect(one.status, `${somebody.label} ${query}`).toBe(isMine ? 200 : 404);
      }
    }
  });

  test('show page by page what they show at once, each thing once', async () => {
    const [things] = world.things;
    const post = (path: string, body: unknown) =>
      call(`${service.url}${path}`, 'POST', body, world.admin.headers);
    for (let i = 0; i < 3; i++) await post('/v1/portal/links', { schoolId: things?.school });
    await post(`/v1/plans/${things?.plan}/publish`, {});
    const listed = Object.entries(accessTable).filter(([, rule]) => rule.in === 'listed');
    const paths = listed.map(([key]) => key.replace('GET ', ''));
    paths.push(`/v1/schools/${things?.school}/publications`, `/v1/schools/${things?.school}/links`);
    const wrong: string[] = [];
    const walks = paths.map(async (path) => {
      for (const { headers, label } of [...world.people, world.admin]) {
        const read = (query: string) =>
          call(`${service.url}${path}?${query}`, 'GET', undefined, headers);
        const whole = await read('limit=200');
        if (whole.status !== 200) continue;
        // The audit log grows while it is read.
        const first = path === '/v1/audit' ? 7 : Number.POSITIVE_INFINITY;
        const ids = whole.body.items.map(({ id }: { id: unknown }) => id).slice(0, first);
        const found: unknown[] = [];
        const start = path === '/v1/audit' && ids.length > 0 ? `&cursor=${ids[0] + 1}` : '';
        let query: string | null = `limit=2${start}`;
        while (query !== null && found.length < ids.length + 2) {
          const { body } = await read(query);
          found.push(...body.items.map(({ id }: { id: unknown }) => id));
          query = body.next === null ? null : `limit=2&cursor=${encodeURIComponent(body.next)}`;
        }
        const isSame = JSON.stringify(found.slice(0, first)) === JSON.stringify(ids);
        if (!isSame || new Set(ids).size < ids.length) wrong.push(`${path} for ${label}`);
      }
    });
    await Promise.all(walks);
    expect(wrong).toEqual([]);
  });

  test('people and keys of other schools, and those for every school, are not shown', async () => {
    const admin = world.people.find(({ label }) => label === 'user admin-a');
    const { body: people } = await call(
      `${service.url}/v1/users`,
      'GET',
      undefined,
      admin?.headers,
    );
    for (const person of people.items) {
      for (const { schoolId } of person.memberships) expect(schoolId).toBe(schoolIds[0]);
    }
    expect(people.items.length).toBe(5);
    const { body: keys } = await call(`${service.url}/v1/keys`, 'GET', undefined, admin?.headers);
    expect(keys.items.map((key: { schoolIds: string[] }) => key.schoolIds)).toEqual([
      [schoolIds[0]],
    ]);
  });

  test.each(['webhook', 'batch'] as const)('a %s of another school is not shown', async (kind) => {
    const path = kind === 'batch' ? '/v1/batches' : '/v1/webhooks';
    for (const somebody of [...world.people, world.admin]) {
      const { status, body } = await call(
        `${service.url}${path}`,
        'GET',
        undefined,
        somebody.headers,
      );
      if (status === 403) continue;
      const mine = world.things.filter(
        ({ school }) => somebody.schools === null || somebody.schools.includes(school),
      );
      const found = body.items.map(({ id }: { id: string }) => id);
      // Newest first.
      expect(found, somebody.label).toEqual(mine.map((things) => things[kind]).toReversed());
    }
  });
});

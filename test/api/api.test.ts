import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessTable } from '../../api/access/table.ts';
import {
  call,
  postJob,
  postSchool,
  readStream,
  type StreamEvent,
  untilStatus,
} from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, type ServiceProcess, sleep, startProcess } from '../support/service/processes.ts';
import { tinyProblem } from '../support/tiny.ts';

let service: ServiceProcess;
let base: string;
let schoolId: string;

beforeAll(async () => {
  service = await startProcess({ DATA_DIR: await databaseFolder(), CONCURRENCY: '2' });
  base = service.url;
  schoolId = await postSchool(base);
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
});

describe('problems', () => {
  test('are stored, and come back as they were sent', async () => {
    const problem = tinyProblem({ school: { id: 'p', name: '示范小学', stage: 'primary' } });
    const posted = await call(`${base}/v1/problems`, 'POST', problem);
    expect(posted.status).toBe(201);
    expect(posted.body).toMatchObject({ schoolId: 'p', schoolName: '示范小学', isNew: true });
    const location = posted.headers.get('location');
    expect(location).toBe(`/v1/problems/${posted.body.id}`);
    expect((await call(`${base}${location}`)).body).toEqual(problem);
    const again = await call(`${base}/v1/problems`, 'POST', problem);
    expect([again.status, again.body.id, again.body.isNew]).toEqual([201, posted.body.id, false]);
  });

  test('the demo school of each size can be sent back', async () => {
    const demo = await call(`${base}/v1/demo?size=village&seed=3`);
    expect(demo.body.schema).toBe('afterschool.problem/1');
    expect((await call(`${base}/v1/problems`, 'POST', demo.body)).status).toBe(201);
    expect((await call(`${base}/v1/demo?size=village&seed=3`)).body).toEqual(demo.body);
  });
});

describe('jobs', () => {
  test('go from queued to completed with a plan that the plan routes give', async () => {
    const posted = await call(`${base}/v1/jobs`, 'POST', {
      problemId: schoolId,
      steps: 5,
      seed: 7,
    });
    expect(posted.status).toBe(202);
    expect(posted.headers.get('location')).toBe(`/v1/jobs/${posted.body.id}`);
    expect(posted.body).toMatchObject({ status: 'queued', options: { steps: 5, seed: 7 } });
    const job = await untilStatus(base, posted.body.id, 'completed');
    const plan = (await call(`${base}/v1/plans/${job.planId}`)).body;
    expect(plan).toMatchObject({ schema: 'afterschool.plan/1', seed: 7 });
    expect((await call(`${base}/v1/plans/${job.planId}/score`)).body).toEqual(plan.score);
    const told = await call(`${base}/v1/plans/${job.planId}/score?detail=matches&by=class`);
    expect(told.body.rules).toHaveProperty('fairLoad');
    expect(told.body.matches[0].sentence.zh).toMatch(/[一-龥]/);
    expect(told.body.groups[0].matches.length).toBeGreaterThan(0);
    const { body } = await call(`${base}/v1/plans/${job.planId}/explain`);
    expect(body.missingSessions[0].cause.sentence.zh).toMatch(/[一-龥]/);
    expect(body.fairness).toHaveLength(tinyProblem().staff.length);
    expect(job.score).toEqual({ hard: 0, medium: 0, soft: plan.score.soft });
  });

  test('are listed newest first, page by page, and by status', async () => {
    const ids = [];
    for (let i = 0; i < 3; i++) ids.unshift(await postJob(base, schoolId, { steps: 1 }));
    for (const id of ids) await untilStatus(base, id, 'completed');
    const one = (await call(`${base}/v1/jobs?limit=2`)).body;
    expect(one.items.map((job: { id: string }) => job.id)).toEqual(ids.slice(0, 2));
    const two = (await call(`${base}/v1/jobs?limit=2&cursor=${one.next}`)).body;
    expect(two.items[0].id).toBe(ids[2]);
    expect((await call(`${base}/v1/jobs?status=failed`)).body.items).toEqual([]);
  });

  test('that are stopped keep their best plan', async () => {
    const id = await postJob(base, schoolId, { seconds: 60 });
    const isBetter = ({ type, data }: StreamEvent) => type === 'best' && data.score.soft < 1000;
    await readStream(`${base}/v1/jobs/${id}/events`, {}, (events) => events.some(isBetter));
    const stopped = await call(`${base}/v1/jobs/${id}/stop`, 'POST');
    expect(stopped.status).toBe(202);
    const job = await untilStatus(base, id, 'stopped');
    expect(job.score.soft).toBeLessThan(1000);
    expect((await call(`${base}/v1/plans/${job.planId}`)).status).toBe(200);
    expect((await call(`${base}/v1/jobs/${id}/stop`, 'POST')).status).toBe(202);
    const late = await call(`${base}/v1/jobs/${id}`, 'DELETE');
    expect([late.status, late.body.code]).toEqual([409, 'job-finished']);
  });

  test('that are cancelled end at once and leave their worker free', async () => {
    const ids = [
      await postJob(base, schoolId, { seconds: 60 }),
      await postJob(base, schoolId, { seconds: 60 }),
    ];
    for (const id of ids) {
      await untilStatus(base, id, 'running');
      const answer = await call(`${base}/v1/jobs/${id}`, 'DELETE');
      expect([answer.status, answer.body.status]).toEqual([200, 'cancelled']);
      expect(answer.body.planId).toBeNull();
    }
    // Both workers of the process were busy with them.
    const next = await postJob(base, schoolId, { steps: 1 });
    await untilStatus(base, next, 'completed');
    expect((await call(`${base}/v1/jobs/${ids[0]}`)).body.status).toBe('cancelled');
  });

  test('whose solver throws say so', async () => {
    const id = await postJob(base, await postSchool(base, 'throw'), { seconds: 5 });
    const job = await untilStatus(base, id, 'failed');
    expect(job.error).toEqual({ code: 'solve-failed', message: 'told to throw' });
  });
});

test('a school is deleted, or not, whatever others do with it at that moment', async () => {
  const post = (path: string, body: unknown) => call(`${base}${path}`, 'POST', body);
  const deleted: number[] = [];
  for (let i = 0; i < 6; i++) {
    const school = { id: `goes-${i}`, name: 'G', stage: 'primary' } as const;
    const problem = tinyProblem({ school });
    problem.activities = problem.activities.filter(({ kind }) => kind !== 'duty');
    const problemId = (await post('/v1/problems', problem)).body.id;
    const job = await postJob(base, problemId, { steps: 1 });
    const { planId } = await untilStatus(base, job, 'completed');
    const others = [1, 2, 3].flatMap((steps) => [
      post(`/v1/plans/${planId}/publish`, {}),
      post('/v1/jobs', { problemId, steps }),
    ]);
    const own = call(`${base}/v1/schools/${school.id}`, 'DELETE');
    for (const { status, body } of await Promise.all(others)) {
      expect([201, 202, 404, 409], JSON.stringify(body)).toContain(status);
    }
    deleted.push((await own).status);
  }
  expect(deleted).toEqual(deleted.map(() => 200));
});

describe('the stream of a job', () => {
  test('tells it at least once a second, then its end, then ends', async () => {
    // It lasts until enough was told, however slow the machine is.
    const id = await postJob(base, schoolId, { seconds: 60 });
    const isNews = ({ type }: StreamEvent) => type === 'best' || type === 'progress';
    let stop: Promise<unknown> | undefined;
    const events = await readStream(`${base}/v1/jobs/${id}/events`, {}, (heard) => {
      if (heard.filter(isNews).length >= 6) stop ??= call(`${base}/v1/jobs/${id}/stop`, 'POST');
      return false;
    });
    await stop;
    expect(events[0]?.type).toBe('snapshot');
    expect(events.at(-1)).toMatchObject({ type: 'end', data: { status: 'stopped' } });
    const told = events.filter(isNews);
    for (const event of told) {
      expect(event.data.score.rules.posts.cost).toBe(event.data.score.soft);
      expect(event.data.stepsPerSecond).toBe(50);
    }
    // The middle one of the gaps: a busy machine keeps one or the other waiting.
    const gaps = told.slice(1).map(({ at }, i) => at - (told[i]?.at ?? 0));
    expect(gaps.toSorted((a, b) => a - b)[gaps.length >> 1]).toBeLessThan(1000);
  });

  test('goes on after Last-Event-ID without a gap or a repetition', async () => {
    const id = await postJob(base, schoolId, { seconds: 2.5 });
    const url = `${base}/v1/jobs/${id}/events`;
    const first = await readStream(url, {}, (events) => events.length >= 4);
    const last = first.at(-1)?.id ?? 0;
    await sleep(600);
    const second = await readStream(url, { 'Last-Event-ID': String(last) });
    const ids = second.map((e) => e.id);
    expect(ids).toEqual(ids.map((_, i) => last + 1 + i));
    expect(second.at(-1)?.type).toBe('end');
    const over = await call(url, 'GET', undefined, { 'Last-Event-ID': String(ids.at(-1)) });
    expect(over.status).toBe(204);
    const late = await readStream(url);
    expect(late.map((e) => e.type)).toEqual(['snapshot', 'end']);
  });

  test('serves many listeners at once', async () => {
    const id = await postJob(base, schoolId, { seconds: 2 });
    const url = `${base}/v1/jobs/${id}/events`;
    const all = await Promise.all(Array.from({ length: 50 }, () => readStream(url)));
    for (const events of all) expect(events.at(-1)?.type).toBe('end');
  });
});

describe('what does not depend on the store', () => {
  test('health, readiness, rules and presets answer', async () => {
    for (const prefix of ['', '/v1']) {
      expect((await call(`${base}${prefix}/healthz`)).body).toEqual({ status: 'ok' });
      expect((await call(`${base}${prefix}/readyz`)).body.status).toBe('ready');
    }
    const rules = (await call(`${base}/v1/rules`)).body;
    expect(rules.find((rule: { id: string }) => rule.id === 'fairLoad').defaultWeight).toBe(10);
    const presets = (await call(`${base}/v1/presets`)).body;
    expect(presets.map((preset: { id: string }) => preset.id)).toContain('hebi');
  });

  test('the pages load nothing from other places', async () => {
    for (const path of ['/', '/docs']) {
      const page = await call(`${base}${path}`);
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(page.body).not.toMatch(/(src|href)="(https?:)?\/\//);
      for (const [, asset] of page.body.matchAll(/(?:src|href)="(\/(?:pages|assets)\/[^"]+)"/g)) {
        expect((await call(`${base}${asset}`)).status).toBe(200);
      }
    }
    expect((await call(`${base}/`)).body.indexOf('课后排')).toBeGreaterThan(0);
  });

  test('the OpenAPI document names every route and every schema it refers to', async () => {
    const { body } = await call(`${base}/openapi.json`);
    expect((await call(`${base}/v1/openapi.json`)).body).toEqual(body);
    expect(body.openapi).toMatch(/^3\.1/);
    const routes = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method} ${path}`),
    );
    const known = Object.keys(accessTable).map((key) =>
      key.replace(/^\w+/, (m) => m.toLowerCase()),
    );
    // Pages and the document itself are not part of the API.
    const described = known.filter((key) =>
      /^\w+ \/((v1\/)?(healthz|readyz|metrics)$|v1\/(?!openapi))/.test(key),
    );
    expect(routes.toSorted()).toEqual(described.toSorted());
    const operations = Object.values(body.paths).flatMap((m) => Object.values(m as object));
    const ids = operations.map((one: { operationId: string }) => one.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    // A list that could grow without end is a page.
    const notLists = ['/v1/batches/{id}', '/v1/jobs/{id}/wait'];
    const lists = Object.entries(body.paths).filter(([path, methods]) => {
      const { get } = methods as Record<string, { responses?: unknown }>;
      const [, name = ''] =
        /"200":.*?#\/components\/schemas\/(\w+)/.exec(JSON.stringify(get)) ?? [];
      const { properties = {} } = body.components.schemas[name] ?? {};
      if (!('items' in properties) || notLists.includes(path)) return false;
      const asked = JSON.stringify(get);
      expect(properties, path).toHaveProperty('next');
      for (const query of ['limit', 'cursor']) expect(asked, path).toContain(`"name":"${query}"`);
      return true;
    });
    expect(lists.length).toBeGreaterThanOrEqual(12);
    for (const [, name] of JSON.stringify(body).matchAll(/#\/components\/schemas\/(\w+)/g)) {
      expect(body.components.schemas).toHaveProperty(name ?? '');
    }
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calendarTag } from '../../api/routes/portal.ts';
import { webhookEventSchemas } from '../../api/webhook-events.ts';
import { makeMetrics } from '../../src/metrics.ts';
import { outgoingEvents } from '../../src/store/index.ts';
import { call, postJob, readStream, untilStatus } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, type ServiceProcess, startProcess, until } from '../support/service/processes.ts';
import { startReceiver } from '../support/service/receiver.ts';
import { schoolProblem } from '../support/service/rights-world.ts';

let service: ServiceProcess;
let base: string;
let problemId: string;

beforeAll(async () => {
  service = await startProcess({ DATA_DIR: await databaseFolder(), WEBHOOK_PRIVATE: 'on' });
  base = service.url;
  problemId = (await call(`${base}/v1/problems`, 'POST', schoolProblem('s'))).body.id;
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
});

describe('the portal', () => {
  test('shows nothing before the school publishes, then the plan in force, by ETag', async () => {
    const path = `${base}/v1/portal/schedule?school=s&class=C1&week=2025-09-01`;
    expect((await call(path)).body.code).toBe('not-published');
    const job = await untilStatus(base, await postJob(base, problemId, { steps: 1 }), 'completed');
    await call(`${base}/v1/plans/${job.planId}/publish`, 'POST', {});
    const first = await call(path);
    expect(first.body).toMatchObject({ start: '2025-09-01', subject: { kind: 'class' } });
    expect(first.body.days).toHaveLength(7);
    const etag = first.headers.get('etag') ?? '';
    // A proxy that packs answers makes ETags weak.
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await call(path, 'GET', undefined, { 'If-None-Match': known });
      expect([again.status, again.body]).toEqual([304, '']);
    }
    // A new publication is seen at once by those who ask.
    await call(`${base}/v1/plans/${job.planId}/publish`, 'POST', {});
    const known = { 'If-None-Match': etag };
    expect((await call(path, 'GET', undefined, known)).status).toBe(200);
    expect((await call(path.replace('C1', 'C9'))).body.code).toBe('subject-not-found');
    expect((await call(`${base}/v1/portal/schedule?school=s`)).body.code).toBe('bad-option');
    expect((await call(path.replace('2025-09-01', '2025-99-01'))).body.code).toBe('bad-option');
    expect((await call(path.replace('2025-09-01', '2025-W36'))).body.start).toBe('2025-09-01');
  });

  test('by a link shows what the link is for, until it is revoked', async () => {
    const post = (body: unknown) => call(`${base}/v1/portal/links`, 'POST', body);
    const { body: link } = await post({ schoolId: 's', subject: { kind: 'pupil', id: 'C1-a' } });
    const shared = `${base}/v1/portal/shared?token=${link.token}`;
    expect((await call(shared)).body.subject).toEqual({ kind: 'pupil', name: 'C1-a' });
    expect((await call(`${shared}&pupil=C1-b`)).body.code).toBe('subject-not-found');
    expect((await call(`${base}/v1/portal/shared?token=none`)).body.code).toBe('link-not-found');
    const whom = (path: string) => call(`${base}/v1/portal/${path}`);
    const all = (await whom('subjects?school=s')).body;
    expect(all.classes.map(({ id }: { id: string }) => id)).toEqual(['C1', 'C3']);
    // A link for one pupil tells of no class or person, and one for the school of no pupil.
    const own = (await whom(`shared/subjects?token=${link.token}`)).body;
    expect(own).toMatchObject({ subject: { id: 'C1-a' }, classes: [], staff: [] });
    const { body: open } = await post({ schoolId: 's' });
    const every = (await whom(`shared/subjects?token=${open.token}`)).body;
    expect(every).toEqual(all);
    expect(JSON.stringify(every)).not.toContain('C1-a');
    expect((await whom('shared/subjects?token=none')).body.code).toBe('link-not-found');
    const listed = (await call(`${base}/v1/schools/s/links`)).body.items;
    expect(JSON.stringify(listed)).not.toContain(link.token);
    expect((await call(`${base}/v1/portal/links/${link.id}`, 'DELETE')).status).toBe(204);
    expect((await call(shared)).body.code).toBe('link-not-found');
  });

  test('shows weeks of years from 0001 to 9999, every day of them written with four digits', async () => {
    const ask = (week: string) => call(`${base}/v1/portal/schedule?school=s&class=C1&week=${week}`);
    for (const week of ['0000-01-01', '0000-W30', '0000-12-31', '9999-12-27', '9999-W52']) {
      const { status, body } = await ask(week);
      expect([status, body.code], week).toEqual([400, 'bad-option']);
    }
    for (const week of ['0001-01-01', '9999-12-26', '9999-W51']) {
      const { status, body } = await ask(week);
      expect(status, week).toBe(200);
      for (const { date } of body.days) expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });

  test('hands out a calendar to subscribe to, by a link and for what it is for', async () => {
    const post = (body: unknown) => call(`${base}/v1/portal/links`, 'POST', body);
    const { body: link } = await post({ schoolId: 's', subject: { kind: 'class', id: 'C1' } });
    const path = `${base}/v1/portal/shared/calendar?token=${link.token}`;
    const first = await call(path);
    expect(first.headers.get('content-type')).toMatch(/^text\/calendar/);
    expect(first.body).toContain('X-WR-CALNAME:School s Class 1-1');
    const etag = first.headers.get('etag') ?? '';
    const known = { 'If-None-Match': etag };
    expect((await call(path, 'GET', undefined, known)).status).toBe(304);
    expect((await call(`${path}&class=C3`)).body.code).toBe('subject-not-found');
    // A new publication is a new calendar.
    const { body: list } = await call(`${base}/v1/schools/s/publications`);
    await call(`${base}/v1/plans/${list.items[0].planId}/publish`, 'POST', {});
    expect((await call(path, 'GET', undefined, known)).status).toBe(200);
    await call(`${base}/v1/portal/links/${link.id}`, 'DELETE');
    expect((await call(path)).body.code).toBe('link-not-found');
  });

  test('names in its list of links whom they are for, also who has left since', async () => {
    // A school of people alone, for which an empty plan can be published.
    const school = { ...schoolProblem('left'), classes: [], students: [], activities: [] };
    const here = { id: 'T1', name: '王芳', kind: 'teacher' };
    for (const staff of [[here], []]) {
      const stored = await call(`${base}/v1/problems`, 'POST', { ...school, staff });
      const plan = { sessions: [], openSessions: [] };
      const body = { problemId: stored.body.id, plan };
      const { body: made } = await call(`${base}/v1/plans`, 'POST', body);
      await call(`${base}/v1/plans/${made.id}/publish`, 'POST', {});
    }
    for (const id of ['T1', 'nobody']) {
      const link = { schoolId: 'left', subject: { kind: 'staff', id } };
      await call(`${base}/v1/portal/links`, 'POST', link);
    }
    const { items } = (await call(`${base}/v1/schools/left/links`)).body;
    expect(items.map(({ name }: { name: string | null }) => name)).toEqual([null, '王芳']);
  });

  test('sends a calendar anew after an upgrade, which may write it otherwise', () => {
    const subject = { kind: 'class', id: 'C1' } as const;
    const tag = (version: string) => calendarTag(version, ['publication'], subject);
    expect(tag('1.0.0')).toBe(tag('1.0.0'));
    expect(tag('1.0.1')).not.toBe(tag('1.0.0'));
  });

  test('asks for a schedule, gets a ticket, and its webhook is told of the end', async () => {
    const { told, url, close } = await startReceiver();
    const { body: hook } = await call(`${base}/v1/webhooks`, 'POST', {
      url,
      events: ['portal.ended'],
      schoolIds: ['s'],
    });
    const asked = await call(`${base}/v1/portal/requests`, 'POST', { schoolId: 's', steps: 2 });
    expect(asked.status).toBe(202);
    await until(() => told.length === 1);
    expect(JSON.parse(told[0]?.body ?? '')).toMatchObject({
      type: 'portal.ended',
      data: { requestId: asked.body.id, schoolId: 's', status: 'completed' },
    });
    const ticket = (await call(`${base}/v1/portal/requests/${asked.body.id}`)).body;
    expect(ticket).toMatchObject({ status: 'ready', publishable: true });
    const log = async () => (await call(`${base}/v1/webhooks/${hook.id}/deliveries`)).body.items;
    await until(async () => (await log())[0].status === 'delivered');
    const [delivery] = await log();
    const replay = { deliveryId: delivery.id };
    expect((await call(`${base}/v1/webhooks/${hook.id}/replay`, 'POST', replay)).status).toBe(202);
    await until(() => told.length === 2);
    close();
  });
});

test('webhooks are sent what the OpenAPI document says of their events', async () => {
  const { webhooks } = (await call(`${base}/v1/openapi.json`)).body;
  expect(Object.keys(webhooks).toSorted()).toEqual([...outgoingEvents].toSorted());
  const { told, url, close } = await startReceiver();
  await call(`${base}/v1/webhooks`, 'POST', { url, events: outgoingEvents });
  await call(`${base}/v1/portal/requests`, 'POST', { schoolId: 's', steps: 3 });
  await call(`${base}/v1/batches`, 'POST', { problemIds: [problemId], steps: 4 });
  const cancelled = await postJob(base, problemId, { seconds: 60 });
  await call(`${base}/v1/jobs/${cancelled}`, 'DELETE');
  const { term: _, ...free } = schoolProblem('free');
  const { id: freeId } = (await call(`${base}/v1/problems`, 'POST', free)).body;
  const job = await untilStatus(base, await postJob(base, freeId, { steps: 5 }), 'completed');
  const coming = { validFrom: '9999-12-31' };
  const published = await call(`${base}/v1/plans/${job.planId}/publish`, 'POST', coming);
  await call(`${base}/v1/publications/${published.body.id}`, 'DELETE');
  const sent = () => told.map(({ body }) => JSON.parse(body));
  await until(() => outgoingEvents.every((event) => sent().some(({ type }) => type === event)));
  close();
  for (const event of sent()) {
    const { $ref } = webhooks[event.type].post.requestBody.content['application/json'].schema;
    const name = $ref.split('/').at(-1) as keyof typeof webhookEventSchemas;
    expect(webhookEventSchemas[name].safeParse(event).error, event.type).toBeUndefined();
  }
});

describe('a batch over the API', () => {
  test('is taken whole, reported, and shown on the queue board and in the metrics', async () => {
    const other = (await call(`${base}/v1/problems`, 'POST', schoolProblem('t'))).body.id;
    const posted = await call(`${base}/v1/batches`, 'POST', {
      name: '夜间',
      problemIds: [problemId, other, problemId],
      steps: 2,
    });
    expect(posted.status).toBe(202);
    const path = `${base}/v1/batches/${posted.body.id}`;
    await until(async () => (await call(path)).body.endedAt !== null);
    const report = (await call(path)).body;
    expect(report).toMatchObject({ jobCount: 2, counts: { completed: 2 }, publishable: 2 });
    expect(report.items.map((item: { schoolId: string }) => item.schoolId).sort()).toEqual([
      's',
      't',
    ]);
    const none = '00000000-0000-4000-8000-000000000000';
    const refused = await call(`${base}/v1/batches`, 'POST', { problemIds: [problemId, none] });
    expect([refused.status, refused.body.code]).toEqual([404, 'problem-not-found']);

    const running = await postJob(base, problemId, { seconds: 30 });
    await untilStatus(base, running, 'running');
    const board = (await call(`${base}/v1/queue`)).body;
    expect(board.state).toMatchObject({ running: 1, queued: 0 });
    expect(board.running[0]).toMatchObject({ jobId: running, attempt: 1 });
    const metrics = (await call(`${base}/metrics`)).body;
    expect(metrics).toContain('afterbell_queue_jobs{state="running"} 1');
    expect(metrics).toMatch(/afterbell_job_wait_seconds_count \d/);
    expect(metrics).toContain('nodejs_eventloop_lag_seconds');
    expect(metrics).toMatch(/^afterbell_disk_free_bytes [1-9]\d*$/m);
    expect(metrics).toContain('route="/v1/batches/:id"');
    await call(`${base}/v1/jobs/${running}`, 'DELETE');
  });

  test('tells at the first scrape how long a job has waited, and failures before there is one', async () => {
    const none = { queued: 1, running: 0, ready: 0, waiting: 1, paused: 0, silent: 0 };
    const text = await makeMetrics(async () => ({ ...none, oldestWaitSeconds: 7 })).text();
    expect(text).toMatch(/^afterbell_queue_oldest_wait_seconds 7$/m);
    expect(text).toContain('afterbell_queue_jobs{state="waiting"} 1');
    // What is watched for growing is there before it grows.
    expect(text).toContain('afterbell_webhook_tries_total{result="failed"} 0');
    expect(text).toContain('afterbell_job_solve_seconds_count{outcome="failed"} 0');
  });
});

describe('waiting for events without a stream', () => {
  test('tells each event once and in order, up to the end', async () => {
    const id = await postJob(base, problemId, { seconds: 1.5 });
    const seen: { seq: number; type: string }[] = [];
    let after = 0;
    let isOver = false;
    while (!isOver) {
      const { body } = await call(`${base}/v1/jobs/${id}/wait?after=${after}&seconds=5`);
      seen.push(...body.items);
      ({ after, isOver } = body);
    }
    const seqs = seen.map((event) => event.seq);
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
    expect(seen.at(-1)?.type).toBe('end');
    const late = (await call(`${base}/v1/jobs/${id}/wait?after=${after}&seconds=20`)).body;
    expect(late).toMatchObject({ items: [], isOver: true });
  });

  test('after a number that the job has never had holds up nobody else', async () => {
    const id = await postJob(base, problemId, { seconds: 60 });
    const beyond = 999_999_999_999_999;
    const waiting = call(`${base}/v1/jobs/${id}/wait?after=${beyond}&seconds=3`);
    const others = readStream(`${base}/v1/jobs/${id}/events`, {}, (events) => events.length >= 3);
    const answer = await waiting;
    expect(answer.body.after).toBeLessThan(beyond);
    expect(answer.body.items[0].seq).toBeLessThanOrEqual(answer.body.after);
    expect((await others).length).toBeGreaterThanOrEqual(3);
    await call(`${base}/v1/jobs/${id}`, 'DELETE');
  });
});

import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../src/domain/problem.ts';
import { runningPostgresUrl } from '../../src/store/embedded-postgres.ts';
import { type Database, openDatabase } from '../../src/store/index.ts';
import { call, readStream, untilStatus } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, type ServiceProcess, startProcess, until } from '../support/service/processes.ts';
import { startReceiver } from '../support/service/receiver.ts';
import { ADMIN_KEY, asAdmin, schoolProblem } from '../support/service/rights-world.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

/**
 * Marks of pupils are planted where a school puts them, and looked for wherever they must not
 * be: in every line of the log, in metrics, events, URLs, lists, the audit log.
 */
const PUPIL = 'marker-pupil-赵小明-7391';
const FLAGS = ['disabled', 'leftBehind', 'migrant', 'lowIncome'];

let service: ServiceProcess;
const dataDir = await databaseFolder();

beforeAll(async () => {
  const env = {
    DATA_DIR: dataDir,
    AUTH: 'on',
    ADMIN_KEY,
    LOG_LEVEL: 'trace',
    WEBHOOK_PRIVATE: 'on',
  };
  service = await startProcess(env);
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
});

function marked(id: string, name = 'a'): Problem {
  const problem = schoolProblem(id);
  problem.school.name = name;
  const [first] = problem.students ?? [];
  if (!first) throw new Error('there are no pupils to mark');
  first.id = PUPIL;
  first.priority = ['disabled', 'leftBehind', 'migrant', 'lowIncome'];
  return problem;
}

/** Stores a whole plan of a marked school by hand; the marked pupil is in their club, or is not. */
async function storePlan(problemId: string, isInClub: boolean): Promise<string> {
  const plan = tinyPlan();
  plan.sessions = plan.sessions.filter(({ kind }) => kind !== 'duty');
  if (!isInClub) {
    const left = (ids: string[] = []) => ids.filter((id) => id !== 'C1-a');
    for (const session of plan.sessions) {
      if (session.kind === 'club')
        Object.assign(session, { studentIds: left(session.studentIds), headcount: 3 });
      else if (session.id === 'care-mon-club-C1') session.headcount = 3;
    }
    plan.placements = plan.placements?.filter(({ studentId }) => studentId !== 'C1-a');
  }
  const text = JSON.stringify({ problemId, plan }).replaceAll('C1-a', PUPIL);
  const { status, body } = await post('/v1/plans', text);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}

const post = (path: string, body: unknown) => call(`${service.url}${path}`, 'POST', body, asAdmin);
const get = (path: string) => call(`${service.url}${path}`, 'GET', undefined, asAdmin);

function expectClean(text: string, where: string): void {
  for (const mark of [PUPIL, encodeURIComponent(PUPIL), ...FLAGS.map((flag) => `"${flag}"`)]) {
    expect(text.includes(mark), `${mark} in ${where}`).toBe(false);
  }
}

test('marks of pupils are in the problem and nowhere else', async () => {
  const stored = await post('/v1/problems', marked('s'));
  const problemId = stored.body.id;
  expect(JSON.stringify((await get(`/v1/problems/${problemId}`)).body)).toContain(PUPIL);
  const job = await post('/v1/jobs', { problemId, steps: 3 });
  const events = await readStream(`${service.url}/v1/jobs/${job.body.id}/events`, asAdmin);
  const ended = await untilStatus(service.url, job.body.id, 'completed', 20_000, asAdmin);
  await post(`/v1/plans/${ended.planId}/publish`, { note: 'n' });
  // What goes wrong is what tends to be logged: a refused problem, a solver that throws, a body
  // that is cut off, and a path and a query with a name in them.
  const broken = marked('s');
  broken.students?.push(...(broken.students ?? []).slice(0, 1));
  expect((await post('/v1/problems', broken)).status).toBe(422);
  const throws = await post('/v1/problems', marked('t', 'throw'));
  const failed = await post('/v1/jobs', { problemId: throws.body.id, steps: 1 });
  const why = await untilStatus(service.url, failed.body.id, 'failed', 20_000, asAdmin);
  expectClean(JSON.stringify(why), 'the error of a job');
  const batch = await post('/v1/batches', { problemIds: [problemId, throws.body.id], steps: 2 });
  const report = `/v1/batches/${batch.body.id}`;
  await until(async () => (await get(report)).body.endedAt !== null);
  await post('/v1/problems', JSON.stringify(marked('s')).slice(0, -9));
  await get(`/v1/jobs?status=${encodeURIComponent(PUPIL)}`);

  expectClean(JSON.stringify(events), 'the events');
  expectClean(JSON.stringify(stored.body) + JSON.stringify([...stored.headers]), 'the receipt');
  const lists = ['/v1/schools', '/v1/problems', '/v1/jobs', '/v1/plans', '/v1/users', '/v1/keys'];
  for (const path of [
    ...lists,
    '/v1/audit',
    '/v1/schools/s/publications',
    '/v1/portal/subjects?school=s',
    report,
    '/v1/batches',
    '/v1/queue',
    '/v1/storage',
    `/v1/plans/${ended.planId}/info`,
    `/v1/plans/${ended.planId}/explain`,
  ]) {
    const { status, body } = await get(path);
    expect(status, path).toBe(200);
    expectClean(JSON.stringify(body), path);
  }
  // Words of the schema are in it, as they must be; somebody's are not.
  const description = JSON.stringify((await get('/openapi.json')).body);
  expect(description.includes(PUPIL), 'the OpenAPI document').toBe(false);
  const metrics = await get('/metrics');
  expectClean(String(metrics.body), '/metrics');
});

test('nobody is told of another’s pupils: not in the portal, in calendars or by webhooks', async () => {
  const { told, url, close } = await startReceiver();
  const events = ['job.ended', 'plan.published', 'portal.ended', 'batch.ended'];
  await post('/v1/webhooks', { url, events, schoolIds: null });
  const problem = marked('w');
  problem.term = { start: '2025-09-01', end: '2025-09-12' };
  const problemId = (await post('/v1/problems', problem)).body.id;
  const asked = await post('/v1/portal/requests', { schoolId: 'w', steps: 4 });
  await post('/v1/batches', { problemIds: [problemId], steps: 5 });
  await until(async () => (await get(`/v1/portal/requests/${asked.body.id}`)).body.planId !== null);
  const planId = await storePlan(problemId, true);
  expect((await post(`/v1/plans/${planId}/publish`, {})).status).toBe(201);
  await until(() => events.every((event) => told.some(({ body }) => body.includes(`"${event}"`))));
  close();
  // Bodies as they were sent: within JSON again, quotes around a mark would be escaped.
  const sent = told.map(({ path, headers, body }) => `${path} ${JSON.stringify(headers)}${body}`);
  expectClean(sent.join(), 'what webhooks are sent');
  const [hook] = (await get('/v1/webhooks')).body.items;
  const deliveries = (await get(`/v1/webhooks/${hook.id}/deliveries`)).body;
  expect(deliveries.items.length).toBeGreaterThan(3);
  expectClean(JSON.stringify([hook, deliveries]), 'webhooks and their log');

  const other = (problem.students ?? []).find(({ id }) => id !== PUPIL)?.id;
  const schedule = `/v1/portal/schedule?school=w&week=2025-09-01`;
  for (const subject of ['class=C1', 'staff=T1', `pupil=${other}`]) {
    const { status, body, headers } = await get(`${schedule}&${subject}`);
    expect(status, subject).toBe(200);
    expect(JSON.stringify(body)).toContain('"items":[{');
    expectClean(JSON.stringify(body) + JSON.stringify([...headers]), subject);
  }
  // Their own week names them, and says nothing of why they come first.
  const own = JSON.stringify((await get(`${schedule}&pupil=${encodeURIComponent(PUPIL)}`)).body);
  expect(own).toContain(PUPIL);
  for (const flag of FLAGS) expect(own).not.toContain(flag);
  const weekOf = async (subject: string) => {
    const { publishedAt: _, ...week } = (await get(`${schedule}&${subject}`)).body;
    return week;
  };
  const weeks = ['class=C1', 'staff=T1', `pupil=${other}`, `pupil=${encodeURIComponent(PUPIL)}`];
  const seen = await Promise.all(weeks.map(weekOf));
  const files = await filesOf(planId);
  for (const [as, texts] of Object.entries(files)) {
    expect(texts.join('').length, as).toBeGreaterThan(100);
    for (const text of texts) expectClean(text, as);
  }
  // All of it is the same where no pupil has a flag, whatever words one would be told by.
  const plain = structuredClone(problem);
  plain.students = plain.students?.map(
    ({ priority: _, lostLastTime: __, mentorId: ___, ...rest }) => rest,
  );
  const plainId = (await post('/v1/problems', plain)).body.id;
  const twin = await storePlan(plainId, true);
  expect((await post(`/v1/plans/${twin}/publish`, {})).status).toBe(201);
  expect(await Promise.all(weeks.map(weekOf))).toEqual(seen);
  expect(await filesOf(twin)).toEqual(files);
});

/** The texts of each kind of file that families get, by who may not see roll calls. */
async function filesOf(planId: string): Promise<Record<string, string[]>> {
  const made = await post('/v1/keys', { name: 'f', role: 'viewer', schoolIds: ['w'] });
  const headers = { authorization: `Bearer ${made.body.secret}` };
  const files: Record<string, string[]> = {};
  for (const as of ['ics', 'csv', 'pdf', 'docx', 'xlsx']) {
    const verbless = await fetch(`${service.url}/v1/plans/${planId}/export?as=${as}`, { headers });
    expect(verbless.status, as).toBe(200);
    files[as] = textsOf(new Uint8Array(await verbless.arrayBuffer()));
  }
  return files;
}

test('who may not read of pupils’ flags cannot infer them, and gets no roll calls', async () => {
  const problemId = (await post('/v1/problems', marked('v'))).body.id;
  // An unmet wish that counts double.
  const planId = await storePlan(problemId, false);
  const verbs = ['plans:read', 'plans:write', 'problems:read'];
  const made = await post('/v1/keys', { name: 'v', verbs, schoolIds: ['v'] });
  const headers = { authorization: `Bearer ${made.body.secret}` };
  const seen = (path: string, body?: unknown) =>
    call(`${service.url}/v1/plans/${path}`, body ? 'POST' : 'GET', body, headers);
  for (const by of ['rule', 'student', 'class']) {
    const whole = (await get(`/v1/plans/${planId}/score?detail=matches&by=${by}`)).body;
    expect(JSON.stringify(whole.matches)).toContain('"choice"');
    const { matches, groups } = (await seen(`${planId}/score?detail=matches&by=${by}`)).body;
    expect(JSON.stringify([matches, groups])).not.toMatch(/"(choice|mentor)"/);
  }
  const edits = [{ place: { studentId: PUPIL, activityId: 'chess', isIn: true } }];
  expect((await post(`/v1/plans/${planId}/why-not`, { edits })).status).toBe(200);
  expect((await seen(`${planId}/why-not`, { edits })).status).toBe(403);
  const plan = (await seen(`${planId}`)).body;
  const hand = await call(`${service.url}/v1/plans`, 'POST', { problemId, plan }, headers);
  expect(hand.status).toBe(403);
  const compared = (await seen(`${planId}/compare/${planId}`)).body;
  expect(compared.kpis.a.priorityChoices).toEqual({ pupils: 0, first: null, any: null });
  const table = (await seen(`compare?ids=${planId}`)).body;
  expect(table[0].kpis.priorityChoices).toEqual({ pupils: 0, first: null, any: null });
  const admin = (await get(`/v1/plans/compare?ids=${planId}`)).body;
  expect(admin[0].kpis.priorityChoices.pupils).toBeGreaterThan(0);

  const rolls = async (who: Record<string, string>) => {
    const url = `${service.url}/v1/plans/${planId}/export?as=xlsx`;
    const bytes = new Uint8Array(await (await fetch(url, { headers: who })).arrayBuffer());
    return textsOf(bytes).some((text) => text.includes(PUPIL));
  };
  expect([await rolls(asAdmin), await rolls(headers)]).toEqual([true, false]);
});

/** All text in a file: of an archive, of every file in it, and so on. */
function textsOf(bytes: Uint8Array): string[] {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  // Packed, and by the numbers of its font's signs: nothing could be found in its bytes.
  if (start === '%PDF') return [execFileSync('pdftotext', ['-', '-'], { input: bytes }).toString()];
  if (!start.startsWith('PK')) return [new TextDecoder().decode(bytes)];
  return Object.values(unzipSync(bytes)).flatMap(textsOf);
}

test('with its school, everything of a pupil goes from every table', async () => {
  const db = openDatabase(runningPostgresUrl(dataDir) ?? '', 1);
  expect((await tablesWith(db, PUPIL)).toSorted()).toEqual(['plans', 'problems']);
  for (const { id } of (await get('/v1/schools')).body.items) {
    expect(
      (await call(`${service.url}/v1/schools/${id}`, 'DELETE', undefined, asAdmin)).status,
    ).toBe(200);
  }
  expect(await tablesWith(db, PUPIL)).toEqual([]);
  await db.destroy();
});

/** Tables, those of the queue too, with a row that has the text, packed or not. */
async function tablesWith(db: Database, text: string): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string; schema: string }>`
    select relname as name, relnamespace::regnamespace::text as schema from pg_class
    where relkind = 'r' and relnamespace::regnamespace::text !~ '^(pg_|information_schema)'`.execute(
    db,
  );
  const found: string[] = [];
  for (const { name, schema } of tables) {
    const { rows } = await sql<Record<string, unknown>>`
      select * from ${sql.table(`${schema}.${name}`)}`.execute(db);
    const texts = rows.flatMap((row) => Object.values(row).map(unpacked));
    if (texts.some((value) => value.includes(text))) found.push(name);
  }
  return found;
}

function unpacked(value: unknown): string {
  if (!Buffer.isBuffer(value)) return JSON.stringify(value) ?? '';
  return (value[0] === 0x1f ? gunzipSync(value) : value).toString();
}

test('the log of all that holds no marks of pupils', async () => {
  await service.stop();
  // Something was logged, or the test would show nothing.
  expect(service.errors().split('\n').length).toBeGreaterThan(10);
  expectClean(service.errors(), 'the log');
});

test('the data at rest are open to nobody but the user of Postgres', () => {
  const folder = service.postgres ?? '';
  expect(statSync(folder).mode & 0o077).toBe(0);
  const secrets = readdirSync(join(folder, '..')).filter((name) => name.endsWith('.password'));
  expect(secrets).not.toEqual([]);
  for (const name of secrets) expect(statSync(join(folder, '..', name)).mode & 0o077).toBe(0);
  expect(statSync(join(dataDir, 'postgres.log')).mode & 0o077).toBe(0);
});

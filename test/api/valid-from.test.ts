import { unzipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PublishedWeeks } from '../../api/published-weeks.ts';
import { daysAfter, mondayOf } from '../../src/domain/calendar.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { beginOf, todayAt } from '../../src/domain/validity.ts';
import * as store from '../../src/store/index.ts';
import { call } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { ownDatabase } from '../support/service/own-database.ts';
import { cleanUp, type ServiceProcess, startProcess } from '../support/service/processes.ts';
import { schoolProblem } from '../support/service/rights-world.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

let service: ServiceProcess;
let base: string;
const plans: Record<'a' | 'b', string> = { a: '', b: '' };

const today = todayAt(schoolProblem('s'), new Date());
const thisWeek = mondayOf(today);
/** Plan B holds from there on. */
const change = daysAfter(thisWeek, 14);
const term = { start: daysAfter(thisWeek, -14), end: daysAfter(thisWeek, 27) };

/** Data of a school in which the class goes by a name that tells them apart. */
function dataOf(school: string, className: string): Problem {
  const problem = { ...schoolProblem(school), term };
  for (const one of problem.classes) if (one.id === 'C1') one.name = className;
  return problem;
}

beforeAll(async () => {
  service = await startProcess({ DATA_DIR: await databaseFolder() });
  base = service.url;
  for (const name of ['a', 'b'] as const) {
    const { body } = await call(`${base}/v1/problems`, 'POST', dataOf('s', `Class ${name}`));
    plans[name] = await storePlan(body.id);
  }
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
});

/** The tiny plan made by hand, without the duties that these data do not have. */
async function storePlan(problemId: string): Promise<string> {
  const plan = tinyPlan();
  plan.sessions = plan.sessions.filter(({ kind }) => kind !== 'duty');
  const made = await call(`${base}/v1/plans`, 'POST', { problemId, plan });
  expect(made.body).toMatchObject({ publishable: true });
  return made.body.id;
}

const publish = (planId: string, body: unknown) =>
  call(`${base}/v1/plans/${planId}/publish`, 'POST', body);
const schedule = (week: string, headers = {}) =>
  call(`${base}/v1/portal/schedule?school=s&class=C1${week}`, 'GET', undefined, headers);
const current = () => call(`${base}/v1/schools/s/publications/current`);
const infoOf = async (planId: string) => (await call(`${base}/v1/plans/${planId}/info`)).body;

test('where nobody says, the first plan holds for the whole term, and the next from today on', async () => {
  const { body } = await call(`${base}/v1/problems`, 'POST', dataOf('other', 'Class'));
  const plan = await storePlan(body.id);
  const [first, next] = [await publish(plan, {}), await publish(plan, {})];
  expect(first.body).toMatchObject({ validFrom: term.start, inForce: true });
  expect(next.body).toMatchObject({ validFrom: today, inForce: true });
});

test('a plan holds from its date on, and weeks before have nothing', async () => {
  const made = await publish(plans.a, { validFrom: today });
  expect(made.body).toMatchObject({ validFrom: today, inForce: true });
  const before = (await schedule(`&week=${daysAfter(today, -7)}`)).body;
  for (const { date, validFrom, items } of before.days) {
    if (date >= today) continue;
    expect([validFrom, items]).toEqual([null, []]);
  }
  // A date in the past corrects what is on record.
  const corrected = await publish(plans.a, { validFrom: term.start });
  expect(corrected.body).toMatchObject({ validFrom: term.start, inForce: false });
  const { days } = (await schedule(`&week=${daysAfter(today, -7)}`)).body;
  expect(days[0].items.length).toBeGreaterThan(0);
  expect((await current()).body.id).toBe(made.body.id);
});

test('a plan for a date to come changes nothing until then, and is shown from then on', async () => {
  const [now, later] = [await schedule(''), await schedule(`&week=${change}`)];
  const inForce = (await current()).body;
  const made = (await publish(plans.b, { validFrom: change, replaces: inForce.id })).body;
  expect(made).toMatchObject({ validFrom: change, inForce: false });
  expect((await current()).body.id).toBe(inForce.id);
  expect(await infoOf(plans.b)).toMatchObject({ inForce: false, holdsFrom: change });
  expect(await infoOf(plans.a)).toMatchObject({ inForce: true, holdsFrom: null });
  const known = { 'If-None-Match': now.headers.get('etag') ?? '' };
  expect((await schedule('', known)).status).toBe(304);
  expect((await schedule(`&week=${daysAfter(change, -1)}`)).body.subject.name).toBe('Class a');
  const knownLater = { 'If-None-Match': later.headers.get('etag') ?? '' };
  const shown = await schedule(`&week=${change}`, knownLater);
  expect(shown.status).toBe(200);
  expect(shown.body).toMatchObject({ subject: { name: 'Class b' }, publishedAt: made.createdAt });
  expect(shown.body.days.map((day: { validFrom: string }) => day.validFrom)).toEqual(
    Array(7).fill(change),
  );
  const subjects = (await call(`${base}/v1/portal/subjects?school=s`)).body;
  expect(subjects).toMatchObject({ publishedAt: inForce.createdAt, term, terms: [term] });
  expect(subjects.classes[0].name).toBe('Class a');
});

test('what holds on the date is what a publication must have known of', async () => {
  const { items } = (await call(`${base}/v1/schools/s/publications`)).body;
  const [coming] = items;
  const inForce = (await current()).body;
  const stale = await publish(plans.a, { validFrom: change, replaces: inForce.id });
  expect([stale.status, stale.body.code]).toEqual([409, 'published-meanwhile']);
  const again = await publish(plans.b, { validFrom: change, replaces: coming.id, note: 'again' });
  expect(again.status).toBe(201);
  const now = await publish(plans.a, { validFrom: today, replaces: inForce.id, note: 'again' });
  expect(now.body).toMatchObject({ inForce: true });
});

test('a date outside the term, or none at all, is refused in both languages', async () => {
  for (const validFrom of [daysAfter(term.start, -1), daysAfter(term.end, 1)]) {
    const { status, body } = await publish(plans.a, { validFrom });
    expect([status, body.code]).toEqual([422, 'outside-term']);
    expect(body.faults[0]).toMatchObject({ path: '/validFrom', value: validFrom });
    expect(body.faults[0].messageZh).toContain(`${term.start} 至 ${term.end}`);
  }
  for (const validFrom of ['2025-02-30', 'next Monday', '0000-01-01', 20251026]) {
    const { status } = await publish(plans.a, { validFrom });
    expect(status, String(validFrom)).toBe(422);
  }
  // Without a term any date will do that there is.
  const { term: _, ...free } = dataOf('free', 'Class');
  const planId = await storePlan((await call(`${base}/v1/problems`, 'POST', free)).body.id);
  expect((await publish(planId, { validFrom: '0000-12-31' })).body.code).toBe('bad-date');
  for (const validFrom of ['0001-01-01', '9999-12-31']) {
    expect((await publish(planId, { validFrom })).body).toMatchObject({
      validFrom,
      inForce: validFrom < today,
    });
  }
});

test('calendars and files have each date by the plan that holds on it', async () => {
  const body = { schoolId: 's', subject: { kind: 'class', id: 'C1' } };
  const { body: link } = await call(`${base}/v1/portal/links`, 'POST', body);
  const feed = (await call(`${base}/v1/portal/shared/calendar?token=${link.token}`)).body;
  const starts = [...String(feed).matchAll(/DTSTART[^:]*:(\d{8})/g)].map(([, day]) => day);
  expect(starts.length).toBeGreaterThan(4);
  expect(String(feed)).toContain('Class b');
  // Whichever of the two is exported: what has dates is the same, and not a forecast.
  const { body: info } = await call(`${base}/v1/plans/${plans.a}/info`);
  const draft = await storePlan(info.problemId);
  const [a, b, other] = await Promise.all([plans.a, plans.b, draft].map(datedFiles));
  expect(Object.keys(a ?? {}).length).toBeGreaterThan(3);
  expect(b?.month).toEqual(a?.month);
  expect(other?.month).not.toEqual(a?.month);
  const name = '班级-Class a.ics';
  expect(b?.['班级-Class b.ics']).toContain(`DTSTART:${change.replaceAll('-', '')}`);
  expect(other?.[name]).toContain(`DTSTART:${daysAfter(term.start, 7).replaceAll('-', '')}`);
});

/** Calendars by their names, and the sheets of months. */
async function datedFiles(planId: string): Promise<Record<string, string>> {
  const unzip = async (as: string) => {
    const answer = await fetch(`${base}/v1/plans/${planId}/export?as=${as}`);
    return unzipSync(new Uint8Array(await answer.arrayBuffer()));
  };
  const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
  const feeds = Object.entries(await unzip('ics')).map(([name, bytes]) => [name, text(bytes)]);
  const [, months] =
    Object.entries(await unzip('xlsx')).find(([name]) => name.startsWith('月度统计')) ?? [];
  const sheets = Object.entries(unzipSync(months ?? new Uint8Array()));
  const month = sheets.map(([name, part]) => `${name} ${text(part)}`).join('\n');
  return { ...Object.fromEntries(feeds), month };
}

test('who can be asked for changes at midnight, though everything is kept in memory', async () => {
  const own = await ownDatabase();
  const { db } = own;
  const weeks = new PublishedWeeks(db);
  for (const [i, name] of ['a', 'b'].entries()) {
    const content = dataOf('t', `Class ${name}`);
    const { info } = await store.saveProblem(db, content);
    const plan = tinyPlan();
    const planId = await store.storePlan(db, null, { id: info.id, content }, plan);
    const validFrom = daysAfter(today, i);
    const beginsAt = beginOf(content, validFrom);
    await store.publishPlan(db, { planId, publishedBy: 'me', note: '', validFrom, beginsAt });
  }
  const first = async () => {
    const found = await weeks.subjects('t');
    return found === 'not-published' ? found : found.classes[0]?.name;
  };
  expect(await first()).toBe('Class a');
  await sql`alter table publications disable trigger immutable`.execute(db);
  await sql`update publications set begins_at = begins_at - interval '1 day'`.execute(db);
  expect(await first()).toBe('Class b');
  await own.close();
});

test('what was withdrawn before it held is shown nowhere any more', async () => {
  await publish(plans.a, { validFrom: daysAfter(change, 7) });
  const body = { schoolId: 's', subject: { kind: 'class', id: 'C1' } };
  const { body: link } = await call(`${base}/v1/portal/links`, 'POST', body);
  const feed = (headers = {}) =>
    call(`${base}/v1/portal/shared/calendar?token=${link.token}`, 'GET', undefined, headers);
  const before = await feed();
  const { items } = (await call(`${base}/v1/schools/s/publications`)).body;
  const withdraw = (id: string) => call(`${base}/v1/publications/${id}`, 'DELETE');
  for (const { id, validFrom } of items) {
    if (validFrom !== change) continue;
    expect(await withdraw(id)).toMatchObject({ status: 200, body: { id, validFrom } });
  }
  // The newest one and what is in force are the same as before.
  const after = await feed({ 'If-None-Match': before.headers.get('etag') ?? '' });
  expect(after.status).toBe(200);
  expect((await schedule(`&week=${change}`)).body.subject.name).toBe('Class a');
  const begun = await withdraw((await current()).body.id);
  expect([begun.status, begun.body.code]).toEqual([409, 'publication-begun']);
});

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listenForTrouble, openBrowser, openWindow, overflow } from '../support/browser/browser.ts';
import { type LiveService, startLiveService } from '../support/browser/live-service.ts';
import { call, untilStatus } from '../support/service/client.ts';
import { cleanUp } from '../support/service/processes.ts';

/** Pictures of every page in both languages and both widths, into SHOTS_DIR or shots/. */

const folder = process.env.SHOTS_DIR ?? fileURLToPath(new URL('../../shots/', import.meta.url));
let service: LiveService;
let browser: Browser;
const pages: Record<string, string> = {};

/** Cookies of the first admin, as the browser keeps them. */
let session: string[] = [];
const signedIn = () => ({ Cookie: session.join('; ') });

async function signIn(): Promise<void> {
  const token = service.firstLink?.split('#link=')[1];
  const body = { token, password: 'pictures-of-every-page' };
  const { headers } = await call(`${service.url}/v1/link`, 'POST', body);
  session = headers.getSetCookie().map((cookie) => cookie.split(';')[0] as string);
}

async function ask(method: string, path: string, body?: unknown) {
  return (await call(service.url + path, method, body, signedIn())).body;
}

async function solved(problem: unknown, seconds: number, seed = 1) {
  const { id } = await ask('POST', '/v1/problems', problem);
  const job = await ask('POST', '/v1/jobs', { problemId: id, seconds, seed });
  const { planId } = await untilStatus(service.url, job.id, 'completed', 90_000, signedIn());
  return { problemId: id as string, jobId: job.id as string, planId: planId as string };
}

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  [service, browser] = await Promise.all([
    startLiveService({ DEMO: 'off', AUTH: 'on' }),
    openBrowser(),
  ]);
  await signIn();
  pages['home-empty'] = '/';
  pages['plans-empty'] = '/plans';
  await shootAll();
  const demo = await ask('GET', '/v1/demo?size=medium&seed=1');
  const short = await ask('GET', '/v1/demo?size=village&seed=1');
  short.staff = short.staff.slice(0, 9);
  short.school = { ...short.school, id: 'short', name: '人手不足小学' };
  const ids = new Set(short.staff.map((person: { id: string }) => person.id));
  for (const one of short.classes) if (!ids.has(one.headTeacherId)) delete one.headTeacherId;
  const scarce = await solved(short, 3);
  const first = await solved(demo, 4);
  const second = await solved(demo, 8, 2);
  const school = demo.school.id;
  await ask('POST', `/v1/plans/${first.planId}/publish`, { note: '开学第一周' });
  await ask('POST', `/v1/plans/${second.planId}/publish`, { note: '国庆后，书法改到周四' });
  const { token } = await ask('POST', '/v1/portal/links', { schoolId: school, days: 180 });
  const roles = [{ role: 'coordinator', schoolId: school }];
  await ask('POST', '/v1/users', { username: 'li.na', name: '李娜', roles });
  const key = { name: '校门口大屏', verbs: ['portal:read'], schoolIds: [school] };
  await ask('POST', '/v1/keys', { ...key, expiresInDays: 365 });
  Object.assign(pages, {
    home: '/',
    start: '/problems/start',
    portal: `/portal?school=${school}&class=C3-01&week=2025-09-15`,
    'portal-shared': `/portal/shared?class=C3-01&week=2025-09-15#t=${token}`,
    'admin-users': '/admin/users',
    'admin-keys': '/admin/keys',
    'admin-schools': '/admin/schools',
    'admin-queue': '/admin/queue',
    'admin-audit': '/admin/audit',
    'admin-storage': '/admin/storage',
    problems: '/problems',
    solve: '/solve',
    run: `/solve/${second.jobId}`,
    plans: '/plans',
    'plan-class': `/plans/${second.planId}`,
    'plan-teacher-day': `/plans/${second.planId}?view=teacher&day=2`,
    'plan-room': `/plans/${second.planId}?view=room`,
    'plan-activity': `/plans/${second.planId}?view=activity`,
    'plan-pupil': `/plans/${second.planId}?view=pupil`,
    'plan-open': `/plans/${scarce.planId}`,
    fairness: `/fairness/${second.planId}`,
    statement: `/fairness/${second.planId}/T030`,
    compare: `/compare?plans=${first.planId},${second.planId}`,
    'not-found': '/plans/nothing/here',
  });
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  await cleanUp();
});

async function shootAll(): Promise<void> {
  for (const lang of ['zh', 'en']) for (const width of [1366, 390]) await shoot(lang, width);
  for (const name of Object.keys(pages)) delete pages[name];
}

async function shoot(lang: string, width: number): Promise<void> {
  const viewport = { width, height: width > 400 ? 768 : 844 };
  const page = await openWindow(browser, { viewport });
  await page.context().addCookies(
    session.map((cookie) => {
      const [name = '', ...value] = cookie.split('=');
      return { name, value: value.join('='), url: service.url };
    }),
  );
  const trouble = listenForTrouble(page);
  for (const [name, path] of Object.entries(pages)) {
    const url = new URL(service.url + path);
    url.searchParams.set('lang', lang);
    await page.goto(url.href);
    await page.getByRole('heading', { level: 1 }).or(page.locator('.ant-result')).first().waitFor();
    await page.waitForFunction(() => document.querySelector('.ant-skeleton') === null);
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder, `${name}-${lang}-${width}.png`), fullPage: true });
    expect(await overflow(page), `${name} sticks out at ${width}`).toBe(0);
  }
  await page.close();
  expect(trouble).toEqual([]);
}

describe.each(['zh', 'en'])('%s', (lang) => {
  test.each([1366, 390])('%i px', async (width) => {
    await shoot(lang, width);
  });
});

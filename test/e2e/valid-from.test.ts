import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { daysAfter, mondayOf } from '../../src/domain/calendar.ts';
import { todayAt } from '../../src/domain/validity.ts';
import { whyNoBrowser } from '../support/browser/browser.ts';
import { type SignedIn, startSignedIn } from '../support/browser/signed-in.ts';
import { call, untilStatus } from '../support/service/client.ts';
import { cleanUp } from '../support/service/processes.ts';

/** A plan that is published for a date to come: what is seen until then, and from then on. */

const reason = whyNoBrowser();
if (reason) process.stderr.write(`skipped: ${reason}\n`);

describe.skipIf(reason !== undefined)('valid from', { timeout: 200_000 }, () => {
  let signedIn: SignedIn;
  let page: Page;
  let url: string;
  let schoolId: string;
  let today: string;
  let monday: string;
  const plans: string[] = [];

  async function ask(method: string, path: string, body?: unknown) {
    return (await call(url + path, method, body, { Cookie: signedIn.cookie })).body;
  }

  /** In the later data every room has another name, so that the pages tell which plan they show. */
  beforeAll(async () => {
    signedIn = await startSignedIn();
    page = signedIn.page;
    url = signedIn.service.url;
    const problem = await ask('GET', '/v1/demo?size=village&seed=1');
    schoolId = problem.school.id;
    today = todayAt(problem, new Date());
    monday = daysAfter(mondayOf(today), 7);
    problem.term = { start: daysAfter(today, -21), end: daysAfter(today, 60) };
    const first = (await ask('POST', '/v1/problems', problem)).id;
    const job = { problemId: first, steps: 200_000, threads: 1 };
    const { id } = await ask('POST', '/v1/jobs', job);
    const ended = untilStatus(url, id, 'completed', 60_000, { Cookie: signedIn.cookie });
    plans.push((await ended).planId);
    for (const room of problem.rooms) room.name = `改建后的${room.name}`;
    const second = (await ask('POST', '/v1/problems', problem)).id;
    const { sessions, openSessions, placements } = await ask('GET', `/v1/plans/${plans[0]}`);
    const plan = { sessions, openSessions, placements };
    plans.push((await ask('POST', '/v1/plans', { problemId: second, plan })).id);
  }, 120_000);
  afterAll(async () => {
    await signedIn?.end();
    await cleanUp();
  });

  async function openDialog(planId: string | undefined) {
    await page.goto(`${url}/plans/${planId}`);
    await page.getByRole('button', { name: '发布', exact: true }).click();
    return page.getByRole('dialog', { name: '发布这份安排' });
  }

  async function weekShown(date: string): Promise<string> {
    await page.goto(`${url}/portal?school=${schoolId}&week=${date}`);
    const week = page.getByRole('article');
    await week.locator('.slot').first().waitFor();
    return await week.innerText();
  }

  test('a plan holds from today on where nothing else is chosen', async () => {
    const dialog = await openDialog(plans[0]);
    expect(await dialog.getByLabel('生效日期').inputValue()).toBe(today);
    await dialog.getByText('今天起生效').waitFor();
    // A date outside the term is not sent, and one in the past says what it does.
    await dialog.getByLabel('生效日期').fill(daysAfter(today, -30));
    await dialog.getByText('请选学期内的日期').waitFor();
    const confirm = dialog.getByRole('button', { name: '确认发布' });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: '今天', exact: true }).click();
    expect(await dialog.getByLabel('生效日期').inputValue()).toBe(today);
    await dialog.getByLabel('生效日期').fill(daysAfter(today, -21));
    await dialog.getByText('以前的记录也会变').waitFor();
    await confirm.click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '再次发布' }).waitFor();
    await page.getByText('当前公布').waitFor();
  });

  test('one for next Monday is not in force before, and everybody can see which is', async () => {
    const dialog = await openDialog(plans[1]);
    await dialog.getByRole('button', { name: /^下周一/ }).click();
    expect(await dialog.getByLabel('生效日期').inputValue()).toBe(monday);
    await dialog.getByText('才生效：在此之前，家长和教师看到的安排不变。').waitFor();
    await dialog.getByText('从这天起代替').waitFor();
    await dialog.getByRole('button', { name: '确认发布' }).click();
    await page.getByText(/^已发布，.*起生效$/).waitFor();
    await page.getByRole('link', { name: /起生效/ }).waitFor();
    expect(await page.getByText('当前公布').count()).toBe(0);
    expect(await weekShown(today)).not.toContain('改建');
    expect(await weekShown(monday)).toContain('改建');
    const rows = page.getByRole('table', { name: '发布记录' }).getByRole('row');
    await rows.filter({ hasText: '尚未生效' }).waitFor();
    await rows.filter({ hasText: '当前公布' }).waitFor();
    await page.goto(`${url}/plans`);
    await page.getByText(/起生效/).waitFor();
    await page.getByText('当前公布').waitFor();
  });

  test('what is published for today meanwhile says until when it holds', async () => {
    await page.goto(`${url}/plans/${plans[0]}`);
    await page.getByRole('button', { name: '再次发布' }).click();
    const dialog = page.getByRole('dialog', { name: '发布这份安排' });
    await dialog.getByText(/到.*为止，之后是/).waitFor();
    await dialog.getByRole('button', { name: '确认发布' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await weekShown(monday)).toContain('改建');
  });

  test('what is still to come can be withdrawn', async () => {
    const rows = page.getByRole('table', { name: '发布记录' }).getByRole('row');
    const coming = rows.filter({ hasText: '尚未生效' });
    await coming.getByRole('button', { name: '撤回' }).click();
    await page.getByText('撤回后，').waitFor();
    await page.locator('.ant-popconfirm').getByRole('button', { name: '确定' }).click();
    await page.getByText('已撤回').waitFor();
    await coming.waitFor({ state: 'detached' });
    // A week that was shown may be so for half a minute more.
    expect(await weekShown(daysAfter(monday, 7))).not.toContain('改建');
  });
});

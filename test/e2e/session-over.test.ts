import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whyNoBrowser } from '../support/browser/browser.ts';
import { PASSWORD, type SignedIn, startSignedIn } from '../support/browser/signed-in.ts';
import { call } from '../support/service/client.ts';
import { cleanUp } from '../support/service/processes.ts';

/** A session that ends in the middle of something, on the pages where more than a request is lost. */

const reason = whyNoBrowser();
if (reason) process.stderr.write(`skipped: ${reason}\n`);

describe.skipIf(reason !== undefined)('a session that is over', { timeout: 200_000 }, () => {
  let signedIn: SignedIn;
  let service: SignedIn['service'];
  let context: SignedIn['context'];
  let page: Page;

  beforeAll(async () => {
    signedIn = await startSignedIn();
    ({ service, context, page } = signedIn);
  }, 120_000);
  afterAll(async () => {
    await signedIn?.end();
    await cleanUp();
  });

  async function ask(method: string, path: string, body?: unknown) {
    const cookies = await context.cookies(service.url);
    const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    return (await call(service.url + path, method, body, { Cookie })).body;
  }

  async function endSession(): Promise<void> {
    await ask('POST', '/v1/logout', {});
  }

  async function signInAgain(): Promise<void> {
    const door = page.getByRole('dialog', { name: '登录已过期' });
    await door.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await door.getByRole('button', { name: '登录', exact: true }).click();
    await door.waitFor({ state: 'hidden' });
  }

  test('a run keeps its curve and its figures, and goes on from there', async () => {
    const problem = await ask('GET', '/v1/demo?size=village&seed=1');
    const { id: problemId } = await ask('POST', '/v1/problems', problem);
    const { id } = await ask('POST', '/v1/jobs', { problemId, seconds: 600, threads: 1 });
    await page.goto(`${service.url}/solve/${id}`);
    const curve = page.getByRole('img', { name: /软扣分从/ });
    await curve.waitFor();
    await endSession();
    await page.getByRole('dialog', { name: '登录已过期' }).waitFor();
    expect(await curve.count()).toBe(1);
    const before = await curve.getAttribute('aria-label');
    const from = before?.match(/从 (\S+)/)?.[1];
    await signInAgain();
    await ask('POST', `/v1/jobs/${id}/stop`);
    await page.getByText('已停止').first().waitFor();
    // Nothing was told twice: the curve still begins where it began.
    expect(await curve.getAttribute('aria-label')).toContain(`从 ${from}`);
    await page.getByRole('link', { name: '查看方案' }).click();
    await page.getByRole('grid').waitFor();
  });

  test('who signed in again in one window is asked in no other', async () => {
    const other = await context.newPage();
    for (const one of [page, other]) await one.goto(`${service.url}/plans`);
    const planOf = (one: Page) => one.getByRole('link', { name: /6个班/ }).first();
    await planOf(other).waitFor();
    await planOf(page).waitFor();
    await endSession();
    for (const one of [page, other]) {
      await one.getByRole('link', { name: '公平', exact: true }).click();
      await one.getByRole('dialog', { name: '登录已过期' }).waitFor();
    }
    await signInAgain();
    // Windows of a browser without a screen are all in front.
    await other.evaluate(() => dispatchEvent(new Event('focus')));
    await other.getByRole('row').nth(5).waitFor();
    expect(await other.getByRole('dialog').count()).toBe(0);
    await other.close();
    await page.goBack();
    await planOf(page).click();
    await page.getByRole('grid').waitFor();
  });

  test('a file is saved once one has signed in again', async () => {
    await endSession();
    await page.getByRole('button', { name: '导出' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem').first().click();
    await signInAgain();
    expect((await download).suggestedFilename()).toMatch(/\.zip$|\.xlsx$/);
    expect(await (await download).failure()).toBe(null);
  });
});

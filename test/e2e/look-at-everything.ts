import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Words of what changes something. */
const changes = /保存|上传|开始排班|自动排班|^发布|删除|添加|继续排|重排|新开|生成|停止|取消任务/;

/**
 * Goes over every page as somebody who may only look: nothing that changes is offered, whatever is
 * pressed sends nothing but questions, and none of them is refused.
 */
export async function lookAtEverything(viewer: Page, url: string, planId: string): Promise<void> {
  const sent: string[] = [];
  viewer.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(`${request.method()} ${request.url()}`);
  });
  viewer.on('response', (answer) => {
    if (answer.status() >= 400) sent.push(`${answer.status()} ${answer.url()}`);
  });
  await viewer.addInitScript(() => {
    window.print = () => undefined;
  });
  const problem = await viewer.evaluate(
    async () => (await (await fetch('/v1/problems')).json()).items[0].id,
  );
  const parts = ['school', 'periods', 'staff', 'rules'];
  for (const path of [
    '/',
    '/problems',
    ...parts.map((part) => `/problems/${problem}?part=${part}`),
    '/solve',
    '/plans',
    `/plans/${planId}`,
    `/fairness/${planId}`,
    `/compare?plans=${planId}`,
    '/portal',
  ]) {
    await viewer.goto(url + path);
    await viewer.getByRole('heading', { level: 1 }).waitFor();
    await viewer.waitForFunction(() => document.querySelector('.ant-skeleton') === null);
    const words = await viewer.locator('main button:enabled, main a.ant-btn').allInnerTexts();
    const wrong = words.filter((text) => changes.test(text));
    expect([path, wrong]).toEqual([path, []]);
    const buttons = viewer.locator('main button:enabled:not([role=grid] button)');
    for (let i = 0; i < Math.min(await buttons.count(), 4); i++) {
      await buttons
        .nth(i)
        .click({ timeout: 500 })
        .catch(() => undefined);
      await viewer.keyboard.press('Escape');
      if (!viewer.url().startsWith(url + path.split('?')[0])) break;
    }
  }
  await openLate(viewer, `${url}/plans/${planId}`);
  await viewer.getByRole('grid').getByRole('button').first().click();
  const details = viewer.getByRole('dialog');
  await details.getByText('岗位').waitFor();
  expect(await details.getByRole('combobox').count()).toBe(0);
  expect(await details.getByRole('switch').count()).toBe(0);
  await viewer.goto(`${url}/problems/${problem}?part=rooms`);
  const grid = viewer.getByRole('grid', { name: '场地' });
  const before = await grid.innerText();
  await grid.focus();
  await viewer.keyboard.press('ArrowRight');
  await viewer.keyboard.insertText('改');
  await viewer.keyboard.press('Delete');
  expect(await grid.innerText()).toBe(before);
  expect(sent).toEqual([]);
}

/**
 * What is told above the grid does not come after it, however late its answer is: it would move the
 * grid, and a click is lost where that is between press and release.
 */
async function openLate(viewer: Page, plan: string): Promise<void> {
  const grid = viewer.getByRole('grid');
  let answer = () => {};
  const isHeld = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const versions = /\/v1\/problems\?.*schoolId=/;
  await viewer.route(versions, async (route) => {
    await isHeld;
    await route.continue();
  });
  const problem = viewer.waitForResponse(/\/v1\/plans\/[^/]+\/problem/);
  await viewer.goto(plan);
  await problem;
  await grid.waitFor({ timeout: 500 }).catch(() => undefined);
  expect(await grid.count()).toBe(0);
  answer();
  await grid.waitFor();
  expect(await viewer.getByText('学校现在的数据是').count()).toBe(1);
  await viewer.unroute(versions);
}

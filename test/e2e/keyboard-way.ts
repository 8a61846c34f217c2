import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openContext } from '../support/browser/browser.ts';
import { missedByEar } from '../support/browser/heard.ts';
import { Keyboard, takeNext } from '../support/browser/keyboard.ts';

const PASSWORD = 'no-mouse-at-all';

/**
 * The whole way without a mouse: signs in by a one-time link, sends a workbook, edits the data,
 * solves, changes the plan by hand, compares, publishes, hands out a link, prints and looks after
 * people and keys.
 */
export async function goWithoutMouse(
  browser: Browser,
  { url, link, workbook }: { url: string; link: string; workbook: Buffer },
  watch: (page: Page) => void,
): Promise<void> {
  const context = await openContext(browser, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await context.addInitScript(() => {
    window.print = () => {
      document.title = `printed: ${document.title}`;
    };
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  watch(page);
  const keys = new Keyboard(page);

  await page.goto(url + link);
  await page.getByLabel(/密码/).waitFor();
  // Nothing has the focus on a page that was just opened: Tab begins at its first.
  await keys.press('Tab');
  await keys.isOn(/密码/);
  await keys.type(PASSWORD);
  await keys.press('Enter');
  await keys.isOn(/进入/);
  await keys.press('Enter');
  await heading(page, /课后服务/);
  await keys.press('Tab');
  await keys.isOn(/跳到正文/);

  await sendWorkbook(keys, workbook);
  await editData(keys);
  await solve(keys);
  await walkPlan(keys);
  await changePlan(keys);
  await compareAndPublish(keys);
  await handOut(keys);
  await lookAfterPeople(keys);
  await context.close();
}

async function heading(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

async function sendWorkbook(keys: Keyboard, workbook: Buffer): Promise<void> {
  const { page } = keys;
  await page.getByRole('link', { name: '用自己的学校开始' }).waitFor();
  await keys.enter(/用自己的学校开始/);
  await heading(page, /开始/);
  const chooser = page.waitForEvent('filechooser');
  await keys.to(/点选文件/);
  await keys.press('Enter');
  await (await chooser).setFiles({
    name: '学校.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: workbook,
  });
  await keys.hears(/去排班/);
  await keys.enter(/核对数据和人手/);
  await page.getByText('检查通过').waitFor();
  expect(await missedByEar(page)).toEqual([]);
}

async function editData(keys: Keyboard): Promise<void> {
  const { page } = keys;
  // What stands on every page is skipped.
  await keys.back(/跳到正文/);
  await keys.press('Enter');
  await keys.enter(/^教职工/);
  await keys.to(/工号/);
  await keys.press('ArrowDown', 'ArrowRight');
  await keys.isOn(/第 2 行 姓名/);
  await keys.type('王小键');
  await keys.press('Enter');
  await keys.isOn(/第 3 行 姓名/);
  await keys.press('ArrowUp');
  await keys.isOn(/第 2 行 姓名 王小键/);
  await keys.press('Shift+Enter');
  await page.getByRole('dialog', { name: /王小键/ }).waitFor();
  await keys.to(/^周一 /);
  await keys.press('ArrowRight', 'Space');
  await keys.isOn(/^周二 .*不可排/);
  await keys.press('Shift+ArrowDown');
  await keys.isOn(/^周二 .*不可排/);
  await keys.press('Escape');
  await keys.isOn(/第 2 行 姓名/);
  await keys.back(/保存为新版本/);
  await keys.press('Enter');
  await keys.hears(/已保存：/);
  await keys.enter(/^自动排班$/);
}

async function solve(keys: Keyboard): Promise<void> {
  const { page } = keys;
  await heading(page, /自动排班/);
  expect(await missedByEar(page)).toEqual([]);
  await keys.to(/方案偏好/);
  await keys.press('ArrowDown', 'ArrowDown', 'Enter');
  await keys.to(/时间/);
  await keys.press('Control+a');
  await keys.type('60');
  await keys.enter(/开始排班/);
  await page.getByRole('img', { name: /软扣分从/ }).waitFor();
  await keys.hears(/排班中|硬规则 0/);
  await keys.enter(/停止并保留/);
  await keys.hears(/已停止|已完成/);
  await keys.enter(/查看方案/);
}

async function walkPlan(keys: Keyboard): Promise<void> {
  const { page } = keys;
  const grid = page.getByRole('grid');
  await grid.getByRole('button').first().waitFor();
  await keys.to(/^按班级/);
  await keys.press('ArrowRight');
  await grid.getByRole('columnheader', { name: '按教师' }).waitFor();
  await keys.to(/搜索/);
  await keys.type('护导');
  await keys.hears(/\d+ \/ \d+ 行/);
  await keys.press('Control+a', 'Delete');
  await keys.hears(/共 \d+ 行/);
  await keys.to(/只看空缺/);
  // A run that was stopped early may have left posts open, or none.
  await keys.press('Space');
  await keys.hears(/\d+ \/ \d+ 行/);
  const none = page.getByText(/没有符合条件/);
  await grid.getByRole('rowheader').or(none).first().waitFor();
  await keys.press('Space');
  await keys.hears(/共 \d+ 行/);
  expect(await missedByEar(page)).toEqual([]);
  // A block says when, whose and what it is; the grid is one stop.
  await keys.to(/^周. \d\d:\d\d–\d\d:\d\d · .+ · /);
  await keys.press('Tab');
  await keys.isOn(/新开一场/);
  await keys.back(/^周. \d\d:\d\d/);
  await keys.press('p');
  await keys.isOn(/已锁定/);
  await keys.hears(/已锁定/);
  await keys.press('p');
  await keys.hears(/已取消锁定/);
}

async function changePlan(keys: Keyboard): Promise<void> {
  const { page } = keys;
  const tried = page.getByText(/软扣分 .* → /);
  const trial = page.getByRole('dialog', { name: '这样调整会怎样' });
  // What the mouse drags is taken along with M: here to the next person.
  await keys.press('m');
  await keys.hears(/已拿起/);
  await keys.press('ArrowDown', 'Enter');
  await tried.waitFor();
  await keys.press('Escape');
  await trial.waitFor({ state: 'hidden' });
  await keys.isOn(/^周. \d\d:\d\d/);
  // A club to another time, in its own form.
  await keys.back(/^按教师/);
  await keys.press('ArrowRight', 'ArrowRight');
  await keys.to(/搜索/);
  await keys.type('社团');
  await keys.to(/^周. \d\d:\d\d–/);
  await keys.press('Enter');
  await keys.to(/换时间/);
  await keys.press('Enter');
  await takeNext(page);
  await tried.waitFor();
  await keys.press('Escape');
  await trial.waitFor({ state: 'hidden' });
  // What asks first gives the focus back as well.
  await keys.enter(/取消这一场/);
  await page.locator('.ant-popconfirm').waitFor();
  await keys.press('Escape');
  await keys.isOn(/取消这一场/);
  await keys.back(/换人/);
  await keys.press('Enter');
  await takeNext(page);
  await tried.waitFor();
  const before = page.url();
  await keys.enter(/采用/);
  await page.waitForURL((to) => to.href !== before);
  await keys.hears(/已存为新方案/);
  await keys.isOn(/^周. \d\d:\d\d–/);
  await keys.press('Control+z');
  await page.waitForURL(before);
  await keys.hears(/已撤销/);
  await keys.isOn(/^周. \d\d:\d\d–/);
  await keys.back(/重\s*做/);
  await keys.press('Enter');
  await page.waitForURL((to) => to.href !== before);
  await keys.isOn(/撤\s*销/);
  // A menu of files opens at its first, and Enter takes it.
  await keys.enter(/^导\s*出/);
  await keys.isOn(/Excel/);
  await keys.press('ArrowDown');
  await keys.isOn(/PDF/);
  const download = page.waitForEvent('download');
  await keys.press('Enter');
  await (await download).cancel();
}

async function compareAndPublish(keys: Keyboard): Promise<void> {
  const { page } = keys;
  await keys.to(/./);
  await keys.back(/去比较/);
  await keys.press('Enter');
  await heading(page, /比较/);
  await keys.to(/选择方案/);
  await keys.press('ArrowDown');
  const another = page.locator(
    '.ant-select-item-option-active:not(.ant-select-item-option-selected)',
  );
  await page.locator('.ant-select-item-option-active').waitFor();
  // The one that is chosen already is in the list, too.
  for (let i = 0; i < 5 && (await another.count()) === 0; i++) await keys.press('ArrowDown');
  await keys.press('Enter', 'Escape');
  await page.getByRole('heading', { name: /改动清单/ }).waitFor();
  expect(await missedByEar(page)).toEqual([]);
  // The changed one may break a hard rule, and cannot be published then.
  await keys.enter(/发布 [AB]/);
  await page.getByRole('dialog').waitFor();
  await keys.to(/说明/);
  await keys.type('不用鼠标');
  await keys.enter(/确认发布/);
  await keys.hears(/已发布/);
  await keys.isOn(/发布 [AB]/);
}

async function handOut(keys: Keyboard): Promise<void> {
  const { page } = keys;
  await keys.back(/^公布$/);
  await keys.press('Enter');
  await heading(page, /公布的安排/);
  // What comes late moves what stands below it.
  await page.locator('.week-head').waitFor();
  await page.getByRole('button', { name: '生成链接' }).waitFor();
  await page
    .locator('button:enabled')
    .filter({ hasText: /打\s*印/ })
    .waitFor();
  await keys.enter(/打\s*印/);
  await expect.poll(() => page.title()).toMatch(/^printed: /);
  await keys.enter(/生成链接/);
  await page.locator('.share-address').waitFor();
  expect(await missedByEar(page)).toEqual([]);
  await keys.enter(/^复制/);
  await keys.hears(/已复制/);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/portal\/shared#t=/);
  await keys.enter(/^作废/);
  await page.locator('.ant-popconfirm').waitFor();
  await keys.enter(/确\s*定/);
  await keys.hears(/链接已作废/);
  await keys.to(/./);
}

async function lookAfterPeople(keys: Keyboard): Promise<void> {
  const { page } = keys;
  await keys.back(/^管理$/);
  await keys.press('Enter');
  await heading(page, /管理/);
  await keys.to(/^用户/);
  await keys.press('ArrowRight');
  await keys.isOn(/^接口密钥/);
  await keys.press('Enter');
  await page.getByRole('button', { name: '新建密钥' }).waitFor();
  await keys.enter(/新建密钥/);
  await page.getByRole('dialog').waitFor();
  await keys.to(/名称/);
  await keys.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await keys.isOn(/新建密钥/);
  // The panel has the name of its tab, and stands before it.
  await keys.back(/^接口密钥/);
  await keys.back(/^接口密钥/);
  for (const tab of [/^学校/, /^队列/, /^操作记录/, /^存储/]) {
    await keys.press('ArrowRight');
    await keys.isOn(tab);
    await keys.press('Enter');
    await page.getByRole('tab', { name: tab, selected: true }).waitFor();
    expect(await missedByEar(page)).toEqual([]);
  }
}

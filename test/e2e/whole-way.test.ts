import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  listenForTrouble,
  openBrowser,
  openWindow,
  whyNoBrowser,
} from '../support/browser/browser.ts';
import { takeNext } from '../support/browser/keyboard.ts';
import { type LiveService, startLiveService } from '../support/browser/live-service.ts';
import { cleanUp } from '../support/service/processes.ts';
import { countDrafts } from './drafts.ts';
import { goWithoutMouse } from './keyboard-way.ts';
import { lookAtEverything } from './look-at-everything.ts';

/**
 * From the first start to what a family sees, in a real browser with real sign-in: the admin
 * invites a coordinator, the workbook goes in, is solved, edited, compared, published with a
 * note, and seen by somebody who is not signed in.
 */
const reason = whyNoBrowser();
if (reason) process.stderr.write(`skipped: ${reason}\n`);

const PASSWORD = 'coordinator-li-na';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

// A busy machine needs patience; a quiet one takes 30 seconds for all of it.
describe.skipIf(reason !== undefined)('the whole way', { timeout: 200_000 }, () => {
  let service: LiveService;
  let browser: Browser;
  let admin: Page;
  let coordinator: Page;
  const trouble: string[] = [];
  let invitation = '';
  let workbook: Buffer;
  let shared = '';
  let planId = '';

  async function open(): Promise<Page> {
    const page = await openWindow(browser);
    page.setDefaultTimeout(90_000);
    watched.push([page, listenForTrouble(page)]);
    return page;
  }
  const watched: [Page, string[]][] = [];
  /** The browser tells of every refused request by itself, and some time after it. */
  const refused: [Page, RegExp][] = [];

  async function setPassword(page: Page, link: string, password: string): Promise<void> {
    await page.goto(link);
    await page.getByLabel(/密码/).fill(password);
    await page.getByRole('button', { name: /进入/ }).click();
    await page.getByText('以后登录用的用户名').waitFor();
    await page.getByRole('button', { name: /进入/ }).click();
    await page.getByRole('heading', { level: 1, name: /课后服务/ }).waitFor();
  }

  beforeAll(async () => {
    [service, browser] = await Promise.all([
      startLiveService({ AUTH: 'on', DEMO: 'off' }),
      openBrowser(),
    ]);
    [admin, coordinator] = [await open(), await open()];
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    await cleanUp();
  });

  test('the first admin comes in by the one-time link and invites a coordinator', async () => {
    await setPassword(admin, service.firstLink ?? '', 'first-admin-of-all');
    await admin.getByRole('link', { name: '管理', exact: true }).click();
    await admin.getByRole('button', { name: '邀请用户' }).click();
    await admin.getByLabel('用户名').fill('li.na');
    await admin.getByLabel('姓名').fill('李娜');
    await admin.getByRole('button', { name: '生成邀请链接' }).click();
    invitation = (await admin.locator('.secret-text').innerText()).trim();
    expect(invitation).toContain('/login#link=');
    await admin.getByRole('rowheader', { name: 'li.na' }).waitFor();
    await admin.getByText('等待设置密码').waitFor();
  });

  test('the coordinator comes in, and finds the template and an example', async () => {
    await setPassword(coordinator, invitation, PASSWORD);
    expect(await coordinator.getByRole('link', { name: '管理', exact: true }).count()).toBe(0);
    await coordinator.getByRole('link', { name: '用自己的学校开始' }).click();
    const download = coordinator.waitForEvent('download');
    await coordinator.getByRole('link', { name: '示例学校（已填好）' }).click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await download).createReadStream()) chunks.push(chunk);
    workbook = Buffer.concat(chunks);
    expect(workbook.subarray(0, 2).toString()).toBe('PK');
  });

  test('a fault in the workbook is told by sheet and cell, and nothing is stored', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(workbook as unknown as ArrayBuffer);
    const sheet = book.getWorksheet('班级');
    if (!sheet) throw new Error('the example has no classes');
    const heads = sheet.getRow(1).values as unknown[];
    const head = heads.findIndex((name) => /年级/.test(`${name}`));
    let row = 2;
    while (typeof sheet.getRow(row).getCell(head).value !== 'number') row++;
    sheet.getRow(row).getCell(head).value = 77;
    await upload(Buffer.from(await book.xlsx.writeBuffer()));
    await coordinator
      .getByText(`工作表 班级 · 单元格 ${sheet.getRow(row).getCell(head).address}`)
      .waitFor();
    refused.push([coordinator, /422/]);
    await upload(workbook);
    await coordinator.getByRole('alert').getByRole('link', { name: '去排班' }).click();
  });

  async function upload(buffer: Buffer): Promise<void> {
    const file = { name: '学校.xlsx', mimeType: XLSX, buffer };
    await coordinator.locator('input[type=file]').setInputFiles(file);
  }

  test('it is solved, and changed by hand into a plan of its own', async () => {
    await coordinator.getByLabel('时间（秒）').fill('2');
    await coordinator.getByRole('button', { name: '开始排班' }).click();
    await coordinator.getByText('已完成').first().waitFor({ timeout: 40_000 });
    await coordinator.getByText('排好了，可以发布').waitFor();
    await coordinator.getByRole('link', { name: '查看方案' }).click();
    await coordinator.waitForURL('**/plans/*');
    await coordinator.getByText('可以发布').first().waitFor();
    planId = coordinator.url().split('/').at(-1) ?? '';
    // The page says which plan it is.
    const which = coordinator.locator('.page-head .which-plan');
    expect(await which.innerText()).toMatch(/ · 自动排班 · 软扣分 /);
    const grid = coordinator.getByRole('grid');
    await grid
      .getByRole('button', { name: /作业看护/ })
      .first()
      .click();
    await coordinator.getByRole('combobox', { name: '换人' }).first().click();
    await takeNext(coordinator);
    await coordinator.getByText(/软扣分 .* → /).waitFor();
    await coordinator.getByRole('button', { name: '采用，存为新方案' }).click();
    await coordinator.getByRole('button', { name: /撤\s*销/ }).waitFor();
    expect(await which.innerText()).toMatch(/ · 手工调整 · /);
  });

  test('both are compared, and one is published with a note', async () => {
    const edited = coordinator.url().split('/').at(-1)?.split('?')[0];
    expect(edited).not.toBe(planId);
    await coordinator.goto(`${service.url}/compare?plans=${planId},${edited}`);
    await coordinator.getByRole('heading', { name: /改动清单/ }).waitFor();
    await coordinator.getByText('换人', { exact: true }).first().waitFor();
    await coordinator.getByRole('button', { name: '发布 A' }).click();
    // Which plan that is stands in the question.
    const asked = coordinator.getByRole('dialog', { name: '发布方案 A' });
    await asked.getByText('自动排班').waitFor();
    await asked.getByText(/6个班/).waitFor();
    await coordinator.getByLabel('说明').fill('国庆前最后一周');
    await coordinator.getByRole('button', { name: '确认发布' }).click();
    await coordinator.getByText('已发布').first().waitFor();
    await coordinator.getByText('当前公布').first().waitFor();
    await coordinator.getByRole('button', { name: '再次发布 A' }).waitFor();
  });

  test('the portal shows it, and hands out a link', async () => {
    await coordinator.getByRole('link', { name: '公布', exact: true }).click();
    await coordinator.getByRole('cell', { name: '国庆前最后一周' }).waitFor();
    await coordinator.getByRole('cell', { name: 'li.na' }).waitFor();
    await coordinator.getByRole('button', { name: '生成链接' }).click();
    shared = (await coordinator.locator('.share-address').innerText()).trim();
    expect(shared).toMatch(/\/portal\/shared#t=/);
  });

  test('a family sees the week of a class without signing in, and nothing else', async () => {
    const family = await open();
    await family.setViewportSize({ width: 390, height: 844 });
    await family.goto(shared);
    await family.getByRole('heading', { name: /一年级1班/ }).waitFor();
    await family.getByText(/离校/).first().waitFor();
    await family.getByRole('combobox', { name: '班级' }).click();
    await family.getByTitle('二年级1班').click();
    await family.getByRole('heading', { name: /二年级1班/ }).waitFor();
    const head = await family.locator('.week-head p').innerText();
    await family.getByRole('button', { name: '上一周' }).click();
    await expect.poll(() => family.locator('.week-head p').innerText()).not.toBe(head);
    await family.getByRole('button', { name: '订阅日历' }).click();
    const address = await family.locator('.subscribe .share-address').innerText();
    const calendar = await (await fetch(address.trim())).text();
    expect(calendar).toContain('二年级1班');
    expect(calendar.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThan(100);
    await family.keyboard.press('Escape');
    expect(await family.evaluate(async () => (await fetch('/v1/plans')).status)).toBe(401);
    refused.push([family, /401/]);
    expect(await family.context().cookies()).toEqual([]);
  });

  test('somebody of the role for the portal signs in, and sees what is published alone', async () => {
    await admin.getByRole('tab', { name: '用户' }).click();
    await admin.getByRole('button', { name: '邀请用户' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('用户名').fill('parents');
    await dialog.getByLabel('姓名').fill('家长代表');
    for (const [label, option] of [
      ['角色', '只看公布'],
      ['学校', '6个班'],
    ] as const) {
      await dialog.getByRole('combobox', { name: label }).click();
      await admin.locator('.ant-select-item-option').filter({ hasText: option }).first().click();
    }
    await dialog.getByRole('button', { name: '生成邀请链接' }).click();
    await admin.getByRole('rowheader', { name: 'parents' }).waitFor();
    const link = (await admin.locator('.secret-text').innerText()).trim();

    const parents = await open();
    await parents.goto(link);
    await parents.getByLabel(/密码/).fill('the-parents-of-all');
    await parents.getByRole('button', { name: /进入/ }).click();
    await parents.getByText('以后登录用的用户名').waitFor();
    await parents.getByRole('button', { name: /进入/ }).click();
    await parents.waitForURL('**/portal');
    await parents.getByRole('heading', { name: /一年级1班/ }).waitFor();
    await parents.locator('.ant-select').filter({ hasText: '6个班' }).waitFor();
    const nav = parents.getByRole('navigation', { name: '主导航' });
    expect(await nav.getByRole('link').allInnerTexts()).toEqual(['公布']);
    expect(await parents.getByRole('heading', { name: '免登录链接' }).count()).toBe(0);
    expect(await parents.evaluate(async () => (await fetch('/v1/plans')).status)).toBe(403);
    refused.push([parents, /403/]);
  });

  test('work goes on over the end of a session, and over what somebody else stored meanwhile', async () => {
    await coordinator.goto(`${service.url}/problems`);
    await coordinator.getByRole('link', { name: '查看与编辑' }).first().click();
    await coordinator.getByText('检查通过').waitFor();
    const problemId = new URL(coordinator.url()).pathname.split('/').at(-1);
    await coordinator.getByRole('textbox', { name: '学校名称' }).fill('改了名的小学（6个班）');
    await admin.evaluate(async (id) => {
      const problem = await (await fetch(`/v1/problems/${id}`)).json();
      problem.rooms[0].name = '别人改的场地';
      const headers = { 'Content-Type': 'application/json' };
      await fetch('/v1/problems', { method: 'POST', headers, body: JSON.stringify(problem) });
    }, problemId);
    await coordinator.context().clearCookies();
    await coordinator.getByRole('button', { name: '保存为新版本' }).click();
    const door = coordinator.getByRole('dialog', { name: '登录已过期' });
    // What is asked for can be typed at once.
    await door.getByLabel('密码', { exact: true }).and(coordinator.locator(':focus')).waitFor();
    await door.getByLabel('密码', { exact: true }).fill('the-wrong-one');
    await door.getByRole('button', { name: '登录', exact: true }).click();
    await door.getByText('用户名或密码不对').waitFor();
    await door.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await door.getByRole('button', { name: '登录', exact: true }).click();
    const other = coordinator.getByRole('dialog', { name: '别人已保存了新的一版' });
    await other.getByText(/admin 在/).waitFor();
    await other.getByText('没有冲突').waitFor();
    await other.getByRole('button', { name: '合并', exact: true }).click();
    await coordinator.getByText('检查通过').waitFor();
    await coordinator.getByRole('button', { name: '保存为新版本' }).click();
    await coordinator.waitForURL((url) => !url.pathname.endsWith(`${problemId}`));
    const saved = await coordinator.evaluate(async () =>
      (await fetch(`/v1/problems/${location.pathname.split('/').at(-1)}`)).json(),
    );
    expect([saved.school.name, saved.rooms[0].name]).toEqual([
      '改了名的小学（6个班）',
      '别人改的场地',
    ]);
    refused.push([coordinator, /401|409/]);
  });

  test('a plan published meanwhile is asked about again', async () => {
    await coordinator.goto(`${service.url}/plans/${planId}`);
    await coordinator.getByRole('button', { name: '再次发布' }).click();
    const dialog = coordinator.getByRole('dialog');
    await dialog.getByText('同一天生效的、').waitFor();
    await admin.evaluate(async (id) => {
      const headers = { 'Content-Type': 'application/json' };
      const post = async (path: string, body: object) =>
        (await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
      const { problemId } = await (await fetch(`/v1/plans/${id}/info`)).json();
      const { sessions, openSessions, placements } = await (await fetch(`/v1/plans/${id}`)).json();
      const plan = { sessions, openSessions, placements };
      const other = await post('/v1/plans', { problemId, plan });
      await post(`/v1/plans/${other.id}/publish`, { note: '抢先一步' });
    }, planId);
    await dialog.getByRole('button', { name: '确认发布' }).click();
    await dialog.getByText('打开这个页面之后，有人发布了另一份方案').waitFor();
    await dialog.getByText('抢先一步').waitFor();
    await dialog.getByRole('button', { name: '确认发布' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await coordinator.goto(`${service.url}/plans/00000000-0000-4000-8000-000000000000`);
    await coordinator.getByText('可能已被删除').waitFor();
    // What that page asks for besides is answered with 404 too, now and then later.
    await coordinator.goto(`${service.url}/problems`);
    await coordinator.getByRole('link', { name: '查看与编辑' }).first().waitFor();
    refused.push([coordinator, /409|404/]);
  });

  test('signing out with unsaved edits asks what becomes of them', async () => {
    await coordinator.goto(`${service.url}/problems`);
    await coordinator.getByRole('link', { name: '查看与编辑' }).first().click();
    const name = coordinator.getByRole('textbox', { name: '学校名称' });
    await name.fill('不要了');
    await coordinator.getByText(/草稿已保留/).waitFor();
    const address = coordinator.url();
    const leave = async () => {
      await coordinator.getByRole('button', { name: /^账号/ }).click();
      await coordinator.getByText('退出登录').click();
    };
    await leave();
    const asked = coordinator.getByRole('dialog', { name: '有 1 份修改还没有保存' });
    await asked.getByRole('button', { name: '取消' }).click();
    expect(await name.inputValue()).toBe('不要了');
    await leave();
    await asked.getByRole('button', { name: '丢弃并退出' }).click();
    await coordinator.waitForURL('**/login');
    await coordinator.goto(address);
    await coordinator.getByLabel(/用户名/).fill('li.na');
    await coordinator.getByLabel(/密码/).fill(PASSWORD);
    await coordinator.getByRole('button', { name: /进入/ }).click();
    await coordinator.getByText('检查通过').waitFor();
    expect(await countDrafts(coordinator)).toBe(0);
    refused.push([coordinator, /401|409/]);
  });

  test('who may only look is offered nothing that would be refused', async () => {
    const link = await admin.evaluate(async () => {
      const headers = { 'Content-Type': 'application/json' };
      const roles = [{ role: 'viewer', schoolId: null }];
      const body = JSON.stringify({ username: 'head', name: '校长', roles });
      return (await (await fetch('/v1/users', { method: 'POST', headers, body })).json()).link;
    });
    const viewer = await open();
    await setPassword(viewer, new URL(link, service.url).href, 'looks-at-everything');
    await lookAtEverything(viewer, service.url, planId);
  });

  test('all of it can be done without a mouse', async () => {
    const link = await admin.evaluate(async () => {
      const headers = { 'Content-Type': 'application/json' };
      const roles = [{ role: 'admin', schoolId: null }];
      const body = JSON.stringify({ username: 'keys', name: '键盘', roles });
      return (await (await fetch('/v1/users', { method: 'POST', headers, body })).json()).link;
    });
    const { pathname, hash } = new URL(link, service.url);
    const address = { url: service.url, link: pathname + hash, workbook };
    await goWithoutMouse(browser, address, (page) => {
      watched.push([page, listenForTrouble(page)]);
      // The workbook is of a school that is there: the upload is told so, and goes on.
      refused.push([page, /409/]);
    });
  });

  test('the admin sees in the log who published, makes a key, and signs out', async () => {
    await admin.getByRole('tab', { name: '操作记录' }).click();
    await admin.getByText('POST /v1/plans/{id}/publish').first().waitFor();
    await admin.getByRole('tab', { name: '接口密钥' }).click();
    await admin.getByRole('button', { name: '新建密钥' }).click();
    await admin.getByLabel('名称').fill('校门口大屏');
    for (const [label, text] of [
      ['权限', 'portal:read'],
      ['学校', '6个班'],
    ] as const) {
      await admin.getByRole('combobox', { name: label }).fill(text);
      // The school is newer than the admin's page: it comes with the next answer.
      await admin.locator('.ant-select-item-option').filter({ hasText: text }).first().click();
    }
    await admin.getByRole('button', { name: '生成密钥' }).click();
    const secret = (await admin.locator('.secret-text').innerText()).trim();
    expect(secret).toMatch(/^ab_/);
    for (const tab of ['学校', '队列', '存储']) {
      await admin.getByRole('tab', { name: tab }).click();
      await admin.getByRole('tabpanel', { name: tab }).getByText(/\S/).first().waitFor();
    }
    await admin.getByRole('button', { name: '账号 admin' }).click();
    await admin.getByText('退出登录').click();
    await admin.waitForURL('**/login');
  });

  test('no page complained', () => {
    for (const [page, told] of watched) {
      const expected = refused.flatMap(([by, what]) => (by === page ? what : []));
      trouble.push(...told.filter((line) => !expected.some((what) => what.test(line))));
    }
    expect(trouble).toEqual([]);
  });
});

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
import { call, untilStatus } from '../support/service/client.ts';
import { cleanUp } from '../support/service/processes.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';
import { askFarDown, revokeInVain } from './admin-by-hand.ts';
import { goOnAfterAbsence, keepUnsavedEdits } from './drafts.ts';
import { lookAtFairness } from './fairness.ts';
import { printPlans } from './on-paper.ts';
import { lookOnPhone } from './on-phone.ts';
import { changeSessionsByHand } from './sessions-by-hand.ts';
import { pressWhatSwitchesOff } from './switched-off.ts';
import { uploadFaults, uploadOverOthers } from './uploads.ts';

/** The console as a coordinator meets it, in a real browser on the real service. */

const reason = whyNoBrowser();
if (reason) process.stderr.write(`skipped: ${reason}\n`);

describe.skipIf(reason !== undefined)('the console', { timeout: 200_000 }, () => {
  let service: LiveService;
  let browser: Browser;
  let page: Page;
  let trouble: string[];

  beforeAll(async () => {
    [service, browser] = await Promise.all([
      startLiveService({ DEMO_SECONDS: '3' }),
      openBrowser(),
    ]);
    page = await openWindow(browser);
    trouble = listenForTrouble(page);
    page.setDefaultTimeout(45_000);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    await cleanUp();
  });

  test('a new user sees the demo school solved, and its week', async () => {
    await page.goto(service.url);
    await page.getByRole('link', { name: '查看方案' }).click();
    const grid = page.getByRole('grid');
    await grid.getByRole('rowheader', { name: /一年级1班/ }).waitFor();
    expect(await grid.getByRole('columnheader', { name: /周/ }).count()).toBe(5);
    // Only the rows in sight are in the page.
    expect(Number(await grid.getAttribute('aria-rowcount'))).toBe(25);
    expect(await grid.getByRole('rowheader').count()).toBeLessThan(15);

    await page.getByText('按教师', { exact: true }).click();
    await page.getByRole('searchbox').or(page.getByPlaceholder(/搜索/)).first().fill('护导');
    await page.getByRole('status').filter({ hasText: / \/ / }).waitFor();
    await grid.getByRole('button', { name: /护导/ }).first().click();
    await page.getByRole('dialog').getByText('岗位').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  test('somebody new is shown around in five steps, once', async () => {
    const visitor = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
    const complaints = listenForTrouble(visitor);
    visitor.setDefaultTimeout(45_000);
    // What they may do is known last.
    let tell: () => void = () => undefined;
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    await visitor.route('**/v1/me', async (route) => {
      await told;
      await route.continue();
    });
    await visitor.goto(service.url);
    await visitor.getByRole('link', { name: '查看方案' }).waitFor();
    expect(await visitor.getByRole('button', { name: /导览/ }).count()).toBe(0);
    tell();
    for (const title of ['数据', '自动排班', '查看与调整', '公平与比较', '发布']) {
      await visitor.locator('.ant-tour').getByText(title).first().waitFor();
      await visitor.getByRole('button', { name: /下一步|开始使用/ }).click();
    }
    await visitor.getByRole('heading', { name: '最近的排班任务' }).waitFor();
    await visitor.reload();
    await visitor.getByRole('button', { name: '看五步导览' }).waitFor();
    expect(await visitor.locator('.ant-tour').count()).toBe(0);
    expect(complaints).toEqual([]);
    await visitor.context().close();
  });

  test('a school is made, solved live, stopped, and looked at', async () => {
    await page.getByRole('link', { name: '学校与数据' }).click();
    await page.getByRole('combobox', { name: '规模' }).click();
    await page.getByTitle('村小，6 个班').click();
    await page.getByRole('button', { name: '生成示范学校' }).click();
    await page
      .getByRole('row', { name: /6个班/ })
      .getByRole('button', { name: '自动排班' })
      .click();
    await page.getByLabel('时间（秒）').fill('60');
    await page.getByRole('button', { name: '开始排班' }).click();
    await page.getByRole('img', { name: /软扣分从/ }).waitFor();
    await page.getByRole('button', { name: '停止并保留最好方案' }).click();
    await page.getByText('已停止').first().waitFor();
    await page.getByRole('link', { name: '查看方案' }).click();
    await page.getByRole('heading', { name: /6个班/ }).waitFor();
  });

  test('an open post says why it is open', async () => {
    const school = await (await fetch(`${service.url}/v1/demo?size=village&seed=1`)).json();
    school.school = { ...school.school, id: 'short', name: '人手不足小学' };
    school.staff = school.staff.slice(0, 9);
    const ids = new Set(school.staff.map((person: { id: string }) => person.id));
    for (const one of school.classes) if (!ids.has(one.headTeacherId)) delete one.headTeacherId;
    const problem = (await call(`${service.url}/v1/problems`, 'POST', school)).body;
    const job = { problemId: problem.id, seconds: 1 };
    const { id } = (await call(`${service.url}/v1/jobs`, 'POST', job)).body;
    const { planId } = await untilStatus(service.url, id, 'completed');
    await page.goto(`${service.url}/plans/${planId}?view=room`);
    await page.getByRole('button', { name: '只看空缺' }).click();
    await page.getByRole('grid').getByRole('button').first().click();
    await page.getByRole('heading', { name: '为什么空缺' }).first().waitFor();
    await page.getByRole('heading', { name: '最接近的人选' }).first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: '公平', exact: true }).click();
  });

  test('a swap by hand is tried first, and kept as a plan of its own', async () => {
    const jobs = (await call(`${service.url}/v1/jobs`)).body.items;
    const { planId } = jobs.find((job: { schoolName: string }) => /6个班/.test(job.schoolName));
    await page.goto(`${service.url}/plans/${planId}`);
    // Row by row: what is looked for is still so after an edit.
    await page.getByPlaceholder(/搜索/).fill('作业看护');
    const care = page.getByRole('grid').getByRole('button', { name: /作业看护/ });
    await care.nth(1).focus();
    await page.keyboard.press('p');
    await care.first().click();
    await page.getByRole('combobox', { name: '换人' }).first().click();
    await takeNext(page);
    const keep = page.getByRole('button', { name: '采用，存为新方案' });
    await page.getByText(/软扣分 .* → /).waitFor();
    await keep.click();
    await page.getByRole('button', { name: /撤\s*销/ }).waitFor();
    expect(page.url()).not.toContain(planId);
    // What was pinned before is pinned still, and the way back is there in every view.
    await page.getByRole('button', { name: '锁定并继续排（1）' }).waitFor();
    expect(await page.getByPlaceholder(/搜索/).inputValue()).toBe('作业看护');
    await page.getByText('按教师', { exact: true }).click();
    await page.waitForURL('**?view=teacher');
    await page.getByRole('button', { name: /撤\s*销/ }).click();
    await page.waitForURL(`**/plans/${planId}**`);
    await page.getByRole('button', { name: /重\s*做/ }).waitFor();
    await page.getByText('按班级', { exact: true }).click();
    await page.getByRole('button', { name: /已锁定/ }).focus();
    await page.keyboard.press('p');
    await page.getByRole('link', { name: '看公平' }).click();
  });

  test('sessions are opened and cancelled by hand, pupils and classes moved, each tried first', async () => {
    const jobs = (await call(`${service.url}/v1/jobs`)).body.items;
    const { planId } = jobs.find((job: { schoolName: string }) => /6个班/.test(job.schoolName));
    await changeSessionsByHand(page, service.url, planId);
  });

  test('fairness is shown, and a statement for one person', async () => {
    await lookAtFairness(page);
  });

  test('a post that is dragged to somebody else says at once what breaks', async () => {
    const jobs = (await call(`${service.url}/v1/jobs`)).body.items;
    const { planId } = jobs.find((job: { schoolName: string }) => /6个班/.test(job.schoolName));
    await page.goto(`${service.url}/plans/${planId}?view=teacher`);
    const rows = page.getByRole('grid').getByRole('row');
    const block = rows.nth(1).getByRole('button').first();
    const cell = rows.nth(2).getByRole('gridcell').first();
    await cell.waitFor();
    // Each place is looked up when the mouse goes there: what comes late moves the grid.
    await block.hover({ position: { x: 20, y: 10 } });
    await page.mouse.down();
    await block.hover({ position: { x: 24, y: 14 }, force: true });
    await cell.hover({ position: { x: 20, y: 6 }, force: true });
    await cell.hover({ position: { x: 24, y: 10 }, force: true });
    await page.mouse.up();
    await page
      .getByRole('dialog')
      .getByText(/软扣分 .* → /)
      .waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  test('a session is pinned, and a run goes on from the plan with it held', async () => {
    const jobs = (await call(`${service.url}/v1/jobs`)).body.items;
    const { planId } = jobs.find((job: { schoolName: string }) => /6个班/.test(job.schoolName));
    await page.goto(`${service.url}/plans/${planId}`);
    await page.getByRole('button', { name: '尽量少改地重排' }).click();
    await page.waitForURL('**/solve?problem=*');
    const version = new URL(page.url()).searchParams.get('problem');
    const { baseline } = (await call(`${service.url}/v1/problems/${version}`)).body;
    expect(baseline.sessions.length).toBeGreaterThan(50);
    await page.goto(`${service.url}/plans/${planId}`);
    const block = page.getByRole('grid').getByRole('button', { name: /作业看护/ });
    await block.first().focus();
    await page.keyboard.press('p');
    // What is not stored yet outlives a reload.
    await page.getByRole('button', { name: '锁定并继续排（1）' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: '锁定并继续排（1）' }).click();
    // The version with the baseline is the current one by now: it is not put aside unasked.
    const asked = page.getByRole('dialog', { name: '这份方案用的不是当前的数据' });
    await asked.getByRole('button', { name: '仍从这份继续' }).click();
    await toldOf(trouble, '409');
    await page.getByText('从选定的方案继续排').waitFor();
    await page.getByLabel('时间（秒）').fill('1');
    await page.getByRole('button', { name: '开始排班' }).click();
    await page.getByRole('link', { name: '查看方案' }).click();
    // The new plan is of the version with the pin, which it shows.
    await page
      .getByRole('grid')
      .getByRole('button', { name: /已锁定/ })
      .first()
      .waitFor();
  });

  test('several runs are started at once with weights of their own, and compared', async () => {
    await page.goto(`${service.url}/solve`);
    await page.getByText('调整权重').click();
    await page.getByRole('textbox', { name: '权重 工作量公平' }).fill('20');
    await page.getByText('改了 1 条').waitFor();
    await page.getByLabel('时间（秒）').fill('1');
    await page.getByText('更多选项').click();
    await page.getByLabel('同时排几份').fill('2');
    await page.getByRole('button', { name: '开始排 2 份' }).click();
    const both = page.getByRole('region', { name: '并排看' });
    await both.getByText('已完成').nth(1).waitFor();
    await both.getByRole('link', { name: '去比较' }).click();
    await page.getByRole('heading', { name: '并排对照 A · B' }).waitFor();
    await page.getByRole('columnheader', { name: '周一 B' }).first().waitFor();
  });

  test('on paper nothing is left that can only be pressed', () => printPlans(page, service.url));

  test('an upload with faults is refused whole, with every fault at its place', async () => {
    await uploadFaults(page, service.url);
    await toldOf(trouble, '422');
  });

  test('an upload replaces what nobody here has seen only when it was said to', async () => {
    await uploadOverOthers(page, service.url);
    await toldOf(trouble, '409', 2);
  });

  test('data are edited like a spreadsheet, and saved as a version of their own', async () => {
    await page.goto(`${service.url}/problems`);
    const row = page.getByRole('row', { name: /6个班/ });
    await row.getByRole('link', { name: '查看与编辑' }).first().click();
    await page.getByText('检查通过').waitFor();
    const before = new URL(page.url()).pathname;
    const part = (name: string) =>
      page.getByRole('navigation', { name: '数据的各部分' }).getByRole('button', { name }).click();
    const save = page.getByRole('button', { name: '保存为新版本' });
    await part('场地');
    const rooms = page.getByRole('grid', { name: '场地' });
    await rooms.getByRole('columnheader', { name: '行', exact: true }).waitFor();
    await rooms.focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    // As an input method does it: text arrives without keys.
    await page.keyboard.insertText('五十');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /第 1 行.*座位/ }).waitFor();
    expect(await rooms.locator('[aria-invalid=true]').innerText()).toBe('五十');
    expect(await save.isDisabled()).toBe(true);
    await page.keyboard.press('Control+z');
    await page.getByText('检查通过').waitFor();

    await part('教职工');
    await page.getByRole('button', { name: '打开第 6 行' }).click();
    const cell = page.getByRole('gridcell', { name: /周二 17:00/ });
    const barred = page.getByRole('gridcell', { name: /周二 17:00.*不可排/ });
    // The drawer takes the focus when it has come to rest: a key before that is not heard.
    await expect
      .poll(
        async () => {
          if ((await barred.count()) === 0) await cell.press('Space');
          return await barred.count();
        },
        { timeout: 30_000, interval: 700 },
      )
      .toBe(1);
    await page.keyboard.press('Escape');
    await part('学校');
    await page.getByRole('textbox', { name: '学校名称' }).fill('我的小学');
    await page.getByText('没有发现人手不足').waitFor();
    await part('场地');
    await save.click();
    await page.waitForURL((url) => url.pathname !== before);
    await page.getByRole('heading', { name: '我的小学' }).waitFor();
    await page.getByRole('combobox', { name: '版本' }).waitFor();
    // The new version is there, not the old one with its changes; and at the part that was open.
    await expect
      .poll(() => page.getByRole('button', { name: /撤\s*销/ }).isDisabled(), { timeout: 30_000 })
      .toBe(true);
    await page.getByRole('grid', { name: '场地' }).waitFor();
  });

  test('unsaved edits survive a reload, and a second window on the same data is told of', async () => {
    await keepUnsavedEdits(page);
  });

  test('the capacity check says at once who is short where', async () => {
    await page.getByRole('button', { name: '参数与权重' }).click();
    await page.getByRole('combobox', { name: '看护人员类别' }).click();
    await page.getByTitle('家长').click();
    await page.getByText(/至少缺 \d+ 个岗位的人/).waitFor();
    // What would help stands with it; the one rule that was changed first.
    const [help] = await page.getByText('可能有用的办法').locator('li').allInnerTexts();
    expect(help).toMatch(/^放宽看护人员类别（现为.*）：/);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /撤\s*销/ }).click();
    await page.getByText('没有发现人手不足').waitFor();
  });

  test('while the service is away nothing is lost, and all goes on when it is back', async () => {
    await goOnAfterAbsence(page);
  });

  test('English is one click away; on a phone nothing sticks out, and all can be read aloud', async () => {
    await lookOnPhone(page, service.url);
  });

  test('what comes of a button at the end of a long list is moved to', async () => {
    await askFarDown(browser, service.url);
    await revokeInVain(browser, service.url);
  });

  test('a button that is switched off until its answer comes does not lose the focus', async () => {
    await pressWhatSwitchesOff(browser, service.url);
  });

  test('a plan that breaks hard rules says so first, and why', async () => {
    const problem = tinyProblem({ rules: { params: { latestEnd: { primary: '17:30' } } } });
    const { id: problemId } = (await call(`${service.url}/v1/problems`, 'POST', problem)).body;
    const stored = await call(`${service.url}/v1/plans`, 'POST', { problemId, plan: tinyPlan() });
    const visitor = await openWindow(browser);
    const complaints = listenForTrouble(visitor);
    await visitor.goto(`${service.url}/plans/${stored.body.id}`);
    const first = visitor.getByRole('alert').first();
    await first.getByText('违反硬规则 2 处，不能发布').waitFor();
    await first.getByText(/^周一、周二 17:20-18:00（延时托管）有学生在校/).waitFor();
    await first.getByText(/；这时有 3 名学生在校，必须有人看护$/).waitFor();
    await visitor.close();
    expect(complaints).toEqual([]);
  });

  test('no page complained', () => {
    // The browser tells of every request that failed while the service was away, some time after.
    expect(trouble.filter((line) => !line.includes('ERR_CONNECTION_REFUSED'))).toEqual([]);
  });
});

/** The browser tells of every refused request by itself, some time after it: no trouble of ours. */
async function toldOf(trouble: string[], status: string, times = 1): Promise<void> {
  for (let i = 0; i < times; i++) {
    const place = () => trouble.findIndex((line) => line.includes(status));
    await expect.poll(place, { timeout: 30_000 }).toBeGreaterThanOrEqual(0);
    trouble.splice(place(), 1);
  }
}

import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { parts } from '../../../web/editor/parts.ts';
import type { Visitors, World } from './world.ts';

/** A page to be pictured. */
export interface Shot {
  name: string;
  path: string;
  /** Who looks; nobody is signed in where it is absent. */
  as?: keyof Visitors;
  /** Goes to the state that is to be seen, once the page is there. */
  act?(page: Page): Promise<void>;
}

/** What a new service shows. */
export const emptyPages: Shot[] = [
  { name: 'home-empty', path: '/', as: 'admin' },
  { name: 'problems-empty', path: '/problems', as: 'admin' },
  { name: 'solve-empty', path: '/solve', as: 'admin' },
  { name: 'plans-empty', path: '/plans', as: 'admin' },
  { name: 'portal-empty', path: '/portal', as: 'admin' },
];

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** @param example the workbook of the example school, which is spoiled before it is sent */
export function everyPage(world: World, example: Uint8Array): Shot[] {
  const { school, problemId, plans, jobs, token } = world;
  const [first, second] = plans;
  const week = 'class=C3-01&week=2025-09-15';
  const coordinator: Omit<Shot, 'as'>[] = [
    { name: 'home', path: '/' },
    { name: 'tour', path: '/', act: startTour },
    { name: 'start', path: '/problems/start' },
    { name: 'start-faults', path: '/problems/start', act: (page) => sendSpoiled(page, example) },
    { name: 'problems', path: '/problems' },
    ...parts.map((part) => ({
      name: `editor-${part}`,
      path: `/problems/${problemId}?part=${part}`,
    })),
    { name: 'editor-person', path: `/problems/${problemId}?part=staff`, act: openRow },
    { name: 'editor-activity', path: `/problems/${problemId}?part=activities`, act: openRow },
    { name: 'editor-faults', path: `/problems/${problemId}?part=rooms`, act: spoilRoom },
    { name: 'editor-draft', path: `/problems/${problemId}`, act: leaveDraft },
    { name: 'editor-merge', path: `/problems/${problemId}`, act: meetNewerVersion },
    { name: 'sign-in-again', path: `/problems/${problemId}`, act: endSession },
    { name: 'solve', path: '/solve' },
    { name: 'solve-weights', path: `/solve?again=${jobs[1]}`, act: openWeights },
    { name: 'solve-side', path: '/solve', act: chooseSideBySide },
    { name: 'run', path: `/solve/${jobs[1]}` },
    { name: 'run-live', path: `/solve/${world.runningId}`, act: untilBound },
    { name: 'plans', path: '/plans' },
    { name: 'plan-class', path: `/plans/${second}` },
    { name: 'plan-teacher-day', path: `/plans/${second}?view=teacher&day=2` },
    { name: 'plan-room', path: `/plans/${second}?view=room` },
    { name: 'plan-activity', path: `/plans/${second}?view=activity` },
    { name: 'plan-pupil', path: `/plans/${second}?view=pupil` },
    { name: 'plan-block', path: `/plans/${second}`, act: openBlock },
    { name: 'fairness', path: `/fairness/${second}` },
    { name: 'statement', path: `/fairness/${second}/T030` },
    { name: 'compare', path: `/compare?plans=${first},${second}` },
    { name: 'portal', path: `/portal?school=${school}&${week}` },
    { name: 'portal-link', path: `/portal?school=${school}&${week}`, act: makeLink },
    { name: 'offline', path: '/problems', act: loseService },
    { name: 'not-found', path: '/plans/nothing/here' },
  ];
  return [
    ...coordinator.map((shot) => ({ ...shot, as: 'coordinator' as const })),
    ...['users', 'keys', 'schools', 'queue', 'audit', 'storage'].map((tab) => ({
      name: `admin-${tab}`,
      path: `/admin/${tab}`,
      as: 'admin' as const,
    })),
    { name: 'plan-open', path: `/plans/${world.scarcePlanId}`, as: 'admin', act: askWhyOpen },
    { name: 'admin-invite', path: '/admin/users', as: 'admin', act: invite },
    { name: 'portal-role', path: '/', as: 'portal' },
    { name: 'portal-teacher', path: `/portal/shared?staff=T030&week=2025-09-15#t=${token}` },
    { name: 'portal-shared', path: `/portal/shared?${week}#t=${token}` },
    { name: 'portal-link-over', path: '/portal/shared#t=over' },
    { name: 'login', path: '/login' },
    { name: 'login-link', path: world.invitation },
  ];
}

async function startTour(page: Page): Promise<void> {
  await page.getByRole('button', { name: /看五步导览|tour/i }).click();
  await page.locator('.ant-tour').waitFor();
  await page.waitForTimeout(500);
}

async function sendSpoiled(page: Page, example: Uint8Array): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(example.slice().buffer as ArrayBuffer);
  const cell = (sheet: string, at: string) => book.getWorksheet(sheet)?.getCell(at);
  for (const [sheet, at, value] of [
    ['时段', 'C3', '作业时见'],
    ['时段', 'D4', '下午四点'],
    ['场地', 'E3', '四十'],
    ['班级', 'C3', { formula: 'A1+1', result: 1 }],
  ] as const) {
    const found = cell(sheet, at);
    if (found) found.value = value;
  }
  const buffer = Buffer.from(await book.xlsx.writeBuffer());
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '学校.xlsx', mimeType: XLSX, buffer });
  await page.locator('.faults').waitFor();
}

async function openRow(page: Page): Promise<void> {
  await page.getByRole('button', { name: /打开第 6 行|Open row 6/ }).click();
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(500);
}

async function spoilRoom(page: Page): Promise<void> {
  await page.getByRole('grid').focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.insertText('五十');
  await page.keyboard.press('Enter');
  await page.locator('.editor-faults button').first().waitFor();
}

/** Edits that nobody saved before the page was loaded again. */
async function leaveDraft(page: Page): Promise<void> {
  const offer = page.locator('.draft-notices .ant-alert');
  if ((await offer.count()) === 0) {
    await page.locator('.field-text').first().fill('示范小学（改名）');
    await page.getByText(/草稿已保留|Draft kept/).waitFor();
    await page.reload();
  }
  await offer.first().waitFor();
}

/** Saves over a version of somebody else, who renamed the school and two rooms. */
async function meetNewerVersion(page: Page): Promise<void> {
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await page.route(/\/v1\/problems(\?.*|\/newer)$/, async (route) => {
    if (route.request().url().endsWith('/newer')) {
      const answer = await route.fetch({ url: route.request().url().replace('newer', `${id}`) });
      const problem = await answer.json();
      problem.school.name = '示范小学（新校区）';
      for (const room of problem.rooms.slice(0, 2)) room.seats = 40;
      return await route.fulfill({ json: problem });
    }
    if (route.request().method() === 'POST') {
      const details = { status: 409, code: 'stored-meanwhile', title: '', titleZh: '', detail: '' };
      const contentType = 'application/problem+json';
      return await route.fulfill({ status: 409, json: details, contentType });
    }
    if (!route.request().url().includes('limit=1&')) return await route.continue();
    const answer = await route.fetch();
    const page1 = await answer.json();
    const newer = { ...page1.items[0], id: 'newer', storedBy: '王芳' };
    await route.fulfill({ json: { ...page1, items: [newer] } });
  });
  await page.locator('.field-text').first().fill('示范小学（改名）');
  const save = page.getByRole('button', { name: /保存为新版本|Save as a new version/ });
  await save.click();
  await page.locator('.clashes li').first().waitFor();
}

/** The session ends, and saving is the first to meet it. */
async function endSession(page: Page): Promise<void> {
  const details = { status: 401, code: 'unauthorized', title: '', titleZh: '', detail: '' };
  await page.route(/\/v1\/problems\?/, (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 401, json: details, contentType: 'application/problem+json' })
      : route.continue(),
  );
  await page.locator('.field-text').first().fill('示范小学（改名）');
  await page.getByRole('button', { name: /保存为新版本|Save as a new version/ }).click();
  await page.getByRole('dialog').waitFor();
}

async function openWeights(page: Page): Promise<void> {
  await page.locator('.run-weights summary').click();
}

async function chooseSideBySide(page: Page): Promise<void> {
  await page
    .getByRole('region', { name: /并排看|side/i })
    .locator('svg.chart')
    .nth(2)
    .waitFor();
}

/** The bound comes a while after the run began. */
async function untilBound(page: Page): Promise<void> {
  await page.locator('svg.chart .bound-text').first().waitFor({ timeout: 110_000 });
}

async function openBlock(page: Page): Promise<void> {
  await page.getByRole('grid').getByRole('button').nth(2).click();
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(500);
}

async function askWhyOpen(page: Page): Promise<void> {
  await page.locator('.block.open-post').first().click();
  await page.locator('.candidates').first().waitFor();
  await page.waitForTimeout(500);
}

async function makeLink(page: Page): Promise<void> {
  await page.getByRole('button', { name: /生成链接|link/i }).click();
  await page.locator('.share-address').waitFor();
}

async function invite(page: Page): Promise<void> {
  await page.getByRole('button', { name: /邀请用户|invite/i }).click();
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(500);
}

async function loseService(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.locator('.ant-alert-banner').waitFor();
}

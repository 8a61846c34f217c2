import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessFaults } from '../support/browser/axe.ts';
import {
  listenForTrouble,
  openBrowser,
  openContext,
  overflow,
} from '../support/browser/browser.ts';
import { type LiveService, startLiveService } from '../support/browser/live-service.ts';
import { cleanUp } from '../support/service/processes.ts';
import { emptyPages, everyPage, type Shot } from './pictures/pages.ts';
import { enter, makeWorld, type Visitors, type World } from './pictures/world.ts';

/**
 * Pictures of every page in both languages and both widths, into SHOTS_DIR or shots/, and those of
 * the README into docs/images/. ONLY=plan,editor pictures the pages whose names begin so.
 */

const folder = process.env.SHOTS_DIR ?? fileURLToPath(new URL('../../shots/', import.meta.url));
const readmeFolder = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const only = process.env.ONLY?.split(',');
const isWanted = ({ name }: Shot) => only?.some((start) => name.startsWith(start)) ?? true;

/** By the names of the pages; each is the top of one at 1366 px. */
const readmePictures = {
  'plan-class': { picture: 'console-plan', height: 860 },
  fairness: { picture: 'console-fairness', height: 860 },
  compare: { picture: 'console-compare', height: 860 },
  'portal-shared': { picture: 'console-portal', height: 780 },
} as Record<string, { picture: string; height: number }>;

/** Where somebody looks from. */
const looks = ['zh', 'en'].flatMap((lang) => [1366, 390].map((width) => ({ lang, width })));
type Look = (typeof looks)[number];

/** One context for each look and visitor, so that the pages' scripts are fetched once. */
const contexts = new Map<string, BrowserContext>();

let service: LiveService;
let browser: Browser;
let world: World;
let visitors: Visitors;
let example: Uint8Array;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  [service, browser] = await Promise.all([
    startLiveService({ DEMO: 'off', AUTH: 'on' }),
    openBrowser(),
  ]);
  const admin = await enter(service.url, service.firstLink ?? '');
  visitors = { admin, coordinator: admin, portal: admin };
}, 120_000);
afterAll(async () => {
  await world?.stopRunning();
  await browser?.close();
  await service?.stop();
  await cleanUp();
});

async function contextOf({ lang, width }: Look, as: Shot['as']): Promise<BrowserContext> {
  const key = `${lang} ${width} ${as}`;
  const known = contexts.get(key);
  if (known) return known;
  const context = await openContext(browser, {
    viewport: { width, height: width > 400 ? 768 : 844 },
    timezoneId: 'Asia/Shanghai',
  });
  const cookies = (as ? visitors[as] : []).map((cookie) => {
    const [name = '', ...value] = cookie.split('=');
    return { name, value: value.join('='), url: service.url };
  });
  await context.addCookies(cookies);
  contexts.set(key, context);
  return context;
}

async function shoot(look: Look, { name, path, as, act }: Shot): Promise<void> {
  const { lang, width } = look;
  const page = await (await contextOf(look, as)).newPage();
  const trouble = listenForTrouble(page);
  const url = new URL(path, service.url);
  url.searchParams.set('lang', lang);
  await page.goto(url.href);
  await settled(page);
  await act?.(page);
  await settled(page);
  // What sticks to the top would else lie over what was scrolled to.
  await page.evaluate(() => window.scrollTo(0, 0));
  const file = join(folder, `${name}-${lang}-${width}.png`);
  await page.screenshot({ path: file, fullPage: true });
  expect.soft(await overflow(page), `${name} sticks out at ${width}`).toBe(0);
  expect.soft(await accessFaults(page), `${name} for everybody`).toEqual([]);
  // A browser tells by itself of what was refused, which some of the pages are about.
  const own = trouble.filter((line) => !/status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(line));
  expect.soft(own, name).toEqual([]);
  const forReadme = readmePictures[name];
  if (forReadme && lang === 'zh' && width === 1366) {
    await page.setViewportSize({ width, height: forReadme.height });
    await settled(page);
    await page.screenshot({ path: join(readmeFolder, `${forReadme.picture}.png`) });
  }
  await page.close();
  await page.context().setOffline(false);
}

async function settled(page: Page): Promise<void> {
  const head = page.getByRole('heading', { level: 1 });
  await head.or(page.locator('.ant-result, .ant-empty')).first().waitFor();
  await page.waitForFunction(() => document.querySelector('.ant-skeleton') === null);
  await page.waitForTimeout(300);
}

// A group of which no page is wanted would be a fault.
const wantsEmpty = emptyPages.some(isWanted);
describe.each(wantsEmpty ? looks : [])('empty, $lang at $width px', (look) => {
  test.each(emptyPages.filter(isWanted))('$name', async (shot) => {
    await shoot(look, shot);
  });
});

const states = [
  { state: 'while a run goes on', isMeant: isLive },
  { state: 'when all runs are over', isMeant: (shot: Shot) => !isLive(shot) },
].filter(({ isMeant }) => namesOfPages(isMeant).length > 0);
describe.each(states)('$state', ({ isMeant }) => {
  beforeAll(async () => {
    if (world) return await world.stopRunning();
    // The people who are signed in are others from here on.
    contexts.clear();
    ({ world, visitors } = await makeWorld(service, visitors.admin));
    const headers = { Cookie: visitors.admin.join('; ') };
    const answer = await fetch(`${service.url}/v1/template?kind=example`, { headers });
    example = new Uint8Array(await answer.arrayBuffer());
  }, 300_000);

  describe.each(looks)('$lang at $width px', (look) => {
    test.each(namesOfPages(isMeant))('%s', async (name) => {
      const shot = everyPage(world, example).find((one) => one.name === name);
      if (shot) await shoot(look, shot);
    });
  });
});

/** Pages of a run that goes on come first: it takes the processor from the others. */
function isLive({ name }: Shot): boolean {
  return ['home', 'tour', 'solve', 'solve-side', 'run-live', 'admin-queue'].includes(name);
}

/** Their names are the same in any world. */
function namesOfPages(isMeant: (shot: Shot) => boolean): string[] {
  const nowhere = { plans: ['', ''], jobs: ['', ''], invitation: '/login' } as unknown as World;
  return everyPage(nowhere, new Uint8Array())
    .filter(isWanted)
    .filter(isMeant)
    .map(({ name }) => name);
}

import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** The machine's own Chromium; nothing is downloaded. The one without windows takes a tenth less. */
const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function findBrowser(): string | undefined {
  return places.find((path) => path !== undefined && existsSync(path));
}

/** Why tests in a browser are skipped here; undefined where they run. With CI=true they must. */
export function whyNoBrowser(): string | undefined {
  if (findBrowser() !== undefined) return undefined;
  if (process.env.CI === 'true') throw new Error('CI has no Chromium: install it');
  return 'no Chromium found (set CHROMIUM_PATH, or install the package "chromium-headless-shell" or "chromium")';
}

export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('there is no Chromium');
  return await chromium.launch({ executablePath, args: flags });
}

/** A window in which the tour was seen before: it would stand in the way. */
export async function openWindow(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Page> {
  return await (await openContext(browser, options)).newPage();
}

/** As `openWindow`, for several windows of one person. */
export async function openContext(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    ...options,
  });
  await context.addInitScript(() => localStorage.setItem('afterbell.tour', 'seen'));
  return context;
}

/**
 * What the page complained of: messages on its console, errors nobody caught, failed answers.
 * It asks whether the service is there: a no, as of a very busy machine, is an answer as well.
 */
export function listenForTrouble(page: Page): string[] {
  const trouble: string[] = [];
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    if (!isQuestion(message.location().url)) trouble.push(message.text());
  });
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('response', (response) => {
    const isFailure = response.status() >= 500 && !isQuestion(response.url());
    if (isFailure) trouble.push(`${response.status()} ${response.url()}`);
  });
  return trouble;
}

function isQuestion(url: string): boolean {
  return url.endsWith('/readyz');
}

/** By how many pixels the page is wider than the window; 0 where nothing sticks out. */
export async function overflow(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

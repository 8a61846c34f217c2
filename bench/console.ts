import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { solve } from '../solver/index.ts';
import { generateProblem } from '../src/generator/index.ts';
import { type PageClock, pageClock } from './console/page-clock.ts';
import { readOptions, wholeFrom } from './read-options.ts';
import { cleanUp, quantile, startMain, tempFolder } from './service/processes.ts';

/**
 * How soon the week of a county school (60 classes) stands
 * in a real browser, what a filter costs, and how smoothly it scrolls. Medians of several runs,
 * each in a browser that knows nothing of the service; `again` is with the files of the page kept.
 */
const USAGE = `How fast the console is with the week of a county school, in a real Chromium.

  npm run bench:console -- [--runs 9]`;

const options = { runs: { type: 'string', default: '9' } } as const;
const runs = Number(readOptions(USAGE, options, { runs: wholeFrom(1) }).runs);
const places = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'];
const executablePath = places.find((path) => path !== undefined && existsSync(path));
if (executablePath === undefined) throw new Error('no Chromium found: set CHROMIUM_PATH');

const service = await startMain({ DATA_DIR: tempFolder() });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const problem = generateProblem({ size: 'county', seed: 1 });
  const plan = await solve(problem, { steps: 200_000, seed: 1 });
  const stored = await post('/v1/problems', problem);
  const { id } = await post('/v1/plans', { problemId: stored.id, plan });
  const figures: Record<string, number[]> = {};
  const note = (name: string, value: number) => {
    figures[name] ??= [];
    figures[name].push(value);
  };
  for (let i = 0; i < runs; i++) {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
    await context.addInitScript(pageClock);
    await context.addInitScript(() => localStorage.setItem('afterbell.tour', 'seen'));
    note('first', await open(context, `/plans/${id}`));
    note('again', await open(context, `/plans/${id}`));
    const page = await opened(context, `/plans/${id}?view=teacher`);
    for (const text of ['王', '', '护导', '', 'T01', '']) note('filter', await filter(page, text));
    const frames = await scroll(page);
    note('frame', quantile(frames, 0.5));
    note('frame p95', quantile(frames, 0.95));
    note('frame worst', Math.max(...frames));
    await context.close();
  }
  const load = (loadavg()[0] ?? 0).toFixed(1);
  console.log(
    `${plan.sessions.length} sessions, ${runs} runs, ${cpus().length} cores, load ${load}`,
  );
  console.log('what          median     least      most  (ms)');
  for (const [name, values] of Object.entries(figures)) {
    const shown = [quantile(values, 0.5), Math.min(...values), Math.max(...values)];
    console.log(name.padEnd(12), ...shown.map((value) => value.toFixed(0).padStart(9)));
  }
} finally {
  await browser.close();
  await cleanUp();
}
process.exit();

async function post(path: string, body: unknown) {
  const response = await fetch(service.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { id: string };
}

async function opened(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(service.url + path);
  await page.waitForFunction(() => clockOfPage().gridMs > 0);
  return page;
}

/** Milliseconds from the start of the navigation to the painted week. */
async function open(context: BrowserContext, path: string): Promise<number> {
  const page = await opened(context, path);
  const { gridMs } = await clockOf(page);
  await page.close();
  return gridMs;
}

async function filter(page: Page, text: string): Promise<number> {
  await page.evaluate(() => {
    clockOfPage().filterMs = 0;
  });
  await page.locator('.plan-search input').fill(text);
  await page.waitForFunction(() => clockOfPage().filterMs > 0);
  return (await clockOf(page)).filterMs;
}

/** Milliseconds between the frames of a fast way down through the whole week. */
async function scroll(page: Page): Promise<number[]> {
  const box = await page.getByRole('grid').boundingBox();
  if (!box) throw new Error('the grid is not there');
  await page.mouse.move(box.x + box.width / 2, box.y + 200);
  for (let i = 0; i < 60; i++) {
    await page.mouse.wheel(0, 240);
    await page.waitForTimeout(16);
  }
  await page.waitForTimeout(400);
  return (await clockOf(page)).frames;
}

async function clockOf(page: Page): Promise<PageClock> {
  return await page.evaluate(() => clockOfPage());
}

/** In the page only. */
declare function clockOfPage(): PageClock;

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { call } from '../service/client.ts';
import { openBrowser, openContext } from './browser.ts';
import { type LiveService, startLiveService } from './live-service.ts';

export const PASSWORD = 'first-admin-of-all';

export interface SignedIn {
  service: LiveService;
  context: BrowserContext;
  page: Page;
  /** Signs somebody in, in all windows of the browser. */
  enter(username: string, password: string): Promise<void>;
  /** The cookies of a session of the admin's own, outside of the browser. */
  cookie: string;
  end(): Promise<void>;
}

/** A service of its own without a school, and a browser in which its first admin is signed in. */
export async function startSignedIn(): Promise<SignedIn> {
  const [service, browser]: [LiveService, Browser] = await Promise.all([
    startLiveService({ AUTH: 'on', DEMO: 'off' }),
    openBrowser(),
  ]);
  const context = await openContext(browser);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const token = service.firstLink?.split('#link=')[1];
  const { headers } = await call(`${service.url}/v1/link`, 'POST', { token, password: PASSWORD });
  const cookie = headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  async function enter(username: string, password: string): Promise<void> {
    await context.request.post(`${service.url}/v1/login`, { data: { username, password } });
  }
  await enter('admin', PASSWORD);
  async function end(): Promise<void> {
    await browser.close();
    await service.stop();
  }
  return { service, context, page, enter, cookie, end };
}

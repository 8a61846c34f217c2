import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import { openWindow } from '../support/browser/browser.ts';

/** Presses 较早 in the log of actions by keys, three times: it is off while its request is answered. */
export async function pressWhatSwitchesOff(browser: Browser, url: string): Promise<void> {
  const visitor = await openWindow(browser);
  let asked = 0;
  // Which schools were deleted is asked once, by `action`.
  await visitor.route(/\/v1\/audit\?(?!.*action=)/, async (route) => {
    asked++;
    await route.fulfill({ json: { items: [], next: 1000 - asked } });
  });
  await visitor.goto(`${url}/admin/audit`);
  const older = visitor.locator('button:enabled', { hasText: '较早' });
  for (let pressed = 1; pressed <= 3; pressed++) {
    await older.focus();
    await visitor.keyboard.press('Enter');
    await expect.poll(() => asked, { timeout: 10_000 }).toBe(pressed + 1);
    await older.waitFor();
    const place = () => visitor.evaluate(() => document.activeElement?.tagName);
    await expect.poll(place, { timeout: 10_000 }).toBe('BUTTON');
  }
  await visitor.context().close();
}

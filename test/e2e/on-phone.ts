import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { accessFaults } from '../support/browser/axe.ts';
import { overflow } from '../support/browser/browser.ts';

/** Goes over the pages in English on a narrow window: nothing sticks out, and all can be read aloud. */
export async function lookOnPhone(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: /planned/ }).waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of [
    '/',
    '/problems',
    '/problems/start',
    '/solve',
    '/plans',
    '/fairness',
    '/compare',
    '/portal',
    '/admin/keys',
    '/admin/audit',
    '/admin/storage',
  ]) {
    await page.goto(url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await overflow(page), path).toBe(0);
    await page.waitForFunction(() => document.querySelector('.ant-skeleton') === null);
    expect(await accessFaults(page), path).toEqual([]);
  }
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto(`${url}/solve`);
  await page.getByRole('combobox', { name: 'School data' }).click();
  const edges = async () => {
    const { x = -1, width = 0 } = (await page.locator('.ant-select-dropdown').boundingBox()) ?? {};
    return x >= 0 && x + width <= 360;
  };
  await expect.poll(edges).toBe(true);
}

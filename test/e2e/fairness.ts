import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Looks at the page of fairness, which is open, as it is printed too, and at one person's statement. */
export async function lookAtFairness(page: Page): Promise<void> {
  await page.getByRole('columnheader', { name: '晚岗', exact: true }).click();
  const rows = page.getByRole('row');
  expect(await rows.count()).toBeGreaterThan(8);
  // A browser repeats the head of a table on each sheet only where no box of its own is in it.
  await page.emulateMedia({ media: 'print' });
  const boxes = await page
    .locator('thead button')
    .evaluateAll((all) => all.filter((one) => getComputedStyle(one).display !== 'contents'));
  expect(boxes).toEqual([]);
  await page.emulateMedia({ media: null });
  const which = await page.locator('.which-plan').last().innerText();
  await page.getByRole('link', { name: '个人说明' }).first().click();
  await page.getByRole('heading', { name: /安排说明/ }).waitFor();
  await page.getByRole('heading', { name: '与谁比较' }).waitFor();
  await page.getByRole('heading', { name: '依据的规则' }).waitFor();
  expect(await page.locator('.which-plan').innerText()).toBe(which);
}

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { call } from '../support/service/client.ts';

/** Prints the page of a plan and a comparison: nothing is left that looks as if it could be pressed, and no box is empty. */
export async function printPlans(page: Page, url: string): Promise<void> {
  const { items } = (await call(`${url}/v1/plans`)).body;
  const [{ id, schoolId }] = items;
  const others = items.filter((one: { schoolId: string }) => one.schoolId === schoolId).slice(1, 3);
  const compared = [id, ...others.map((one: { id: string }) => one.id)].join(',');
  for (const path of [`/plans/${id}`, `/compare?plans=${compared}`]) {
    await page.goto(`${url}${path}`);
    await page.getByRole('table').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    const left = await page.evaluate(() =>
      [...document.querySelectorAll('.shell-main :is(button, summary, .ant-select, .ant-switch)')]
        .filter((one) => one.checkVisibility() && getComputedStyle(one).borderStyle !== 'none')
        .map((one) => one.textContent),
    );
    expect(left, path).toEqual([]);
    const said = await page.locator('.shell-main .ant-alert:visible').allInnerTexts();
    expect(said, path).not.toContain('');
    await page.emulateMedia({ media: null });
  }
}

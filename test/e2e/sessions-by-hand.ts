import type { Locator, Page } from 'playwright-core';
import { takeNext } from '../support/browser/keyboard.ts';

/** Cancels a session of a plan and opens another one; each change is tried before it is kept. */
export async function changeSessionsByHand(page: Page, url: string, planId: string): Promise<void> {
  const trial = page.getByRole('dialog', { name: '这样调整会怎样' });
  const tried = async () => {
    await trial.getByText(/软扣分 .* → /).waitFor();
    await trial
      .getByRole('button', { name: 'Close' })
      .or(trial.locator('.ant-drawer-close'))
      .first()
      .click();
    await trial.waitFor({ state: 'hidden' });
  };
  await page.goto(`${url}/plans/${planId}?view=activity`);
  const blocks = page.getByRole('grid').getByRole('button');
  await page.getByPlaceholder(/搜索/).fill('社团');
  await blocks.first().click();
  const session = page.getByRole('dialog').first();
  await session.getByRole('button', { name: '看人选' }).first().click();
  await session.getByRole('list', { name: '人选' }).getByRole('button').first().click();
  await tried();
  await session
    .getByRole('button', { name: /退出社团/ })
    .first()
    .click();
  await tried();
  await session.getByRole('button', { name: '取消这一场' }).click();
  await page.locator('.ant-popconfirm').getByRole('button', { name: '取消这一场' }).click();
  await trial.getByRole('button', { name: '采用，存为新方案' }).click();
  await page.getByRole('button', { name: /撤\s*销/ }).waitFor();
  await page.getByRole('button', { name: '新开一场' }).last().click();
  const form = page.getByRole('dialog', { name: '新开一场' });
  for (const label of ['活动', '时间']) {
    await form.getByRole('combobox', { name: label }).click();
    await takeNext(page);
  }
  await form.getByRole('button', { name: '看看会怎样' }).click();
  await trial.getByText(/软扣分 .* → /).waitFor();
  await closeAndEscape(trial);
  await form.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: /撤\s*销/ }).click();
  await page.waitForURL(`**/plans/${planId}**`);
  await page.getByRole('link', { name: '看公平' }).click();
}

/** Closes a drawer, and presses Escape in the very frame in which it has gone: for what lies below. */
async function closeAndEscape(drawer: Locator): Promise<void> {
  await drawer.evaluate(async (dialog) => {
    dialog.querySelector<HTMLElement>('.ant-drawer-close')?.click();
    while (dialog.checkVisibility()) await new Promise(requestAnimationFrame);
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  });
}

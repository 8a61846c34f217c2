import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** On the page of the school's data, after it was saved as "我的小学". */
export async function keepUnsavedEdits(page: Page): Promise<void> {
  const name = page.getByRole('textbox', { name: '学校名称' });
  const notice = (of: Page) => of.getByText('在另一个窗口里也打开着');
  await page.getByRole('button', { name: '学校', exact: true }).click();
  await name.fill('没保存小学');
  await page.getByText(/草稿已保留/).waitFor();
  await page.reload();
  await page.getByText('有一份没有保存的修改').waitFor();
  expect(await name.inputValue()).toBe('我的小学');
  await page.getByRole('button', { name: '恢复' }).click();
  await expect.poll(() => name.inputValue()).toBe('没保存小学');

  const second = await page.context().newPage();
  await second.goto(page.url());
  await Promise.all([notice(page).waitFor(), notice(second).waitFor()]);
  // What the first window still has open is not offered to the second one.
  expect(await second.getByText('有一份没有保存的修改').count()).toBe(0);
  await second.close();
  await notice(page).waitFor({ state: 'detached' });

  await page.getByRole('link', { name: '首页' }).click();
  await page.getByRole('button', { name: '离开，保留草稿' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.getByRole('link', { name: '学校与数据' }).click();
  await page.getByRole('row').filter({ hasText: '有未保存的修改' }).waitFor();
  await page.goBack();
  await page.waitForURL((url) => url.pathname === '/');
  await page.goBack();
  const offer = page.getByText('有一份没有保存的修改');
  await offer.waitFor();
  // Who sees the offer go may leave at once: it stays while the browser has not dropped the draft.
  const letGo = await holdDrafts(page);
  await page.getByRole('button', { name: '丢弃' }).click();
  expect(await offer.isVisible()).toBe(true);
  await letGo();
  await offer.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByText('检查通过').waitFor();
  expect(await name.inputValue()).toBe('我的小学');
  expect(await countDrafts(page)).toBe(0);
}

/** How many drafts are kept in this browser; the page offers them only some time after it is there. */
export async function countDrafts(page: Page): Promise<number> {
  return await page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open('afterbell');
        request.onerror = reject;
        request.onsuccess = () => {
          const count = request.result.transaction('drafts').objectStore('drafts').count();
          count.onsuccess = () => resolve(count.result);
          request.result.close();
        };
      }),
  );
}

/** Lets nobody else change the kept drafts until it is let go. */
async function holdDrafts(page: Page): Promise<() => Promise<void>> {
  const held = await page.evaluateHandle(async () => {
    const hold = { isOver: false };
    await new Promise<void>((resolve) => {
      const request = indexedDB.open('afterbell');
      request.onsuccess = () => {
        const drafts = request.result.transaction('drafts', 'readwrite').objectStore('drafts');
        // A transaction lasts as long as it is asked something.
        const ask = () => {
          resolve();
          if (hold.isOver) request.result.close();
          else drafts.count().onsuccess = ask;
        };
        ask();
      };
    });
    return hold;
  });
  return () =>
    held.evaluate((hold) => {
      hold.isOver = true;
    });
}

/** Looks at a button with each change of the page; what it gives tells whether it was ever enabled. */
async function watchEnabled(page: Page, name: RegExp): Promise<() => Promise<boolean>> {
  const seen = await page.evaluateHandle((source) => {
    const seen = { wasEnabled: false };
    const pattern = new RegExp(source);
    new MutationObserver(() => {
      for (const button of document.querySelectorAll('button')) {
        if (pattern.test(button.textContent) && !button.disabled) seen.wasEnabled = true;
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    return seen;
  }, name.source);
  return () => seen.evaluate(({ wasEnabled }) => wasEnabled);
}

/** From the same page: saves, and opens another page, while nobody answers. */
export async function goOnAfterAbsence(page: Page): Promise<void> {
  await page.getByRole('button', { name: '学校', exact: true }).click();
  await page.getByRole('textbox', { name: '学校名称' }).fill('断线小学');
  const away = (url: URL) => /^\/(v1|readyz)/.test(url.pathname);
  await page.route(away, (route) => route.abort('connectionrefused'));
  await page.getByRole('button', { name: '保存为新版本' }).click();
  const banner = page.getByRole('status').filter({ hasText: '恢复后会自动继续' });
  await banner.waitFor();
  const unsaved = page.getByText('连接不上服务，还没有保存');
  await unsaved.waitFor();
  // What is on its way is what the page shows: it is not undone behind its back.
  const undo = page.getByRole('button', { name: /撤\s*销/ });
  expect(await undo.isDisabled()).toBe(true);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Control+z');
  expect(await page.getByRole('textbox', { name: '学校名称' }).inputValue()).toBe('断线小学');
  const before = new URL(page.url()).pathname;
  const wasEnabled = await watchEnabled(page, /^撤\s*销$/);
  await page.unroute(away);
  await banner.waitFor({ state: 'detached' });
  // What was to be sent meanwhile has waited, and goes by itself.
  await unsaved.waitFor({ state: 'detached' });
  await page.waitForURL((url) => url.pathname !== before);
  await page.getByRole('heading', { name: '断线小学' }).waitFor();
  await page.getByRole('combobox', { name: '版本' }).waitFor();
  // Nor can it be undone between being stored and being shown as stored.
  expect(await wasEnabled()).toBe(false);

  // A page that is opened meanwhile waits, and is there by itself.
  await page.route(away, (route) => route.abort('connectionrefused'));
  await page.getByRole('link', { name: '管理', exact: true }).click();
  await banner.waitFor();
  await page.unroute(away);
  await page.getByRole('tab', { name: '队列' }).click();
  await page
    .getByText(/没有任务/)
    .or(page.getByText(/排队/))
    .first()
    .waitFor();
  await banner.waitFor({ state: 'detached' });

  // So does one of which not even the code has come; the frame stays, and leads elsewhere meanwhile.
  const gone = (url: URL) => away(url) || url.pathname.startsWith('/assets/');
  await page.route(gone, (route) => route.abort('connectionrefused'));
  await page.getByRole('link', { name: '自动排班', exact: true }).click();
  await page.getByText('这一页还没有读到').waitFor();
  await page.getByRole('link', { name: '管理', exact: true }).click();
  await page.getByRole('tab', { name: '队列' }).waitFor();
  await page.unroute(gone);
  await banner.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: '自动排班', exact: true }).click();
  await page.getByRole('button', { name: '开始排班' }).waitFor();
  await page.route(gone, (route) => route.abort('connectionrefused'));
  await page.getByRole('link', { name: '比较', exact: true }).click();
  await page.getByText('这一页还没有读到').waitFor();
  await page.unroute(gone);
  await page.getByRole('heading', { name: '比较' }).waitFor();
}

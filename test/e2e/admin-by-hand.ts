import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import { openWindow } from '../support/browser/browser.ts';

const gone = {
  status: 404,
  code: 'not-found',
  title: 'Not found',
  titleZh: '没有找到',
  detail: '',
};

/**
 * Asks for a new link, and removes somebody whom another admin removed meanwhile, at the end of a
 * long list of people: what comes of it stands at its beginning, and is moved to.
 */
export async function askFarDown(browser: Browser, url: string): Promise<void> {
  const visitor = await openWindow(browser);
  let people = Array.from({ length: 60 }, (_, i) => ({
    id: `u${i}`,
    username: `person${i}`,
    name: `老师${i}`,
    memberships: [{ role: 'viewer', schoolId: null }],
    hasPassword: true,
    createdAt: '2026-09-01T00:00:00Z',
  }));
  await visitor.route(/\/v1\/users\?/, (route) =>
    route.fulfill({ json: { items: people, next: null } }),
  );
  const link = { link: '/login#link=x', user: people[59], expiresAt: '2026-12-01T00:00:00Z' };
  await visitor.route('**/v1/users/u59/link', (route) => route.fulfill({ json: link }));
  await visitor.route('**/v1/users/u58', (route) => {
    people = people.filter(({ id }) => id !== 'u58');
    return route.fulfill({ status: 404, json: gone, contentType: 'application/problem+json' });
  });
  await visitor.goto(`${url}/admin/users`);
  const row = (name: string) => visitor.getByRole('row', { name });
  const top = async () => (await visitor.locator('.ant-alert').first().boundingBox())?.y ?? -1;
  await row('person59').getByRole('button', { name: '新链接' }).click();
  await visitor.locator('.secret-text').waitFor();
  await expect.poll(top).toBeGreaterThan(0);
  await row('person58')
    .getByRole('button', { name: /移\s*除|删\s*除/ })
    .click();
  await visitor.locator('.ant-popover .ant-btn-primary').click();
  await visitor.getByText('没有找到').waitFor();
  await expect.poll(top).toBeGreaterThan(0);
  await row('person58').waitFor({ state: 'detached' });
  // All of it goes again without a fault.
  await visitor.getByRole('tab', { name: '学校' }).click();
  await visitor.getByRole('table', { name: '学校' }).waitFor();
  await visitor.context().close();
}

/** Revokes a link that somebody else revoked meanwhile: that is told, and the list is as it is now. */
export async function revokeInVain(browser: Browser, url: string): Promise<void> {
  const visitor = await openWindow(browser);
  const made = { publishedBy: 'user: x', note: '', validFrom: '2026-09-01', inForce: true };
  const publication = { id: 'p', planId: 'p', problemId: 'p', ...made };
  const at = { createdAt: '2026-09-01T00:00:00Z', expiresAt: null };
  let links = [{ id: 'l', schoolId: 's', subject: null, ...at }];
  const list = (items: object[]) => ({ json: { items, next: null } });
  await visitor.route('**/v1/schools/s/publications?*', (route) =>
    route.fulfill(list([{ ...publication, ...at }])),
  );
  await visitor.route('**/v1/schools/s/links?*', (route) => route.fulfill(list(links)));
  await visitor.route('**/v1/portal/links/l', (route) => {
    links = [];
    return route.fulfill({ status: 404, json: gone, contentType: 'application/problem+json' });
  });
  await visitor.goto(`${url}/portal?school=s`);
  await visitor.getByRole('button', { name: /作\s*废/ }).click();
  await visitor.locator('.ant-popover .ant-btn-primary').click();
  await visitor.getByText('没有找到').waitFor();
  await visitor.getByRole('button', { name: /作\s*废/ }).waitFor({ state: 'detached' });
  await visitor.context().close();
}

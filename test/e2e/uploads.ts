import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { call } from '../support/service/client.ts';

/** A file with two faults, on the page of the school's data. */
export async function uploadFaults(page: Page, url: string): Promise<void> {
  await page.getByRole('link', { name: '学校与数据' }).click();
  const demo = await (await fetch(`${url}/v1/demo?size=village&seed=2`)).json();
  demo.periods[2].start = '16:4O';
  demo.classes[1].homeRoomId = 'R999';
  await page.locator('input[type=file]').setInputFiles({
    name: 'school.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(demo)),
  });
  await page.getByText('/periods/2/start').waitFor();
  await page.getByText('/classes/1/homeRoomId').waitFor();
}

/** Data of a school that this page does not know of: not replaced first, then replaced. */
export async function uploadOverOthers(page: Page, url: string): Promise<void> {
  const demo = await (await fetch(`${url}/v1/demo?size=village&seed=7`)).json();
  const named = (name: string) => ({ ...demo, school: { ...demo.school, id: 'twice', name } });
  // The list that this page has read, and reads no more, does not know of it.
  await page.goto(`${url}/problems`);
  await page.getByRole('row', { name: /6个班/ }).first().waitFor();
  const { id } = (await call(`${url}/v1/problems`, 'POST', named('别人传的'))).body;
  const currentId = async () =>
    (await call(`${url}/v1/problems?current=true&schoolId=twice`)).body.items[0].id;
  const upload = () =>
    page.locator('input[type=file]').setInputFiles({
      name: 'school.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(named('我传的'))),
    });
  const asked = page.getByRole('dialog', { name: '别人传的已有另外一版数据' });
  await upload();
  await asked.getByRole('button', { name: /取\s*消/ }).click();
  await asked.waitFor({ state: 'hidden' });
  expect(await currentId()).toBe(id);
  await upload();
  await asked.getByRole('button', { name: /替\s*换/ }).click();
  await page.getByText('已保存：我传的').waitFor();
  expect(await currentId()).not.toBe(id);
}

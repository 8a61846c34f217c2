import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { NotFoundPage } from '../../../web/app/not-found-page.tsx';
import { draw } from '../../support/web/draw.tsx';

/** What antd names its signs and buttons is read aloud in English, whatever the language. */

test('the sign of a page that is not there is not read aloud', () => {
  const { html } = draw(<NotFoundPage />);
  const signs = [...html.matchAll(/<span[^>]*\banticon\b[^>]*>/g)].map(([sign]) => sign);
  expect(signs).toEqual([expect.stringContaining('aria-hidden="true"')]);
});

test('questions, messages, tabs and clear buttons are read aloud in words of the console', () => {
  const folder = fileURLToPath(new URL('../../../web', import.meta.url));
  const own = /(?:sure|use-message|quiet-icons)\.tsx?$/;
  const readInEnglish = [
    /\bPopconfirm\b/,
    /\bmessage\b.*App\.useApp/,
    /<Tabs\b(?![^>]*\bmore=)/,
    /\ballowClear(?!=\{.*\bclear(?:Button|Icon)\b)/,
  ];
  const others = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    if (!/\.tsx?$/.test(name) || own.test(name)) return false;
    const source = readFileSync(join(folder, name), 'utf8');
    return readInEnglish.some((form) => form.test(source));
  });
  expect(others).toEqual([]);
});

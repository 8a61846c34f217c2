import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pageHints } from '../../api/page-hints.ts';

/** What a browser fetches before a page is there, as the build made it. */

interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
}

const folder = fileURLToPath(new URL('../../dist/web', import.meta.url));
const chunks: Record<string, Chunk> = JSON.parse(
  readFileSync(join(folder, '.vite/manifest.json'), 'utf8'),
);

function weigh(...entries: string[]): number {
  const files = new Set<string>(['index.html']);
  const seen = new Set<string>();
  const visit = (name: string) => {
    const chunk = chunks[name];
    if (chunk === undefined || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const other of chunk.imports ?? []) visit(other);
  };
  for (const entry of entries) visit(entry);
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(join(folder, file))).length;
  return bytes;
}

test.each(['home/home-page.tsx', 'plan/plan-page.tsx', 'solve/run-page.tsx'])(
  '%s opens with less than 500 kB gzipped',
  (page) => {
    expect(Object.keys(chunks)).toContain(page);
    const bytes = weigh('index.html', page);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(500_000);
  },
);

test('the page of one plan does not bring the others along', () => {
  expect(weigh('index.html')).toBeLessThan(weigh('index.html', 'plan/plan-page.tsx'));
});

test('the page of a plan names its code and documents, so that they come at once', () => {
  const hints = pageHints(folder);
  const id = '00000000-0000-4000-8000-000000000000';
  const told = hints(`/plans/${id}`);
  expect(told).toContain(chunks['plan/plan-page.tsx']?.file);
  for (const part of ['', '/info', '/problem']) expect(told).toContain(`"/v1/plans/${id}${part}"`);
  expect(hints('/')).toContain(chunks['home/home-page.tsx']?.file);
  expect(hints('/plans/"><script>')).toBe('');
});

test('what the build made is packed', () => {
  for (const { file } of Object.values(chunks)) {
    const packed = gunzipSync(readFileSync(join(folder, `${file}.gz`)));
    expect(packed.equals(readFileSync(join(folder, file))), file).toBe(true);
  }
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

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

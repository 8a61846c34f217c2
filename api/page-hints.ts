import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the browser can fetch while it still reads the console's first script, which would ask for
 * it only then: the code of the page, and the documents that it shows.
 */
const pages: { path: RegExp; module: string; asks?: (id: string) => string[] }[] = [
  { path: /^\/$/, module: 'home/home-page.tsx' },
  {
    path: /^\/plans\/([0-9a-f-]{36})$/,
    module: 'plan/plan-page.tsx',
    asks: (id) => ['/v1/me', ...['', '/info', '/problem'].map((part) => `/v1/plans/${id}${part}`)],
  },
];

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

/** @returns the hints for a path as HTML for the head of the page; nothing where none are known */
export function pageHints(folder: string): (path: string) => string {
  const chunks = readManifest(folder);
  const atStart = filesOf(chunks, 'index.html');
  const links = new Map(
    pages.map(({ module }) => {
      const files = [...filesOf(chunks, module)].filter((file) => !atStart.has(file));
      return [module, files.map(linkTo).join('')];
    }),
  );
  return (path) => {
    for (const { path: pattern, module, asks } of pages) {
      const found = pattern.exec(path);
      if (!found) continue;
      const asked = asks?.(found[1] as string) ?? [];
      const fetches = asked.map(
        (url) => `<link rel="preload" as="fetch" crossorigin href="${url}">`,
      );
      return fetches.join('') + links.get(module);
    }
    return '';
  };
}

function linkTo(file: string): string {
  return file.endsWith('.css')
    ? `<link rel="stylesheet" crossorigin href="/${file}">`
    : `<link rel="modulepreload" crossorigin href="/${file}">`;
}

/** The files of a module and of all that it imports at once. */
function filesOf(chunks: Record<string, Chunk>, start: string): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string) => {
    const chunk = chunks[name];
    if (chunk === undefined || seen.has(name)) return;
    seen.add(name);
    for (const other of chunk.imports ?? []) visit(other);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  };
  visit(start);
  return files;
}

function readManifest(folder: string): Record<string, Chunk> {
  try {
    return JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
  } catch {
    // Not built: the page says so.
    return {};
  }
}

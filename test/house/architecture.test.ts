import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/**
 * ARCHITECTURE.md is a map with one line a file. Lines written by hand are kept; a file without
 * a line gets the first sentence of its first doc comment, and lines of files that are gone go.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const mapFile = join(root, 'ARCHITECTURE.md');
const command = 'UPDATE_DOCS=1 npx vitest run test/house/architecture.test.ts';

const folders: Record<string, string> = {
  src: 'The domain, the parts of the service, the generator and the command line',
  solver: 'Problem in, plan out',
  workers: 'Takes jobs and runs the solver in a thread',
  api: 'HTTP: routes, OpenAPI, server-sent events',
  web: 'The console, which runs in a browser',
  bench: 'Benchmarks',
};

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .filter((entry) => !/[\\/]node_modules([\\/]|$)/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'))
    .sort((a, b) => compare(folderOf(a), folderOf(b)) || compare(a, b));
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/'));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Lines such as "- `src/cli.ts`: the command line." by file. */
function linesOf(map: string): Map<string, string> {
  const lines = new Map<string, string>();
  for (const [, file = '', text = ''] of map.matchAll(/^- `([^`]+)`: (.*)$/gm))
    lines.set(file, text);
  return lines;
}

/** The comment of the first export, or else the first one that stands at the margin. */
function firstSentence(file: string): string {
  const source = readFileSync(join(root, file), 'utf8');
  const comment =
    // A rule says in its own words what it is.
    /sentence: \{[\s\S]*?en:\s*['"](.*)['"],?$/m.exec(source)?.[1] ??
    /^\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export/m.exec(source)?.[1] ??
    /^\/\*\*([\s\S]*?)\*\//m.exec(source)?.[1] ??
    '';
  const text = comment.replace(/^[ \t]*\* ?/gm, '').trim();
  const paragraph = text.split(/\n\s*\n/)[0]?.replace(/\s+/g, ' ') ?? '';
  return /^.*?\.(?= |$)/.exec(paragraph)?.[0] ?? (paragraph || '(no comment yet)');
}

function makeMap(old: ReadonlyMap<string, string>): string {
  const parts = [
    '# Architecture',
    '',
    'A map of the code, one line a file. Which folder may import which, and why, is in [docs/adr/0001](docs/adr/0001-structure-and-layers.md). A problem enters through `api/` or `src/cli/`, is checked by `src/domain/validate.ts`, solved by `solver/solve.ts`, and leaves as a plan; between them stand `src/store/`, `src/queue/` and `workers/`.',
    '',
    `A test fails when a file has no line here: \`${command}\` adds it.`,
  ];
  for (const [folder, about] of Object.entries(folders)) {
    parts.push('', `## ${folder}/`, `${about}.`);
    let inside = folder;
    for (const file of sourceFiles(folder)) {
      const here = folderOf(file);
      if (here !== inside) {
        inside = here;
        parts.push('', `### ${here}/`);
      }
      parts.push(`- \`${file}\`: ${old.get(file) ?? firstSentence(file)}`);
    }
  }
  return `${parts.join('\n')}\n`;
}

it('ARCHITECTURE.md has one line for every source file', () => {
  let map = '';
  try {
    map = readFileSync(mapFile, 'utf8');
  } catch {
    // The first run writes it.
  }
  const wanted = makeMap(linesOf(map));
  if (process.env.UPDATE_DOCS) writeFileSync(mapFile, wanted);
  else expect(map, `run ${command}`).toBe(wanted);
});

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * The linter's import rules, tested by planting breaches: a pattern with a slip in it would let
 * everything pass and say nothing. The plants stand in a copy of the house with empty rooms.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
const houses: string[] = [];
afterAll(async () => {
  for (const house of houses) await rm(house, { recursive: true, force: true });
});

/** An import: who imports, and what; paths from the top of the house, or a module of Node. */
type Import = readonly [from: string, to: string];

/** Which lint rules each import breaks, in a house with these imports alone. */
async function brokenBy(imports: readonly Import[]): Promise<string[][]> {
  const files = new Map<string, string>();
  const lines = new Map<string, Import[]>();
  for (const one of imports) {
    const [from, to] = one;
    lines.set(from, [...(lines.get(from) ?? []), one]);
    if (!to.startsWith('node:')) files.set(to, 'export const x = 1;\n');
  }
  for (const [from, own] of lines) {
    const text = own.map(([, to], i) => `import { x as x${i} } from '${specifier(from, to)}';\n`);
    files.set(from, `${text.join('')}\nexport const y = [${own.map((_, i) => `x${i}`)}];\n`);
  }
  const found = await lint(files);
  return imports.map((one) => {
    const line = (lines.get(one[0]) as Import[]).indexOf(one) + 1;
    return found.filter(({ path, at }) => path === one[0] && at === line).map(({ rule }) => rule);
  });
}

function specifier(from: string, to: string): string {
  if (to.startsWith('node:')) return to;
  const path = relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

/** What the linter finds in a house of these files. */
async function lint(
  files: ReadonlyMap<string, string>,
): Promise<{ path: string; at: number; rule: string }[]> {
  const house = await mkdtemp(join(tmpdir(), 'afterbell-house-'));
  houses.push(house);
  await cp(join(root, 'biome.json'), join(house, 'biome.json'));
  // The copy has no git folder for the linter to read ignored files from.
  await mkdir(join(house, '.git'));
  await writeFile(join(house, '.gitignore'), 'node_modules/\n');
  for (const [path, text] of files) {
    await mkdir(dirname(join(house, path)), { recursive: true });
    await writeFile(join(house, path), text);
  }
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const run = promisify(execFile)(process.execPath, args, { cwd: house, maxBuffer: 1e8 });
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { category: string; location: { path: string; start: { line: number } } }[];
  };
  return diagnostics.map(({ category, location: { path, start } }) => ({
    path,
    at: start.line,
    rule: category,
  }));
}

const forbidden: Import[] = [
  ['src/domain/plant.ts', 'solver/index.ts'],
  ['src/domain/checks/plant.ts', 'src/store/index.ts'],
  ['src/domain/plant.ts', 'src/generator/index.ts'],
  ['src/domain/plant.ts', 'node:fs'],
  ['src/generator/plant.ts', 'solver/index.ts'],
  ['src/store/plant.ts', 'src/queue/queue.ts'],
  ['src/store/plant.ts', 'api/app.ts'],
  ['src/queue/plant.ts', 'workers/worker.ts'],
  ['src/cli/plant.ts', 'solver/rules/registry.ts'],
  ['src/cli/plant.ts', 'solver/verify.ts'],
  ['src/cli/plant.ts', 'src/store/index.ts'],
  ['solver/rules/plant.ts', 'src/generator/index.ts'],
  ['solver/rules/plant.ts', 'workers/worker.ts'],
  ['solver/rules/plant.ts', 'node:fs'],
  ['solver/rules/plant.ts', 'node:worker_threads'],
  ['solver/search/portfolio.ts', 'node:fs'],
  ['workers/plant.ts', 'api/app.ts'],
  ['workers/plant.ts', 'src/main.ts'],
  ['api/plant.ts', 'workers/worker.ts'],
  ['api/routes/plant.ts', 'solver/verify.ts'],
  ['api/routes/plant.ts', 'solver/rules/registry.ts'],
  ['api/plant.ts', 'src/cli.ts'],
  ['web/plan/plant.ts', 'api/schemas.ts'],
  ['web/plan/plant.ts', 'solver/index.ts'],
  ['web/plan/plant.ts', 'src/store/index.ts'],
  ['web/plan/plant.ts', 'node:fs'],
];

const allowed: Import[] = [
  ['src/domain/checks/plant.ts', 'src/domain/problem.ts'],
  ['src/domain/plant.ts', 'node:crypto'],
  ['src/generator/small/plant.ts', 'src/domain/problem.ts'],
  ['src/store/plant.ts', 'src/domain/problem.ts'],
  ['src/queue/plant.ts', 'src/store/index.ts'],
  ['src/cli/plant.ts', 'solver/index.ts'],
  ['src/cli/plant.ts', 'src/generator/index.ts'],
  ['src/cli/plant.ts', 'src/files/index.ts'],
  ['solver/rules/plant.ts', 'src/domain/problem.ts'],
  ['solver/rules/plant.ts', 'solver/model/model.ts'],
  ['solver/search/portfolio.ts', 'node:worker_threads'],
  ['workers/plant.ts', 'solver/index.ts'],
  ['workers/plant.ts', 'src/store/index.ts'],
  ['api/routes/plant.ts', 'solver/index.ts'],
  ['api/routes/plant.ts', 'src/store/index.ts'],
  ['web/plan/plant.ts', 'src/domain/problem.ts'],
  ['web/plan/plant.ts', 'web/remote/client.ts'],
  ['src/main.ts', 'workers/worker.ts'],
];

describe('import rules', () => {
  let broken: string[][];
  let kept: string[][];

  beforeAll(async () => {
    [broken, kept] = await Promise.all([brokenBy(forbidden), brokenBy(allowed)]);
  });

  it.each(forbidden.map((one, i) => [...one, i] as const))('%s may not import %s', (_f, _t, i) => {
    expect(broken[i]).toContain('lint/style/noRestrictedImports');
  });

  it.each(allowed.map((one, i) => [...one, i] as const))('%s may import %s', (_f, _t, i) => {
    expect(kept[i]).toEqual([]);
  });

  it('a cycle is found', async () => {
    const ring = (own: string, other: string) =>
      `import { ${other} } from './${other}.ts';\n\nexport const ${own} = () => ${other};\n`;
    const found = await lint(
      new Map([
        ['src/domain/one.ts', ring('one', 'two')],
        ['src/domain/two.ts', ring('two', 'one')],
      ]),
    );
    expect(found.map(({ rule }) => rule)).toContain('lint/suspicious/noImportCycles');
  });

  it('every part of src has rules of its own', async () => {
    const parts = await readdir(join(root, 'src'), { withFileTypes: true });
    const folders = parts.filter((part) => part.isDirectory()).map((part) => part.name);
    // The domain is the innermost part: a folder that its rules do not name would slip in.
    const others = folders.filter((folder) => folder !== 'domain');
    const found = await brokenBy(
      others.map((folder) => ['src/domain/plant.ts', `src/${folder}/any.ts`]),
    );
    for (const [i, folder] of others.entries())
      expect(found[i], `biome.json has no rule for src/${folder}`).toContain(
        'lint/style/noRestrictedImports',
      );
  });
});

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
let house: string;

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'afterbell-house-'));
  await cp(join(root, 'biome.json'), join(house, 'biome.json'));
  // The copy has no git folder for the linter to read ignored files from.
  await mkdir(join(house, '.git'));
  await writeFile(join(house, '.gitignore'), 'node_modules/\n');
});
afterAll(() => rm(house, { recursive: true, force: true }));

/** Rules broken when `from` imports `to`, both paths from the top of the house. */
async function breaches(from: string, to: string): Promise<string> {
  const specifier = to.startsWith('node:') ? to : relativeSpecifier(from, to);
  await plant(from, `import { x } from '${specifier}';\n\nexport const y = x;\n`);
  if (!to.startsWith('node:')) await plant(to, 'export const x = 1;\n');
  try {
    await promisify(execFile)(process.execPath, [biome, 'lint', '--reporter=json', from], {
      cwd: house,
    });
    return '';
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

function relativeSpecifier(from: string, to: string): string {
  const path = relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

async function plant(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(house, path)), { recursive: true });
  await writeFile(join(house, path), text);
}

const forbidden: [string, string][] = [
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

const allowed: [string, string][] = [
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
  it.each(forbidden)('%s may not import %s', async (from, to) => {
    expect(await breaches(from, to)).toContain('noRestrictedImports');
  });

  it.each(allowed)('%s may import %s', async (from, to) => {
    expect(await breaches(from, to)).toBe('');
  });

  it('a cycle is found', async () => {
    await plant(
      'src/domain/one.ts',
      "import { two } from './two.ts';\n\nexport const one = () => two;\n",
    );
    await plant(
      'src/domain/two.ts',
      "import { one } from './one.ts';\n\nexport const two = () => one;\n",
    );
    const run = promisify(execFile)(process.execPath, [biome, 'lint', 'src/domain'], {
      cwd: house,
    });
    await expect(run).rejects.toMatchObject({ stderr: expect.stringContaining('noImportCycles') });
  });

  it('every part of src has rules of its own', async () => {
    const parts = await readdir(join(root, 'src'), { withFileTypes: true });
    const folders = parts.filter((part) => part.isDirectory()).map((part) => part.name);
    for (const folder of folders) {
      // The domain is the innermost part: a folder that its rules do not name would slip in.
      if (folder === 'domain') continue;
      const found = await breaches('src/domain/plant.ts', `src/${folder}/any.ts`);
      expect(found, `biome.json has no rule for src/${folder}`).toContain('noRestrictedImports');
    }
  });
});

import { dirname, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Mocks in a module that others have loaded already are not seen.
const mocking = 'test/contract/planted.test.ts';

/** These take longest: begun last, all others would wait for them. Browsers and servers mostly wait. */
const longest = [
  'solver/exact/brute-force',
  'e2e/whole-way',
  'e2e/console',
  'rights/every-route',
  'cli/solve-score',
  'solver/exact/least-medium',
  'api/main',
  'e2e/session-over',
  'solver/exact/bound',
  'rights/sign-in',
  'workers/crashes-on-redis',
  'e2e/meanwhile',
  'cli/import-export',
  'cli/check-generate',
  'workers/crashes-on-postgres',
  'rights/who-is-left',
  'store/backup',
  'workers/postgres-restarts',
  'rights/crash-and-theft',
  'store/embedded-postgres',
  'api/hostile',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return found >= 0 ? found : longest.length;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

/**
 * Tests of what tsc builds take it from dist, as the command and the services that they start do:
 * it is what runs in a school, and runs faster than what vitest makes of the sources.
 */
const built: Plugin = {
  name: 'built',
  enforce: 'pre',
  resolveId(source, importer) {
    if (importer === undefined || !/^\..*\.ts$/.test(source)) return undefined;
    const path = relative(import.meta.dirname, resolve(dirname(importer), source));
    if (!/^(src|solver|api|workers|bench)\//.test(path)) return undefined;
    return resolve(import.meta.dirname, 'dist', path.replace(/ts$/, 'js'));
  },
};

const limits = {
  // More than two cores can compute at once: tests with browsers and servers also wait for them.
  // A slow machine needs patience rather than more processes.
  maxWorkers: 4,
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // Forks: tests start servers, worker threads and child processes, which threads would share.
  pool: 'forks' as const,
};

export default defineConfig({
  test: {
    watch: false,
    reporters: ['default'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [built],
        test: {
          ...limits,
          name: 'together',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [mocking],
          globalSetup: ['test/support/build.ts', 'test/support/service/template-folder.ts'],
          server: { deps: { external: [/\/dist\/(src|solver|api|workers|bench)\//] } },
          execArgv: ['--enable-source-maps'],
          // A process of its own for each took longer to start than most take to run.
          isolate: false,
        },
      },
      { test: { ...limits, name: 'alone', include: [mocking] } },
    ],
  },
});

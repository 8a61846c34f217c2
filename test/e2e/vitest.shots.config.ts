import { defineConfig } from 'vitest/config';

/** `npm run screenshots`: not tests, but driven and reported like them. */
export default defineConfig({
  test: {
    include: ['test/e2e/*.shots.ts'],
    watch: false,
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

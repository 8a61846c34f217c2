import { defineConfig } from 'vitest/config';

/** Tests that start servers, browsers, databases or the program itself, and wait for them. */
const apart = ['api', 'cli', 'client', 'e2e', 'queue', 'rights', 'store', 'webhooks', 'workers'];
// Mocks in a module that others have loaded already are not seen.
const mocking = 'test/contract/planted.test.ts';
const folders = [...apart.map((folder) => `test/${folder}/**/*.test.ts`), mocking];

const limits = {
  // Solving keeps a core busy and servers mostly wait: one more than two cores is no more than
  // they can take. A slow machine needs patience rather than more processes.
  maxWorkers: 3,
  testTimeout: 120_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    watch: false,
    reporters: ['default'],
    projects: [
      {
        test: {
          ...limits,
          // These come first, by their name: at the end nobody waits for one of them alone.
          name: 'apart',
          include: folders,
          globalSetup: ['test/support/service/template-folder.ts'],
          // Forks: tests start servers, worker threads and child processes, which threads would share.
          pool: 'forks',
        },
      },
      {
        test: {
          ...limits,
          name: 'together',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: folders,
          pool: 'forks',
          // They only compute: a process of its own for each took longer to start than to run.
          isolate: false,
        },
      },
    ],
  },
});

// The service as `npm start` runs it, but with the tiny solver (unless REAL_SOLVER is set) and without the demo: a process
// of its own, so that tests can kill it. Prints one JSON line when it is ready.

import { readConfig } from '../../../dist/run/config.js';
import { makeLogger } from '../../../dist/run/logger.js';
import { startService } from '../../../dist/run/service.js';
import { tinySolve } from './tiny-solve.mjs';

const read = readConfig(process.env);
if (!read.ok) throw new Error(read.faults.join('\n'));
const service = await startService({
  config: read.config,
  role: process.argv[2] ?? 'all',
  log: makeLogger(read.config),
  solve: process.env.REAL_SOLVER
    ? (await import('../../../dist/solver/index.js')).solveInThreads
    : tinySolve,
  version: 'test',
});
process.on('SIGTERM', async () => {
  await service.stop();
  process.exit(0);
});
process.stdout.write(
  `${JSON.stringify({
    url: service.url ?? null,
    firstLink: service.firstLink ?? null,
    postgres: service.postgres?.dataFolder ?? null,
  })}\n`,
);

#!/usr/bin/env node
import { exitCodes } from './cli/exit-codes.ts';
import { run, tellUnexpected } from './cli/run.ts';

const args = process.argv.slice(2);

// A reader such as `head` may close the pipe early, and the disk behind standard output may be full.
process.stderr.on('error', () => process.exit(exitCodes.unexpected));
process.stdout.on('error', async (error) => {
  await tellUnexpected(error, args.includes('--json'));
  process.exit(exitCodes.unexpected);
});

// Not process.exit(): output that is still on its way would be lost.
process.exitCode = await run(args);

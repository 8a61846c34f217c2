#!/usr/bin/env node
import { errorCode } from './cli/files.ts';
import { run } from './cli/run.ts';

// A reader such as `head` may close the pipe early; that is no reason for a stack trace.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (errorCode(error) !== 'EPIPE') throw error;
    process.exit(1);
  });
}

// Not process.exit(): output that is still on its way would be lost.
process.exitCode = await run(process.argv.slice(2));

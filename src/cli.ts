#!/usr/bin/env node
import { run } from './cli/run.ts';

// What cannot be written is told by the write itself, and nobody reads what standard error cannot take.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

// Not process.exit(): output that is still on its way would be lost.
process.exitCode = await run(process.argv.slice(2));

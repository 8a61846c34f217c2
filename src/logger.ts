import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

export type { Logger };

/**
 * Structured logs on standard error. On a terminal they are quiet, for there the service speaks
 * to a person by plain lines on standard output.
 */
export function makeLogger({ logLevel }: Config): Logger {
  const level = logLevel ?? (process.stderr.isTTY ? 'warn' : 'info');
  // Synchronous, so that the last words of a process that ends are not lost.
  return pino({ level, base: { pid: process.pid } }, pino.destination({ dest: 2, sync: true }));
}

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
  const serializers = { err: describe };
  return pino(
    { level, base: { pid: process.pid }, serializers },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** The standard serializer copies every field: of a database error, the connection's secrets too. */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack } = error;
  const { code } = error as { code?: unknown };
  return { type: name, message, ...(typeof code === 'string' ? { code } : {}), stack };
}

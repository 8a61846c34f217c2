import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

export type { Logger };

/**
 * Structured logs on standard error. On a terminal they are quiet, for there the service speaks
 * to a person by plain lines on standard output.
 */
export function makeLogger({ logLevel }: Config): Logger {
  const level = logLevel ?? (process.stderr.isTTY ? 'warn' : 'info');
  const serializers = { err: describe };
  // Synchronous, so that the last words of a process that ends are not lost.
  const lines = pino.destination({ dest: 2, sync: true, maxLength: MOST_WAITING_BYTES });
  // A full disk or a reader that has gone is no reason to end; there is nobody to tell, either.
  lines.on('error', () => {});
  return pino({ level, base: { pid: process.pid }, serializers }, lines);
}

/** Of lines that could not be written yet; more are lost. */
const MOST_WAITING_BYTES = 1_000_000;

/** The standard serializer copies every field: of a database error, the connection's secrets too. */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack } = error;
  const { code } = error as { code?: unknown };
  return { type: name, message, ...(typeof code === 'string' ? { code } : {}), stack };
}

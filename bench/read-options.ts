import { statSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** What must be true of the text of an option; undefined when it is, else what it should be. */
export type Check = (text: string) => string | undefined;

/**
 * The options of a benchmark. `--help` prints the usage; a wrong option or value prints what is
 * wrong with it and ends with exit code 2, before anything is measured or written.
 */
export function readOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: T,
  checks: { readonly [name in keyof T]?: Check } = {},
) {
  if (process.argv.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  const values = parsed();
  for (const [name, check] of Object.entries<Check | undefined>(checks)) {
    const text = (values as Record<string, unknown>)[name];
    const wanted = typeof text === 'string' ? check?.(text) : undefined;
    if (wanted !== undefined) refuse(`--${name} is ${JSON.stringify(text)}: ${wanted}.`, usage);
  }
  return values;

  function parsed() {
    try {
      return parseArgs({ options }).values;
    } catch (error) {
      return refuse((error as Error).message, usage);
    }
  }
}

/** Ends with what a benchmark cannot work with. */
export function refuse(message: string, usage?: string): never {
  console.error(usage === undefined ? message : `${message}\n\n${usage}`);
  process.exit(2);
}

export function atLeast(least: number): Check {
  return (text) =>
    text.trim() !== '' && Number(text) >= least && Number(text) < Number.POSITIVE_INFINITY
      ? undefined
      : `it must be a number of at least ${least}`;
}

export function wholeFrom(least: number): Check {
  return (text) =>
    text.trim() !== '' && Number(text) >= least && Number.isSafeInteger(Number(text))
      ? undefined
      : `it must be a whole number of at least ${least}`;
}

export function oneOf(names: readonly string[]): Check {
  return (text) =>
    names.includes(text) ? undefined : `there is only ${names.map((n) => n || '""').join(', ')}`;
}

/** Parts with commas between them; nothing at all is a list without any. */
export function listOf(check: Check): Check {
  return (text) =>
    (text === '' ? [] : text.split(',')).map(check).find((wanted) => wanted !== undefined);
}

export const existingFile: Check = (path) =>
  statSync(path, { throwIfNoEntry: false })?.isFile() ? undefined : `there is no file ${path}`;

import { type ParseArgsConfig, parseArgs } from 'node:util';

/**
 * The options of a benchmark. `--help` prints the usage; a wrong option prints what is wrong with
 * it and ends with exit code 2, before anything is measured.
 */
export function readOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: T,
) {
  try {
    if (process.argv.includes('--help')) {
      console.log(usage);
      process.exit(0);
    }
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
}

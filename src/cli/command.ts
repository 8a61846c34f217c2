import type { OptionSpecs, ParsedOptions } from './options.ts';

/** One word after `afterbell`. */
export interface Command {
  options: OptionSpecs;
  /** Returns the exit code; throws a Refusal for what cannot be done as asked. */
  run(given: ParsedOptions): Promise<number>;
}

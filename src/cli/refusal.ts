import type { Bilingual } from '../domain/bilingual.ts';
import type { Fault } from '../domain/faults.ts';
import { makeFault } from '../domain/faults.ts';

/** What was asked for cannot be done as it stands: the faults say why. Ends with exit code 2. */
export class Refusal extends Error {
  readonly faults: readonly Fault[];
  /** Which document the faults are in, when there are two. */
  readonly document: string | undefined;

  constructor(faults: readonly Fault[], document?: string) {
    super(faults.map((fault) => fault.message).join(' '));
    this.faults = faults;
    this.document = document;
  }
}

/** A refusal for the way the command was called. */
export function usage(what: Bilingual, hint: Bilingual, value?: unknown): Refusal {
  return new Refusal([makeFault('bad-option', [], what, { hint, value })]);
}

import type { Bilingual } from '../../domain/bilingual.ts';
import type { IdList } from '../../domain/checks/lookup.ts';
import type { Fault } from '../../domain/faults.ts';
import { makeFault } from '../../domain/faults.ts';
import { type PathStep, pointer, quote, quoteZh } from '../../domain/pointer.ts';
import type { Place } from './cell.ts';
import { leaveBlank, saysNothing } from './codec.ts';
import type { Names } from './names.ts';

/** A cell and the column that it stands in, for messages that people understand. */
export interface Source extends Place {
  heading?: string;
  words?: readonly string[] | undefined;
  /** The list whose rows are referred to here, and the name of its sheet. */
  ref?: IdList | undefined;
  of?: string | undefined;
  /** Whether something must stand here. */
  required?: boolean;
}

/** Where the fields of one entry came from: by their path below it. */
interface EntrySource {
  entry: Source;
  fields: () => Iterable<[path: string, source: Source]>;
}

/** Which cell each value of the problem came from. */
export class Places {
  private readonly sources = new Map<string, Source>();
  private readonly entries = new Map<string, EntrySource>();
  private readonly settled = new Set<string>();
  /** What the rows are called, once they are read. */
  names: Names | undefined;

  set(path: readonly PathStep[], source: Source): void {
    this.sources.set(pointer(path), source);
  }

  /** An entry that is a row: its cells are worked out for those few that faults speak of. */
  setEntry(path: readonly PathStep[], source: EntrySource): void {
    this.entries.set(pointer(path), source);
  }

  /** What is said of this value needs no second fault. */
  settle(path: readonly PathStep[]): void {
    this.settled.add(pointer(path));
  }

  /** A fault of the problem as one of the workbook; undefined when the cell's own fault said it. */
  translate(fault: Fault): Fault | undefined {
    if (this.settled.has(fault.path)) return undefined;
    for (let path = fault.path; ; path = path.slice(0, path.lastIndexOf('/'))) {
      const source = this.sources.get(path);
      if (source !== undefined) return placed(fault, source, path === fault.path, this.names);
      const entry = this.entries.get(path);
      if (entry !== undefined) return atField(fault, path, entry, this.names);
      if (path === '') return fault;
    }
  }
}

function atField(
  fault: Fault,
  base: string,
  { entry, fields }: EntrySource,
  names: Names | undefined,
): Fault {
  let [path, source] = [base, entry];
  for (const [field, place] of fields()) {
    const own = `${base}/${field}`;
    if (own.length > path.length && `${fault.path}/`.startsWith(`${own}/`)) {
      [path, source] = [own, place];
    }
  }
  return placed(fault, source, path === fault.path, names);
}

/** A fault at its cell, in the words of the sheet. */
export function placed(
  fault: Fault,
  source: Source,
  isExact: boolean,
  names: Names | undefined,
): Fault {
  const { sheet, cell, heading, words, ref, of, required = true } = source;
  if (fault.code === 'unknown-reference' && of !== undefined) {
    const { value } = fault;
    const near = ref === undefined ? [] : (names?.near(ref, value) ?? []);
    const maybe = near.map((one) => `“${one}”`);
    const known = {
      zh: `${maybe.length > 0 ? `是不是${maybe.join('、')}？` : ''}写“${of}”表里有的，或先在那里加一行`,
      en: `${maybe.length > 0 ? `is ${maybe.join(' or ')} meant? Else ` : ''}write what stands in the sheet “${of}”, or add a row there`,
    };
    const hint = !required && saysNothing(value) ? leaveBlank : known;
    const what = {
      zh: `“${of}”表里没有${quoteZh(value)}`,
      en: `the sheet “${of}” has no row ${quote(value)}`,
    };
    return { ...makeFault(fault.code, [], what, { value, hint }), path: fault.path, sheet, cell };
  }
  if (fault.code !== 'missing' || !isExact || heading === undefined) {
    return { ...fault, sheet, cell };
  }
  const list = words?.join('、');
  const hint = {
    zh: `填写“${heading}”${list ? `：${list}` : ''}`,
    en: `fill it in${list ? `, with one of ${list}` : ''}`,
  };
  const own = makeFault('missing', [], blank(heading), { hint });
  return { ...own, path: fault.path, sheet, cell };
}

/** What is wrong where a column, or an item of a form, must not be blank. */
export const blank = (heading: string): Bilingual => ({
  zh: `“${heading}”没有填`,
  en: `“${heading}” is blank here`,
});

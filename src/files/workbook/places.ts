import type { Fault } from '../../domain/faults.ts';
import { makeFault } from '../../domain/faults.ts';
import { type PathStep, pointer, quote } from '../../domain/pointer.ts';
import type { Place } from './cell.ts';

/** A cell and the column that it stands in, for messages that people understand. */
export interface Source extends Place {
  heading?: string;
  words?: readonly string[] | undefined;
  /** Name of the sheet whose rows are referred to here. */
  of?: string | undefined;
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
      if (source !== undefined) return placed(fault, source, path === fault.path);
      const entry = this.entries.get(path);
      if (entry !== undefined) return atField(fault, path, entry);
      if (path === '') return fault;
    }
  }
}

function atField(fault: Fault, base: string, { entry, fields }: EntrySource): Fault {
  let [path, source] = [base, entry];
  for (const [field, place] of fields()) {
    const own = `${base}/${field}`;
    if (own.length > path.length && `${fault.path}/`.startsWith(`${own}/`)) {
      [path, source] = [own, place];
    }
  }
  return placed(fault, source, path === fault.path);
}

/** A fault at its cell, in the words of the sheet. */
export function placed(fault: Fault, source: Source, isExact: boolean): Fault {
  const { sheet, cell, heading, words, of } = source;
  if (fault.code === 'unknown-reference' && of !== undefined) {
    const hint = {
      zh: `写“${of}”表里有的，或先在那里加一行`,
      en: `write what stands in the sheet “${of}”, or add a row there`,
    };
    const { value } = fault;
    const what = `the sheet “${of}” has no row ${quote(value)}`;
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
  const own = makeFault('missing', [], `the column “${heading}” is blank here`, { hint });
  return { ...own, path: fault.path, sheet, cell };
}

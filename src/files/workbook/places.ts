import type { Fault } from '../../domain/faults.ts';
import { makeFault } from '../../domain/faults.ts';
import { type PathStep, pointer } from '../../domain/pointer.ts';
import type { Place } from './cell.ts';

/** A cell and the column that it stands in, for messages that people understand. */
export interface Source extends Place {
  heading?: string;
  words?: readonly string[] | undefined;
}

/** Which cell each value of the problem came from. */
export class Places {
  private readonly sources = new Map<string, Source>();
  private readonly settled = new Set<string>();

  set(path: readonly PathStep[], source: Source): void {
    this.sources.set(pointer(path), source);
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
      if (source !== undefined) return at(fault, source, path === fault.path);
      if (path === '') return fault;
    }
  }
}

function at(fault: Fault, { sheet, cell, heading, words }: Source, isExact: boolean): Fault {
  if (fault.code !== 'missing' || !isExact || heading === undefined) {
    return { ...fault, sheet, cell };
  }
  const hint = `填写“${heading}” (fill it in)${words ? `: ${words.join('、')}` : ''}`;
  const own = makeFault('missing', [], `the column “${heading}” is blank here`, { hint });
  return { ...own, path: fault.path, sheet, cell };
}

import type { Scope } from './scopes.ts';

/** The elements of one scope that a Change has touched, each once. */
export class TouchedSet {
  readonly list: Int32Array;
  count = 0;
  private readonly mark: Uint8Array;

  constructor(size: number) {
    this.list = new Int32Array(size);
    this.mark = new Uint8Array(size);
  }

  add(element: number): void {
    if (this.mark[element] === 1) return;
    this.mark[element] = 1;
    this.list[this.count++] = element;
  }

  clear(): void {
    for (let i = 0; i < this.count; i++) this.mark[this.list[i]] = 0;
    this.count = 0;
  }
}

export type TouchedSets = Readonly<Record<Scope, TouchedSet>>;

/** Elements of the scope `whole`: the plan, seen from three sides that change apart. */
export const WHOLE_LOAD = 0;
export const WHOLE_EDGE = 1;
export const WHOLE_PAY = 2;
export const WHOLE_SIZE = 3;

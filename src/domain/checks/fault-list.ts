import { type Fault, makeFault } from '../faults.ts';

/** As many as the longest list of a problem has entries: one mistake in each is told in full. */
export const MOST_FAULTS = 10_000;

/**
 * Faults of one document, as they are found. A body of some megabytes can hold millions of them,
 * whose texts would take gigabytes: beyond `MOST_FAULTS` they are only counted.
 */
export class FaultList extends Array<Fault> {
  private untold = 0;

  /** `map` and the like give plain lists. */
  static override get [Symbol.species]() {
    return Array;
  }

  override push(...faults: Fault[]): number {
    for (const fault of faults) {
      if (this.length < MOST_FAULTS) super.push(fault);
      else this.untold++;
    }
    return this.length;
  }

  /** So many were found and not even made. */
  omit(count: number): void {
    this.untold += count;
  }

  take(others: FaultList): void {
    this.push(...others);
    this.omit(others.untold);
  }

  get isFull(): boolean {
    return this.length >= MOST_FAULTS;
  }

  /** A plain list; its last entry says how many more there were. */
  told(): Fault[] {
    const told = [...this];
    if (this.untold > 0) {
      const what = {
        zh: `至少还有 ${this.untold} 处错误没有列出`,
        en: `there are at least ${this.untold} more faults`,
      };
      told.push(makeFault('more-faults', [], what));
    }
    return told;
  }
}

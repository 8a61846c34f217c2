/** Where the last Change ends, and whether somebody is adding one. */
const HEAD = 0;
const LOCK = 1;
/** Milliseconds after the solve began at which the first thread began to search; 0: none has. */
const BEGAN = 2;
/** What threads have agreed on, one word for each question: 1 no, 2 yes; 0: none has come to it. */
const AGREED = 3;
/** The words above have a cache line of their own. */
const FIRST = 16;
/** Numbers that are kept: some seconds of the busiest search. A power of two. */
const SIZE = 1 << 22;
/** Positions count on beyond the ring, and wrap at 32 bits: soon, so that every solve does it. */
const START = 2 ** 31 - 2 ** 16;
/** How long another thread may hold the log, before it counts as dead. */
const PATIENCE_MS = 2000;
const SPINS = 2000;

/** Memory for the log of one solve, for `CommonLog` in each of its threads. */
export function commonMemory(): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(4 * (FIRST + SIZE));
  new Int32Array(memory)[HEAD] = START;
  return memory;
}

/**
 * The Changes that threads have kept, in one order for all. Each thread has a state of its own and
 * makes the Changes of the others on it; a Change of its own is added only where it has made all
 * before. So all states are the same, and a Change is judged against what it really meets.
 *
 * The log is a ring: who is too far behind goes on alone, and so does who finds it held for good.
 */
export class CommonLog {
  private readonly words: Int32Array;
  /** Up to where this thread has come. */
  private at = START;
  private readonly patienceMs: number;
  /** This thread is too far behind, or another one has died in the log: it must go on alone. */
  isLost = false;

  constructor(memory: SharedArrayBuffer, patienceMs = PATIENCE_MS) {
    this.words = new Int32Array(memory);
    this.patienceMs = patienceMs;
  }

  /**
   * When the first thread began to search, for one that begins now; both in milliseconds after the
   * solve began. All cool by the same clock: who is hotter would spoil what others have settled.
   */
  searchBegan(now: number): number {
    const mine = Math.max(1, Math.round(now));
    return Atomics.compareExchange(this.words, BEGAN, 0, mine) || mine;
  }

  /**
   * What the first thread answered that came to a question (from 0 to 11), so that all go the same
   * way; and whether that is this one.
   */
  agree(question: number, isSo: boolean): { isSo: boolean; isFirst: boolean } {
    const found = Atomics.compareExchange(this.words, AGREED + question, 0, isSo ? 2 : 1);
    return { isSo: found === 0 ? isSo : found === 2, isFirst: found === 0 };
  }

  /** Others have added what this thread has not made. */
  get isBehind(): boolean {
    return Atomics.load(this.words, HEAD) !== this.at;
  }

  /** Adds a Change; false where others have been first, or are at it. */
  add(steps: readonly number[], length: number): boolean {
    const { words } = this;
    if (!this.takeLock()) return false;
    const isFirst = !this.isBehind;
    if (isFirst) this.write(steps, length);
    // Held so shortly that who waits is not woken: it looks again by itself.
    Atomics.store(words, LOCK, 0);
    return isFirst;
  }

  /** Waits until nobody else adds anything. True: `release` must follow; false: it is lost. */
  claim(): boolean {
    const { words } = this;
    for (let i = 0; i < SPINS; i++) if (this.takeLock()) return true;
    const until = performance.now() + this.patienceMs;
    while (performance.now() < until) {
      if (this.takeLock()) return true;
      Atomics.wait(words, LOCK, 1, 1);
    }
    this.isLost = true;
    return false;
  }

  private takeLock(): boolean {
    return Atomics.compareExchange(this.words, LOCK, 0, 1) === 0;
  }

  release(): void {
    Atomics.store(this.words, LOCK, 0);
    Atomics.notify(this.words, LOCK, 1);
  }

  /** Adds a Change, unless it is empty; the log must be claimed, and all others made. */
  write(steps: readonly number[], length: number): void {
    const { words, at } = this;
    if (length === 0) return;
    words[FIRST + (at & (SIZE - 1))] = length;
    for (let i = 0; i < length; i++) words[FIRST + ((at + 1 + i) & (SIZE - 1))] = steps[i];
    this.at = (at + length + 1) | 0;
    Atomics.store(words, HEAD, this.at);
  }

  /** The next Change of others; its length, or 0 where there is none. */
  next(steps: number[]): number {
    const { words, at } = this;
    if (!this.isBehind || this.isWrittenOver()) return 0;
    const length = words[FIRST + (at & (SIZE - 1))];
    for (let i = 0; i < length; i++) steps[i] = words[FIRST + ((at + 1 + i) & (SIZE - 1))];
    // Whoever wrote over it meanwhile has told so by now, but for the one who is at it.
    if (this.isWrittenOver()) return 0;
    this.at = (at + length + 1) | 0;
    return length;
  }

  /** So much has been added that what this thread comes to next may be gone. */
  private isWrittenOver(): boolean {
    this.isLost ||= ((Atomics.load(this.words, HEAD) - this.at) | 0) > SIZE / 2;
    return this.isLost;
  }
}

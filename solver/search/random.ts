/**
 * sfc32: a small, fast generator of 32-bit numbers with a period that no search exhausts. The
 * same seed gives the same numbers on every machine. Source: C. Doty-Humphrey, PractRand.
 */
export class Random {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;
  private readonly marked = new Int32Array(4);

  constructor(seed: number) {
    this.startAt(seed);
  }

  /** From now on the numbers of this seed. */
  startAt(seed: number): void {
    this.a = seed | 0;
    this.b = Math.floor(seed / 4294967296) | 0;
    this.c = 0x9e3779b9;
    this.d = 1;
    for (let i = 0; i < 16; i++) this.next();
  }

  /** The place in the row of numbers that `takeBack` goes back to. */
  mark(): void {
    this.marked[0] = this.a;
    this.marked[1] = this.b;
    this.marked[2] = this.c;
    this.marked[3] = this.d;
  }

  takeBack(): void {
    [this.a, this.b, this.c, this.d] = this.marked;
  }

  /** 0 to 2^32 - 1. */
  next(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0;
    return t >>> 0;
  }

  /** 0 to n - 1; n must be positive and below 2^31. */
  below(n: number): number {
    // Cut to an integer by `|`, which the engine does faster than `Math.floor`.
    return ((this.next() / 4294967296) * n) | 0;
  }

  /** 0 (included) to 1 (excluded). */
  unit(): number {
    return this.next() / 4294967296;
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }
}

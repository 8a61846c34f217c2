/** A map from two ids to a value; nested, so that no id needs an escape. */
export class PairMap<V> {
  private readonly rows = new Map<string, Map<string, V>>();

  get(a: string, b: string): V | undefined {
    return this.rows.get(a)?.get(b);
  }

  set(a: string, b: string, value: V): void {
    const row = this.rows.get(a);
    if (row) row.set(b, value);
    else this.rows.set(a, new Map([[b, value]]));
  }

  /** The value of the pair, made at the first request. */
  getOrMake(a: string, b: string, make: () => V): V {
    const found = this.get(a, b);
    if (found !== undefined) return found;
    const made = make();
    this.set(a, b, made);
    return made;
  }

  *entries(): Generator<[string, string, V]> {
    for (const [a, row] of this.rows) for (const [b, value] of row) yield [a, b, value];
  }
}

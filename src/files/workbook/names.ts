import type { IdList } from '../../domain/checks/lookup.ts';

type Entry = { id?: unknown; name?: unknown; time?: unknown };

/**
 * Ids as people write them. An id stays what it is; what is no id but the name of exactly one
 * entry (of a leave point: its time) becomes that entry's id. So `read(write(problem))` changes
 * nothing, and a coordinator may write 三（1）班.
 */
export class Names {
  private readonly ids = new Map<IdList, Set<string>>();
  private readonly byName = new Map<IdList, Map<string, string | undefined>>();

  constructor(input: Readonly<Record<string, unknown>>, lists: readonly IdList[]) {
    for (const list of lists) {
      const ids = new Set<string>();
      const names = new Map<string, string | undefined>();
      for (const { id, name, time } of (input[list] ?? []) as Entry[]) {
        if (typeof id !== 'string') continue;
        ids.add(id);
        for (const title of [name, time]) {
          if (typeof title === 'string') names.set(title, names.has(title) ? undefined : id);
        }
      }
      this.ids.set(list, ids);
      this.byName.set(list, names);
    }
  }

  has(list: IdList, id: unknown): boolean {
    return typeof id === 'string' && (this.ids.get(list)?.has(id) ?? false);
  }

  /** The id that is meant; what names nothing stays, for the check of the whole to report. */
  idOf(list: IdList, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.idOf(list, one));
    if (typeof value !== 'string' || this.has(list, value)) return value;
    return this.byName.get(list)?.get(value) ?? value;
  }
}

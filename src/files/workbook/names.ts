import type { IdList } from '../../domain/checks/lookup.ts';
import { plain } from './text.ts';

type Entry = { id?: unknown; name?: unknown; time?: unknown };

/** Of one list: its ids, and what else names an entry; undefined for what names two. */
interface Named {
  ids: Set<string>;
  names: Map<string, string | undefined>;
  /** Ids and names without regard to width, blanks and case. */
  plain: Map<string, string | undefined>;
}

/**
 * Ids as people write them. An id stays what it is; what is no id but the name of exactly one
 * entry (of a leave point: its time) becomes that entry's id. So `read(write(problem))` changes
 * nothing, and a coordinator may write 三（1）班, or 三(1)班 as it came out of another program.
 */
export class Names {
  private readonly lists = new Map<IdList, Named>();

  constructor(input: Readonly<Record<string, unknown>>, lists: readonly IdList[]) {
    for (const list of lists) {
      const named: Named = { ids: new Set(), names: new Map(), plain: new Map() };
      for (const { id, name, time } of (input[list] ?? []) as Entry[]) {
        if (typeof id !== 'string') continue;
        named.ids.add(id);
        note(named.plain, plain(id), id);
        for (const title of [name, time]) {
          if (typeof title !== 'string') continue;
          note(named.names, title, id);
          note(named.plain, plain(title), id);
        }
      }
      this.lists.set(list, named);
    }
  }

  /** The id that is meant; what names nothing stays, for the check of the whole to report. */
  idOf(list: IdList, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.idOf(list, one));
    const named = this.lists.get(list);
    if (typeof value !== 'string' || named === undefined || named.ids.has(value)) return value;
    return named.names.get(value) ?? named.plain.get(plain(value)) ?? value;
  }

  /** Whether the value names several entries, so that nobody can tell which is meant. */
  isAmbiguous(list: IdList, value: unknown): boolean {
    const named = this.lists.get(list);
    if (typeof value !== 'string' || named === undefined || named.ids.has(value)) return false;
    const isNamed = named.names.has(value) || named.plain.has(plain(value));
    return isNamed && this.idOf(list, value) === value;
  }
}

function note(map: Map<string, string | undefined>, title: string, id: string): void {
  map.set(title, map.has(title) && map.get(title) !== id ? undefined : id);
}

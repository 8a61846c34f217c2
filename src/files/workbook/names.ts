import type { IdList } from '../../domain/checks/lookup.ts';
import { clockText } from './clock-text.ts';
import { looseParts, plain } from './text.ts';

type Entry = { id?: unknown; name?: unknown; time?: unknown };

/** Of one list: its ids, and what else names an entry; undefined for what names two. */
interface Named {
  ids: Set<string>;
  names: Map<string, string | undefined>;
  /** Ids and names without regard to width, blanks and case. */
  plain: Map<string, string | undefined>;
  /** What people call each entry. */
  titles: Set<string>;
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
      const named: Named = {
        ids: new Set(),
        names: new Map(),
        plain: new Map(),
        titles: new Set(),
      };
      for (const { id, name, time } of (input[list] ?? []) as Entry[]) {
        if (typeof id !== 'string') continue;
        named.ids.add(id);
        named.titles.add(String(name ?? time ?? id));
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
    return (
      named.names.get(value) ??
      named.plain.get(plain(value)) ??
      (list === 'leavePoints' ? named.names.get(clockText(value) ?? value) : undefined) ??
      value
    );
  }

  /** The items of a list; what names nothing, but its parts do, is several (足球/书法). */
  parted(list: IdList, items: readonly unknown[]): unknown[] {
    return items.flatMap((item) => {
      if (typeof item !== 'string' || this.isKnown(list, item)) return [item];
      const parts = looseParts(item);
      const isSeveral = parts.length > 1 && parts.every((part) => this.isKnown(list, part));
      return isSeveral ? parts : [item];
    });
  }

  private isKnown(list: IdList, value: string): boolean {
    const named = this.lists.get(list);
    return (
      named?.ids.has(value) || named?.names.has(value) || named?.plain.has(plain(value)) || false
    );
  }

  /** Whether the value names several entries, so that nobody can tell which is meant. */
  isAmbiguous(list: IdList, value: unknown): boolean {
    const named = this.lists.get(list);
    if (typeof value !== 'string' || named === undefined || named.ids.has(value)) return false;
    const isNamed = named.names.has(value) || named.plain.has(plain(value));
    return isNamed && this.idOf(list, value) === value;
  }

  /** What may have been meant by a name that nothing has, the nearest first; all of a short list. */
  near(list: IdList, value: unknown): string[] {
    const titles = [...(this.lists.get(list)?.titles ?? [])];
    const near = titles.flatMap((title) => {
      const far = distance(plain(title), plain(String(value)));
      return far === undefined ? [] : [{ title, far }];
    });
    if (near.length === 0) return titles.length > mostTold ? [] : titles;
    // Two characters off is meant where nothing is nearer.
    const farthest = near.some(({ far }) => far < 2) ? 1 : Number.POSITIVE_INFINITY;
    return near
      .filter(({ far }) => far <= farthest)
      .sort((a, b) => a.far - b.far)
      .slice(0, 3)
      .map(({ title }) => title);
  }
}

/** Up to so many entries are told whole to who wrote something else. */
const mostTold = 6;

/**
 * How many slips apart two names are: a character that is another one, is missing or too many, or
 * two neighbours that changed places (王丽娜, 王娜丽); 0 where one name is a part of the other (足球,
 * 足球社); undefined where they are hardly meant for the same.
 */
function distance(a: string, b: string): number | undefined {
  const [long, short] = a.length < b.length ? [[...b], [...a]] : [[...a], [...b]];
  if (short.length < 2) return undefined;
  if (long.join('').includes(short.join(''))) return 0;
  let before: number[] = [];
  let row = long.map((_, i) => i + 1);
  for (const [j, one] of short.entries()) {
    const next: number[] = [];
    for (const [i, other] of long.entries()) {
      const corner = i === 0 ? j : (row[i - 1] as number);
      const left = i === 0 ? j + 1 : (next[i - 1] as number);
      const above = row[i] as number;
      const isSwapped = j > 0 && i > 0 && one === long[i - 1] && other === short[j - 1];
      const swapped = isSwapped ? (i > 1 ? (before[i - 2] as number) : j - 1) + 1 : Infinity;
      next.push(Math.min(corner + (one === other ? 0 : 1), left + 1, above + 1, swapped));
    }
    [before, row] = [row, next];
  }
  const far = row.at(-1) as number;
  // Two slips in four characters are common: an input method takes whole words.
  const most = long.length < 4 ? 1 : Math.max(2, Math.floor(long.length / 4));
  return far <= most ? far : undefined;
}

function note(map: Map<string, string | undefined>, title: string, id: string): void {
  map.set(title, map.has(title) && map.get(title) !== id ? undefined : id);
}

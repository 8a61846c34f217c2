import { pointer } from '../../src/domain/pointer.ts';

/**
 * Two people began from the same version of a school's data and changed it apart: what only one of
 * them changed is taken from that one, and where both changed the same thing differently, `mine`
 * stands until somebody chooses.
 */
export interface Merged<T> {
  value: T;
  clashes: Clash[];
  /** How many places were taken from `theirs`. */
  taken: number;
}

/** A place that both changed, each in another way. */
export interface Clash {
  /** Names it in `theirWay`: a JSON Pointer in which entries of lists stand with their ids. */
  key: string;
  /** The same as steps. */
  steps: readonly string[];
  /** Undefined where it is not there (any more). */
  mine: unknown;
  theirs: unknown;
}

/**
 * @param theirWay keys of the clashes in which `theirs` is to stand
 */
export function merge<T>(
  base: T,
  mine: T,
  theirs: T,
  theirWay: ReadonlySet<string> = new Set(),
): Merged<T> {
  const clashes: Clash[] = [];
  let taken = 0;
  const value = at([], base, mine, theirs) as T;
  return { value, clashes, taken };

  function at(steps: readonly string[], b: unknown, m: unknown, t: unknown): unknown {
    if (isSame(b, t) || isSame(m, t)) return m;
    if (isSame(b, m)) {
      taken++;
      return t;
    }
    if (isRecord(b) && isRecord(m) && isRecord(t)) return fields(steps, b, m, t);
    if (isListOfEntries(b) && isListOfEntries(m) && isListOfEntries(t))
      return entries(steps, b, m, t);
    const key = pointer(steps);
    clashes.push({ key, steps, mine: m, theirs: t });
    return theirWay.has(key) ? t : m;
  }

  function fields(steps: readonly string[], b: Fields, m: Fields, t: Fields): Fields {
    const result: Fields = {};
    for (const name of new Set([...Object.keys(m), ...Object.keys(t)])) {
      const field = at([...steps, name], b[name], m[name], t[name]);
      if (field !== undefined) result[name] = field;
    }
    return result;
  }

  /** Entries are known by their ids, wherever they stand; new ones come last. */
  function entries(steps: readonly string[], b: Entries, m: Entries, t: Entries): Entries {
    const [inBase, inMine, inTheirs] = [byId(b), byId(m), byId(t)];
    const isReordered = !isSame([...inBase.keys()], [...inMine.keys()]);
    const [first, second] = isReordered ? [m, t] : [t, m];
    const ids = new Set([...first, ...second].map(({ id }) => id));
    return [...ids].flatMap((id) => {
      const entry = at([...steps, id], inBase.get(id), inMine.get(id), inTheirs.get(id));
      return entry === undefined ? [] : [entry as Entries[number]];
    });
  }
}

type Fields = Record<string, unknown>;
type Entries = readonly (Fields & { id: string })[];

function byId(list: Entries): Map<string, Entries[number]> {
  return new Map(list.map((entry) => [entry.id, entry]));
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where two entries have one id, nobody knows which is meant: such a list is one thing. */
function isListOfEntries(value: unknown): value is Entries {
  if (!Array.isArray(value)) return false;
  const ids = new Set(value.map((entry) => isRecord(entry) && entry.id));
  return ids.size === value.length && value.every((entry) => typeof entry?.id === 'string');
}

/** The same values, in whatever order the fields stand. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, i) => isSame(one, b[i]));
  if (!isRecord(a) || !isRecord(b)) return false;
  const names = Object.keys(a).filter((name) => a[name] !== undefined);
  const others = Object.keys(b).filter((name) => b[name] !== undefined);
  return names.length === others.length && names.every((name) => isSame(a[name], b[name]));
}

/** One step of a path: a field name or a place in a list. */
export type PathStep = string | number;

/** JSON Pointer (RFC 6901): "" is the whole document; `~` and `/` in names are escaped. */
export function pointer(steps: readonly PathStep[]): string {
  return steps
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** What stands at a path; undefined where there is nothing. Inherited names are nothing. */
export function valueAt(root: unknown, steps: readonly PathStep[]): unknown {
  let here = root;
  for (const step of steps) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<PathStep, unknown>)[step];
  }
  return here;
}

const shownLength = 60;

/** A value as a fault may carry it: scalars as they are, long text cut, lists and objects named. */
export function shorten(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string') return cut(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** A value as it reads in a sentence: text in quotes, the rest as `shorten` gives it. */
export function quote(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(cut(value)) : String(shorten(value));
}

/** As `quote`, in Chinese marks and words. */
export function quoteZh(value: unknown): string {
  if (typeof value === 'string') return `“${cut(value)}”`;
  if (Array.isArray(value)) return `有 ${value.length} 项的列表`;
  return typeof value === 'object' && value !== null ? '一个对象' : quote(value);
}

function cut(text: string): string {
  // By code points: a cut in the middle of a surrogate pair would not be valid UTF-8 any more.
  if (text.length <= shownLength) return text;
  return `${[...text.slice(0, 2 * shownLength)].slice(0, shownLength - 1).join('')}…`;
}

/**
 * Text in cells. Nearly all text stands as it is. What a cell cannot hold without loss (control
 * characters, blanks at the ends, nothing at all) or what reads as something else (a list, a quote)
 * stands as a JSON string in quotes, which the reader takes apart again.
 */
const separators = '、,，;；\n';

/** Control characters but the line break, halves of surrogate pairs, and what Excel takes for a code. */
const unsafe = /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufeff\ufffe\uffff]|_x[0-9a-f]{4}_/iu;

export function writeText(text: string): string {
  return needsQuotes(text) ? quoted(text) : text;
}

/** The text that a cell stands for. Only a whole JSON string is one: "阳光"合唱团 is a plain name. */
export function readText(cell: string): string {
  const text = cell.trim();
  if (!text.startsWith('"') || endOfQuotes(text, 0) !== text.length) return text;
  return unquoted(text) ?? text;
}

/** Items in one cell; an empty list is "[]", for a blank cell means that nothing is said. */
export function writeList(items: readonly string[]): string {
  if (items.length === 0) return '[]';
  return items
    .map((item) =>
      needsQuotes(item) || item === '[]' || [...item].some(isSeparator) ? quoted(item) : item,
    )
    .join('、');
}

export function readList(cell: string): string[] {
  if (cell.trim() === '[]') return [];
  const items: string[] = [];
  for (let at = 0; at <= cell.length; ) {
    at = skipBlanks(cell, at);
    const end = cell[at] === '"' ? endOfQuotes(cell, at) : undefined;
    const item = end === undefined ? undefined : unquoted(cell.slice(at, end));
    const after = end === undefined ? at : skipBlanks(cell, end);
    if (item !== undefined && (after >= cell.length || isSeparator(cell[after]))) {
      items.push(item);
      at = after + 1;
      continue;
    }
    let stop = at;
    while (stop < cell.length && !isSeparator(cell[stop])) stop++;
    const plain = cell.slice(at, stop).trim();
    // "A、、B" and a separator at the end are slips of the pen, not items without a name.
    if (plain !== '') items.push(plain);
    at = stop + 1;
  }
  return items;
}

/** What else people part items with, where the whole is none: blanks, slashes, dots, 和. */
export function looseParts(text: string): string[] {
  return text.split(/[\s/／|｜·+＋和与及]+/u).filter((part) => part !== '');
}

function skipBlanks(cell: string, from: number): number {
  let at = from;
  while (cell[at] !== '\n' && /\s/.test(cell[at] ?? '')) at++;
  return at;
}

function isSeparator(char: string | undefined): boolean {
  return char !== undefined && separators.includes(char);
}

function needsQuotes(text: string): boolean {
  return isBlank(text) || text !== text.trim() || text.startsWith('"') || unsafe.test(text);
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|_(?=x[0-9a-f]{4}_)/gi,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function unquoted(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text.replaceAll('\n', '\\n'));
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Just past the closing quote of the string that opens at `start`. */
function endOfQuotes(text: string, start: number): number | undefined {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i + 1;
  }
  return undefined;
}

/** Nothing at all, or only what nobody sees: a cell of it says nothing. */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Cf}]/u.test(text);
}

/** Words as they are compared: without regard to full-width forms, blanks, case and hidden marks. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .toLowerCase();
}

import { type PathStep, valueAt } from '../../src/domain/pointer.ts';
import { setAt } from './set-at.ts';

export interface Choice {
  value: string | number | boolean;
  label: string;
  /** What workbooks call it, where that differs: cells are copied from there. */
  inWorkbook?: string;
}

/**
 * One field of an entry, as a column of a table or a line of a form. What stands in it is shown as
 * text and read from text, so that it can be typed, searched and pasted from a spreadsheet.
 */
export interface Field {
  key: string;
  title: string;
  /** Where the value stands in the entry. */
  path: readonly PathStep[];
  /** `list`: several values; `choice` and `choices`: of `options`; `words`: a list of free words. */
  kind: 'text' | 'time' | 'number' | 'choice' | 'choices' | 'words';
  options?: readonly Choice[];
  /** Pixels of the column. */
  width?: number;
  /** Empty text stays as a value, so that its fault is told, rather than taking the field away. */
  required?: boolean;
  /** A line under the field in forms. */
  hint?: string;
  /** What holds where nothing is given. */
  placeholder?: string;
  /** Only in the form of one entry. */
  formOnly?: boolean;
  /** Where the value does not stand as it is shown. */
  get?(entry: unknown): unknown;
  set?(entry: unknown, value: unknown): unknown;
}

const separators = /[、，,;；\n]+/;

export function fieldValue(field: Field, entry: unknown): unknown {
  return field.get ? field.get(entry) : valueAt(entry, field.path);
}

export function withValue<T>(field: Field, entry: T, value: unknown): T {
  return (field.set ? field.set(entry, value) : setAt(entry, field.path, value)) as T;
}

/** A value as people read it: names for ids, words for codes, and a list as the language has it. */
export function showValue(
  field: Field,
  value: unknown,
  list: (parts: readonly string[]) => string,
): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return list(value.map((one) => labelOf(field, one)));
  return labelOf(field, value);
}

function labelOf({ options }: Field, value: unknown): string {
  const label = options && labels(options).get(value as Choice['value']);
  if (label !== undefined) return label;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const byValue = new WeakMap<readonly Choice[], Map<Choice['value'], string>>();

function labels(options: readonly Choice[]): Map<Choice['value'], string> {
  let map = byValue.get(options);
  if (!map) {
    map = new Map(options.map(({ value, label }) => [value, label]));
    byValue.set(options, map);
  }
  return map;
}

/**
 * The value of what was typed or pasted. What cannot be understood stays as it is, so that nothing
 * is lost and the check tells what is wrong with it.
 */
export function readValue(field: Field, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return field.required ? '' : undefined;
  switch (field.kind) {
    case 'text':
      return trimmed;
    case 'time':
      return readTime(trimmed);
    case 'number': {
      const n = Number(trimmed.replace(/[，,](?=\d{3})/g, ''));
      return Number.isFinite(n) ? n : trimmed;
    }
    case 'choice':
      return choiceOf(field, trimmed);
    case 'choices':
      return parts(trimmed).map((part) => choiceOf(field, part));
    case 'words':
      return parts(trimmed);
  }
}

export function parts(text: string): string[] {
  return text
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** An option by its value or by its label, whichever was written. */
function choiceOf({ options = [] }: Field, text: string): unknown {
  const same = (one: string) => one.toLowerCase() === text.toLowerCase();
  const found =
    options.find(({ value }) => String(value) === text) ??
    options.find(({ label }) => same(label)) ??
    options.find(({ inWorkbook }) => inWorkbook === text) ??
    options.find(({ value }) => same(String(value)));
  return found ? found.value : text;
}

/** "16:40" of "1640", "16：40" or "4:40"; other text stays. */
function readTime(text: string): string {
  const found = text.match(/^(\d{1,2})[:：.时]?(\d{2})分?$/);
  return found ? `${(found[1] as string).padStart(2, '0')}:${found[2]}` : text;
}

/** Options for a select, whose values are text; the option itself is found again by its text. */
export function selectOptions({ options = [] }: Field): { value: string; label: string }[] {
  return options.map(({ value, label }) => ({ value: String(value), label }));
}

/** The value of what was chosen; what is no option (any more) stays as it is. */
export function fromSelect({ options = [] }: Field, chosen: string): unknown {
  return options.find(({ value }) => String(value) === chosen)?.value ?? chosen;
}

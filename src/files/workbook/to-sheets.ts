import { canonicalJson } from '../../domain/hash.ts';
import { valueAt } from '../../domain/pointer.ts';
import type { Plan, Problem } from '../../domain/problem.ts';
import { ruleIds } from '../../domain/rule-ids.ts';
import { maxCellText, type Scalar } from './cell.ts';
import { type FormSheet, formSheets } from './forms.ts';
import { type OtherRow, type Row, setAt, writeEntry, writeItems } from './rows.ts';
import { type ChildSheet, childSheets, type ListSheet, tableSheets } from './sheets.ts';
import { writeText } from './text.ts';

/** All that a workbook says of a problem, sheet by sheet, before it has any looks. */
export interface SheetRows {
  forms: Map<FormSheet, (Scalar | undefined)[]>;
  /** Rows of list sheets by their columns; of child sheets with the parent and the kind before them. */
  tables: Map<ListSheet | ChildSheet, Row[]>;
  rules: Map<string, { weight?: number; off?: boolean }>;
  baseline: [string, string][];
  other: [string, string, string, string][];
}

type Entry = Record<string, unknown>;

export function toSheets(problem: Partial<Problem>): SheetRows {
  const rows: SheetRows = {
    forms: new Map(),
    tables: new Map(),
    rules: new Map(),
    baseline: problem.baseline === undefined ? [] : baselineRows(problem.baseline),
    other: [],
  };
  const other: OtherRow[] = [];
  for (const sheet of tableSheets) {
    const written =
      sheet.kind === 'list' ? listRows(problem, sheet, other) : childRows(problem, sheet, other);
    rows.tables.set(sheet, written);
  }
  writeForms(problem, rows, other);
  rows.other = other.flatMap(otherRows);
  return rows;
}

function listRows(problem: Partial<Problem>, sheet: ListSheet, other: OtherRow[]): Row[] {
  const list = (valueAt(problem, sheet.path) ?? []) as Entry[];
  const children = new Set(
    childSheets.flatMap((child) =>
      child.parent === sheet.key ? child.lists.map(({ field }) => field) : [],
    ),
  );
  return list.map((entry, i) => {
    const { row, rest } = writeEntry(entry, sheet.columns, sheet.start ?? {}, children);
    const id = typeof entry.id === 'string' ? entry.id : String(i + 1);
    for (const field of rest) other.push({ list: sheet.key, id, field, value: entry[field] });
    return row;
  });
}

function childRows(problem: Partial<Problem>, sheet: ChildSheet, other: OtherRow[]): Row[] {
  const rows: Row[] = [];
  for (const entry of (problem[sheet.parent] ?? []) as unknown as Entry[]) {
    for (const list of sheet.lists) {
      const items = entry[list.field] as unknown[] | undefined;
      if (items === undefined) continue;
      const id = entry.id as string;
      const written = writeItems(items, sheet, list);
      if (written === undefined) {
        other.push({ list: sheet.parent, id, field: list.field, value: items });
        continue;
      }
      const kind = sheet.lists.length > 1 ? [list.word.zh] : [];
      for (const row of written) rows.push([sheet.parentCodec.write(id), ...kind, ...row]);
    }
  }
  return rows;
}

/** School, parameters, rules and the dates of the term; and what of all these no cell can hold. */
function writeForms(problem: Partial<Problem>, rows: SheetRows, other: OtherRow[]): void {
  const back: Entry = {};
  for (const form of formSheets) {
    rows.forms.set(
      form,
      form.rows.map(({ path, codec }) => {
        const value = valueAt(problem, path);
        const cell = value === undefined ? undefined : codec.write(value);
        if (cell !== undefined) setAt(back, path, value);
        return cell;
      }),
    );
  }
  for (const [id, weight] of Object.entries(problem.rules?.weights ?? {})) {
    rows.rules.set(id, { weight });
    setAt(back, ['rules', 'weights', id], weight);
  }
  const { off } = problem.rules ?? {};
  const inOrder = ruleIds.filter((id) => off?.includes(id));
  if (off !== undefined && off.length > 0 && canonicalJson(off) === canonicalJson(inOrder)) {
    for (const id of off) rows.rules.set(id, { ...rows.rules.get(id), off: true });
    setAt(back, ['rules', 'off'], off);
  }
  for (const sheet of tableSheets) {
    if (sheet.kind !== 'list') continue;
    const list = valueAt(problem, sheet.path) as unknown[] | undefined;
    if (list !== undefined && (sheet.required || list.length > 0)) setAt(back, sheet.path, list);
  }
  findMissing(problem as Entry, back, [], other);
}

function findMissing(value: Entry, back: Entry, path: string[], other: OtherRow[]): void {
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined || (path.length === 0 && (key === 'schema' || key === 'baseline'))) {
      continue;
    }
    if (!(key in back)) {
      other.push({ list: '', id: '', field: [...path, key].join('.'), value: inner });
    } else if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
      findMissing(inner as Entry, back[key] as Entry, [...path, key], other);
    }
  }
}

/** The words of the parts of a baseline. */
export const baselineParts = {
  head: '概要',
  sessions: '场次',
  openSessions: '未安排',
  placements: '录取',
} as const;

function baselineRows(plan: Plan): [string, string][] {
  const { sessions, openSessions, placements, ...rest } = plan;
  // An empty list has no rows of its own to be known by.
  const head = placements?.length === 0 ? { ...rest, placements } : rest;
  const part = (word: string, value: unknown): [string, string][] =>
    pieces(JSON.stringify(value)).map((piece, i) => [i === 0 ? word : '', piece]);
  return [
    ...part(baselineParts.head, head),
    ...sessions.flatMap((session) => part(baselineParts.sessions, session)),
    ...openSessions.flatMap((open) => part(baselineParts.openSessions, open)),
    ...(placements ?? []).flatMap((placement) => part(baselineParts.placements, placement)),
  ];
}

function otherRows({ list, id, field, value }: OtherRow): SheetRows['other'] {
  return pieces(JSON.stringify(value)).map((piece, i) =>
    i === 0 ? [list, id === '' ? '' : writeText(id), field, piece] : ['', '', '', piece],
  );
}

/** JSON in cells: longer than one cell goes on in the rows below, which say nothing else. */
function pieces(json: string): string[] {
  // Escapes, so that no character is one that a cell cannot hold or that is lost at its ends.
  const safe = json
    .replace(
      /[\s\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '\\u005f');
  const parts: string[] = [];
  for (let at = 0; at < safe.length; ) {
    const end = at + maxCellText;
    // A surrogate pair is not cut in two.
    const cut = /[\ud800-\udbff]/.test(safe[end - 1] ?? '') ? end - 1 : end;
    parts.push(safe.slice(at, cut));
    at = cut;
  }
  return parts;
}

import { valueAt } from '../../domain/pointer.ts';
import { address, type FoundSheet } from './cell.ts';
import { oneOfThese } from './codec.ts';
import { readHeadings } from './found.ts';
import type { Reading } from './reading.ts';
import { setAt } from './rows.ts';
import { tableSheets } from './sheets.ts';
import { readText } from './text.ts';
import { baselineParts } from './to-sheets.ts';

const writtenBySystem = {
  zh: '这张表由系统写入，请勿修改：把改动撤销，或重新下载本校的 Excel 再填',
  en: 'this sheet is written by the system: undo the change, or download the workbook anew',
};

/** One value that stands as JSON in one row, or goes on in the rows below. */
interface JsonRow {
  /** What stands beside the JSON, by the keys of the columns. */
  said: Record<string, string>;
  value: unknown;
  cell: string;
}

function readJsonRows(
  sheet: FoundSheet,
  beside: readonly { key: string; zh: string }[],
  { faults }: Reading,
): JsonRow[] {
  const headed = readHeadings(
    sheet,
    [
      ...beside.map(({ key, zh }) => ({ key, zh, required: true })),
      { key: 'json', zh: '内容', required: true },
    ],
    faults,
  );
  const jsonColumn = headed.columns.get('json');
  if (jsonColumn === undefined) return [];
  const parts: { said: Record<string, string>; json: string; cell: string }[] = [];
  for (const { number, cells } of headed.rows) {
    const said: Record<string, string> = {};
    for (const { key } of beside) {
      said[key] = readText(String(cells.get(headed.columns.get(key) ?? 0) ?? ''));
    }
    const json = String(cells.get(jsonColumn) ?? '');
    const last = parts.at(-1);
    if (last && Object.values(said).every((text) => text === '')) last.json += json;
    else parts.push({ said, json, cell: address(jsonColumn, number) });
  }
  return parts.flatMap(({ said, json, cell }) => {
    try {
      return [{ said, value: JSON.parse(json) as unknown, cell }];
    } catch {
      const what = { zh: '这里的内容不是 JSON', en: 'what stands here is not JSON' };
      faults.add('not-json', { sheet: sheet.name, cell }, what, { hint: writtenBySystem });
      return [];
    }
  });
}

export function readBaseline(sheet: FoundSheet | undefined, reading: Reading): void {
  if (sheet === undefined) return;
  const rows = readJsonRows(sheet, [{ key: 'part', zh: '部分' }], reading);
  if (rows.length === 0) return;
  const { input, places, faults } = reading;
  const plan: Record<string, unknown> = { sessions: [], openSessions: [] };
  places.set(['baseline'], { sheet: sheet.name, cell: 'A1' });
  for (const { said, value, cell } of rows) {
    const part = Object.entries(baselineParts).find(([, word]) => word === said.part)?.[0];
    const place = { sheet: sheet.name, cell };
    if (part === undefined) {
      const words = Object.values(baselineParts).join('、');
      const what = {
        zh: `方案里没有“${said.part}”这一部分`,
        en: `“${said.part}” is no part of a plan`,
      };
      faults.add('bad-enum', place, what, { hint: oneOfThese(words) });
    } else if (part === 'head') Object.assign(plan, value);
    else {
      plan[part] ??= [];
      const list = plan[part] as unknown[];
      places.set(['baseline', part, list.length], place);
      list.push(value);
    }
  }
  input.baseline = plan;
}

/**
 * Values that no cell of the other sheets holds. They fill what is absent and replace nothing. An
 * empty list says no more than that its rows were none when the workbook was written: it gives way
 * to rows that were added since, and goes with the row that it belongs to.
 */
export function readOther(sheet: FoundSheet | undefined, reading: Reading): void {
  if (sheet === undefined) return;
  const { input, places, faults } = reading;
  const beside = [
    { key: 'list', zh: '表' },
    { key: 'id', zh: '编号' },
    { key: 'field', zh: '字段' },
  ];
  for (const { said, value, cell } of readJsonRows(sheet, beside, reading)) {
    const { list = '', id = '', field = '' } = said;
    const place = { sheet: sheet.name, cell };
    const base = list === '' ? [] : entryPath(input, list, id);
    const entry = base && (base.length === 0 ? input : valueAt(input, base));
    if (typeof entry !== 'object' || entry === null || field === '') {
      if (isEmpty(value)) continue;
      const what = {
        zh: `没有“${list} ${id} ${field}”，这一行不属于任何内容`,
        en: `there is no “${list} ${id} ${field}” that this could belong to`,
      };
      faults.add('unknown-reference', place, what, { value: id });
      continue;
    }
    const path = field.split('.');
    const before = valueAt(entry, path);
    const isBlank = before === undefined || isEmpty(before);
    if (!isBlank && isEmpty(value)) continue;
    if (!isBlank || !setAt(entry as Record<string, unknown>, path, value)) {
      const what = {
        zh: `${list || '学校'} ${id} 的“${field}”在另一张表里也填了`,
        en: `“${field}” of ${list || 'the problem'} ${id} is given in another sheet too`,
      };
      faults.add('cell-conflict', place, what, { value: field });
      continue;
    }
    places.set([...(base ?? []), ...path], place);
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function entryPath(
  input: Record<string, unknown>,
  key: string,
  id: string,
): (string | number)[] | undefined {
  const sheet = tableSheets.find((one) => one.kind === 'list' && one.key === key);
  if (sheet?.kind !== 'list') return undefined;
  const list = (valueAt(input, sheet.path) ?? []) as { id?: unknown }[];
  const byId = list.findIndex((entry) => entry.id === id);
  const hasIds = sheet.columns[0]?.key === 'id';
  const index = hasIds ? byId : Number(id) - 1;
  return list[index] === undefined ? undefined : [...sheet.path, index];
}

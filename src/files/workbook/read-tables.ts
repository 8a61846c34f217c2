import { type Fault, makeFault } from '../../domain/faults.ts';
import { type PathStep, quote, quoteZh, valueAt } from '../../domain/pointer.ts';
import type { Segment } from '../../domain/problem.ts';
import { segmentWords, weekdayName } from '../../domain/views/words.ts';
import { address, type FoundSheet, type Place, type Scalar } from './cell.ts';
import { oneOfThese } from './codec.ts';
import { grade, text } from './codecs.ts';
import { column } from './columns.ts';
import { type FaultList, type HeadedSheet, readHeadings } from './found.ts';
import type { Names } from './names.ts';
import { blank, placed } from './places.ts';
import { type Entry, heading, type Reading, readEntry, shown } from './reading.ts';
import { setAt, steps } from './rows.ts';
import {
  type ChildSheet,
  type Column,
  kindHeading,
  type ListSheet,
  tableSheets,
} from './sheets.ts';
import { plain } from './text.ts';

/** Reads the rows of a sheet as entries of its list. */
export function readList(sheet: FoundSheet, def: ListSheet, reading: Reading): HeadedSheet {
  const headed = readHeadings(
    sheet,
    def.columns.map(({ key, zh, required }) => heading(key, zh, required)),
    reading.faults,
  );
  reading.places.set(def.path, { sheet: sheet.name, cell: 'A1' });
  const list: Entry[] = [];
  for (const { number, cells } of headed.rows) {
    const base = [...def.path, list.length];
    const entry: Entry = structuredClone(def.start ?? {});
    readEntry(entry, base, { headed, number, cells, columns: def.columns }, reading);
    const hasIds = def.columns[0]?.key === 'id';
    if (hasIds && entry.id === undefined) entry.id = ownId(entry);
    list.push(entry);
  }
  // Without a row an optional list is absent: an empty one is told among the other data.
  if (def.required || list.length > 0) setAt(reading.input, def.path, list);
  return headed;
}

/** The id of an entry whose cell is blank: its name, its time, or what and when a period is. */
function ownId({ name, time, segment, weekday, start }: Entry): string | undefined {
  if (typeof name === 'string') return name;
  if (typeof time === 'string') return time;
  const word = segmentWords[segment as Segment]?.zh;
  return word && typeof weekday === 'number' && typeof start === 'string'
    ? `${weekdayName(weekday)}${word}${start}`
    : undefined;
}

/** Puts ids where people wrote names. */
export function resolveNames(sheet: ListSheet, names: Names, reading: Reading): void {
  const columns = sheet.columns.filter((column) => column.ref !== undefined);
  const list = (valueAt(reading.input, sheet.path) ?? []) as Entry[];
  for (const [i, entry] of list.entries()) {
    const base = [...sheet.path, i];
    resolveEntry(entry, base, columns, names, reading);
    if (sheet.key === 'pins') resolvePin(entry, base, names, reading);
  }
}

/** What a pin speaks of by names, beside its columns of ids: people, and the key of a series. */
function resolvePin(pin: Entry, base: readonly PathStep[], names: Names, reading: Reading): void {
  for (const [i, seat] of ((pin.seats ?? []) as Entry[]).entries()) {
    resolveEntry(seat, [...base, 'seats', i], [pinnedPerson], names, reading);
  }
  const activities = (reading.input.activities ?? []) as Entry[];
  const { forEach } = activities.find(({ id }) => id === pin.activityId) ?? {};
  if (forEach === 'class') resolveEntry(pin, base, [pinnedClass], names, reading);
  if (forEach === 'grade' && typeof pin.forKey === 'string') {
    const read = grade.read(pin.forKey);
    if (read.ok) pin.forKey = String(read.value);
  }
}

const pinnedPerson = column('staffId', '人员', text, { ref: 'staff' });
const pinnedClass = column('forKey', '年级或班级', text, { ref: 'classes' });

function resolveEntry(
  entry: Entry,
  base: readonly PathStep[],
  columns: readonly Column[],
  names: Names,
  { places, faults }: Reading,
): void {
  for (const column of columns) {
    const { ref } = column;
    const said = valueAt(entry, steps(column));
    if (ref === undefined || said === undefined) continue;
    const value = Array.isArray(said) ? names.parted(ref, said) : said;
    setAt(entry, steps(column), names.idOf(ref, value));
    const path = [...base, ...steps(column)];
    for (const [i, one] of Array.isArray(value) ? value.entries() : [[undefined, value] as const]) {
      if (!names.isAmbiguous(ref, one)) continue;
      const at = i === undefined ? path : [...path, i];
      const what = ambiguous(one);
      faults.push(places.translate(makeFault('ambiguous-name', at, what, { value: one })) as Fault);
      places.settle(at);
    }
  }
}

const ambiguous = (name: unknown) => ({
  zh: `${quoteZh(name)}不止一行`,
  en: `${quote(name)} stands for more than one row`,
});

/** Reads rows that belong to entries of another sheet. */
export function readChildren(
  sheet: FoundSheet,
  def: ChildSheet,
  names: Names,
  reading: Reading,
): void {
  const { input, places, faults } = reading;
  const hasKinds = def.lists.length > 1;
  const headed = readHeadings(
    sheet,
    [
      heading('parent', def.parentZh, true),
      ...(hasKinds ? [heading('kind', kindHeading, true)] : []),
      ...def.columns.map(({ key, zh, required }) => heading(key, zh, required)),
    ],
    faults,
  );
  const entries = (input[def.parent] ?? []) as Entry[];
  const placeOf = new Map(entries.map((entry, i) => [entry.id, i] as const).reverse());
  const parentColumn = headed.columns.get('parent');
  const kindColumn = headed.columns.get('kind');
  if (parentColumn === undefined || (hasKinds && kindColumn === undefined)) return;
  for (const { number, cells } of headed.rows) {
    const place = (column: number) => ({ sheet: sheet.name, cell: address(column, number) });
    const said = [parentColumn, ...(kindColumn === undefined ? [] : [kindColumn])];
    if (said.some((column) => headed.told.has(address(column, number)))) continue;
    const list = hasKinds
      ? readKind(cells.get(kindColumn as number), def, place(kindColumn as number), faults)
      : def.lists[0];
    const parentCell = cells.get(parentColumn);
    if (parentCell === undefined) {
      faults.add('missing', place(parentColumn), blank(def.parentZh));
      continue;
    }
    const read = def.parentCodec.read(parentCell);
    const id = read.ok ? names.idOf(def.parent, read.value) : undefined;
    const index = placeOf.get(id);
    if (index === undefined) {
      const value = shown(parentCell);
      if (read.ok && names.isAmbiguous(def.parent, read.value)) {
        faults.add('ambiguous-name', place(parentColumn), ambiguous(value), { value });
      } else if (input[def.parent] !== undefined) {
        // Of a sheet that is missing, as after it was renamed, nobody can tell what is in it.
        const of = tableSheets.find(({ key }) => key === def.parent)?.zh;
        const source = { ...place(parentColumn), ref: def.parent, of };
        const fault = makeFault('unknown-reference', [], undefined, { value });
        faults.push(placed(fault, source, true, names));
      }
    }
    if (list === undefined || index === undefined) continue;
    const parent = entries[index] as Entry;
    parent[list.field] ??= [];
    const items = parent[list.field] as unknown[];
    const base = [def.parent, index, list.field, items.length];
    const columns = def.columns.filter(({ key }) => list.columns.includes(key));
    for (const { key, zh } of def.columns) {
      const at = headed.columns.get(key);
      if (list.columns.includes(key) || at === undefined || !cells.has(at)) continue;
      const what = {
        zh: `“${list.word.zh}”这一类的行不填“${zh}”`,
        en: `“${zh}” says nothing in a row of kind “${list.word.zh}”`,
      };
      faults.add('needless-cell', place(at), what, { value: shown(cells.get(at)) });
    }
    const item: Entry = {};
    if (items.length === 0) places.set(base.slice(0, -1), place(parentColumn));
    readEntry(item, base, { headed, number, cells, columns }, reading);
    resolveEntry(item, base, columns, names, reading);
    items.push(list.isPlain ? item[list.columns[0] as string] : item);
  }
}

function readKind(
  cell: Scalar | Date | undefined,
  def: ChildSheet,
  place: Place,
  faults: FaultList,
): ChildSheet['lists'][number] | undefined {
  const said = String(cell ?? '').trim();
  const list = def.lists.find(({ word, zhBefore, field }) =>
    [word.zh, word.en, zhBefore ?? field, field].some((name) => plain(name) === plain(said)),
  );
  if (list === undefined) {
    const words = def.lists.map(({ word }) => word.zh).join('、');
    const what =
      said === ''
        ? blank('类别')
        : { zh: `这里没有“${said}”这一类`, en: `“${said}” is no kind of row here` };
    faults.add('bad-enum', place, what, { value: said, hint: oneOfThese(words) });
  }
  return list;
}

/** Lists that the contract asks for, in entries that have no rows for them. */
export function fillAlways(input: Entry): void {
  for (const sheet of tableSheets) {
    if (sheet.kind !== 'child') continue;
    for (const list of sheet.lists) {
      if (!list.always) continue;
      for (const entry of (input[sheet.parent] ?? []) as Entry[]) entry[list.field] ??= [];
    }
  }
}

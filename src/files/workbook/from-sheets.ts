import { idLists } from '../../domain/checks/lookup.ts';
import { type Fault, makeFault } from '../../domain/faults.ts';
import { parseEdited } from '../../domain/parse-edited.ts';
import { quote, quoteZh, valueAt } from '../../domain/pointer.ts';
import { PROBLEM_SCHEMA_ID } from '../../domain/problem.ts';
import type { ParsedProblem } from '../../domain/validate.ts';
import { address, cornerOf, type FoundSheet } from './cell.ts';
import { formColumns, formSheets, ruleColumns, ruleRemarks, specialSheets } from './forms.ts';
import { FaultList, type HeadedSheet, readHeadings } from './found.ts';
import { Names } from './names.ts';
import { blank, Places } from './places.ts';
import { readBaseline, readOther } from './read-json-rows.ts';
import { fillAlways, readChildren, readList, resolveNames } from './read-tables.ts';
import { type Entry, heading, type Reading, readEntry, shown } from './reading.ts';
import { setAt } from './rows.ts';
import { type ChildSheet, type ListSheet, tableSheets } from './sheets.ts';
import { plain } from './text.ts';

/** The problem that the sheets of a workbook hold, or every fault with its sheet and cell. */
export function fromSheets(found: readonly FoundSheet[]): ParsedProblem {
  const reading: Reading = {
    input: { schema: PROBLEM_SCHEMA_ID },
    places: new Places(),
    faults: new FaultList(),
  };
  const { input, places, faults } = reading;
  const sheets = findSheets(found, faults);
  const start = { sheet: found[0]?.name ?? '', cell: 'A1' };
  places.set([], start);
  readForms(sheets, reading);
  const school = input.school as Entry | undefined;
  if (school !== undefined && school.id === undefined) {
    school.id = school.name;
    // A school without either is told of its name alone.
    if (school.name === undefined) places.settle(['school', 'id']);
  }
  const headed = new Map<ListSheet, HeadedSheet>();
  for (const sheet of tableSheets) {
    if (sheet.kind !== 'list') continue;
    const one = sheets.get(sheet.key);
    if (one !== undefined) headed.set(sheet, readList(one, sheet, reading));
    else if (sheet.required) {
      // Absent rather than empty: then nobody can tell whether an id is in it.
      places.settle(sheet.path);
      missingSheet(sheet, faults);
    }
  }
  const names = new Names(input, idLists);
  places.names = names;
  for (const sheet of headed.keys()) resolveNames(sheet, names, reading);
  for (const sheet of tableSheets) {
    const one = sheet.kind === 'child' ? sheets.get(sheet.key) : undefined;
    if (one !== undefined) readChildren(one, sheet as ChildSheet, names, reading);
  }
  readRules(sheets.get('rules'), reading);
  readBaseline(sheets.get('baseline'), reading);
  readOther(sheets.get('other'), reading);
  fillAlways(input);
  const parsed = parseEdited(input);
  if (parsed.ok && faults.faults.length === 0) return parsed;
  const rest = parsed.ok ? [] : parsed.faults;
  return {
    ok: false,
    faults: inOrder(
      [
        ...faults.faults,
        ...rest.flatMap((fault) => places.translate(withFirst(fault, input, places)) ?? []),
      ],
      found.map(({ name }) => name),
    ),
  };
}

/** Of an id that is there twice: where it stands first, and what to do about people of one name. */
function withFirst(fault: Fault, input: Entry, places: Places): Fault {
  const [, list = '', place] = /^\/(\w+)\/(\d+)\/id$/.exec(fault.path) ?? [];
  if (fault.code !== 'duplicate-id' || place === undefined) return fault;
  const all = input[list] as Entry[];
  const first = all.findIndex(({ id }) => id === fault.value);
  // A long id is told shortened.
  if (first < 0) return fault;
  const { cell = '' } = places.translate({ ...fault, path: `/${list}/${first}/id` }) ?? {};
  const { row } = cornerOf(cell);
  const hint =
    all[Number(place)]?.name === fault.value
      ? {
          zh: `与第 ${row} 行重名，在“编号”列给两行写上不同的编号`,
          en: `row ${row} has the same name: write different ids into the column “编号” of both`,
        }
      : {
          zh: `与第 ${row} 行相同，给其中一行换一个编号`,
          en: `row ${row} has the same: give one of the two another id`,
        };
  const what = {
    zh: `编号${quoteZh(fault.value)}在第 ${row} 行已经用过`,
    en: `the id ${quote(fault.value)} is used before, in row ${row}`,
  };
  return { ...fault, ...makeFault(fault.code, [], what, { hint }), path: fault.path };
}

/** As people go through a workbook: sheet by sheet, row by row; what has no place comes last. */
function inOrder(faults: readonly Fault[], sheets: readonly string[]): Fault[] {
  const keyed = faults.map((fault) => {
    const { row, column } = cornerOf(fault.cell ?? '');
    const sheet = fault.sheet === undefined ? sheets.length : sheets.indexOf(fault.sheet);
    return { fault, sheet, row, column };
  });
  keyed.sort((a, b) => a.sheet - b.sheet || a.row - b.row || a.column - b.column);
  return keyed.map(({ fault }) => fault);
}

const allSheets = [...formSheets, ...tableSheets, ...Object.values(specialSheets)];
type SheetNames = { key: string; zh: string; zhBefore?: string };
const sheetName = (name: string) => plain(name).replace(/(?<=.)表$/, '');

/** Words by which schools call their own tables. */
const ownTables: readonly [words: RegExp, key: string][] = [
  [/教师|老师|教职工|职工|人员|师资/, 'staff'],
  [/学生|花名册/, 'students'],
  [/社团|课程|活动|兴趣/, 'activities'],
  [/教室|场地|功能室|场馆/, 'rooms'],
  [/作息|时段|时间表/, 'periods'],
  [/班/, 'classes'],
];

/** The sheet of the template that a table of the school's own seems to stand for. */
function sheetMeant(name: string, isThere: (key: string) => boolean) {
  const key = ownTables.find(([words]) => words.test(name))?.[1];
  return key === undefined || isThere(key) ? undefined : allSheets.find((one) => one.key === key);
}

function findSheets(found: readonly FoundSheet[], faults: FaultList): Map<string, FoundSheet> {
  const sheets = new Map<string, FoundSheet>();
  const unknown: FoundSheet[] = [];
  for (const sheet of found) {
    const known = allSheets.find(({ key, zh, zhBefore = zh }: SheetNames) =>
      [plain(key), sheetName(zh), sheetName(zhBefore)].includes(sheetName(sheet.name)),
    );
    const place = { sheet: sheet.name, cell: 'A1' };
    if (known !== undefined && sheets.has(known.key)) {
      const what = {
        zh: `“${known.zh}”表有两张`,
        en: `the sheet “${known.zh}” is there twice`,
      };
      faults.add('duplicate-entry', place, what, { value: sheet.name });
    } else if (known !== undefined) sheets.set(known.key, sheet);
    else if (sheet.rows.length > 0 && !sheet.isHidden && !/^(备注|#)/.test(sheet.name.trim())) {
      unknown.push(sheet);
    }
  }
  for (const { name } of unknown) {
    const meant = sheetMeant(name, (key) => sheets.has(key));
    const hint = meant && {
      zh: `把内容按列放进模板的“${meant.zh}”表；自用的表请在表名前加“备注”`,
      en: `put its rows into the sheet “${meant.zh}” of the template, or let the name of a sheet of your own begin with "#"`,
    };
    const what = { zh: `“${name}”不是模板里的表`, en: `nothing reads the sheet “${name}”` };
    const more = hint ? { value: name, hint } : { value: name };
    faults.add('unknown-sheet', { sheet: name, cell: 'A1' }, what, more);
  }
  return sheets;
}

function missingSheet({ key, zh }: { key: string; zh: string }, faults: FaultList): void {
  const what = {
    zh: `缺少“${zh}”（${key}）表`,
    en: `the sheet “${zh}” (${key}) is missing`,
  };
  faults.push({ ...makeFault('missing-sheet', [], what, { value: zh }), sheet: zh });
}

/** Forms: a value beside its item, found by the key in the last column or by its Chinese name. */
function readForms(sheets: ReadonlyMap<string, FoundSheet>, reading: Reading): void {
  const { input, places, faults } = reading;
  for (const form of formSheets) {
    const sheet = sheets.get(form.key);
    if (sheet === undefined) {
      if (form.required) {
        missingSheet(form, faults);
        places.settle(['school']);
        for (const { path } of form.rows) places.settle(path);
      }
      continue;
    }
    // What is missing is told item by item, not as one missing whole.
    if (form.required) input.school ??= {};
    const headed = readHeadings(
      sheet,
      formColumns.map(({ key, zh }) => heading(key, zh, key === 'value')),
      faults,
    );
    places.set(form.rows[0]?.path.slice(0, -1) ?? [], { sheet: sheet.name, cell: 'A1' });
    const column = (key: string) => headed.columns.get(key) ?? 0;
    for (const { number, cells } of headed.rows) {
      const key = String(cells.get(column('key')) ?? '').trim();
      const item = String(cells.get(column('item')) ?? '').trim();
      const row =
        form.rows.find((one) => one.key === key) ??
        form.rows.find((one) => plain(one.zh) === plain(item.replace('*', '')));
      const place = { sheet: sheet.name, cell: address(column('value'), number) };
      const cell = cells.get(column('value'));
      if (row === undefined) {
        if (cell === undefined) continue;
        const what = {
          zh: `这张表没有“${item || key}”这一项`,
          en: `there is no item “${item || key}” in this sheet`,
        };
        faults.add('unknown-field', { ...place, cell: address(1, number) }, what, { value: item });
        continue;
      }
      places.set(row.path, { ...place, heading: row.zh, words: row.codec.words });
      if (cell === undefined) {
        if (headed.told.has(place.cell)) places.settle(row.path);
        continue;
      }
      if (valueAt(input, row.path) !== undefined) {
        const what = {
          zh: `“${row.zh}”这一项有两行`,
          en: `the item “${row.zh}” is there twice`,
        };
        faults.add('duplicate-entry', place, what);
        continue;
      }
      const read = row.codec.read(cell, headed.isSince1904);
      if (read.ok) setAt(input, row.path, read.value);
      else {
        faults.add(read.code, place, read.what, { value: shown(cell), hint: read.hint });
        places.settle(row.path);
      }
    }
  }
}

function readRules(sheet: FoundSheet | undefined, reading: Reading): void {
  if (sheet === undefined) return;
  const { input, places, faults } = reading;
  const headed = readHeadings(
    sheet,
    [
      ...ruleColumns.map(({ key, zh, required }) => heading(key, zh, required)),
      ...ruleRemarks.map(({ key, zh }) => heading(key, zh)),
    ],
    faults,
  );
  const off: string[] = [];
  const seen = new Set<string>();
  for (const row of headed.rows) {
    const entry: Entry = {};
    const base = ['rules', 'row', row.number];
    readEntry(entry, base, { headed, ...row, columns: ruleColumns }, reading);
    const place = (key: string) => ({
      sheet: sheet.name,
      cell: address(headed.columns.get(key) ?? 1, row.number),
    });
    if (entry.weight === undefined && entry.off === undefined) continue;
    if (entry.id === undefined) {
      faults.add('missing', place('id'), blank('规则编号'));
      continue;
    }
    const id = String(entry.id);
    if (seen.has(id)) {
      const what = { zh: `规则“${id}”有两行`, en: `the rule “${id}” is there twice` };
      faults.add('duplicate-entry', place('id'), what, { value: id });
      continue;
    }
    seen.add(id);
    if (entry.weight !== undefined) {
      if (!setAt(input, ['rules', 'weights', id], entry.weight)) {
        const what = { zh: `没有“${id}”这条规则`, en: `there is no rule “${id}”` };
        faults.add('unknown-rule', place('id'), what, { value: id });
      }
      places.set(['rules', 'weights', id], place('weight'));
    }
    if (entry.off === true) {
      places.set(['rules', 'off', off.length], place('off'));
      off.push(id);
    }
  }
  if (off.length > 0) setAt(input, ['rules', 'off'], off);
}

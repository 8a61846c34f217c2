import type { IdList } from '../../domain/checks/lookup.ts';
import type { Word } from '../../domain/views/words.ts';
import type { Codec } from './codec.ts';
import { text, weekday } from './codecs.ts';
import { time } from './time-codecs.ts';

/** One column of a sheet: where its value stands in the entry of the problem, and how it reads. */
export interface Column {
  /** Dotted path in the entry, which is also the English heading. */
  key: string;
  zh: string;
  codec: Codec;
  /** Must be filled in every row. */
  required?: boolean;
  /** Ids of this list stand here; a name that only one entry has will do too. */
  ref?: IdList;
  /** What a note at the heading says. */
  note?: string;
  width?: number;
}

interface SheetBase {
  key: string;
  zh: string;
  /** What workbooks of before call it. */
  zhBefore?: string;
  /** What the sheet is for, in the explanation. */
  about: string;
  columns: readonly Column[];
}

/** A sheet of which every row is one entry of a list of the problem. */
export interface ListSheet extends SheetBase {
  kind: 'list';
  /** Path of the list in the problem. */
  path: readonly string[];
  /** Without this sheet there is no problem. */
  required: boolean;
  /** What every entry has, also with all its cells blank. */
  start?: Readonly<Record<string, unknown>>;
}

/** A sheet whose rows belong to entries of another sheet: a list in them, one item a row. */
export interface ChildSheet extends SheetBase {
  kind: 'child';
  parent: IdList;
  parentZh: string;
  parentCodec: Codec;
  /** The lists that its rows go to; with more than one, a column "kind" says which. */
  lists: readonly ChildList[];
}

export interface ChildList {
  field: string;
  word: Word;
  /** What workbooks of before call it. */
  zhBefore?: string;
  /** Keys of the columns that its items have. */
  columns: readonly string[];
  /** The items are no objects but the value of this one column. */
  isPlain?: boolean;
  /** Present in every entry: without a row it is empty, not absent. */
  always?: boolean;
}

export const column = (
  key: string,
  zh: string,
  codec: Codec,
  more: Partial<Column> = {},
): Column => ({
  key,
  zh,
  codec,
  ...more,
});

export const must = { required: true } as const;
export const id = (what: string) =>
  column('id', '编号', text, { note: `${what}的编号，全表不重复；可以留空。` });
export const name = column('name', '名称', text, { width: 16 });
export const day = column('weekday', '周几', weekday, must);
export const start = column('start', '开始', time, { ...must, note: '24小时制，如 16:40' });
export const end = column('end', '结束', time, { ...must, note: '24小时制，如 17:20' });
const reason = column('reason', '原因', text, { width: 20 });

/** A stretch of time of a weekday in each row, and the keys by which lists name these columns. */
export const stretch = [day, start, end, reason];
export const stretchKeys = stretch.map(({ key }) => key);

import type { Bilingual } from '../../domain/bilingual.ts';
import type { FaultCode } from '../../domain/faults.ts';
import { quote, quoteZh } from '../../domain/pointer.ts';
import type { Scalar } from './cell.ts';

/** What a cell says, or why it says nothing that its column can hold. */
export type Read =
  | { ok: true; value: unknown }
  | { ok: false; code: FaultCode; what: Bilingual; hint: Bilingual };

/**
 * How one kind of value stands in a cell. `write` gives undefined for a value that has no form in
 * one cell; it then goes to the sheet of other data. `read(write(v))` is `v`.
 */
export interface Codec {
  read(cell: Scalar | Date, isSince1904?: boolean): Read;
  write(value: unknown): Scalar | undefined;
  /** The words of a drop-down. */
  words?: readonly string[];
  /** Cells are formatted as text, so that Excel does not make a date of "3-1". */
  isText: boolean;
}

/** What to try where a cell can hold certain words alone. */
export const oneOfThese = (words: string): Bilingual => ({
  zh: `写以下之一：${words}`,
  en: `write one of ${words}`,
});

/** What people write into a cell that they might have left blank. */
export const saysNothing = (said: unknown): boolean =>
  /^(?:无|没有|暂无|否|不限|默认|每周|不参加|[-—–/\\×]+)$/.test(
    String(said).normalize('NFKC').trim(),
  );
export const leaveBlank: Bilingual = { zh: '不用写，留空即可', en: 'leave the cell blank' };

export const ok = (value: unknown): Read => ({ ok: true, value });
export const bad = (code: FaultCode, what: Bilingual, zh: string, en: string): Read => ({
  ok: false,
  code,
  what,
  hint: { zh, en },
});

export const noWord = (found: string): Bilingual => ({
  zh: `${quoteZh(found)}不是这一列可以写的词`,
  en: `${quote(found)} is none of the words of this column`,
});

/** Full-width digits and letters are what Chinese keyboards give. */
export const normal = (text: string) => text.normalize('NFKC').trim();

export function asText(cell: Scalar | Date): string | undefined {
  if (cell instanceof Date) return undefined;
  return typeof cell === 'boolean' ? (cell ? 'TRUE' : 'FALSE') : String(cell);
}

/** Excel's day 0, on which times of day lie, is at the end of 1899 or the first day of 1904. */
export const isTimeOfDay = (cell: Date) => cell.getUTCFullYear() < 1905;

/** What stands in a cell, for messages. */
export function said(cell: Scalar | Date): string {
  const [day = '', time] = cell instanceof Date ? cell.toISOString().split(/[T.]/) : [];
  return asText(cell) ?? (isTimeOfDay(cell as Date) ? (time ?? '') : day);
}

export function notText(cell: Date): Read {
  const shown = said(cell);
  return bad(
    'wrong-type',
    {
      zh: `这里输入的内容被 Excel 变成了日期 ${shown}`,
      en: `Excel has made the date ${shown} of what was typed here`,
    },
    '把单元格格式设为“文本”后重新输入',
    'format the cell as text, then type it again',
  );
}

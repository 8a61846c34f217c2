import { quote, quoteZh } from '../../domain/pointer.ts';
import { timeOf } from '../../domain/time.ts';
import type { Scalar } from './cell.ts';
import { clockText, rangeEnds } from './clock-text.ts';
import { bad, type Codec, isTimeOfDay, normal, notText, ok, type Read, said } from './codec.ts';
import { text } from './codecs.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** "HH:MM"; a time that Excel has recognised comes as a moment of its day 0. */
export const time: Codec = {
  isText: true,
  read(cell) {
    if (cell instanceof Date) {
      if (!isTimeOfDay(cell) && cell.getTime() % 86_400_000 === 0) return notText(cell);
      const whole = wholeMinute((((cell.getTime() / 60_000) % 1440) + 1440) % 1440);
      if (whole !== undefined) return ok(timeOf(whole));
    } else if (typeof cell === 'number') {
      // A time of day in a cell without a time format is a fraction of a day.
      const whole = cell >= 0 && cell < 1 ? wholeMinute(cell * 1440) : undefined;
      if (whole !== undefined) return ok(timeOf(whole));
    } else {
      const read = clockText(String(cell));
      if (read !== undefined) return ok(read);
    }
    return badTime(cell instanceof Date ? said(cell) : cell);
  },
  write: (value) => value as string,
};

/** The minute of the day that is less than a second off, as sums and pasted fractions are. */
function wholeMinute(minutes: number): number | undefined {
  const whole = Math.round(minutes);
  return Math.abs(minutes - whole) < 1 / 60 && whole < 1440 ? whole : undefined;
}

function badTime(found: Scalar): Read {
  const ends = rangeEnds(String(found)) ?? [];
  if (ends.some((end) => clockText(end) !== undefined))
    return bad(
      'bad-time',
      { zh: `${quoteZh(found)}不是一个时间`, en: `${quote(found)} is not one time of day` },
      '这一格只写一个时间，如“16:40”；开始和结束各写一格',
      'write one time into this cell, such as "16:40": the start and the end have a cell each',
    );
  return bad(
    'bad-time',
    { zh: `${quoteZh(found)}不是时间`, en: `${quote(found)} is not a time of day` },
    '按24小时制写成“16:40”',
    'write it on the 24-hour clock, as "16:40"',
  );
}

/** An id or a time that names one: a moment of Excel's day 0, or a fraction of a day, is a time. */
export const timeName: Codec = {
  ...text,
  read(cell) {
    const isTime = cell instanceof Date ? isTimeOfDay(cell) : typeof cell === 'number';
    const read = isTime ? time.read(cell) : text.read(cell);
    return read.ok ? read : text.read(cell);
  },
};

/** Between the days from which the two ways of counting start. */
const daysTo1904 = 1462;

export const date: Codec = {
  isText: true,
  read(cell, isSince1904 = false) {
    if (cell instanceof Date && !isTimeOfDay(cell)) return ok(cell.toISOString().slice(0, 10));
    // A date that was pasted as a value into a cell of text is a count of days.
    const day = typeof cell === 'number' ? cell + (isSince1904 ? daysTo1904 : 0) : Number.NaN;
    if (day >= 36_526 && day < 73_051 && Number.isInteger(day)) {
      return ok(new Date(Date.UTC(1899, 11, 30 + day)).toISOString().slice(0, 10));
    }
    const found = said(cell);
    const match =
      /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(normal(found)) ??
      /^(\d{4})(\d{2})(\d{2})$/.exec(normal(found));
    if (match) return ok(`${match[1]}-${two(Number(match[2]))}-${two(Number(match[3]))}`);
    return bad(
      'bad-date',
      { zh: `${quoteZh(found)}不是日期`, en: `${quote(found)} is not a date` },
      '写成“2025-09-01”',
      'write it as "2025-09-01"',
    );
  },
  write: (value) => value as string,
};

import { quote, quoteZh } from '../../domain/pointer.ts';
import { segments, staffKinds } from '../../domain/problem.ts';
import {
  roleWords,
  segmentWords,
  staffKindWords,
  type Word,
  weekdayWords,
} from '../../domain/views/words.ts';
import { maxCellText } from './cell.ts';
import {
  asText,
  bad,
  type Codec,
  isTimeOfDay,
  normal,
  notText,
  noWord,
  ok,
  oneOfThese,
  said,
} from './codec.ts';
import { readList, readText, writeList, writeText } from './text.ts';

/** Of a number of more than 15 digits, as on identity cards, Excel keeps the first 15. */
const lostDigits = (found: string) =>
  bad(
    'wrong-type',
    {
      zh: `${quoteZh(found)}超过 15 位，Excel 已经把后面的数字变成 0`,
      en: `${quote(found)} has more than 15 digits, of which Excel has made the last ones 0`,
    },
    '把单元格格式设为“文本”后重新输入',
    'format the cell as text, then type it again',
  );

export const text: Codec = {
  isText: true,
  read(cell) {
    const found = asText(cell);
    if (found === undefined) return notText(cell as Date);
    if (typeof cell === 'number' && Math.abs(cell) >= 1e15) return lostDigits(found);
    return ok(readText(found));
  },
  write(value) {
    const cell = writeText(String(value));
    return cell.length > maxCellText ? undefined : cell;
  },
};

const gradeWords = [...'一二三四五六七八九'];

/** A grade as a number; 三年级 and 初一 are what schools write. */
export const grade: Codec = {
  isText: false,
  read(cell) {
    const [, junior, digit = ''] = /^(初)?([一二三四五六七八九\d])(?:年级)?$/u.exec(
      typeof cell === 'string' ? normal(cell) : '',
    ) ?? [''];
    const at = gradeWords.indexOf(digit) + 1 || Number(digit);
    if (at > 0) return ok(junior ? at + 6 : at);
    const read = number.read(cell);
    const hint = {
      zh: '写年级的数字，如 3；初一写 7',
      en: 'write the number of the grade, such as 3',
    };
    return read.ok ? read : { ...read, hint };
  },
  write: (value) => value as number,
};

export const number: Codec = {
  isText: false,
  read(cell) {
    if (typeof cell === 'number') return ok(cell);
    const found = asText(cell);
    if (found === undefined) return notText(cell as Date);
    const plain = normal(found);
    if (/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(plain)) return ok(Number(plain));
    return bad(
      'wrong-type',
      {
        zh: `${quoteZh(found)}不是数字`,
        en: `${quote(found)} stands here, expected a number`,
      },
      '只写数字，不写单位',
      'write the number alone, without a unit',
    );
  },
  write: (value) => value as number,
};

const yes = ['是', '√', '✓', '✔', 'y', 'yes', 'true', '1'];
const no = ['否', '×', '✗', '✘', 'n', 'no', 'false', '0'];

export const yesNo: Codec = {
  isText: true,
  words: ['是', '否'],
  read(cell) {
    if (typeof cell === 'boolean') return ok(cell);
    const found = normal(said(cell)).toLowerCase();
    if (yes.includes(found)) return ok(true);
    if (no.includes(found)) return ok(false);
    return bad(
      'wrong-type',
      {
        zh: `${quoteZh(said(cell))}既不是“是”也不是“否”`,
        en: `${quote(said(cell))} is neither 是 nor 否`,
      },
      '写“是”或“否”',
      'write 是 (yes) or 否 (no)',
    );
  },
  write: (value) => (value === true ? '是' : '否'),
};

const two = (n: number) => String(n).padStart(2, '0');

/** "HH:MM"; a time that Excel has recognised comes as a moment of its day 0. */
export const time: Codec = {
  isText: true,
  read(cell) {
    const clock = (hours: number, minutes: number) => ok(`${two(hours)}:${two(minutes)}`);
    if (cell instanceof Date) {
      if (!isTimeOfDay(cell) && cell.getTime() % 86_400_000 === 0) return notText(cell);
      const isWhole = cell.getUTCSeconds() === 0 && cell.getUTCMilliseconds() === 0;
      if (isWhole) return clock(cell.getUTCHours(), cell.getUTCMinutes());
    } else if (typeof cell === 'number') {
      // A time of day in a cell without a time format is a fraction of a day.
      const minutes = cell * 1440;
      const whole = Math.round(minutes);
      if (cell >= 0 && cell < 1 && Math.abs(minutes - whole) < 1e-6 && whole < 1440) {
        return clock(Math.floor(whole / 60), whole % 60);
      }
    } else {
      const match = /^(\d{1,2})[:点时](\d{2})(?::00|分)?$/.exec(normal(String(cell)));
      if (match) return clock(Number(match[1]), Number(match[2]));
    }
    const found = cell instanceof Date ? said(cell) : cell;
    return bad(
      'bad-time',
      { zh: `${quoteZh(found)}不是时间`, en: `${quote(found)} is not a time of day` },
      '写成“16:40”',
      'write it as "16:40"',
    );
  },
  write: (value) => value as string,
};

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

/**
 * One of some values, each by its Chinese word; the value itself, the English word and what else
 * is `also` said are read too.
 */
export function oneOf(
  words: Readonly<Record<string, Word>>,
  also: Readonly<Record<string, string>> = {},
): Codec {
  const byWord = new Map(Object.entries(also));
  for (const [value, { zh, en }] of Object.entries(words)) {
    for (const name of [en, zh, value]) byWord.set(normal(name).toLowerCase(), value);
  }
  const shown = Object.values(words).map(({ zh }) => zh);
  return {
    isText: true,
    words: shown,
    read(cell) {
      const found = said(cell);
      const value = byWord.get(normal(found).toLowerCase());
      if (value !== undefined) return ok(value);
      return {
        ok: false,
        code: 'bad-enum',
        what: noWord(found),
        hint: oneOfThese(shown.join('、')),
      };
    },
    write: (value) => words[value as string]?.zh,
  };
}

/** A list in one cell. */
export function list(item: Codec): Codec {
  return {
    isText: true,
    read(cell) {
      const found = asText(cell);
      if (found === undefined) return notText(cell as Date);
      const values: unknown[] = [];
      for (const part of readList(found)) {
        const read = item.read(part);
        if (!read.ok) return read;
        values.push(read.value);
      }
      return ok(values);
    },
    write(value) {
      const items = (value as unknown[]).map((one) =>
        String(item === text ? one : item.write(one)),
      );
      const cell = writeList(items);
      return cell.length > maxCellText ? undefined : cell;
    },
  };
}

/** Items of a list of texts are quoted by the list, not by themselves. */
const plainText: Codec = { ...text, read: (cell) => ok(String(cell)) };
export const textList: Codec = {
  ...list(plainText),
  write(value) {
    const cell = writeList(value as string[]);
    return cell.length > maxCellText ? undefined : cell;
  },
};

const weekdayNames = new Map<string, number>(
  weekdayWords.flatMap(({ zh, en }, i) =>
    [
      zh,
      zh.slice(1),
      `星期${zh.slice(1)}`,
      `礼拜${zh.slice(1)}`,
      en.toLowerCase(),
      String(i + 1),
    ].map((name): [string, number] => [name, i + 1]),
  ),
);
weekdayNames.set('星期天', 7);

export const weekday: Codec = {
  isText: true,
  words: weekdayWords.map(({ zh }) => zh),
  read(cell) {
    const found = said(cell);
    const value = weekdayNames.get(normal(found).toLowerCase());
    if (value !== undefined) return ok(value);
    return bad(
      'bad-enum',
      { zh: `${quoteZh(found)}不是星期几`, en: `${quote(found)} is not a weekday` },
      '写“周一”至“周日”',
      'write 周一 (Monday) to 周日 (Sunday)',
    );
  },
  write: (value) => weekdayWords[(value as number) - 1]?.zh,
};

export const segmentList = list(oneOf(segmentWords));
export const staffKindList = list(oneOf(staffKindWords));
export const gradeList = list(grade);
export const weekdayList = list(weekday);
export const segmentNames = segments.map((segment) => segmentWords[segment].zh);
export const staffKindNames = staffKinds.map((kind) => staffKindWords[kind].zh);

/** The short words are those of workbooks of before. */
export const role = oneOf(roleWords, { 主: 'lead', 辅: 'assistant', 值: 'duty' });

const everyWord = '每个时段';

/** How often a week: a number, or once in every allowed period. */
export const howOften: Codec = {
  isText: false,
  read(cell) {
    const found = said(cell);
    if (['每个时段', '每时段', 'every'].includes(normal(found).toLowerCase())) {
      return ok({ every: true });
    }
    const read = number.read(cell);
    if (read.ok) return ok({ perWeek: read.value });
    return bad(
      'wrong-type',
      {
        zh: `${quoteZh(found)}既不是数字，也不是“${everyWord}”`,
        en: `${quote(found)} is neither a number nor “${everyWord}”`,
      },
      `写每周次数，或“${everyWord}”`,
      `write a number a week, or ${everyWord} (every period)`,
    );
  },
  write(value) {
    const sessions = value as { perWeek: number } | { every: true };
    return 'every' in sessions ? everyWord : sessions.perWeek;
  },
};

/** Where no wish for a room says it all: none needed, or any that is large enough. */
export const roomNeed: Codec = {
  isText: true,
  words: ['不需要场地', '任意场地'],
  read(cell) {
    const found = normal(said(cell));
    if (found === '不需要场地' || found === 'none') return ok(null);
    if (found === '任意场地' || found === 'any') return ok({});
    return bad(
      'bad-enum',
      noWord(found),
      '写“不需要场地”“任意场地”，或留空并填写右侧场地要求',
      'write 不需要场地 (none) or 任意场地 (any), or leave it blank and fill the columns beside it',
    );
  },
  write(value) {
    if (value === null) return '不需要场地';
    return Object.keys(value as object).length === 0 ? '任意场地' : undefined;
  },
};

/** Named seats in one cell: "负责:T1、助教:T2". */
export const namedSeats: Codec = {
  isText: true,
  read(cell) {
    const found = asText(cell);
    if (found === undefined) return notText(cell as Date);
    const seats: unknown[] = [];
    for (const part of readList(found)) {
      const match = /^([^:：]+)[:：]([\s\S]*)$/.exec(part);
      const read = match ? role.read(match[1] as string) : undefined;
      if (!match || !read?.ok) {
        return bad(
          'wrong-type',
          {
            zh: `${quoteZh(part)}不是“角色:人员”`,
            en: `${quote(part)} is not a role and a person`,
          },
          '写成“负责:张老师、助教:T02”',
          'write role, colon, person, such as 负责:T01、助教:T02',
        );
      }
      seats.push({ role: read.value, staffId: readText(match[2] as string) });
    }
    return ok(seats);
  },
  write(value) {
    const seats = value as { role: keyof typeof roleWords; staffId: string }[];
    const cell = writeList(seats.map((s) => `${roleWords[s.role].zh}:${writeText(s.staffId)}`));
    return cell.length > maxCellText ? undefined : cell;
  },
};

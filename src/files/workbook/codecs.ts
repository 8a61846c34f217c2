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
import { rangeEnds } from './clock-text.ts';
import { asText, bad, type Codec, normal, notText, noWord, ok, oneOfThese, said } from './codec.ts';
import { looseParts, plain, readList, readText, writeList, writeText } from './text.ts';

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
      typeof cell === 'string' ? plain(cell) : '',
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
    const digits = normal(found);
    if (/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(digits)) return ok(Number(digits));
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
    const found = plain(said(cell));
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
    for (const name of [en, zh, value]) byWord.set(plain(name), value);
  }
  const shown = Object.values(words).map(({ zh }) => zh);
  return {
    isText: true,
    words: shown,
    read(cell) {
      const found = said(cell);
      const value = byWord.get(plain(found));
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

/** The items of a part of a list that is none itself: parted by blanks or slashes (周一 周三, 1/2). */
function itemsIn(part: string, item: Codec): unknown[] | undefined {
  const parts = looseParts(part);
  return parts.length > 1 ? allRead(parts, item) : undefined;
}

/** Of a list of numbers also 周一至周五, 1-6 and 周一三五. */
function numbersIn(part: string, item: Codec): unknown[] | undefined {
  const [from, to] = (allRead(rangeEnds(part) ?? [], item) ?? []) as number[];
  if (from !== undefined && to !== undefined && from < to && to <= gradeWords.length)
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const [, run] =
    /^(?:周|星期|礼拜)?([一二三四五六七八九日天]{2,})(?:年级)?$/u.exec(normal(part)) ?? [];
  return (run && allRead([...run], item)) || itemsIn(part, item);
}

function allRead(parts: readonly string[], item: Codec): unknown[] | undefined {
  const reads = parts.map((part) => item.read(part));
  return reads.every((read) => read.ok) ? reads.map(({ value }) => value) : undefined;
}

/** A list in one cell; `several` reads what is no item but may be more than one. */
export function list(item: Codec, several = itemsIn): Codec {
  return {
    isText: true,
    read(cell) {
      const found = asText(cell);
      if (found === undefined) return notText(cell as Date);
      const values: unknown[] = [];
      for (const part of readList(found)) {
        const read = item.read(part);
        if (read.ok) {
          values.push(read.value);
          continue;
        }
        const items = several(part, item);
        if (items === undefined) return read;
        values.push(...items);
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
      `周${i + 1}`,
      `星期${i + 1}`,
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
    const value = weekdayNames.get(plain(found));
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
export const gradeList = list(grade, numbersIn);
export const weekdayList = list(weekday, numbersIn);
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
    if (['每个时段', '每时段', 'every'].includes(plain(found))) {
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
    const found = plain(said(cell));
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

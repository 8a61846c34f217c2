import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Bilingual } from '../domain/bilingual.ts';
import { type Refusal, usage } from './refusal.ts';

export type OptionSpecs = NonNullable<ParseArgsConfig['options']>;
export type OptionValues = Readonly<Record<string, string | boolean | undefined>>;

export interface ParsedOptions {
  values: OptionValues;
  positionals: readonly string[];
}

/** Options of every command. */
const commonOptions = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} satisfies OptionSpecs;

/** Reads a command's arguments; anything unknown, doubled or without its value is refused. */
export function parseOptions(args: readonly string[], options: OptionSpecs): ParsedOptions {
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...args],
      options: { ...commonOptions, ...options },
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
    const seen = new Set<string>();
    for (const token of tokens) {
      if (token.kind !== 'option') continue;
      if (seen.has(token.name)) {
        const what = { zh: `--${token.name} 写了两次`, en: `--${token.name} is given twice` };
        throw usage(what, { zh: '只写一次', en: 'give it once' }, token.name);
      }
      seen.add(token.name);
    }
    return { values: values as OptionValues, positionals };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error;
    throw ofNode((error as Error).message);
  }
}

/** Node's own sentences are in English alone, and some run on with advice of their own. */
function ofNode(message: string): Refusal {
  const [sentence = ''] = message.split(/\. |\n/);
  const en = sentence.replace(/\.$/, '') || 'the options cannot be read';
  const option = /'(?:-\w, )?(-{1,2}[^' ]*)/.exec(en)?.[1] ?? '';
  const help = { zh: '用 --help 看用法', en: 'see afterbell --help' };
  if (en.startsWith('Unknown option')) return usage({ zh: `没有 ${option} 这个选项`, en }, help);
  if (en.endsWith('does not take an argument'))
    return usage({ zh: `${option} 后面不写内容`, en }, help);
  if (/argument (missing|is ambiguous)$/.test(en)) {
    const what = { zh: `${option} 后面没有内容`, en: `${option} has no value` };
    return usage(what, {
      zh: `写上内容；以“-”开头的写成 ${option}=…`,
      en: `give it one; what begins with "-" as ${option}=…`,
    });
  }
  return usage({ zh: '命令的选项看不懂', en }, help);
}

/** What commands take without an option before it, and how it is called in Chinese. */
const argumentsZh = {
  'the problem file': '数据文件',
  'the plan file': '方案文件',
  'the problem or plan file': '数据文件或方案文件',
  'the first plan': '第一份方案文件',
  'the second plan': '第二份方案文件',
  'the workbook': '工作簿',
  'the id of the problem': '数据编号',
  'the id of the job': '任务编号',
  'the id of the plan': '方案编号',
  'the id of the first plan': '第一份方案的编号',
  'the id of the second plan': '第二份方案的编号',
} as const;

/** Exactly these positional arguments, by name. */
export function positionals(
  given: readonly string[],
  names: readonly (keyof typeof argumentsZh)[],
): string[] {
  const missing = names[given.length];
  if (missing !== undefined) {
    const what = { zh: `没有写${argumentsZh[missing]}`, en: `${missing} is missing` };
    const hint = missing.startsWith('the id')
      ? { zh: '写上编号；--help 有用法', en: 'give it; --help has the usage' }
      : {
          zh: '写上文件名，或用“-”表示标准输入；--help 有用法',
          en: 'name it, or "-" for standard input',
        };
    throw usage(what, hint);
  }
  if (given.length > names.length) {
    const extra = given[names.length];
    const hint = { zh: '去掉多余的参数；--help 有用法', en: 'see --help' };
    const what = {
      zh: `多了一个参数“${extra}”`,
      en: `${JSON.stringify(extra)} is one argument too many`,
    };
    throw usage(what, hint, extra);
  }
  if (given.filter((path) => path === '-').length > 1) {
    const what = { zh: '标准输入（“-”）只能读一次', en: 'standard input can be read only once' };
    throw usage(what, { zh: '另一个写文件名', en: 'name a file for one of the two' });
  }
  return [...given];
}

export function textOption(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  if (value === '') {
    const what = { zh: `--${name} 后面是空的`, en: `--${name} is empty` };
    throw usage(what, { zh: '写上内容', en: 'give it a value' });
  }
  return typeof value === 'string' ? value : undefined;
}

/** A number in plain decimal notation within a range. */
export function numberOption(
  values: OptionValues,
  name: string,
  range: { min: number; max: number; whole: boolean },
): number | undefined {
  const given = textOption(values, name);
  if (given === undefined) return undefined;
  const number = /^-?\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
  const { min, max, whole } = range;
  if (number >= min && number <= max && (!whole || Number.isSafeInteger(number))) return number;
  const kind = whole ? 'a whole number' : 'a number';
  const hint = {
    zh: `写 ${min} 到 ${max} 的${whole ? '整数' : '数'}`,
    en: `give ${kind} from ${min} to ${max}`,
  };
  throw usage(isGiven(name, given), hint, given);
}

function isGiven(name: string, given: string): Bilingual {
  return { zh: `--${name} 写成了“${given}”`, en: `--${name} is ${JSON.stringify(given)}` };
}

export function choiceOption<T extends string>(
  values: OptionValues,
  name: string,
  allowed: readonly T[],
): T | undefined {
  const given = textOption(values, name);
  const found = allowed.find((value) => value === given);
  if (given !== undefined && found === undefined) {
    const list = allowed.join(', ');
    const hint = { zh: `写以下之一：${list}`, en: `use one of ${list}` };
    throw usage(isGiven(name, given), hint, given);
  }
  return found;
}

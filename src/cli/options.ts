import { type ParseArgsConfig, parseArgs } from 'node:util';
import { usage } from './refusal.ts';

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
        const hint = { zh: `--${token.name} 只写一次`, en: 'give it once' };
        throw usage(`--${token.name} is given twice`, hint, token.name);
      }
      seen.add(token.name);
    }
    return { values: values as OptionValues, positionals };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error;
    // Node's own sentences are good, but some run on with advice of their own.
    const [sentence = 'the options cannot be read'] = (error as Error).message.split(/\. |\n/);
    throw usage(sentence.replace(/\.$/, ''), {
      zh: '用 --help 看用法',
      en: 'see afterbell --help',
    });
  }
}

/** Exactly these positional arguments, by name. */
export function positionals(given: readonly string[], names: readonly string[]): string[] {
  const missing = names[given.length];
  if (missing !== undefined) {
    throw usage(`${missing} is missing`, {
      zh: '写上文件名，或用“-”表示标准输入；--help 有用法',
      en: 'name it, or "-" for standard input',
    });
  }
  if (given.length > names.length) {
    const extra = given[names.length];
    const hint = { zh: '去掉多余的参数；--help 有用法', en: 'see --help' };
    throw usage(`${JSON.stringify(extra)} is one argument too many`, hint, extra);
  }
  if (given.filter((path) => path === '-').length > 1) {
    throw usage('standard input can be read only once', {
      zh: '“-”只能用一次，另一个写文件名',
      en: 'name a file for one of the two',
    });
  }
  return [...given];
}

export function textOption(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  if (value === '') {
    throw usage(`--${name} is empty`, { zh: `--${name} 后面写上内容`, en: 'give it a value' });
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
    zh: `--${name} 写 ${min} 到 ${max} 的${whole ? '整数' : '数'}`,
    en: `give ${kind} from ${min} to ${max}`,
  };
  throw usage(`--${name} is ${JSON.stringify(given)}`, hint, given);
}

export function choiceOption<T extends string>(
  values: OptionValues,
  name: string,
  allowed: readonly T[],
): T | undefined {
  const given = textOption(values, name);
  const found = allowed.find((value) => value === given);
  if (given !== undefined && found === undefined) {
    const what = `--${name} is ${JSON.stringify(given)}`;
    const list = allowed.join(', ');
    throw usage(what, { zh: `--${name} 写以下之一：${list}`, en: `use one of ${list}` }, given);
  }
  return found;
}

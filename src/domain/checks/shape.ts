import type { z } from 'zod';
import { type Fault, faultCodes, makeFault } from '../faults.ts';
import { type PathStep, quote, quoteZh, valueAt } from '../pointer.ts';
import { LOCAL_TIME } from '../problem.ts';
import { FaultList } from './fault-list.ts';
import type { Loose } from './loose.ts';

export interface Shape<T> {
  faults: FaultList;
  /** The parsed value; only when there are no faults. */
  whole?: T;
  /** What is right, with the rest taken out; undefined when nothing is. */
  loose: Loose<T> | undefined;
}

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Checks the shape alone: every fault, and what is left for the checks of the whole. */
export function checkShape<T>(schema: z.ZodType<T>, input: unknown): Shape<T> {
  const result = schema.safeParse(input);
  if (result.success) {
    // What was sent, not what was read: zod passes over a key "__proto__", and we refuse it.
    return { faults: new FaultList(), whole: result.data, loose: input as Loose<T> };
  }
  const faults = new FaultList();
  const wrong: PathStep[][] = [];
  const { issues } = result.error;
  for (const [i, issue] of issues.entries()) {
    if (faults.isFull) {
      faults.omit(issues.length - i);
      return { faults, loose: undefined };
    }
    collect(issue, [], input, faults, wrong);
  }
  return { faults, loose: without(input, wrong) as Loose<T> | undefined };
}

function collect(
  issue: Issue,
  base: Path,
  input: unknown,
  faults: FaultList,
  wrong: PathStep[][],
): void {
  const path = [...base, ...issue.path] as PathStep[];
  if (issue.code === 'unrecognized_keys') {
    for (const [i, key] of issue.keys.entries()) {
      if (faults.isFull) {
        faults.omit(issue.keys.length - i);
        return;
      }
      const value = valueAt(input, [...path, key]);
      faults.push(
        makeFault(
          'unknown-field',
          [...path, key],
          { zh: `这里没有${quoteZh(key)}这个字段`, en: `there is no field ${quote(key)} here` },
          {
            value,
          },
        ),
      );
    }
    return;
  }
  if (issue.code === 'invalid_union') {
    const branch = bestBranch(issue.errors);
    if (branch !== undefined) {
      for (const inner of branch) collect(inner, path, input, faults, wrong);
      return;
    }
  }
  wrong.push(path);
  faults.push(faultOf(issue, path, valueAt(input, path)));
}

/** Of the alternatives, the one that the sender most likely meant: least missing, then least wrong. */
function bestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const missing = (issues: readonly Issue[]) =>
    issues.filter((i) => i.code === 'invalid_type' || i.code === 'invalid_value').length;
  return branches
    .filter((issues) => issues.length > 0)
    .toSorted((a, b) => missing(a) - missing(b) || a.length - b.length)[0];
}

function faultOf(issue: Issue, path: PathStep[], value: unknown): Fault {
  const more = { value };
  const name = quote(path.at(-1) ?? '');
  if (value === undefined && path.length > 0) {
    return makeFault('missing', path, {
      zh: `缺少必填的${quoteZh(path.at(-1))}`,
      en: `the field ${name} is missing${expectation(issue)}`,
    });
  }
  const [shown, told] = [quote(value), quoteZh(value)];
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'int' && typeof value === 'number' && Number.isFinite(value)) {
        return makeFault(
          'not-whole',
          path,
          { zh: `${told} 不是整数`, en: `${name} is ${shown}` },
          more,
        );
      }
      return makeFault(
        'wrong-type',
        path,
        { zh: `${told} 不是这里要的类型`, en: `${shown} stands here${expectation(issue)}` },
        more,
      );
    case 'invalid_value': {
      const allowed = issue.values.map((v) => JSON.stringify(v)).join(', ');
      const code = path.length === 1 && path[0] === 'schema' ? 'wrong-schema' : 'bad-enum';
      const others = issue.values.length > 1 ? `none of ${allowed}` : `not ${allowed}`;
      return makeFault(
        code,
        path,
        {
          zh: `${told} 不是可用的值：${issue.values.map(String).join('、')}`,
          en: `${shown} is ${others}`,
        },
        more,
      );
    }
    case 'invalid_format':
      if (issue.format === 'date') {
        return makeFault(
          'bad-date',
          path,
          { zh: `${told} 不是日期`, en: `${shown} is not a date` },
          more,
        );
      }
      // A form of our own may name the code that tells of it.
      if (issue.message === LOCAL_TIME) {
        return makeFault(
          'bad-time',
          path,
          { zh: `${told} 不是时间`, en: `${shown} is not ${LOCAL_TIME}` },
          more,
        );
      }
      return makeFault(
        faultCodes.find((code) => code === issue.message) ?? 'bad-form',
        path,
        {
          zh: `${told} 的写法不对`,
          en: `${shown} has not the form that ${name} must have`,
        },
        more,
      );
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') {
        const code = issue.origin === 'string' ? 'empty-text' : 'empty-list';
        const what = { zh: `${quoteZh(path.at(-1))}是空的`, en: `${name} is empty` };
        return makeFault(code, path, what, more);
      }
      return makeFault(
        'out-of-range',
        path,
        { zh: `${told} 小于 ${issue.minimum}`, en: `${shown} is less than ${issue.minimum}` },
        more,
      );
    case 'too_big':
      if (issue.origin === 'string') {
        const what = {
          zh: `超过 ${issue.maximum} 个字符`,
          en: `${name} has more than ${issue.maximum} characters`,
        };
        return makeFault('text-too-long', path, what, more);
      }
      return makeFault(
        'out-of-range',
        path,
        { zh: `${told} 大于 ${issue.maximum}`, en: `${shown} is more than ${issue.maximum}` },
        more,
      );
    default:
      return makeFault(
        'wrong-type',
        path,
        { zh: `${told} 不能写在这里`, en: `${shown} does not fit here` },
        more,
      );
  }
}

const expectedNames: Record<string, string> = {
  array: 'a list',
  object: 'an object',
  record: 'an object',
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function expectation(issue: Issue): string {
  if (issue.code === 'invalid_type') {
    return `, expected ${expectedNames[issue.expected] ?? issue.expected}`;
  }
  if (issue.code !== 'invalid_value') return '';
  const values = issue.values.map((v) => JSON.stringify(v)).join(', ');
  return issue.values.length > 1 ? `, expected one of ${values}` : `, expected ${values}`;
}

/** A copy of the input without what stands at the paths; entries of lists leave a hole. */
function without(input: unknown, paths: readonly PathStep[][]): unknown {
  if (paths.some((path) => path.length === 0)) return undefined;
  const copies = new Set<object>();
  const ownCopy = (value: object): object => {
    if (copies.has(value)) return value;
    const copy = Array.isArray(value) ? value.slice() : { ...value };
    copies.add(copy);
    return copy;
  };
  if (typeof input !== 'object' || input === null) return undefined;
  const root = ownCopy(input) as Record<PathStep, unknown>;
  for (const path of paths) {
    let here = root;
    for (const step of path.slice(0, -1)) {
      const child = Object.hasOwn(here, step) ? here[step] : undefined;
      // Nothing is there any more: an outer part was taken out before.
      if (typeof child !== 'object' || child === null) break;
      here = here[step] = ownCopy(child) as Record<PathStep, unknown>;
    }
    const last = path.at(-1) as PathStep;
    if (Array.isArray(here)) here[last as number] = undefined;
    else if (Object.hasOwn(here, last)) delete here[last];
  }
  return root;
}

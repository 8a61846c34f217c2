import { isUtf8 } from 'node:buffer';
import type { Bilingual } from '../domain/bilingual.ts';
import { type Fault, makeFault } from '../domain/faults.ts';
import { looksLikeWorkbook, parseJson } from '../domain/json-text.ts';
import { PLAN_SCHEMA_ID, type Plan, PROBLEM_SCHEMA_ID, type Problem } from '../domain/problem.ts';
import { indexProblem, type ProblemIndex } from '../domain/problem-index.ts';
import { maxProblemCharacters, parsePlanForScoring, parseProblemText } from '../domain/validate.ts';
import { readBytes } from './files.ts';
import { Refusal } from './refusal.ts';

/** A problem (JSON, or a school's workbook) from a file or standard input, refused whole with every fault. */
export async function readProblem(path: string): Promise<Problem> {
  const bytes = await readBytes(path);
  const parsed = looksLikeWorkbook(bytes)
    ? await (await import('../files/index.ts')).readWorkbook(bytes)
    : parseProblemText(utf8Text(bytes));
  if (!parsed.ok) throw new Refusal(ofOtherFile(parsed.faults, PLAN_SCHEMA_ID, aPlan));
  return parsed.problem;
}

const aPlan = {
  what: { zh: '这是方案文件，这里要写学校的数据', en: 'this is a plan, where a problem belongs' },
  hint: {
    zh: '先写数据文件，再写方案文件；export 用 --problem 写数据文件',
    en: 'name the problem before the plan; with export, name it with --problem',
  },
};
const aProblem = {
  what: { zh: '这是学校的数据，这里要写方案文件', en: 'this is a problem, where a plan belongs' },
  hint: {
    zh: '先写数据文件，再写方案文件；export 只写方案文件，用 --problem 写数据文件',
    en: 'name the problem first, then the plan; with export the plan, and its problem with --problem',
  },
};

const aWorkbook = makeFault(
  'not-json',
  [],
  { zh: '这是工作簿，这里要写方案文件', en: 'this is a workbook, where a plan belongs' },
  {
    hint: {
      zh: '写 solve 或 remote plan 用 --out 写出的 JSON 文件；导出的课表不能读回来',
      en: 'name the JSON file that solve or remote plan wrote with --out; exported timetables cannot be read back',
    },
  },
);

/** Of files that changed places one fault is enough: that nothing else fits is no news. */
function ofOtherFile(
  faults: readonly Fault[],
  schema: string,
  { what, hint }: { what: Bilingual; hint: Bilingual },
): readonly Fault[] {
  const isOther = faults.some(({ code, value }) => code === 'wrong-schema' && value === schema);
  return isOther ? [makeFault('wrong-schema', ['schema'], what, { hint, value: schema })] : faults;
}

/** Text in another encoding would be read all the same, with other characters in every name. */
function utf8Text(bytes: Uint8Array, document?: string): string {
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  const what = {
    zh: '文件不是 UTF-8 编码（可能是 GBK 或 UTF-16）',
    en: 'the file is not in UTF-8, but perhaps in GBK or UTF-16',
  };
  const hint = { zh: '另存为 UTF-8 编码的文件', en: 'save it in UTF-8' };
  throw new Refusal([makeFault('not-json', [], what, { hint })], document);
}

/** A plan of any origin for that problem; `document` is what faults call it. */
export async function readPlan(path: string, problem: Problem, document = 'plan'): Promise<Plan> {
  const bytes = await readBytes(path);
  if (looksLikeWorkbook(bytes)) throw new Refusal([aWorkbook], document);
  const json = parseJson(utf8Text(bytes, document), maxProblemCharacters);
  if (!json.ok) throw new Refusal([json.fault], document);
  const index: ProblemIndex = indexProblem(problem);
  const parsed = parsePlanForScoring(json.value, index);
  if (!parsed.ok)
    throw new Refusal(ofOtherFile(parsed.faults, PROBLEM_SCHEMA_ID, aProblem), document);
  return parsed.plan;
}

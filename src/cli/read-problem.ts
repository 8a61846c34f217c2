import { isUtf8 } from 'node:buffer';
import { makeFault } from '../domain/faults.ts';
import { parseJson } from '../domain/json-text.ts';
import type { Plan, Problem } from '../domain/problem.ts';
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
  if (!parsed.ok) throw new Refusal(parsed.faults);
  return parsed.problem;
}

/** A zip archive, as .xlsx is, or what old and locked workbooks are. */
function looksLikeWorkbook([first, second]: Uint8Array): boolean {
  return (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf);
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

/** A plan of any origin for that problem. */
export async function readPlan(path: string, problem: Problem): Promise<Plan> {
  const json = parseJson(utf8Text(await readBytes(path), 'plan'), maxProblemCharacters);
  if (!json.ok) throw new Refusal([json.fault], 'plan');
  const index: ProblemIndex = indexProblem(problem);
  const parsed = parsePlanForScoring(json.value, index);
  if (!parsed.ok) throw new Refusal(parsed.faults, 'plan');
  return parsed.plan;
}

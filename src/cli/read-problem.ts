import { parseJson } from '../domain/json-text.ts';
import type { Plan, Problem } from '../domain/problem.ts';
import { indexProblem, type ProblemIndex } from '../domain/problem-index.ts';
import { maxProblemCharacters, parsePlanForScoring, parseProblemText } from '../domain/validate.ts';
import { readBytes, readText } from './files.ts';
import { Refusal } from './refusal.ts';

/** A problem (JSON, or a school's workbook) from a file or standard input, refused whole with every fault. */
export async function readProblem(path: string): Promise<Problem> {
  const bytes = await readBytes(path);
  const parsed = looksLikeWorkbook(bytes)
    ? await (await import('../files/index.ts')).readWorkbook(bytes)
    : parseProblemText(new TextDecoder().decode(bytes));
  if (!parsed.ok) throw new Refusal(parsed.faults);
  return parsed.problem;
}

/** A zip archive, as .xlsx is, or what old and locked workbooks are. */
function looksLikeWorkbook([first, second]: Uint8Array): boolean {
  return (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf);
}

/** A plan of any origin for that problem. */
export async function readPlan(path: string, problem: Problem): Promise<Plan> {
  const json = parseJson(await readText(path), maxProblemCharacters);
  if (!json.ok) throw new Refusal([json.fault], 'plan');
  const index: ProblemIndex = indexProblem(problem);
  const parsed = parsePlanForScoring(json.value, index);
  if (!parsed.ok) throw new Refusal(parsed.faults, 'plan');
  return parsed.plan;
}

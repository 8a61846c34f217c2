import type { Problem } from '../domain/problem.ts';
import type { ParsedProblem } from '../domain/validate.ts';
import type { MadeFile } from './export-kinds.ts';
import { xlsxType } from './export-kinds.ts';
import type { RuleText } from './workbook/layout.ts';

export { type ExportKind, exportKinds, type MadeFile, xlsxType } from './export-kinds.ts';
export type { RuleText } from './workbook/layout.ts';

/**
 * Reads a school's workbook (.xlsx). It is taken or refused whole; faults carry the sheet and the
 * cell. Whatever the bytes are, this neither throws nor takes unbounded memory.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<ParsedProblem> {
  return await (await import('./workbook/read-workbook.ts')).readWorkbook(bytes);
}

/** The school's workbook; `readWorkbook` gives back the same problem, value by value. */
export async function writeWorkbook(
  problem: Problem,
  rules: readonly RuleText[] = [],
): Promise<MadeFile> {
  const { writeWorkbook: write } = await import('./workbook/write-workbook.ts');
  const name = fileName(`${problem.school.name || problem.school.id}.xlsx`);
  return { name, type: xlsxType, bytes: await write(problem, rules) };
}

/** The empty workbook for a school to fill in. */
export async function writeTemplate(rules: readonly RuleText[] = []): Promise<MadeFile> {
  const { writeTemplate: write } = await import('./workbook/write-workbook.ts');
  return { name: '课后服务模板.xlsx', type: xlsxType, bytes: await write(rules) };
}

/** A name that every file system takes. */
export function fileName(wanted: string): string {
  const name = wanted
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]+/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  return [...name].slice(-80).join('') || 'afterbell';
}

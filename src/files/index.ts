import { schoolName } from '../domain/naming.ts';
import type { Subject } from '../domain/portal-week.ts';
import type { Plan, Problem } from '../domain/problem.ts';
import type { ParsedProblem } from '../domain/validate.ts';
import type { HeldPlan } from '../domain/validity.ts';
import type { ExportKind, MadeFile } from './export-kinds.ts';
import { xlsxType } from './export-kinds.ts';
import { fileName } from './file-name.ts';
import type { PublishedFor } from './plan/plan-data.ts';
import type { RuleText } from './workbook/layout.ts';

export { docxType, type ExportKind, exportKinds, type MadeFile, xlsxType } from './export-kinds.ts';
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
  const name = fileName(`${schoolName(problem.school)}.xlsx`);
  return { name, type: xlsxType, bytes: await write(problem, rules) };
}

/** The workbook for a school to fill in; what is `given` stands in it already. */
export async function writeTemplate(
  given: Partial<Problem>,
  rules: readonly RuleText[] = [],
): Promise<MadeFile> {
  const { writeTemplate: write } = await import('./workbook/write-workbook.ts');
  return { name: '课后服务模板.xlsx', type: xlsxType, bytes: await write(given, rules) };
}

/** Several files as one archive. */
export async function packFiles(name: string, files: readonly MadeFile[]): Promise<MadeFile> {
  const { pack } = await import('./fixed-zip.ts');
  const bytes = await pack(Object.fromEntries(files.map((file) => [file.name, file.bytes])));
  return { name: fileName(`${name}.zip`), type: 'application/zip', bytes };
}

/**
 * A plan as files for people. `xlsx`: timetables, and apart from them figures and roll calls that
 * are not for families; `pdf`: the timetables; `ics`: a feed for each person and class; `csv`: the
 * posts and the people; `docx`: the school's term plan (一校一案).
 *
 * @param withRolls whether roll calls, which name pupils, are among the files
 * @param published of a plan that was published: what has dates goes by what holds on each. Absent:
 *   the whole term goes by this plan
 *
 * @returns no file for `ics` when the problem has no term
 */
export async function exportPlan(
  plan: Plan,
  problem: Problem,
  kind: ExportKind,
  { withRolls = true, published }: { withRolls?: boolean; published?: PublishedFor } = {},
): Promise<MadeFile[]> {
  const { planData } = await import('./plan/plan-data.ts');
  const data = planData(plan, problem, published);
  switch (kind) {
    case 'xlsx':
      return await (await import('./plan/plan-xlsx.ts')).planXlsx(data, withRolls);
    case 'csv':
      return (await import('./plan/plan-csv.ts')).planCsv(data);
    case 'ics':
      return await (await import('./plan/plan-ics.ts')).planIcs(data);
    case 'pdf':
      return await (await import('./plan/plan-pdf.ts')).planPdf(data);
    case 'docx':
      return await (await import('./plan/plan-docx.ts')).planDocx(data);
  }
}

/**
 * The calendar of one class, pupil or person, with what the portal shows of its weeks; undefined
 * for an unknown one.
 */
export async function portalCalendar(
  held: readonly HeldPlan[],
  subject: Subject,
  publishedAt: Date,
): Promise<string | undefined> {
  const { portalIcs } = await import('./plan/portal-ics.ts');
  return await portalIcs(held, subject, publishedAt);
}

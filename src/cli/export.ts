import { rules } from '../../solver/index.ts';
import { makeFault } from '../domain/faults.ts';
import { exportKinds, exportPlan, type MadeFile, writeWorkbook } from '../files/index.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { writeOut } from './files.ts';
import { choiceOption, type OptionValues, positionals, textOption } from './options.ts';
import { tellOtherData } from './other-data.ts';
import { readPlan, readProblem } from './read-problem.ts';
import { Refusal, usage } from './refusal.ts';
import { folderHint, makeFolder, writeFiles, writtenText } from './write-files.ts';

/** A problem as the school's workbook, or a plan as files for people. */
export const exportFiles: Command = {
  options: {
    as: { type: 'string' },
    problem: { type: 'string' },
    out: { type: 'string', short: 'o' },
  },

  async run({ values, positionals: given }) {
    const [path] = positionals(given, ['the problem or plan file']) as [string];
    const kind = choiceOption(values, 'as', exportKinds) ?? 'xlsx';
    const folder = textOption(values, 'out');
    if (folder === undefined)
      throw usage({ zh: '没有写 --out', en: '--out is missing' }, folderHint);
    const files = await makeFiles(path, kind, values);
    await makeFolder(folder);
    const paths = await writeFiles(folder, files);
    await writeOut(process.stdout, writtenText(paths, values.json === true));
    return exitCodes.ok;
  },
};

async function makeFiles(
  path: string,
  kind: (typeof exportKinds)[number],
  values: OptionValues,
): Promise<MadeFile[]> {
  const problemPath = textOption(values, 'problem');
  if (problemPath === undefined) {
    if (kind !== 'xlsx') {
      const hint = {
        zh: '写方案文件，并用 --problem 写它的数据文件',
        en: 'give the plan file, and its problem with --problem',
      };
      const what = {
        zh: `只有数据文件时只能导出 xlsx，不能导出 ${kind}`,
        en: `a problem can only be exported as xlsx, not ${kind}`,
      };
      throw usage(what, hint, kind);
    }
    return [await writeWorkbook(await readProblem(path), rules)];
  }
  const problem = await readProblem(problemPath);
  const plan = await readPlan(path, problem);
  if (kind === 'ics' && problem.term === undefined) {
    const what = 'a calendar needs dates, and the problem has no term';
    throw new Refusal([makeFault('no-term', ['term'], what)]);
  }
  await tellOtherData(plan, problem, {
    zh: '时间、场地和姓名以给出的数据为准',
    en: 'times, rooms and names are those of the data given',
  });
  return await exportPlan(plan, problem, kind);
}

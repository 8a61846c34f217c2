import { rules } from '../../solver/index.ts';
import { writeTemplate, writeWorkbook } from '../files/index.ts';
import { generateProblem, usualWeek } from '../generator/index.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { writeOut } from './files.ts';
import { positionals, textOption } from './options.ts';
import { makeFolder, writeFiles, writtenText } from './write-files.ts';

/** The workbook to fill in, and a filled one to look at. */
export const template: Command = {
  options: { out: { type: 'string', short: 'o' } },

  async run({ values, positionals: given }) {
    positionals(given, []);
    const folder = textOption(values, 'out') ?? '.';
    await makeFolder(folder);
    const example = await writeWorkbook(generateProblem({ size: 'village', seed: 1 }), rules);
    const files = [
      await writeTemplate(usualWeek(), rules),
      { ...example, name: '课后服务示例学校.xlsx' },
    ];
    const paths = await writeFiles(folder, files);
    await writeOut(process.stdout, writtenText(paths, values.json === true));
    return exitCodes.ok;
  },
};

import { dataWarnings } from '../domain/data-warnings.ts';
import { indexProblem } from '../domain/problem-index.ts';
import { readWorkbook } from '../files/index.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { readBytes, writeOut, writeText } from './files.ts';
import { positionals } from './options.ts';
import { outFile } from './out-file.ts';
import { Refusal } from './refusal.ts';
import { warningLines } from './warning-lines.ts';

/** `afterbell import`: a school's Excel workbook becomes a problem, or every fault by sheet and cell. */
export const importWorkbook: Command = {
  options: { out: { type: 'string', short: 'o' } },

  async run({ values, positionals: given }) {
    const [workbookPath] = positionals(given, ['the workbook']) as [string];
    const out = await outFile(values, [workbookPath]);
    const read = await readWorkbook(await readBytes(workbookPath));
    if (!read.ok) throw new Refusal(read.faults);
    await writeText(out, `${JSON.stringify(read.problem, null, 1)}\n`);
    for (const one of dataWarnings(indexProblem(read.problem))) {
      for (const line of warningLines(one, values.json === true))
        await writeOut(process.stderr, `${line}\n`);
    }
    return exitCodes.ok;
  },
};

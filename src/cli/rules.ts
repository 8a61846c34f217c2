import { rules as catalogue } from '../../solver/index.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { writeOut } from './files.ts';
import { positionals } from './options.ts';
import { ruleTable } from './report.ts';

/** The catalogue of rules, with what each one says. */
export const rules: Command = {
  options: {},

  async run({ values, positionals: given }) {
    positionals(given, []);
    const rows = catalogue.map(({ id, level, defaultWeight, title, sentence, params }) => ({
      id,
      level,
      defaultWeight,
      title,
      sentence,
      params,
    }));
    const text = values.json === true ? `${JSON.stringify(rows)}\n` : ruleTable(catalogue);
    await writeOut(process.stdout, text);
    return exitCodes.ok;
  },
};

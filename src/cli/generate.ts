import { presetIds } from '../domain/problem.ts';
import { generateProblem, sizes, variants } from '../generator/index.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { writeText } from './files.ts';
import { choiceOption, numberOption, positionals } from './options.ts';
import { outFile } from './out-file.ts';

export const generate: Command = {
  options: {
    size: { type: 'string' },
    seed: { type: 'string' },
    preset: { type: 'string' },
    variant: { type: 'string' },
    out: { type: 'string', short: 'o' },
  },

  async run({ values, positionals: given }) {
    positionals(given, []);
    const preset = choiceOption(values, 'preset', presetIds);
    const variant = choiceOption(values, 'variant', variants);
    const out = await outFile(values);
    const max = Number.MAX_SAFE_INTEGER;
    const problem = generateProblem({
      size: choiceOption(values, 'size', sizes) ?? 'medium',
      seed: numberOption(values, 'seed', { min: 0, max, whole: true }) ?? 1,
      ...(preset === undefined ? {} : { preset }),
      ...(variant === undefined ? {} : { variant }),
    });
    await writeText(out, `${JSON.stringify(problem, null, 1)}\n`);
    return exitCodes.ok;
  },
};

import { verify } from '../../solver/index.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { writeText } from './files.ts';
import { positionals } from './options.ts';
import { scoredByGiven, tellOtherData } from './other-data.ts';
import { outFile } from './out-file.ts';
import { readPlan, readProblem } from './read-problem.ts';
import { chosenProblem, weightOptions } from './weight-options.ts';

/** Scores a plan of any origin, reckoned from scratch; what the plan says of itself is not read. */
export const score: Command = {
  options: { out: { type: 'string', short: 'o' }, ...weightOptions },

  async run({ values, positionals: paths }) {
    const [problemPath, planPath] = positionals(paths, ['the problem file', 'the plan file']) as [
      string,
      string,
    ];
    const out = await outFile(values, [problemPath, planPath]);
    const given = await readProblem(problemPath);
    const problem = chosenProblem(given, values);
    const plan = await readPlan(planPath, problem);
    await tellOtherData(plan, given, scoredByGiven);
    const { hard, medium, soft, rules } = verify(problem, plan);
    const text = JSON.stringify({ hard, medium, soft, rules }, null, 2);
    await writeText(out, `${text}\n`);
    return exitCodes.ok;
  },
};

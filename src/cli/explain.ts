import {
  analyse,
  groupMatches,
  type MatchGrouping,
  matchGroupings,
  rules,
  type ToldMatch,
  tellMatches,
} from '../../solver/index.ts';
import { indexProblem } from '../domain/problem-index.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { writeText } from './files.ts';
import { choiceOption, numberOption, positionals, textOption } from './options.ts';
import { readPlan, readProblem } from './read-problem.ts';
import { formatNumber } from './text-table.ts';

const defaultShown = 5;

/** Says why a plan costs what it costs, match by match, in whole sentences. */
export const explain: Command = {
  options: {
    by: { type: 'string' },
    top: { type: 'string' },
    out: { type: 'string', short: 'o' },
  },

  async run({ values, positionals: given }) {
    const [problemPath, planPath] = positionals(given, ['the problem file', 'the plan file']) as [
      string,
      string,
    ];
    const by = choiceOption(values, 'by', matchGroupings) ?? 'rule';
    const top = numberOption(values, 'top', { min: 1, max: 1_000_000, whole: true });
    const problem = await readProblem(problemPath);
    const plan = await readPlan(planPath, problem);
    const index = indexProblem(problem);
    const analysis = analyse(index, plan);
    const matches = tellMatches(analysis, plan, index);
    const titles = new Map(rules.map((rule) => [rule.id, rule.title]));
    const groups = groupMatches(matches, by, index, titles);
    const text =
      values.json === true
        ? JSON.stringify({ score: analysis.score, matches, by, groups })
        : groupLines(groups, matches, by, top ?? defaultShown).join('\n');
    await writeText(textOption(values, 'out') ?? '-', `${text}\n`);
    return exitCodes.ok;
  },
};

function groupLines(
  groups: ReturnType<typeof groupMatches>,
  matches: readonly ToldMatch[],
  by: MatchGrouping,
  top: number,
): string[] {
  return groups.flatMap(({ id, name, cost, matches: places }) => {
    const parts = (['hard', 'medium', 'soft'] as const)
      .filter((level) => cost[level] > 0)
      .map((level) => `${level} ${formatNumber(cost[level])}`);
    const title = by === 'rule' ? `${name.zh} ${name.en}` : name.zh;
    const lines = places.slice(0, top).map((place) => {
      const { weighted, sentence } = matches[place] as ToldMatch;
      return `  ${formatNumber(weighted)}  ${sentence.zh} / ${sentence.en}`;
    });
    const rest = places.length - lines.length;
    return [
      `${title} (${id})  ${parts.join('  ') || '0'}`,
      ...lines,
      ...(rest > 0 ? [`  … 另有 ${rest} 项，见 --top / ${rest} more with --top`] : []),
    ];
  });
}

import {
  type Bound,
  boundInThreads,
  gapOf,
  solveInThreads,
  verify,
  withBound,
} from '../../solver/index.ts';
import type { Plan, Problem } from '../domain/problem.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { writeOut } from './files.ts';
import { numberOption, positionals, textOption } from './options.ts';
import { readPlan, readProblem } from './read-problem.ts';
import { boundLines } from './report.ts';
import { formatNumber, textTable } from './text-table.ts';

/** A proof that no plan costs less, and how far a plan can be from the best one. */
export const bound: Command = {
  options: { seconds: { type: 'string' }, threads: { type: 'string' }, plan: { type: 'string' } },

  async run({ values, positionals: given }) {
    const [problemPath] = positionals(given, ['the problem file']) as [string];
    const planPath = textOption(values, 'plan');
    const range = { min: 0.1, max: 86_400, whole: false };
    const seconds = numberOption(values, 'seconds', range) ?? 60;
    const threads = numberOption(values, 'threads', { min: 1, max: 64, whole: true }) ?? 2;
    const problem = await readProblem(problemPath);
    const plan = await planToCompare(problem, planPath, seconds);
    const mediumLimit = plan.score.medium;
    const found = await boundInThreads(problem, { seconds, threads, mediumLimit });
    const bounded = withBound(plan, found);
    const json = values.json === true;
    await writeOut(process.stdout, json ? `${asJson(bounded, found)}\n` : asText(bounded, found));
    return exitCodes.ok;
  },
};

/** The plan given, scored anew; or one from a short search, of a tenth of the time. */
async function planToCompare(
  problem: Problem,
  path: string | undefined,
  seconds: number,
): Promise<Plan> {
  if (path === undefined)
    return solveInThreads(problem, { seconds: Math.max(1, seconds / 10), threads: 1 });
  const plan = await readPlan(path, problem);
  return { ...plan, score: verify(problem, plan) };
}

function asJson(plan: Plan, found: Bound): string {
  const { hard, medium, soft } = plan.score;
  const gap = gapOf(plan);
  return JSON.stringify({
    problemId: plan.problemId,
    bound: { soft: found.soft, method: found.method },
    byRule: found.byRule ?? {},
    score: { hard, medium, soft },
    ...(gap === undefined ? {} : { gap }),
  });
}

function asText(plan: Plan, found: Bound): string {
  const { hard, medium, soft, rules } = plan.score;
  const lines: string[] = [];
  const byRule = found.byRule ?? {};
  const shown = Object.keys(rules).filter(
    (id) => (byRule[id] ?? 0) > 0.005 || (rules[id]?.cost ?? 0) > 0,
  );
  if (found.byRule !== undefined) {
    const rows = shown.map((id) => [
      id,
      formatNumber(Math.round(100 * (byRule[id] ?? 0)) / 100),
      formatNumber(rules[id]?.cost ?? 0),
    ]);
    lines.push(...textTable(['规则 Rule', '松弛 Relaxation', '方案 Plan'], rows, [1, 2]), '');
  }
  lines.push(
    `方案 Plan  硬 hard ${formatNumber(hard)}  中 medium ${formatNumber(medium)}  软 soft ${formatNumber(soft)}`,
  );
  if (plan.bound === undefined) lines.push(`没有下界 No bound  (${found.method})`);
  else lines.push(...boundLines(plan));
  return lines.map((line) => `${line}\n`).join('');
}

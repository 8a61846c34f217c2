import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SolveAndBoundOptions, solveAndBound } from '../../solver/index.ts';
import { usableCores } from '../cores.ts';
import type { Plan } from '../domain/problem.ts';
import { choiceWarnings, markChoice, withWeights } from '../domain/profiles.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { errorCode, readable, standardStream, writeOut, writeText } from './files.ts';
import { numberOption, type OptionValues, positionals } from './options.ts';
import { outFile } from './out-file.ts';
import { progressLine } from './progress-line.ts';
import { readProblem } from './read-problem.ts';
import { makeReport, reportJson, reportText } from './report.ts';
import { weightChoice, weightOptions } from './weight-options.ts';

const defaultThreads = 2;

export const solve: Command = {
  options: {
    out: { type: 'string', short: 'o' },
    seconds: { type: 'string' },
    steps: { type: 'string' },
    seed: { type: 'string' },
    threads: { type: 'string' },
    bound: { type: 'string' },
    ...weightOptions,
  },

  async run({ values, positionals: given }) {
    const [problemPath] = positionals(given, ['the problem file']) as [string];
    const out = await outFile(values, [problemPath]);
    const options = solveOptions(values);
    const choice = weightChoice(values);
    const problem = withWeights(await readProblem(problemPath), choice);
    for (const { sentence } of choiceWarnings(problem, choice))
      process.stderr.write(`! ${sentence.zh} ${sentence.en}\n`);
    const json = values.json === true;

    const progress = progressLine(process.stderr, json);
    const stop = stopOnSignals();
    let plan: Plan;
    try {
      const found = await solveAndBound(problem, options, progress.onProgress, stop.signal);
      plan = markChoice(found, choice);
    } finally {
      stop.release();
      progress.end();
    }
    const isKept = await keepPlan(out, `${JSON.stringify(plan, null, 1)}\n`);

    const report = makeReport(problem, plan);
    const summary = json ? `${reportJson(report)}\n` : readable(reportText(report));
    // The plan may take standard output for itself.
    await writeOut(out === standardStream ? process.stderr : process.stdout, summary);
    if (!isKept) return exitCodes.unexpected;
    return report.publish.publishable ? exitCodes.ok : exitCodes.notPublishable;
  },
};

/**
 * Writes the plan where it was wanted. A disk that filled up meanwhile, or a folder that went,
 * does not cost the time of the search: then it goes to the folder of temporary files, and false
 * is answered.
 */
async function keepPlan(out: string, plan: string): Promise<boolean> {
  try {
    await writeText(out, plan);
    return true;
  } catch (error) {
    const code = errorCode(error);
    // Whoever read it went away, as `head` does.
    if (code === 'EPIPE') throw error;
    const kept = join(tmpdir(), `afterbell-plan-${randomBytes(4).toString('hex')}.json`);
    await writeText(kept, plan).catch(() => {
      throw error;
    });
    const isStream = out === standardStream;
    const [zh, en] = isStream ? ['标准输出', 'standard output'] : [`“${out}”`, JSON.stringify(out)];
    await writeOut(
      process.stderr,
      `! ${zh}没有写成（${code}），方案存到了 ${kept}。 ${en} could not be written (${code}); the plan is in ${kept}.\n`,
    );
    return false;
  }
}

function solveOptions(values: OptionValues): SolveAndBoundOptions {
  const seconds = numberOption(values, 'seconds', { min: 0.01, max: 86_400, whole: false });
  const steps = numberOption(values, 'steps', { min: 0, max: 1e15, whole: true });
  const seed = numberOption(values, 'seed', { min: 0, max: 2 ** 31 - 1, whole: true });
  const threads = numberOption(values, 'threads', { min: 1, max: 64, whole: true });
  const bound = numberOption(values, 'bound', { min: 0.1, max: 86_400, whole: false });
  return {
    seed: seed ?? 1,
    ...(bound === undefined ? {} : { bound, onBoundFault: tellNoBound }),
    ...(steps === undefined ? { seconds: seconds ?? 10 } : { steps }),
    ...(seconds === undefined ? {} : { seconds }),
    // Only one thread repeats itself byte for byte, which is what a limit in steps is for.
    threads: steps === undefined ? threadsInTime(threads, bound !== undefined) : (threads ?? 1),
  };
}

/** More threads than processors find no more in a given time, and less beside other work. */
function threadsInTime(asked: number | undefined, withBound: boolean): number {
  const cores = usableCores();
  if (asked !== undefined && asked > cores)
    process.stderr.write(
      `! 只用 ${cores} 个线程：本机可用的处理器只有这么多。 ${cores} of ${asked} threads: there are no more processors.\n`,
    );
  // The bound has a thread of its own.
  const free = Math.max(1, cores - (withBound ? 1 : 0));
  return Math.min(asked ?? Math.min(defaultThreads, free), cores);
}

/** The plan is right all the same, and kept. */
function tellNoBound(error: unknown): void {
  process.stderr.write(`! no bound: ${(error as Error).message}\n`);
}

/**
 * Ctrl-C, or a terminal that closes, stops the search and keeps the best plan; a second one ends
 * the process at once.
 */
function stopOnSignals(): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  for (const signal of signals) process.on(signal, onSignal);
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}

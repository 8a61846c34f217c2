import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Plan, Problem } from '../../src/domain/problem.ts';
import type { OnProgress, Progress, SolveOptions } from '../options.ts';
import { verify } from '../verify.ts';
import { commonMemory } from './common-log.ts';
import { compareScores } from './compare.ts';
import type { FromThread, Task, ToThread } from './protocol.ts';

export interface PortfolioOptions extends SolveOptions {
  /** Worker threads; the best plan that any of them has seen wins. Default 1. */
  threads?: number;
}

/** Solves of this process by teams: each has a channel of its own. */
let solves = 0;

/** The compiled thread file: source files cannot be run as a thread, wherever this one runs from. */
const threadUrl = () =>
  pathToFileURL(createRequire(import.meta.url).resolve('#dist/run/search-thread.js'));

/**
 * Solves on worker threads, so that the caller's event loop stays free. With a time limit they
 * search one assignment together, with a step limit each one of its own with its own seed.
 * Progress tells the best of all threads; steps and speed are sums. Aborting the signal stops
 * all threads, and the best plan so far is returned. A thread that dies fails the solve only
 * when no other has a plan.
 */
export async function solveInThreads(
  problem: Problem,
  options: PortfolioOptions = {},
  onProgress?: OnProgress,
  signal?: AbortSignal,
): Promise<Plan> {
  const { threads = 1, seed = 1, ...rest } = options;
  const latest: (Progress | undefined)[] = [];
  let best: Plan | undefined;
  let leader: Progress | undefined;
  // By time only: what threads have in common depends on their speed.
  const common =
    threads > 1 && options.steps === undefined
      ? {
          began: performance.timeOrigin + performance.now(),
          memory: commonMemory(),
          channel: `afterbell-solve-${++solves}`,
        }
      : undefined;
  const taskOf = (thread: number): Task => {
    const own = seedOf(seed, thread);
    return common
      ? { problem, options: { ...rest, seed }, team: { ...common, searchSeed: own } }
      : { problem, options: { ...rest, seed: own } };
  };
  const runs = Array.from({ length: Math.max(1, threads) }, (_, i) =>
    runThread(taskOf(i), signal, (progress) => {
      latest[i] = progress;
      if (!leader || compareScores(progress.score, leader.score) <= 0) leader = progress;
      const isBetter =
        progress.plan !== undefined &&
        (!best || compareScores(progress.plan.score, best.score) <= 0);
      if (isBetter) best = progress.plan;
      const { plan: _, ...shared } = progress;
      onProgress?.({
        ...shared,
        score: leader.score,
        seed: leader.seed,
        steps: sum(latest, (p) => p.steps),
        stepsPerSecond: sum(latest, (p) => p.stepsPerSecond),
        ...(isBetter && best ? { plan: best } : {}),
      });
    }),
  );
  const results = await Promise.allSettled(runs);
  const finished = results.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : []));
  const hasLost = finished.length < results.length;
  const answer = answerOf(problem, finished, hasLost ? best : undefined);
  if (answer !== undefined) return answer;
  throw (results[0] as PromiseRejectedResult).reason;
}

/**
 * The best of the plans that threads have finished, and of one on the way that a thread which died
 * has left. The score of that one comes from the fast forms: it is scored by `verify` before it may
 * beat anything. Undefined without any plan.
 */
export function answerOf(
  problem: Problem,
  finished: readonly Plan[],
  onTheWay: Plan | undefined,
): Plan | undefined {
  const left = onTheWay && { ...onTheWay, score: verify(problem, onTheWay) };
  let best: Plan | undefined = left;
  for (const plan of finished)
    if (best === undefined || compareScores(plan.score, best.score) <= 0) best = plan;
  return best;
}

/** The first thread has the seed that was asked for, so that one thread repeats `solve`. */
function seedOf(seed: number, thread: number): number {
  return thread === 0 ? seed : seed + thread * 1_000_003;
}

function sum(list: readonly (Progress | undefined)[], value: (p: Progress) => number): number {
  return list.reduce((total, p) => total + (p ? value(p) : 0), 0);
}

function runThread(
  task: Task,
  signal: AbortSignal | undefined,
  onProgress: OnProgress,
): Promise<Plan> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadUrl());
    const stop = () => worker.postMessage({ kind: 'stop' } satisfies ToThread);
    const done = (finish: () => void) => {
      signal?.removeEventListener('abort', stop);
      finish();
    };
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'plan') done(() => resolve(message.plan));
      else done(() => reject(Object.assign(new Error(message.message), { stack: message.stack })));
    });
    worker.on('error', (error) => done(() => reject(error)));
    worker.on('exit', (code) =>
      done(() =>
        reject(
          Object.assign(
            new Error(`a solver thread ended with code ${code} before its plan was made`),
            { code: 'ERR_SOLVER_THREAD_ENDED' },
          ),
        ),
      ),
    );
    worker.postMessage({ kind: 'solve', ...task } satisfies ToThread);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

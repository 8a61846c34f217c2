import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { CttInstance } from './instance.ts';
import { type CttOptions, type CttResult, solveTimetable } from './solve.ts';

export type ThreadOptions = Pick<CttOptions, 'seed' | 'seconds' | 'steps' | 'clock'>;
export type ThreadResult = Omit<CttResult, 'climb'>;

/** The compiled thread file: source files cannot be run as a thread. */
const threadUrl = () =>
  pathToFileURL(createRequire(import.meta.url).resolve('#dist/bench/ctt/thread.js'));

/**
 * Solves on this thread, or on several with seeds of their own; then the best timetable wins and
 * the steps are the sum.
 */
export async function solveInThreads(
  instance: CttInstance,
  options: ThreadOptions,
  threads: number,
): Promise<ThreadResult> {
  if (threads === 1) return solveTimetable(instance, options);
  const seeds = Array.from({ length: threads }, (_, i) => (options.seed ?? 1) + i * 1_000_003);
  const results = await Promise.all(seeds.map((seed) => runThread(instance, { ...options, seed })));
  const [best] = [...results].sort(
    (a, b) => a.hard - b.hard || a.medium - b.medium || a.soft - b.soft,
  );
  return { ...best, steps: results.reduce((sum, r) => sum + r.steps, 0) };
}

function runThread(instance: CttInstance, options: ThreadOptions): Promise<ThreadResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadUrl(), { workerData: { instance, options } });
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a solver thread ended with code ${code}`)));
  });
}

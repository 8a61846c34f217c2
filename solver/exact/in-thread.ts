import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Problem } from '../../src/domain/problem.ts';
import { type Bound, type BoundOptions, noBound } from './bound.ts';
import { edgeCases } from './edge-cases.ts';
import type { FromBoundThread, ToBoundThread } from './protocol.ts';

/** The compiled thread file: source files cannot be run as a thread, wherever this one runs from. */
const threadUrl = () =>
  pathToFileURL(createRequire(import.meta.url).resolve('#dist/run/bound-thread.js'));

/** Time that a thread gets beyond its limit: HiGHS looks at the clock between steps only. */
const graceMs = 5000;

/**
 * `lowerBound` on a thread of its own, so that the caller's event loop stays free. It ends when
 * it is done, at the latest a few seconds after its limit, or at once when the signal aborts:
 * always with the best bound that it has told.
 */
export function boundInThread(
  problem: Problem,
  options: BoundOptions = {},
  signal?: AbortSignal,
  onBetter?: (bound: Bound) => void,
): Promise<Bound> {
  return new Promise((resolve, reject) => {
    let best = noBound('stopped before the first bound');
    const worker = new Worker(threadUrl());
    const end = (finish: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      void worker.terminate();
      finish();
    };
    const stop = () => end(() => resolve(best));
    const timer = setTimeout(stop, 1000 * (options.seconds ?? 60) + graceMs);
    worker.on('message', (message: FromBoundThread) => {
      if (message.kind === 'error')
        return end(() =>
          reject(Object.assign(new Error(message.message), { stack: message.stack })),
        );
      best = message.bound;
      if (message.kind === 'done') end(() => resolve(best));
      else onBetter?.(best);
    });
    worker.on('error', (error) => end(() => reject(error)));
    worker.postMessage({ problem, options } satisfies ToBoundThread);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

/**
 * The same on several threads, which share the cases of all plans; what each of them has proven of
 * its own is proven of all. There are never more threads than cases.
 */
export async function boundInThreads(
  problem: Problem,
  { threads = 1, ...options }: Omit<BoundOptions, 'part'> & { threads?: number } = {},
  signal?: AbortSignal,
  onBetter?: (bound: Bound) => void,
): Promise<Bound> {
  const of = Math.min(threads, edgeCases(problem).length);
  if (of <= 1) return boundInThread(problem, options, signal, onBetter);
  const latest = new Array<Bound>(of).fill(noBound('stopped before the first bound'));
  const ofAll = () => latest.reduce((a, b) => (b.soft < a.soft ? b : a));
  const failed = new AbortController();
  const either = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  const bounds = latest.map(async (_, from) => {
    const tell = (bound: Bound) => {
      const before = ofAll().soft;
      latest[from] = bound;
      if (ofAll().soft > before) onBetter?.(ofAll());
    };
    latest[from] = await boundInThread(problem, { ...options, part: { from, of } }, either, tell);
  });
  try {
    await Promise.all(bounds);
  } catch (error) {
    failed.abort();
    throw error;
  }
  return ofAll();
}

import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { SparseModel } from '../../../solver/exact/linear-model.ts';

/** A solver of linear models in whole numbers, as this benchmark runs it. */
export interface PeerSolver {
  /** The package and how it is set. */
  about: string;
  /** Beyond its limit, for loading the package and for handing over what was found in time. */
  graceSeconds: number;
  /**
   * Solves until the limit, and tells each solution that it finds on the way with the seconds since
   * the call: `on` has a 1 for each column that is 1 or more. The answer is how it ended.
   */
  solve(task: {
    model: SparseModel;
    unitsOf: ReadonlyMap<number, number>;
    seconds: number;
    tell(seconds: number, on: Uint8Array): void;
  }): Promise<string>;
}

/** Loads a package of `bench/peers`, which are not those of the project. */
export async function loadPeer<T>(name: string): Promise<T> {
  // From bench/peers/solvers or from dist/bench/peers/solvers alike.
  const here = new URL('.', import.meta.url).pathname.replace('/dist/bench/', '/bench/');
  const require = createRequire(`${fileURLToPath(new URL(`file://${here}`))}loader.js`);
  return (await import(pathToFileURL(require.resolve(name)).href)) as T;
}

export function ones(values: ArrayLike<number>): Uint8Array {
  const on = new Uint8Array(values.length);
  for (let j = 0; j < values.length; j++) on[j] = values[j] > 0.5 ? 1 : 0;
  return on;
}

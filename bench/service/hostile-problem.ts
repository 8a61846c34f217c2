import type { Problem } from '../../src/domain/problem.ts';
import { randomSmallProblem } from '../../src/generator/small/index.ts';

/** A small valid problem with a bit of everything, to be spoiled. */
export function tinyHostileProblem(): Problem {
  return structuredClone(sample);
}
const sample = randomSmallProblem(7);

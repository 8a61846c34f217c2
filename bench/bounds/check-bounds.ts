import { highs, solveLinear, solveWhole } from '../../solver/exact/highs.ts';
import { buildRelaxation, details } from '../../solver/exact/relaxation.ts';
import { rules } from '../../solver/rules/registry.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { seededRandom } from '../../src/generator/random.ts';
import { microDay, microWeek } from './micro-problems.ts';

const softRules = rules.filter(({ level }) => level === 'soft').map(({ id }) => id);

/** Odd seeds ask for one rule above all, each soft rule in turn; even ones weigh as usual. */
export function microProblem(seed: number): Problem {
  const random = seededRandom(seed, 'micro');
  const problem = seed % 4 > 1 ? microWeek(random) : microDay(random);
  if (seed % 2 === 0) return problem;
  const loud = softRules[((seed - 1) / 2) % softRules.length];
  const weights = Object.fromEntries(softRules.map((id) => [id, id === loud ? 40 : 1]));
  return { ...problem, rules: { ...problem.rules, weights } };
}

export interface Checked {
  /** The bound by branching on the whole model; undefined where it was not asked for. */
  whole: number | undefined;
  /** Bounds above the cost, by the model that claims them. */
  faults: string[];
}

/** Every bound that is ever shown, against the cost of a plan with hard = 0. */
export async function checkBounds(
  problem: Problem,
  { medium, soft }: { medium: number; soft: number },
  wholeSeconds: number,
): Promise<Checked | undefined> {
  const solver = await highs();
  const faults: string[] = [];
  let whole: number | undefined;
  const judge = (what: string, { status, bound }: { status: string; bound: number }) => {
    if (status === 'infeasible') faults.push(`${what}: infeasible, and there is a plan`);
    if (bound > soft + 1e-6) faults.push(`${what}: ${bound} above ${soft}`);
  };
  for (const detail of details) {
    const model = buildRelaxation(problem, { mediumLimit: medium, detail })?.sparse();
    if (model === undefined) return undefined;
    judge(`linear, ${detail}`, solveLinear(solver, model, 20));
    if (wholeSeconds === 0 || detail === 'people') continue;
    const branched = solveWhole(solver, model, wholeSeconds);
    judge(`whole, ${detail}`, branched);
    if (detail === 'whole') whole = branched.bound;
  }
  return { whole, faults };
}

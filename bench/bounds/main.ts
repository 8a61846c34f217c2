import { solve } from '../../solver/index.ts';
import { randomSmallProblem } from '../../src/generator/small/index.ts';
import { readOptions, wholeFrom } from '../read-options.ts';
import {
  briefProblem,
  checkBounds,
  daysProblem,
  eveningProblem,
  idleProblem,
  microProblem,
} from './check-bounds.ts';
import { bestOfAll } from './every-plan.ts';

/**
 * Bounds against the truth: on micro problems against the best of all plans, and on small random
 * problems with every feature of the contract against the best plan that a search finds.
 */
const USAGE = `Every bound against the best of all plans of tiny problems.

  npm run bench:bounds -- [--micro 200] [--evenings 100] [--brief 60] [--idle 60] [--days 60] [--small 200] [--first 1]

Each number is how many problems of the sort are tried, --first the seed of the first one.
A bound above the cost of a plan is named, and the exit code is 1.`;

const count = wholeFrom(0);
const values = readOptions(
  USAGE,
  {
    micro: { type: 'string', default: '200' },
    evenings: { type: 'string', default: '100' },
    brief: { type: 'string', default: '60' },
    idle: { type: 'string', default: '60' },
    days: { type: 'string', default: '60' },
    small: { type: 'string', default: '200' },
    first: { type: 'string', default: '1' },
  },
  {
    micro: count,
    evenings: count,
    brief: count,
    idle: count,
    days: count,
    small: count,
    first: count,
  },
);
const first = Number(values.first);
let faults = 0;
const tell = (name: string, found: readonly string[]) => {
  for (const fault of found) console.error(`${name}: ${fault}`);
  faults += found.length;
};

for (const [name, problemOf, count] of [
  ['micro', microProblem, Number(values.micro)],
  ['evenings', eveningProblem, Number(values.evenings)],
  ['brief', briefProblem, Number(values.brief)],
  ['idle', idleProblem, Number(values.idle)],
  ['days', daysProblem, Number(values.days)],
] as const) {
  let compared = 0;
  let plans = 0;
  let met = 0;
  for (let seed = first; seed < first + count; seed++) {
    const problem = problemOf(seed);
    const best = bestOfAll(problem);
    if (best === undefined) continue;
    const checked = await checkBounds(problem, best, 10);
    if (checked === undefined) continue;
    compared++;
    plans += best.plans;
    if ((checked.whole ?? 0) > 0.98 * best.soft - 1e-6) met++;
    tell(`${name} ${seed}`, checked.faults);
  }
  console.log(
    `${name}: ${compared} problems, the best of ${plans} plans; ${met} bounds by branching within 2 % of it`,
  );
}

let searched = 0;
let near = 0;
for (let seed = first; seed < first + Number(values.small); seed++) {
  const problem = randomSmallProblem(seed);
  const plan = await solve(problem, { steps: 20_000, seed });
  if (plan.score.hard > 0) continue;
  const checked = await checkBounds(problem, plan.score, 1);
  if (checked === undefined) continue;
  searched++;
  if ((checked.whole ?? 0) > 0.9 * plan.score.soft - 1e-6) near++;
  tell(`small ${seed}`, checked.faults);
}
console.log(`small: ${searched} problems against a search; ${near} bounds within 10 % of it`);
console.log(faults === 0 ? 'no bound is above a plan' : `${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;

import { construct } from '../solver/construct/construct.ts';
import { compileModel } from '../solver/model/model.ts';
import { Climb } from '../solver/search/climb.ts';
import { toPlan } from '../solver/solve.ts';
import { verify } from '../solver/verify.ts';
import { generateProblem, type Size, sizes } from '../src/generator/index.ts';
import { useProcessorTimer } from './processor-clock.ts';
import { atLeast, oneOf, readOptions, wholeFrom } from './read-options.ts';

/**
 * What the parts of the core cost, one at a time, on a generated school and a plan that has been
 * searched for a while: compiling, verifying, one proposal of each move (proposed, scored, taken
 * back), and one element of each rule. Single-threaded; figures are means of `benchmark`.
 */
const USAGE = `What the parts of the core cost, one at a time, on a generated school.

  npm run bench:micro -- [--size medium] [--seed 1] [--steps 500000] [--time 0.5]
      [--clock processor]

--clock processor counts processor time, so that other work matters less.`;

const values = readOptions(
  USAGE,
  {
    size: { type: 'string', default: 'medium' },
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '500000' },
    time: { type: 'string', default: '0.5' },
    clock: { type: 'string', default: 'wall' },
  },
  {
    size: oneOf(sizes),
    seed: wholeFrom(0),
    steps: wholeFrom(0),
    time: atLeast(0.01),
    clock: oneOf(['wall', 'processor']),
  },
);

if (values.clock === 'processor') useProcessorTimer();
// It takes the timer that it finds as it is loaded.
const { default: Benchmark } = await import('benchmark');

const problem = generateProblem({ size: values.size as Size, seed: Number(values.seed) });
const climb = new Climb(problem, 1);
construct(climb);
const steps = Number(values.steps);
for (let i = 0; i < steps; i++) {
  const temperature = 4 * (0.3 / 4) ** (i / steps);
  climb.stepAt(temperature);
}
const plan = toPlan(climb, problem, 1);
const { state, evaluator, random } = climb;
console.log(
  `\n${values.size} school, seed ${values.seed}, after ${steps} proposals: soft ${climb.best.soft.toFixed(0)}; Node ${process.version}\n`,
);
console.log('| what | a second | µs each | ± | runs |\n|---|--:|--:|--:|--:|');

measure('compile the model', () => compileModel(problem));
measure('verify a plan', () => verify(problem, plan));
measure('count everything anew', () => evaluator.recount());
climb.patience = 1;
for (const { move, propose } of climb.wheel.bound)
  measure(`move \`${move.id}\``, () => {
    if (propose()) evaluator.score();
    if (state.changed) state.undo();
  });
for (const part of evaluator.parts) {
  const size = state.touched[part.scope].list.length;
  if (size === 0) continue;
  measure(`rule \`${part.rule.id}\`, one ${part.scope}`, () => part.cost(random.below(size)));
}

function measure(name: string, run: () => unknown): void {
  const bench = new Benchmark(name, run, { maxTime: Number(values.time) });
  bench.run();
  if (bench.error) throw bench.error;
  const { hz, stats } = bench;
  const each = 1e6 / hz;
  console.log(
    `| ${name} | ${Math.round(hz).toLocaleString('en')} | ${each < 10 ? each.toFixed(3) : each.toFixed(0)} | ${stats.rme.toFixed(1)} % | ${stats.sample.length} |`,
  );
}

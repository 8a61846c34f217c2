import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Progress, solveInThreads, verify } from '../solver/index.ts';
import type { Problem, Score } from '../src/domain/problem.ts';
import { parseProblemText } from '../src/domain/validate.ts';
import { generateProblem, type Size, sizes } from '../src/generator/index.ts';
import { agrees } from './agrees.ts';
import { atLeast, listOf, oneOf, readOptions, refuse, wholeFrom } from './read-options.ts';

/**
 * Quality, speed and memory on whole schools: each is solved at its stated limit in a process of
 * its own, so that peak memory is its own too, and the plan is scored again by `verify`.
 */
const USAGE = `Quality, speed and memory on whole schools, one run each.

  npm run bench:instances -- [--dir ../shared/instances] [--only medium-1,large-1]
                             [--seconds 10] [--threads 2] [--seed 1]

Without the folder, generated schools of the same sizes stand in, and there is no reference.`;

interface Instance {
  name: string;
  seconds: number;
  /** Medium and soft cost of a naive one-pass plan and of a quick reference search after 10 s. */
  naive?: readonly [number, number];
  reference?: readonly [number, number];
}

/** Limits and reference costs of the project's published instances. */
const instances: readonly Instance[] = [
  { name: 'village-1', seconds: 10, naive: [33, 2498], reference: [0, 1314] },
  { name: 'medium-1', seconds: 10, naive: [10, 11_011], reference: [0, 5681] },
  { name: 'scarce-1', seconds: 10, naive: [30, 10_819], reference: [0, 6149] },
  { name: 'large-1', seconds: 20, naive: [10, 18_982], reference: [0, 10_235] },
  { name: 'county-1', seconds: 30, naive: [0, 29_678], reference: [0, 16_276] },
];

interface Task {
  name: string;
  file: string | undefined;
  seconds: number;
  threads: number;
  seed: number;
}

interface Result {
  first: Score;
  score: Score;
  verified: boolean;
  /** Seconds from the start until a plan without broken hard rules was told. */
  firstPlanSeconds: number;
  seconds: number;
  stepsPerSecond: number;
  peakMegabytes: number;
}

/** Solves one school in this process and measures it. */
async function measure(task: Task): Promise<Result> {
  const problem = load(task);
  const first = await solveInThreads(problem, { seed: task.seed, steps: 0 });
  const began = performance.now();
  let firstPlanSeconds = Number.NaN;
  let last: Progress | undefined;
  const plan = await solveInThreads(
    problem,
    { seed: task.seed, seconds: task.seconds, threads: task.threads, progressMs: 50 },
    (progress) => {
      last = progress;
      if (Number.isNaN(firstPlanSeconds) && progress.score.hard === 0) {
        firstPlanSeconds = (performance.now() - began) / 1000;
      }
    },
  );
  const seconds = (performance.now() - began) / 1000;
  return {
    first: first.score,
    score: plan.score,
    verified: agrees(plan, verify(problem, plan)),
    firstPlanSeconds,
    seconds,
    stepsPerSecond: last?.stepsPerSecond ?? 0,
    // Kilobytes on Linux and macOS; the threads are part of this process.
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
}

function load({ name, file, seed }: Task): Problem {
  if (file === undefined) return generateProblem({ size: sizeOf(name), seed });
  const parsed = parseProblemText(readFileSync(file, 'utf8'));
  if (!parsed.ok) throw new Error(`${file}: ${parsed.faults[0]?.message}`);
  return parsed.problem;
}

function sizeOf(name: string): Size {
  const size = sizes.find((s) => name.startsWith(s));
  if (size === undefined) throw new Error(`no size of school is called ${name}`);
  return size;
}

/** Runs a task in a process of its own. */
function measureApart(task: Task): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['--task', JSON.stringify(task)]);
    let result: Result | undefined;
    child.on('message', (message) => {
      result = message as Result;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (result !== undefined && code === 0) resolve(result);
      else reject(new Error(`${task.name}: the process ended with code ${code}`));
    });
  });
}

const titles = [
  'school',
  'limit',
  'naive',
  'reference 10 s',
  'first plan',
  'first plan at',
  'ours',
  'soft ÷ reference',
  'proposals/s a thread',
  'peak memory',
  'verified',
] as const;

function row(instance: Instance, task: Task, result: Result): string[] {
  const pair = (costs: readonly [number, number] | undefined) =>
    costs === undefined ? '' : `${number(costs[0])} / ${number(costs[1])}`;
  const levels = ({ hard, medium, soft }: Score) =>
    `${hard === 0 ? '' : `hard ${number(hard)}: `}${pair([medium, soft])}`;
  const { reference } = instance;
  return [
    instance.name,
    `${task.seconds} s`,
    pair(instance.naive),
    pair(reference),
    levels(result.first),
    `${result.firstPlanSeconds.toFixed(2)} s`,
    levels(result.score),
    reference === undefined ? '' : (result.score.soft / reference[1]).toFixed(3),
    number(result.stepsPerSecond / task.threads),
    `${number(result.peakMegabytes)} MB`,
    result.verified ? 'yes' : '**NO**',
  ];
}

function number(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

function printRow(cells: readonly string[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

async function main(): Promise<void> {
  const values = readOptions(
    USAGE,
    {
      dir: { type: 'string', default: '../shared/instances' },
      only: { type: 'string' },
      seconds: { type: 'string' },
      threads: { type: 'string', default: '2' },
      seed: { type: 'string', default: '1' },
      task: { type: 'string' },
    },
    {
      only: listOf(oneOf(instances.map(({ name }) => name))),
      seconds: atLeast(0.1),
      threads: wholeFrom(1),
      seed: wholeFrom(0),
    },
  );
  if (values.task !== undefined) {
    const result = await measure(JSON.parse(values.task) as Task);
    process.send?.(result);
    process.disconnect?.();
    return;
  }
  const threads = Number(values.threads);
  const only = values.only?.split(',');
  const chosen = instances.filter(({ name }) => only?.includes(name) ?? true);
  const withFiles = existsSync(values.dir);
  const fileOf = (name: string) => join(values.dir, `${name}.json`);
  const missing = chosen.find(({ name }) => withFiles && !existsSync(fileOf(name)));
  if (missing) refuse(`there is no ${fileOf(missing.name)}.`, USAGE);
  console.log(
    `Medium / soft cost; ${threads} thread${threads === 1 ? '' : 's'}, seed ${values.seed}, Node ${process.version}.` +
      (withFiles ? '' : ' Generated schools: no reference.'),
  );
  console.log();
  printRow(titles);
  console.log(`|${titles.map((_, i) => (i === 0 ? '---' : '--:')).join('|')}|`);
  for (const known of chosen) {
    const instance = withFiles ? known : { name: known.name, seconds: known.seconds };
    const task: Task = {
      name: known.name,
      file: withFiles ? fileOf(known.name) : undefined,
      seconds: values.seconds === undefined ? known.seconds : Number(values.seconds),
      threads,
      seed: Number(values.seed),
    };
    const result = await measureApart(task);
    printRow(row(instance, task, result));
    if (!result.verified || result.score.hard > 0) process.exitCode = 1;
  }
}

await main();

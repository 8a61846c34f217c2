import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { processorClock } from '../processor-clock.ts';
import { CttFileError, type CttInstance } from './instance.ts';
import { parseInstance } from './parse-instance.ts';
import { formatSolution, parseSolution } from './solution.ts';
import { solveInThreads } from './solve-in-threads.ts';
import { type InstanceRuns, tableHead, tableRow, tableSum } from './table.ts';
import { hardOf, softOf, verifySolution } from './verify.ts';

const USAGE = `Curriculum-based course timetabling (ITC-2007 track 3) with the core's search.

  npm run bench:ctt -- DIR|FILE.ctt… [--seconds 20] [--steps N] [--seeds 5] [--seed 1]
                       [--threads 1] [--clock processor] [--only comp01,comp05] [--out DIR]
  npm run bench:ctt -- --verify FILE.ctt FILE.sol

Runs seeds seed, seed + 1, … on each instance and prints best, median and worst of the verified
costs. --clock processor counts seconds of processor time, for one thread. --out writes NAME.sol
(the best), NAME.seedN.sol and results.json. --verify scores a solution of any origin.
Exit code 1: some run broke a hard constraint; 2: a wrong option or file.`;

/** Refused arguments. */
class UsageError extends Error {}

interface Named {
  name: string;
  instance: CttInstance;
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  if (values.help || (positionals.length === 0 && !values.verify)) {
    console.log(USAGE);
    return;
  }
  if (values.verify) {
    printVerified(positionals);
    return;
  }
  const limits = readLimits(values);
  const instances = readInstances(positionals, values.only?.split(','));
  if (instances.length === 0) return;
  const { out } = values;
  if (out !== undefined) {
    refuseSameNames(instances);
    mkdirSync(out, { recursive: true });
  }
  const { seconds, steps, seeds, firstSeed, threads, clock } = limits;
  console.log(
    `${limitText(limits)} a run, ${seeds} seeds from ${firstSeed}, ${threads} thread${threads === 1 ? '' : 's'}, Node ${process.version}.\n`,
  );
  console.log(tableHead());
  const done: InstanceRuns[] = [];
  for (const named of instances) {
    const row = await runSeeds(named, limits, out);
    done.push(row);
    if (row.runs.some((r) => r.hard > 0)) process.exitCode ??= 1;
    console.log(tableRow(row));
  }
  console.log(tableSum(done));
  if (out !== undefined) {
    const results = { seconds, clock, steps, threads, node: process.version, instances: done };
    writeFileSync(join(out, 'results.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  }
}

/** How long each run may take, and which runs there are. */
interface Limits {
  seconds: number | undefined;
  steps: number | undefined;
  seeds: number;
  firstSeed: number;
  threads: number;
  clock: 'wall' | 'processor';
}

function readLimits(values: ReturnType<typeof readArguments>['values']): Limits {
  const number = (name: 'seconds' | 'steps' | 'seeds' | 'seed' | 'threads', least: number) => {
    const text = values[name] ?? '20';
    const value = Number(text);
    if (!(value >= least) || (name !== 'seconds' && !Number.isSafeInteger(value)))
      throw new UsageError(`--${name} is ${JSON.stringify(text)}; it must be at least ${least}`);
    return value;
  };
  const { clock } = values;
  const threads = number('threads', 1);
  if (clock !== 'wall' && (clock !== 'processor' || threads > 1))
    throw new UsageError('--clock is wall, or processor with one thread');
  const steps = values.steps === undefined ? undefined : number('steps', 0);
  return {
    // A limit of steps alone can be repeated exactly, so the usual limit of time does not join it.
    seconds:
      values.seconds === undefined && steps !== undefined ? undefined : number('seconds', 0.1),
    steps,
    seeds: number('seeds', 1),
    firstSeed: number('seed', 0),
    threads,
    clock,
  };
}

function limitText({ seconds, steps, clock }: Limits): string {
  const ofProcessor = clock === 'processor' ? ' of processor time' : '';
  return [
    ...(seconds === undefined ? [] : [`${seconds} s${ofProcessor}`]),
    ...(steps === undefined ? [] : [`${steps.toLocaleString('en-US')} proposals`]),
  ].join(' or ');
}

/** Solves one instance from each seed; the best solution, and each, go to the folder `out`. */
async function runSeeds(
  { name, instance }: Named,
  { seconds, steps, seeds, firstSeed, threads, clock }: Limits,
  out: string | undefined,
): Promise<InstanceRuns> {
  const runs: InstanceRuns['runs'][number][] = [];
  let best: { hard: number; soft: number; text: string } | undefined;
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const options = {
      seed,
      ...(seconds === undefined ? {} : { seconds }),
      ...(steps === undefined ? {} : { steps }),
      ...(clock === 'processor' ? { clock: processorClock } : {}),
    };
    const result = await solveInThreads(instance, options, threads);
    const text = formatSolution(instance, result.lectures);
    const costs = verifySolution(instance, parseSolution(instance, text, `${name}.sol`));
    const [hard, soft] = [hardOf(costs), softOf(costs)];
    if (result.hard === 0 && result.medium === 0 && (hard > 0 || soft !== result.soft))
      throw new Error(
        `${name}, seed ${seed}: the search says ${result.soft}, the verifier ${hard} / ${soft}`,
      );
    runs.push({ seed, hard, soft, steps: result.steps, seconds: result.searchMs / 1000 });
    if (out !== undefined) writeFileSync(join(out, `${name}.seed${seed}.sol`), text);
    if (!best || hard < best.hard || (hard === best.hard && soft < best.soft))
      best = { hard, soft, text };
  }
  if (out !== undefined && best) writeFileSync(join(out, `${name}.sol`), best.text);
  return { name, runs };
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        seconds: { type: 'string' },
        steps: { type: 'string' },
        seeds: { type: 'string', default: '5' },
        seed: { type: 'string', default: '1' },
        threads: { type: 'string', default: '1' },
        clock: { type: 'string', default: 'wall' },
        only: { type: 'string' },
        out: { type: 'string' },
        verify: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Files that cannot be read are told with every fault, and the others run all the same. */
function readInstances(paths: readonly string[], only: readonly string[] | undefined): Named[] {
  const files = paths.flatMap((path) => {
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory();
    if (isFolder === undefined) throw new UsageError(`there is no file or folder ${path}`);
    if (!isFolder) return [path];
    const found = readdirSync(path).filter((file) => /\.ctt$/i.test(file));
    return found.sort().map((file) => join(path, file));
  });
  const named = files.map((file) => ({ file, name: basename(file).replace(/\.ctt$/i, '') }));
  const chosen = named.filter(({ name }) => only === undefined || only.includes(name));
  for (const name of only ?? [])
    if (!named.some((n) => n.name === name)) throw new UsageError(`there is no ${name}.ctt`);
  if (chosen.length === 0) throw new UsageError(`there is no .ctt file in ${paths.join(', ')}`);
  const instances: Named[] = [];
  for (const { file, name } of chosen) {
    try {
      instances.push({ name, instance: parseInstance(readFileSync(file, 'utf8'), file) });
    } catch (error) {
      if (!isRefused(error)) throw error;
      console.error(error instanceof CttFileError ? error.message : `${file}: ${error.message}`);
      process.exitCode = 2;
    }
  }
  return instances;
}

/** Of two files of one name, each would write over what the other found. */
function refuseSameNames(instances: readonly Named[]): void {
  const names = instances.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new UsageError(`there are two files ${twice}.ctt; run them one by one, or without --out`);
}

/** Whether the user can mend it: a wrong file or option, or a file that cannot be opened. */
function isRefused(error: unknown): error is Error {
  const code = (error as NodeJS.ErrnoException).code;
  const isFile = code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR';
  return error instanceof CttFileError || error instanceof UsageError || isFile;
}

function printVerified([instanceFile, solutionFile, ...more]: readonly string[]): void {
  if (instanceFile === undefined || solutionFile === undefined || more.length > 0)
    throw new UsageError('--verify takes two files: FILE.ctt FILE.sol');
  const instance = parseInstance(readFileSync(instanceFile, 'utf8'), instanceFile);
  const text = readFileSync(solutionFile, 'utf8');
  const costs = verifySolution(instance, parseSolution(instance, text, solutionFile));
  for (const [name, cost] of Object.entries(costs)) console.log(`${name} ${cost}`);
  console.log(`hard ${hardOf(costs)}, cost ${softOf(costs)}`);
  if (hardOf(costs) > 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  if (!isRefused(error)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { PresetId } from '../src/domain/presets.ts';
import { presetIds } from '../src/domain/problem.ts';
import { type Size, sizes } from '../src/generator/index.ts';
import { readCourses, withCourses } from './bounds/course.ts';
import { bestOf, costAt, summarize } from './quality/aggregate.ts';
import { drawChart } from './quality/chart.ts';
import { codeOfSolver, measureApart, prove, type Task } from './quality/measure.ts';
import { levels, report } from './quality/report.ts';
import { addRun, hasRun, type Results, readResults, writeResults } from './quality/results.ts';
import { generatedSchool, type School, schoolInFile, shortages } from './quality/schools.ts';
import {
  atLeast,
  existingFile,
  listOf,
  oneOf,
  readOptions,
  refuse,
  wholeFrom,
} from './read-options.ts';

const USAGE = `Cost over time on generated schools, with several seeds.

  npm run bench:quality -- [--sizes village,town,medium,scarce,large,county] [--presets weifang]
      [--school 1] [--files a.json,b.json] [--short] [--seeds 5] [--seed 1] [--threads 2]
      [--seconds 60 | --limits 60,300] [--times 1,3,10,30,60] [--bound-seconds 60]
      [--clock processor] [--name quality] [--note TEXT] [--out bench/results] [--report]

Sizes: ${sizes.join(', ')}. Presets: ${presetIds.join(', ')}, or all.
--clock processor counts seconds of processor time instead of those on the wall, so that other work
on the machine does not matter; for one thread.
--short adds made schools in which posts must stay open. --threads 1,2 compares them.
--bound-seconds 0 proves nothing new. --report writes the tables of what is there and solves nothing.
Every run is written to NAME.json as it ends; what this state of the solver has done already is not
done again, so that an interrupted call goes on where it stopped.`;

const values = readOptions(
  USAGE,
  {
    sizes: { type: 'string', default: 'village,town,medium,scarce,large,county' },
    presets: { type: 'string', default: 'weifang' },
    school: { type: 'string', default: '1' },
    files: { type: 'string' },
    short: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
    seconds: { type: 'string', default: '60' },
    limits: { type: 'string' },
    times: { type: 'string', default: '1,3,10,30,60' },
    'bound-seconds': { type: 'string', default: '60' },
    clock: { type: 'string', default: 'wall' },
    name: { type: 'string', default: 'quality' },
    note: { type: 'string', default: '' },
    out: { type: 'string', default: 'bench/results' },
    report: { type: 'boolean', default: false },
  },
  {
    sizes: listOf(oneOf(sizes)),
    presets: listOf(oneOf([...presetIds, 'all'])),
    school: wholeFrom(0),
    files: listOf(existingFile),
    seeds: wholeFrom(1),
    seed: wholeFrom(0),
    threads: listOf(wholeFrom(1)),
    seconds: atLeast(0.1),
    limits: listOf(atLeast(0.1)),
    times: listOf(atLeast(0.001)),
    'bound-seconds': atLeast(0),
    clock: oneOf(['wall', 'processor']),
  },
);

async function main(): Promise<void> {
  const file = join(values.out, `${values.name}.json`);
  const machine = { node: process.version, cores: availableParallelism(), note: values.note };
  // Tables of what is there are of the machine that it was measured on.
  const results = readResults(file, values.report && values.note === '' ? undefined : machine);
  if (!values.report) {
    if (results.runs.some((run) => run.clock !== clockOf().clock))
      refuse(`${file} has runs by another clock: choose another --name or --clock.`);
    const schools = chosenSchools();
    await solveAll(results, schools, file);
    await proveAll(results, schools, file);
  }
  writeReport(results);
}

/** Seed by seed over all schools, so that an interrupted call has something of each. */
async function solveAll(results: Results, schools: readonly School[], file: string) {
  const code = codeOfSolver();
  const limits = values.limits === undefined ? [Number(values.seconds)] : numbersOf(values.limits);
  const clock = clockOf();
  const first = Number(values.seed);
  const last = first + Number(values.seeds);
  for (let seed = first; seed < last; seed++)
    for (const school of schools)
      for (const [threads, seconds] of numbersOf(values.threads).flatMap((t) =>
        limits.map((limit) => [t, limit] as const),
      )) {
        const task: Task = { school, seed, threads, seconds, ...clock };
        const instance = school.name;
        if (hasRun(results, { instance, seed, threads, seconds, code, ...clock })) continue;
        const run = { ...(await measureApart(task)), code };
        addRun(results, run);
        writeResults(file, results);
        if (!run.verified || (costAt(run, seconds)?.[0] ?? 1) > 0) process.exitCode = 1;
        console.log(
          `${instance}, seed ${seed}, ${threads} threads: ${levels(costAt(run, seconds))}${run.verified ? '' : ' NOT VERIFIED'}`,
        );
      }
}

/** Once a school: again only where a better medium or a longer time asks for it. */
async function proveAll(results: Results, schools: readonly School[], file: string) {
  const limit = Number(values['bound-seconds']);
  if (limit === 0) return;
  for (const school of schools) {
    const instance = school.name;
    const runs = results.runs.filter((run) => run.instance === instance);
    const best = bestOf(runs.map((run) => costAt(run, run.seconds)));
    if (best === null || best[0] > 0) continue;
    const old = results.proofs[instance];
    if (old !== undefined && old.limit >= limit && old.mediumLimit >= best[1]) continue;
    const proof = await prove(school, limit, best[1]);
    // A longer look for the same claim is never worse; a shorter one may be.
    if (old && old.mediumLimit >= best[1] && old.soft > proof.soft) continue;
    results.proofs[instance] = proof;
    writeResults(file, results);
    console.log(`${instance}: at least ${proof.soft.toFixed(1)} (${proof.method})`);
  }
}

function writeReport(results: Results): void {
  const times = numbersOf(values.times);
  // A school that `bench:gaps` has bounded has the better of both.
  const courses = readCourses(join(values.out, 'bounds.json'));
  const proofs = withCourses(results.proofs, courses);
  const summaries = summarize({ ...results, proofs }, times);
  const threads = Math.max(0, ...results.runs.map((run) => run.threads));
  const base = join(values.out, values.name);
  const drawn = results.runs.filter(({ instance }) => !(instance in shortages));
  const chart = drawn.length > 0 ? `\n![Cost over time](${values.name}.svg)\n` : '';
  writeFileSync(`${base}.md`, `${report(results, summaries, times)}${chart}`);
  if (chart !== '') writeFileSync(`${base}.svg`, drawChart({ ...results, runs: drawn }, threads));
  console.log(`${base}.md, ${base}.json${chart === '' ? '' : `, ${base}.svg`}`);
}

function chosenSchools(): School[] {
  const presets = values.presets === 'all' ? presetIds : values.presets.split(',');
  const chosen = values.sizes === '' ? [] : values.sizes.split(',');
  const school = Number(values.school);
  return [
    ...presets.flatMap((preset) =>
      chosen.map((size) => generatedSchool(size as Size, preset as PresetId, school)),
    ),
    ...(values.files?.split(',').map(schoolInFile) ?? []),
    ...(values.short ? Object.keys(shortages).map((name) => ({ name })) : []),
  ];
}

function clockOf(): Pick<Task, 'clock'> {
  if (values.clock === 'wall') return {};
  if (values.threads !== '1') refuse('--clock processor is for --threads 1.', USAGE);
  return { clock: 'processor' };
}

function numbersOf(text: string): number[] {
  return text
    .split(',')
    .map(Number)
    .sort((a, b) => a - b);
}

await main();

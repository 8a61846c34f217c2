import { fork, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { solveInThreads, verify } from '../../solver/index.ts';
import { type Size, sizes } from '../../src/generator/index.ts';
import { levels } from '../quality/report.ts';
import { levelsOf } from '../quality/results.ts';
import { generatedSchool, type School, schoolInFile } from '../quality/schools.ts';
import { atLeast, existingFile, listOf, oneOf, readOptions, wholeFrom } from '../read-options.ts';
import { lastOfEachTenth, readAnswers } from './answers.ts';
import { isOurs, isToldWhen, type PeerRun, type PeerSchool, TOLD_WHEN } from './compare.ts';
import { decode } from './model/decode.ts';
import { buildFor, type ModelName, modelNames } from './model-names.ts';
import { naivePlan } from './naive.ts';
import { type PeerName, peerNames, peers } from './peers.ts';
import { type PeerResults, peerReport } from './report.ts';
import type { FromPeer, PeerTask } from './run-peer.ts';
import { makePeerSchool, tinySchools } from './schools.ts';

const USAGE = `AfterBell beside other solvers, on a model of the same rules.

  npm run bench:peers -- [--schools tiny-class-day,tiny-class,tiny-day,village,medium]
      [--files a.json] [--peers highs,cp-sat,lp-solver] [--models whole,lean] [--seconds 60]
      [--threads 1,2] [--seed 1] [--times 1,3,10,30,60] [--out bench/results] [--note TEXT]
      [--skip-ours] [--again] [--report]

Schools: ${Object.keys(tinySchools).join(', ')}, or a size of the generator. What is in peers.json
already for the same limit is kept; --again does it anew. --skip-ours runs the others alone.`;

const values = readOptions(
  USAGE,
  {
    schools: { type: 'string', default: 'tiny-class-day,tiny-class,tiny-day,village,medium' },
    files: { type: 'string' },
    peers: { type: 'string', default: peerNames.join() },
    models: { type: 'string', default: 'whole,lean' },
    seconds: { type: 'string', default: '60' },
    threads: { type: 'string', default: '1,2' },
    seed: { type: 'string', default: '1' },
    times: { type: 'string', default: '1,3,10,30,60' },
    out: { type: 'string', default: 'bench/results' },
    note: { type: 'string', default: '' },
    'skip-ours': { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
  },
  {
    schools: listOf(oneOf([...Object.keys(tinySchools), ...sizes])),
    files: listOf(existingFile),
    peers: listOf(oneOf(peerNames)),
    models: listOf(oneOf(modelNames)),
    seconds: atLeast(0.1),
    threads: listOf(wholeFrom(1)),
    seed: wholeFrom(0),
    times: listOf(atLeast(0.001)),
  },
);
const seconds = Number(values.seconds);
const seed = Number(values.seed);
const times = values.times.split(',').map(Number);
const file = join(values.out, 'peers.json');

async function main(): Promise<void> {
  const results = readResults();
  if (!values.report) {
    installPeers();
    for (const school of schools()) await race(results, school);
  }
  write(results);
  writeFileSync(join(values.out, 'peers.md'), peerReport(results, times));
  console.log(`${file}, ${join(values.out, 'peers.md')}`);
}

function readResults(): PeerResults {
  const machine = { node: process.version, cores: availableParallelism(), note: values.note };
  if (!existsSync(file)) return { schema: 'afterbell.peers/1', machine, schools: [] };
  const read = JSON.parse(readFileSync(file, 'utf8')) as PeerResults;
  return { ...read, machine: values.report && values.note === '' ? read.machine : machine };
}

function write(results: PeerResults): void {
  mkdirSync(values.out, { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, undefined, 1)}\n`);
}

/** They are in a package of their own, of more than 300 MB, that nothing else needs. */
function installPeers(): void {
  const folder = fileURLToPath(new URL('.', import.meta.url)).replace(/dist[\\/]bench/, 'bench');
  if (existsSync(join(folder, 'node_modules'))) return;
  console.log(`npm ci --ignore-scripts in ${folder}`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--ignore-scripts'], { cwd: folder, stdio: 'inherit' });
  if (status !== 0) throw new Error('the peers could not be installed');
}

function schools(): School[] {
  const names = values.schools === '' ? [] : values.schools.split(',');
  return [
    ...names.map((name) => {
      if (name in tinySchools) return { name };
      return generatedSchool(name as Size, 'weifang', 1);
    }),
    ...(values.files?.split(',').map(schoolInFile) ?? []),
  ];
}

/** Everybody on one school, one after the other. */
async function race(results: PeerResults, school: School): Promise<void> {
  let entry = results.schools.find((s) => s.school === school.name && s.seconds === seconds);
  if (entry === undefined || values.again) {
    const about = tinySchools[school.name]?.about ?? '';
    const fresh: PeerSchool = { school: school.name, about, seconds, runs: [] };
    results.schools = [...results.schools.filter((s) => s.school !== school.name), fresh];
    entry = fresh;
  }
  const current = entry;
  const add = async (who: string, run: () => Promise<Omit<PeerRun, 'who'>>) => {
    if (current.runs.some((r) => r.who === who)) return;
    const done: PeerRun = { who, ...(await run()) };
    current.runs.push(done);
    current.runs.sort((a, b) => Number(isOurs(b)) - Number(isOurs(a)));
    write(results);
    const last = done.answers[done.answers.length - 1];
    console.log(`${school.name}, ${who}: ${levels(last?.cost ?? null)} (${done.status})`);
  };
  for (const threads of values['skip-ours'] ? [] : values.threads.split(',').map(Number))
    await add(`ours, ${threadsText(threads)}`, () => ours(school, threads));
  const most = Math.max(...values.threads.split(',').map(Number));
  if (!values['skip-ours'])
    await add(`ours, ${threadsText(most)}, ${TOLD_WHEN}`, () => oursToldWhen(school, most));
  const aimed = current.runs.find(isToldWhen);
  const at10 = aimed?.answers.find((answer) => answer.seconds === 10);
  if (at10) current.ours10 = at10.cost;
  await add('naive', () => naive(school));
  for (const model of values.models.split(',').filter(Boolean) as ModelName[])
    for (const peer of values.peers.split(',').filter(Boolean) as PeerName[])
      await add(`${peer}, ${model}`, () => runPeer(school, peer, model));
}

const threadsText = (threads: number) => `${threads} thread${threads === 1 ? '' : 's'}`;

async function ours(school: School, threads: number): Promise<Omit<PeerRun, 'who'>> {
  const problem = makePeerSchool(school);
  const answers: PeerRun['answers'] = [];
  const began = performance.now();
  const plan = await solveInThreads(
    problem,
    { seed, seconds, threads, progressMs: 50 },
    ({ score }) => {
      const cost = levelsOf(score);
      const last = answers[answers.length - 1]?.cost;
      if (last?.every((level, i) => level === cost[i])) return;
      answers.push({ seconds: (performance.now() - began) / 1000, cost });
    },
  );
  answers.push({ seconds, cost: levelsOf(verify(problem, plan)) });
  return { answers: lastOfEachTenth(answers), status: 'out of time' };
}

/** A run of its own for each time of the table: the search plans for its limit. */
async function oursToldWhen(school: School, threads: number): Promise<Omit<PeerRun, 'who'>> {
  const problem = makePeerSchool(school);
  const answers: PeerRun['answers'] = [];
  for (const limit of times.filter((t) => t <= seconds)) {
    const plan = await solveInThreads(problem, { seed, threads, seconds: limit });
    answers.push({ seconds: limit, cost: levelsOf(verify(problem, plan)) });
  }
  return { answers, status: 'out of time' };
}

async function naive(school: School): Promise<Omit<PeerRun, 'who'>> {
  const problem = makePeerSchool(school);
  const began = performance.now();
  const plan = naivePlan(problem);
  const took = (performance.now() - began) / 1000;
  const cost = levelsOf(verify(problem, plan));
  return { answers: [{ seconds: took, cost }], status: 'ended' };
}

/** A process of its own, killed when it does not end soon after its limit. */
async function runPeer(
  school: School,
  peer: PeerName,
  model: ModelName,
): Promise<Omit<PeerRun, 'who'>> {
  const folder = mkdtempSync(join(tmpdir(), 'afterbell-peers-'));
  const answersFile = join(folder, 'answers.jsonl');
  const task: PeerTask = { school, peer, model, seconds, answersFile };
  let built: Extract<FromPeer, { kind: 'built' }> | undefined;
  const status = await new Promise<string>((resolve) => {
    const child = fork(
      fileURLToPath(new URL('./run-peer.js', import.meta.url)),
      [JSON.stringify(task)],
      { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: ['--max-old-space-size=8192'] },
    );
    let told: string | undefined;
    let stderr = '';
    let late = false;
    let timer: NodeJS.Timeout | undefined;
    child.stderr?.on('data', (chunk) => {
      stderr = `${stderr}${chunk}`.slice(-2000);
    });
    child.on('message', (message: FromPeer) => {
      if (message.kind === 'ended') told = message.status;
      else {
        built = message;
        timer = setTimeout(
          () => {
            late = true;
            child.kill('SIGKILL');
          },
          1000 * (seconds + peers[peer].graceSeconds),
        );
      }
    });
    child.on('exit', (exit) => {
      clearTimeout(timer);
      const why = /(?:\w*Error|abort\w*).*/i.exec(stderr)?.[0].slice(0, 120);
      resolve(told ?? (late ? 'killed after its limit' : `died${why ? `: ${why}` : ` (${exit})`}`));
    });
  });
  const answers = existsSync(answersFile) ? readAnswers(answersFile) : [];
  rmSync(folder, { recursive: true });
  return {
    answers: await scored(school, model, answers),
    status,
    ...(built === undefined
      ? {}
      : { columns: built.columns, rows: built.rows, buildSeconds: built.seconds }),
  };
}

async function scored(
  school: School,
  model: ModelName,
  answers: ReturnType<typeof readAnswers>,
): Promise<PeerRun['answers']> {
  if (answers.length === 0) return [];
  const problem = makePeerSchool(school);
  const built = await buildFor(school, model);
  return answers
    .filter((answer) => answer.seconds <= seconds)
    .map((answer) => {
      const ones = new Set(answer.ones);
      const plan = decode(built, (column) => ones.has(column));
      return { seconds: answer.seconds, cost: levelsOf(verify(problem, plan)) };
    });
}

await main();

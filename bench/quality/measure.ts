import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { boundInThread, leastMedium, solve, solveInThreads, verify } from '../../solver/index.ts';
import { agrees } from '../agrees.ts';
import { useProcessorClock } from '../processor-clock.ts';
import { type Levels, levelsOf, marks, type Proof, type Run } from './results.ts';
import { makeSchool, type School, shortages } from './schools.ts';

export interface Task {
  school: School;
  seed: number;
  threads: number;
  seconds: number;
  /** Seconds are of the wall clock, or of processor time, which wants one thread. */
  clock?: 'processor';
}

/** Solves one school in this process and notes its cost as time goes by. */
export async function measure(task: Task): Promise<Omit<Run, 'code'>> {
  const problem = makeSchool(task.school);
  if (task.clock === 'processor') useProcessorClock();
  const points = marks.filter((mark) => mark < task.seconds);
  const course: Run['course'] = [];
  let known: Levels | null = null;
  let firstPlanSeconds: number | null = null;
  let proposals = 0;
  const began = performance.now();
  /** Notes what was known at each mark that has passed. */
  const noteUntil = (seconds: number) => {
    while (course.length < points.length && points[course.length] < seconds)
      course.push({ seconds: points[course.length], cost: known });
  };
  const { school, seed, seconds, threads, clock } = task;
  const options = { seed, seconds, threads, progressMs: 50 };
  const plan = await (clock === 'processor' ? solve : solveInThreads)(
    problem,
    options,
    ({ score, steps }) => {
      const now = (performance.now() - began) / 1000;
      noteUntil(now);
      known = levelsOf(score);
      proposals = steps;
      if (score.hard === 0) firstPlanSeconds ??= now;
    },
  );
  noteUntil(seconds);
  // The plan itself counts at the limit, though `verify` and the way back take a moment more.
  course.push({ seconds, cost: levelsOf(plan.score) });
  return {
    instance: school.name,
    seed,
    threads,
    seconds,
    ...(clock && { clock }),
    course,
    firstPlanSeconds,
    proposals,
    // Kilobytes on Linux and macOS; the threads are part of this process.
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    verified: agrees(plan, verify(problem, plan)),
  };
}

/** Bounds one school; the least medium is asked for where posts must stay open. */
export async function prove(school: School, seconds: number, mediumLimit: number): Promise<Proof> {
  const problem = makeSchool(school);
  const began = performance.now();
  const { soft, method } = await boundInThread(problem, { seconds, mediumLimit });
  const least =
    school.name in shortages
      ? {
          leastMedium: (await leastMedium(problem, { seconds })).medium,
          leastMediumWithDuties: (await leastMedium(problem, { seconds, dutiesStand: true }))
            .medium,
        }
      : {};
  return {
    ...least,
    soft,
    mediumLimit,
    method,
    limit: seconds,
    seconds: Math.round((performance.now() - began) / 100) / 10,
  };
}

/** Runs a task in a process of its own, so that its memory is its own too. */
export function measureApart(task: Task): Promise<Omit<Run, 'code'>> {
  const file = fileURLToPath(new URL('./measure-apart.js', import.meta.url));
  return new Promise((resolve, reject) => {
    const child = fork(file, [JSON.stringify(task)]);
    let run: Omit<Run, 'code'> | undefined;
    child.on('message', (message) => {
      run = message as Omit<Run, 'code'>;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (run !== undefined && code === 0) resolve(run);
      else reject(new Error(`${task.school.name}: the process ended with code ${code}`));
    });
  });
}

/** A name for the state of the solver: the same for the same compiled files. */
export function codeOfSolver(): string {
  const folder = fileURLToPath(new URL('../../solver', import.meta.url));
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((f) => f.endsWith('.js')).sort())
    hash.update(`${file}\n`).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 8);
}

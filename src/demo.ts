import { setTimeout as sleep } from 'node:timers/promises';
import type { Phase } from '../solver/index.ts';
import { phaseNames } from './cli/progress-line.ts';
import { makeReport, reportText } from './cli/report.ts';
import type { Problem } from './domain/problem.ts';
import {
  createJob,
  type Database,
  findJob,
  hasEnded,
  hasProblems,
  type Job,
  loadPlan,
  loadProblem,
  saveProblem,
} from './store/index.ts';

/** What a new user sees first: a realistic school, and its plan being made. */

export interface Demo {
  db: Database;
  url: string | undefined;
  kick(): void;
  problem(): Problem;
  seconds: number;
  terminal: Terminal;
  signal: AbortSignal;
  onTrouble(error: unknown): void;
}

/** On an empty database. Whatever becomes of it, the service goes on. */
export async function showDemo(demo: Demo): Promise<void> {
  const { db, url, terminal, signal } = demo;
  try {
    if (await hasProblems(db)) return;
    const job = await submitDemo(db, demo.problem(), demo.seconds);
    demo.kick();
    terminal.write(`\n  示范学校自动排班中 Solving the demo school ${job.schoolName}\n`);
    await followJob(db, job.id, terminal, signal);
  } catch (error) {
    // Stopping closes the store under it; anything else is worth a word.
    if (!signal.aborted) demo.onTrouble(error);
  }
  if (!signal.aborted)
    terminal.write(`  服务继续运行 Still serving at ${url} （按 Ctrl-C 结束 Ctrl-C ends it）\n`);
}

async function submitDemo(db: Database, problem: Problem, seconds: number): Promise<Job> {
  const { info } = await saveProblem(db, problem);
  const made = await createJob(db, info.id, { seconds, seed: 1 });
  if (!made) throw new Error('the demo school was stored and is not there');
  return made.job;
}

export interface Terminal {
  isTty: boolean;
  write(text: string): void;
}

/** Shows a job's progress until it ends: one line that changes, or a line every two seconds. */
async function followJob(
  db: Database,
  jobId: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const every = terminal.isTty ? 250 : 2000;
  while (!signal.aborted) {
    const job = await findJob(db, jobId);
    if (!job) return;
    if (hasEnded(job.status)) {
      if (terminal.isTty) terminal.write('\r\x1b[K');
      terminal.write(await summary(db, job));
      return;
    }
    const line = progressLine(job);
    terminal.write(terminal.isTty ? `\r\x1b[K${line}` : `${line}\n`);
    await sleep(every, undefined, { signal }).catch(() => {});
  }
  if (terminal.isTty) terminal.write('\n');
}

function progressLine({ status, progress, options }: Job): string {
  if (status === 'queued') return '  排队中 queued …';
  if (!progress) return '  开始 starting …';
  const { score, elapsedMs, stepsPerSecond, phase } = progress;
  const time = `${(elapsedMs / 1000).toFixed(1)}/${options.seconds}s`;
  const costs = `硬 ${whole(score.hard)} 中 ${whole(score.medium)} 软 ${whole(score.soft)}`;
  // Short enough for a terminal of 80 columns, where it is written over.
  return `  ${phaseNames[phase as Phase]} ${phase}  ${time}  ${costs}  ${whole(stepsPerSecond)} 步/s`;
}

async function summary(db: Database, job: Job): Promise<string> {
  const plan = job.planId ? await loadPlan(db, job.planId) : undefined;
  const problem = await loadProblem(db, job.problemId);
  if (!plan || !problem)
    return `  示范学校的排班已结束 The demo job ended: ${job.status}. ${job.error?.message ?? ''}\n`;
  return `\n${reportText(makeReport(problem, plan))}\n`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

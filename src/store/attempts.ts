import { type Kysely, sql } from 'kysely';
import type { Plan, Problem } from '../domain/problem.ts';
import { packBody, unpackBody } from './body.ts';
import type { Database, Tables } from './database.ts';
import { endJobs } from './end-job.ts';
import { appendEvent } from './events.ts';
import { hasEnded, type JobError, type JobOptions, type JobProgress } from './job.ts';
import { storePlan } from './plans.ts';

/**
 * A worker's side of a job. Every function but `claimJob` takes the attempt and does nothing
 * and returns false (or undefined) when that attempt is over: the job was cancelled, or it was
 * given to another worker because this one was thought dead.
 */
export interface Claim {
  jobId: string;
  attempt: number;
  problemId: string;
  options: JobOptions;
  stopRequested: boolean;
  /** What earlier attempts did already. */
  done: { elapsedMs: number; steps: number };
  /** Since the job was accepted. */
  waitSeconds: number;
  /** The attempt before ended without a word: its process died, or was cut off. */
  isRecovered: boolean;
}

export interface AttemptRef {
  jobId: string;
  attempt: number;
}

/** A job whose worker died this often is at fault itself. */
export const MAX_CRASHES = 20;

/**
 * Takes the job that a message of the queue names. `undefined` when the message is out of date:
 * the job has ended, or was put back and has a newer message.
 */
export async function claimJob(
  db: Database,
  jobId: string,
  generation: number,
  worker: string,
): Promise<Claim | undefined> {
  return await db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('jobs')
      .selectAll()
      .where('id', '=', jobId)
      .forUpdate()
      .executeTakeFirst();
    if (!row || hasEnded(row.status) || row.generation !== generation) return undefined;
    const crashes = row.crashes + (row.status === 'running' ? 1 : 0);
    if (crashes > MAX_CRASHES) {
      const error: JobError = {
        code: 'job-failed',
        message: `the process that worked on this job ended ${crashes} times`,
      };
      await trx
        .updateTable('jobs')
        .set({ error: JSON.stringify(error), crashes })
        .where('id', '=', jobId)
        .execute();
      await endJobs(trx, [jobId], 'failed', { planId: null, error });
      return undefined;
    }
    const attempt = row.attempt + 1;
    await trx
      .updateTable('jobs')
      .set({
        status: 'running',
        // Also when its message came although the release of it was not stored.
        released: true,
        attempt,
        crashes,
        worker,
        started_at: sql`coalesce(started_at, clock_timestamp())`,
        heartbeat_at: sql`clock_timestamp()`,
      })
      .where('id', '=', jobId)
      .execute();
    await appendEvent(trx, [jobId], 'status', { status: 'running', attempt });
    return {
      jobId,
      attempt,
      problemId: row.problem_id,
      options: row.options,
      stopRequested: row.stop_requested,
      done: { elapsedMs: row.elapsed_ms, steps: row.steps },
      waitSeconds: Math.max(0, (Date.now() - row.created_at.getTime()) / 1000),
      isRecovered: row.status === 'running',
    };
  });
}

/** A living worker is heard of a few times a second. */
const SILENT_SECONDS = 2;

/**
 * Whether somebody works on the job that a message names, by the clock of the store. The queue may
 * think a worker dead that is not: with the queue on Postgres it compares clocks of machines. A beat
 * of the future is one from before that clock was set back; who lives has beaten since.
 */
export async function isInWork(db: Database, jobId: string, generation: number): Promise<boolean> {
  const row = await db
    .selectFrom('jobs')
    .select('id')
    .where('id', '=', jobId)
    .where('generation', '=', generation)
    .where('status', '=', 'running')
    .where('worker', 'is not', null)
    .where(
      sql<boolean>`heartbeat_at between clock_timestamp() - make_interval(secs => ${SILENT_SECONDS})
        and clock_timestamp() + make_interval(secs => ${SILENT_SECONDS})`,
    )
    .executeTakeFirst();
  return row !== undefined;
}

/** The best plan of earlier attempts, to go on from. */
export async function loadCheckpoint(db: Database, jobId: string): Promise<Plan | undefined> {
  const row = await db
    .selectFrom('checkpoints')
    .select('body')
    .where('job_id', '=', jobId)
    .executeTakeFirst();
  return row && (await unpackBody<Plan>(row.body));
}

export interface Beat {
  /** New figures of the search, and whether they come with a better plan. */
  progress?: { data: JobProgress; isBest: boolean } | undefined;
}

/** Says that the worker lives, tells progress, and hears whether the job should be stopped. */
export async function beat(
  db: Database,
  ref: AttemptRef,
  { progress }: Beat,
): Promise<{ stopRequested: boolean } | undefined> {
  return await fenced(db, ref, async (trx) => {
    const set = progress && {
      progress: JSON.stringify(progress.data),
      elapsed_ms: Math.round(progress.data.elapsedMs),
      steps: progress.data.steps,
    };
    const row = await trx
      .updateTable('jobs')
      .set({ ...set, heartbeat_at: sql`clock_timestamp()` })
      .where('id', '=', ref.jobId)
      .returning('stop_requested')
      .executeTakeFirstOrThrow();
    if (progress) {
      await appendEvent(trx, [ref.jobId], progress.isBest ? 'best' : 'progress', progress.data);
    }
    return { stopRequested: row.stop_requested };
  });
}

/** Keeps the best plan so far, for whoever goes on after a crash. */
export async function saveCheckpoint(db: Database, ref: AttemptRef, plan: Plan): Promise<boolean> {
  // Packed before the row is locked: beats and readers need not wait for the compression.
  const values = {
    attempt: ref.attempt,
    hard: plan.score.hard,
    medium: plan.score.medium,
    soft: plan.score.soft,
    body: await packBody(plan),
  };
  const saved = await fenced(db, ref, async (trx) => {
    await trx
      .insertInto('checkpoints')
      .values({ job_id: ref.jobId, ...values })
      .onConflict((conflict) =>
        conflict.column('job_id').doUpdateSet({ ...values, updated_at: sql`clock_timestamp()` }),
      )
      .execute();
    return true;
  });
  return saved === true;
}

/** The end of the search: the plan is stored and the job ends, in one transaction. */
export async function finishJob(
  db: Database,
  ref: AttemptRef,
  problem: Problem,
  plan: Plan,
): Promise<string | undefined> {
  return await fenced(db, ref, async (trx, row) => {
    const planId = await storePlan(trx, ref.jobId, { id: row.problem_id, content: problem }, plan);
    await trx.deleteFrom('checkpoints').where('job_id', '=', ref.jobId).execute();
    const { hard, medium, soft } = plan.score;
    const score = { hard, medium, soft };
    await endJobs(trx, [ref.jobId], row.stop_requested ? 'stopped' : 'completed', {
      planId,
      score,
    });
    return planId;
  });
}

/** The search itself failed; nothing that was found is kept. */
export async function failJob(db: Database, ref: AttemptRef, error: JobError): Promise<boolean> {
  const failed = await fenced(db, ref, async (trx) => {
    await trx
      .updateTable('jobs')
      .set({ error: JSON.stringify(error) })
      .where('id', '=', ref.jobId)
      .execute();
    await trx.deleteFrom('checkpoints').where('job_id', '=', ref.jobId).execute();
    await endJobs(trx, [ref.jobId], 'failed', { planId: null, error });
    return true;
  });
  return failed === true;
}

/** Puts the job back for another worker: this one is shutting down. */
export async function releaseJob(db: Database, ref: AttemptRef): Promise<boolean> {
  const released = await fenced(db, ref, async (trx) => {
    await putBack(trx, ref, 0);
    await appendEvent(trx, [ref.jobId], 'status', { status: 'queued', attempt: ref.attempt });
    return true;
  });
  return released === true;
}

/** Faults of the machine that a job is forgiven; the pauses between them grow to a minute. */
export const MAX_RETRIES = 4;
const RETRY_SECONDS = [1, 4, 16, 60];

/**
 * After a fault of the machine and not of the input: the job is put back and waits a little,
 * keeping its checkpoint. Undefined when the attempt is over; `false` when it failed too often.
 */
export async function retryJob(
  db: Database,
  ref: AttemptRef,
  error: JobError,
): Promise<{ inSeconds: number } | false | undefined> {
  return await fenced(db, ref, async (trx) => {
    const { retries } = await trx
      .updateTable('jobs')
      .set({ retries: sql`retries + 1` })
      .where('id', '=', ref.jobId)
      .returning('retries')
      .executeTakeFirstOrThrow();
    const inSeconds = RETRY_SECONDS[retries - 1];
    if (inSeconds === undefined || retries > MAX_RETRIES) return false;
    await putBack(trx, ref, inSeconds);
    const data = { status: 'queued', attempt: ref.attempt, error, retryInSeconds: inSeconds };
    await appendEvent(trx, [ref.jobId], 'status', data);
    return { inSeconds };
  });
}

async function putBack(trx: Kysely<Tables>, ref: AttemptRef, seconds: number): Promise<void> {
  const { generation, priority, flow } = await trx
    .updateTable('jobs')
    .set({ status: 'queued', worker: null, released: false, generation: sql`generation + 1` })
    .where('id', '=', ref.jobId)
    .returning(['generation', 'priority', 'flow'])
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('outbox')
    .values({
      job_id: ref.jobId,
      generation,
      priority,
      flow,
      not_before: sql`clock_timestamp() + make_interval(secs => ${seconds})`,
    })
    .execute();
}

interface FencedRow {
  problem_id: string;
  stop_requested: boolean;
}

/** Runs `act` with the job's row locked, if this attempt still owns the job. */
async function fenced<T>(
  db: Database,
  ref: AttemptRef,
  act: (trx: Kysely<Tables>, row: FencedRow) => Promise<T>,
): Promise<T | undefined> {
  return await db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('jobs')
      .select(['problem_id', 'stop_requested'])
      .where('id', '=', ref.jobId)
      .where('attempt', '=', ref.attempt)
      .where('status', '=', 'running')
      .forUpdate()
      .executeTakeFirst();
    return row && (await act(trx, row));
  });
}

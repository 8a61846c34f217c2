import { createHash, randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { canonicalJson } from '../domain/hash.ts';
import type { Plan, Problem } from '../domain/problem.ts';
import { unpackBody } from './body.ts';
import { type Database, inTransaction, type Tables } from './database.ts';
import { endJobs } from './end-job.ts';
import { appendEvent } from './events.ts';
import { hasEnded, type Job, type JobOptions, type JobStatus } from './job.ts';
import { type Cursor, mapPage, type Page, readPage } from './page.ts';
import { storePlan } from './plans.ts';
import { schoolKey } from './schools.ts';

/** What people ask of jobs: make, look at, stop, cancel. Workers' side: `attempts.ts`. */

/** 0: somebody waits for it; 1: it may run at night. See `outbox.ts` for what follows from it. */
export type JobPriority = 0 | 1;

/**
 * Makes a job; it and its message to the queue are one transaction: neither is ever there alone.
 * A request that equals one which waits or is in work gets that job (`isNew` false): pressing a
 * button twice does not solve twice.
 */
export async function createJob(
  db: Database,
  problemId: string,
  options: JobOptions,
  priority: JobPriority = 0,
): Promise<{ job: Job; isNew: boolean } | undefined> {
  for (;;) {
    const made = await inTransaction(db, (trx) => insertJob(trx, problemId, options, priority));
    if (!made) return undefined;
    const job = await findJob(db, made.id);
    if (job) return { job, isNew: made.isNew };
  }
}

/** Inside a transaction of the caller; undefined when there is no such problem. */
export async function insertJob(
  trx: Kysely<Tables>,
  problemId: string,
  options: JobOptions,
  priority: JobPriority = 0,
): Promise<{ id: string; isNew: boolean } | undefined> {
  // Kept from being deleted until the job refers to it.
  const problem = await trx
    .selectFrom('problems')
    .select(['id', 'school_id'])
    .where('id', '=', problemId)
    .forKeyShare()
    .executeTakeFirst();
  if (!problem) return undefined;
  const id = randomUUID();
  const dedupKey = dedupKeyOf(problemId, options, priority);
  for (;;) {
    const inserted = await trx
      .insertInto('jobs')
      .values({
        id,
        problem_id: problemId,
        options: JSON.stringify(options),
        priority,
        flow: problem.school_id,
        dedup_key: dedupKey,
      })
      .onConflict((conflict) =>
        conflict.column('dedup_key').where('status', 'in', ['queued', 'running']).doNothing(),
      )
      .returning('id')
      .executeTakeFirst();
    if (inserted) break;
    const same = await trx
      .selectFrom('jobs')
      .select('id')
      .where('dedup_key', '=', dedupKey)
      .where('status', 'in', ['queued', 'running'])
      // It does not end before whoever asked for it is noted down, to be told of its end.
      .forShare()
      .executeTakeFirst();
    if (same) return { id: same.id, isNew: false };
    // It has ended between the two statements; then this one is new after all.
  }
  await putIntoQueue(trx, [id]);
  return { id, isNew: true };
}

/**
 * The jobs of a batch, all of them new, in the order of their problems: a thousand take as many
 * statements as one. Answers with the problems that are not there, and then makes none.
 */
export async function insertJobs(
  trx: Kysely<Tables>,
  batchId: string,
  problemIds: readonly string[],
  options: JobOptions,
  priority: JobPriority,
): Promise<string[]> {
  // In one order, as who deletes their school locks them, too.
  const rows = await trx
    .selectFrom('problems')
    .select('id')
    .where('id', '=', sql<string>`any(${problemIds}::uuid[])`)
    .orderBy('id')
    .forKeyShare()
    .execute();
  const there = new Set(rows.map(({ id }) => id));
  const missing = problemIds.filter((id) => !there.has(id));
  if (missing.length > 0) return missing;
  const ids = problemIds.map(() => randomUUID());
  await sql`
    insert into jobs (id, problem_id, options, priority, flow, batch_id, created_at)
    select id, problem_id, ${JSON.stringify(options)}::json, ${priority}::smallint,
      ${batchId}, ${batchId}::uuid, statement_timestamp() + place * interval '1 microsecond'
    from unnest(${ids}::uuid[], ${problemIds}::uuid[])
      with ordinality as given (id, problem_id, place)`.execute(trx);
  await putIntoQueue(trx, ids);
  return [];
}

/** In the order in which they were made. */
async function putIntoQueue(trx: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  await sql`
    insert into outbox (job_id, generation, priority, flow)
    select id, generation, priority, flow from jobs where id = any (${ids}::uuid[])
    order by created_at, id`.execute(trx);
  await appendEvent(trx, ids, 'status', { status: 'queued', attempt: 0 });
}

function dedupKeyOf(problemId: string, options: JobOptions, priority: number): string {
  const { seconds, steps, seed, threads, bound, profile, weights, startPlanId } = options;
  const parts = [problemId, seconds, steps, seed, threads, priority];
  if (bound ?? profile ?? weights ?? startPlanId)
    parts.push(canonicalJson({ bound, profile, weights, startPlanId }));
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

export async function findJob(db: Database, id: string): Promise<Job | undefined> {
  const row = await jobQuery(db).where('jobs.id', '=', id).executeTakeFirst();
  return row && toJob(row);
}

export interface JobFilter {
  /** Absent or `every`: of all schools. */
  schools?: readonly string[] | 'every' | undefined;
  status?: JobStatus | undefined;
  problemId?: string | undefined;
}

/** Newest first; `next` continues after the last one of this page. */
export async function listJobs(
  db: Database,
  limit: number,
  after?: Cursor,
  filter: JobFilter = {},
): Promise<Page<Job>> {
  let query = jobQuery(db);
  if (filter.schools && filter.schools !== 'every') {
    const schools = filter.schools.map(schoolKey);
    query = query.where('problems.school_id', '=', sql<string>`any(${schools}::text[])`);
  }
  if (filter.status) query = query.where('jobs.status', '=', filter.status);
  if (filter.problemId) query = query.where('jobs.problem_id', '=', filter.problemId);
  return mapPage(await readPage(query, 'jobs', limit, after), toJob);
}

export type Changed = { job: Job; was: 'changed' | 'same' | 'ended' } | undefined;

/** Ends the search and keeps the best plan; a running job's worker does so at its next beat. */
export async function stopJob(db: Database, id: string): Promise<Changed> {
  return await change(db, id, async (trx, status) => {
    if (status === 'stopped') return 'same';
    if (hasEnded(status)) return 'ended';
    await trx
      .updateTable('jobs')
      .set({ stop_requested: true, dedup_key: null })
      .where('id', '=', id)
      .execute();
    if (status === 'queued') await stopQueued(trx, id);
    return 'changed';
  });
}

/** Nothing is kept; the worker loses its right to write at once, and notices at its next beat. */
export async function cancelJob(db: Database, id: string): Promise<Changed> {
  return await change(db, id, async (trx, status) => {
    if (status === 'cancelled') return 'same';
    if (hasEnded(status)) return 'ended';
    await cancelJobs(trx, [id]);
    return 'changed';
  });
}

/** Jobs that have not ended, all locked by the caller. */
export async function cancelJobs(trx: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  await trx
    .deleteFrom('checkpoints')
    .where('job_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  await endJobs(trx, ids, 'cancelled', { planId: null });
}

/** Nobody works on it: what an earlier attempt left is its plan, if there is any. */
async function stopQueued(trx: Kysely<Tables>, id: string): Promise<void> {
  const kept = await trx
    .selectFrom('checkpoints')
    .innerJoin('jobs', 'jobs.id', 'checkpoints.job_id')
    .innerJoin('problems', 'problems.id', 'jobs.problem_id')
    .select(['checkpoints.body as plan', 'problems.id', 'problems.body as problem'])
    .where('job_id', '=', id)
    .executeTakeFirst();
  if (!kept) return await endJobs(trx, [id], 'stopped', { planId: null });
  const plan = await unpackBody<Plan>(kept.plan);
  const content = await unpackBody<Problem>(kept.problem);
  const planId = await storePlan(trx, id, { id: kept.id, content }, plan);
  await trx.deleteFrom('checkpoints').where('job_id', '=', id).execute();
  const { hard, medium, soft } = plan.score;
  await endJobs(trx, [id], 'stopped', { planId, score: { hard, medium, soft } });
}

async function change(
  db: Database,
  id: string,
  act: (trx: Kysely<Tables>, status: JobStatus) => Promise<'changed' | 'same' | 'ended'>,
): Promise<Changed> {
  const was = await inTransaction(db, async (trx) => {
    const row = await trx
      .selectFrom('jobs')
      .select('status')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    return row && (await act(trx, row.status));
  });
  const job = was && (await findJob(db, id));
  return job && was ? { job, was } : undefined;
}

function jobQuery(db: Database) {
  return db
    .selectFrom('jobs')
    .innerJoin('problems', 'problems.id', 'jobs.problem_id')
    .leftJoin('plans', 'plans.job_id', 'jobs.id')
    .select([
      'jobs.id',
      'jobs.problem_id as problemId',
      'problems.school_id as schoolId',
      'problems.school_name as schoolName',
      'jobs.status',
      'jobs.options',
      'jobs.attempt',
      'jobs.stop_requested as stopRequested',
      'jobs.progress',
      'jobs.error',
      'jobs.created_at as createdAt',
      'jobs.started_at as startedAt',
      'jobs.ended_at as endedAt',
      'jobs.event_seq as eventSeq',
      'plans.id as planId',
      'plans.hard',
      'plans.medium',
      'plans.soft',
      'plans.publishable',
    ]);
}

type JobRow = Awaited<ReturnType<ReturnType<typeof jobQuery>['executeTakeFirstOrThrow']>>;

function toJob(row: JobRow): Job {
  return {
    id: row.id,
    problemId: row.problemId,
    schoolId: row.schoolId,
    schoolName: row.schoolName,
    status: row.status,
    options: row.options,
    attempt: row.attempt,
    stopRequested: row.stopRequested,
    progress: row.progress,
    planId: row.planId,
    score:
      row.hard === null || row.medium === null || row.soft === null
        ? null
        : { hard: row.hard, medium: row.medium, soft: row.soft },
    publishable: row.publishable,
    error: row.error,
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    eventSeq: row.eventSeq,
  };
}

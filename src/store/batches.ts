import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, inTransaction } from './database.ts';
import { type Job, type JobOptions, type JobStatus, jobStatuses } from './job.ts';
import { cancelJobs, insertJobs, type JobPriority } from './jobs.ts';
import { type Cursor, exactTime, isBefore, mapPage, type Page, toPage } from './page.ts';
import { schoolKey } from './schools.ts';

/** Many problems, one report: for instance a district's night run. */
export interface Batch {
  id: string;
  name: string;
  options: JobOptions;
  /** Jobs that are there; those of a school that was deleted went with it. */
  jobCount: number;
  counts: Record<JobStatus, number>;
  /** Of the plans that were made. */
  publishable: number;
  createdAt: Date;
  /** Null while a job of it has not ended. */
  endedAt: Date | null;
}

/** One line of a batch's report. */
export type BatchItem = Pick<
  Job,
  'problemId' | 'schoolName' | 'status' | 'planId' | 'score' | 'publishable' | 'error'
> & {
  jobId: string;
  schoolId: string;
  /** From the batch being taken to the search being started; null before that. */
  waitSeconds: number | null;
  /** Of the search, all attempts together. */
  solveSeconds: number;
};

export interface NewBatch {
  name: string;
  problemIds: readonly string[];
  options: JobOptions;
  priority: JobPriority;
}

/** All its jobs or none: problems that are not there are named, and nothing is stored. */
export async function createBatch(
  db: Database,
  { name, problemIds, options, priority }: NewBatch,
): Promise<{ id: string } | { missing: string[] }> {
  const id = randomUUID();
  let missing: string[] = [];
  try {
    await inTransaction(db, async (trx) => {
      await trx
        .insertInto('batches')
        .values({ id, name, options: JSON.stringify(options), job_count: problemIds.length })
        .execute();
      missing = await insertJobs(trx, id, problemIds, options, priority);
      if (missing.length > 0) throw new Error('some problems are not there');
    });
  } catch (error) {
    if (missing.length === 0) throw error;
    return { missing };
  }
  return { id };
}

export async function findBatch(db: Database, id: string): Promise<Batch | undefined> {
  const [row] = await batches(db, sql`where batches.id = ${id}::uuid`);
  return row && toBatch(row);
}

/** Newest first: those that lie wholly in these schools. */
export async function listBatches(
  db: Database,
  schools: readonly string[] | 'every',
  limit: number,
  after?: Cursor,
): Promise<Page<Batch>> {
  const mine =
    schools === 'every'
      ? sql`true`
      : sql`(select bool_and(p.school_id = any (${schools.map(schoolKey)}::text[]))
          from jobs j join problems p on p.id = j.problem_id where j.batch_id = batches.id)`;
  const older = after ? isBefore('batches', after) : sql`true`;
  const rows = await batches(
    db,
    sql`where ${mine} and ${older}
      order by batches.created_at desc, batches.id desc limit ${limit + 1}`,
  );
  return mapPage(toPage(rows, limit), toBatch);
}

type BatchRow = Omit<Batch, 'jobCount' | 'counts'> & {
  counts: Partial<Record<JobStatus, number>> | null;
};

async function batches(db: Database, which: ReturnType<typeof sql>) {
  const { rows } = await sql<BatchRow & { exactTime: string }>`
    select batches.id, batches.name, options, batches.created_at as "createdAt",
      ended_at as "endedAt",
      ${exactTime('batches')} as "exactTime",
      (select count(*)::integer from jobs j join plans p on p.job_id = j.id
        where j.batch_id = batches.id and p.publishable) as publishable,
      (select json_object_agg(status, n) from (
        select status, count(*) as n from jobs where batch_id = batches.id group by status
      ) s) as counts
    from batches ${which}`.execute(db);
  return rows;
}

const none = Object.fromEntries(jobStatuses.map((status) => [status, 0]));

function toBatch({ exactTime: _, counts, ...row }: BatchRow & { exactTime?: string }): Batch {
  const all = { ...none, ...counts } as Batch['counts'];
  const jobCount = Object.values(all).reduce((sum, n) => sum + n, 0);
  return { ...row, jobCount, counts: all };
}

/** The report, in the order in which the problems were given. */
export async function batchItems(db: Database, id: string): Promise<BatchItem[]> {
  type Row = Omit<BatchItem, 'score'> & { hard: number | null; medium: number; soft: number };
  const { rows } = await sql<Row>`
    select j.id as "jobId", j.problem_id as "problemId", p.school_id as "schoolId",
      p.school_name as "schoolName", j.status, l.id as "planId", l.hard, l.medium, l.soft,
      l.publishable, j.error,
      extract(epoch from j.started_at - j.created_at)::float8 as "waitSeconds",
      j.elapsed_ms / 1000.0::float8 as "solveSeconds"
    from jobs j join problems p on p.id = j.problem_id left join plans l on l.job_id = j.id
    where j.batch_id = ${id}::uuid order by j.created_at, j.id`.execute(db);
  return rows.map(({ hard, medium, soft, ...row }) => ({
    ...row,
    score: hard === null ? null : { hard, medium, soft },
  }));
}

/**
 * Cancels what has not ended; plans that were made stay. All of its jobs are locked before
 * the batch is: a worker that ends one of them goes the same way.
 */
export async function cancelBatch(db: Database, id: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const jobs = await trx
      .selectFrom('jobs')
      .select('id')
      .where('batch_id', '=', id)
      .where('status', 'in', ['queued', 'running'])
      .orderBy('id')
      .forUpdate()
      .execute();
    if (jobs.length > 0) {
      await cancelJobs(
        trx,
        jobs.map((job) => job.id),
      );
    }
  });
}

/** The schools of a batch, for who may see it. */
export async function schoolsOfBatch(db: Database, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('jobs')
    .innerJoin('problems', 'problems.id', 'jobs.problem_id')
    .select('problems.school_id as schoolId')
    .distinct()
    .where('jobs.batch_id', '=', id)
    .execute();
  return rows.map((row) => row.schoolId);
}

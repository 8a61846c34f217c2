import { type Kysely, sql } from 'kysely';
import type { Tables } from './database.ts';
import { endBatchIfDone } from './end-batch.ts';
import { appendEvent, thinEvents } from './events.ts';
import { announce, type Happened } from './outgoing-events.ts';

/**
 * The one place where jobs end: status, time, last event, and those who are told of it; their
 * messages are no longer needed. A batch of a thousand that is cancelled takes as many statements
 * as a single job.
 */
export async function endJobs(
  trx: Kysely<Tables>,
  ids: readonly string[],
  status: 'completed' | 'stopped' | 'cancelled' | 'failed',
  data: Record<string, unknown>,
): Promise<void> {
  const these = sql<string>`any(${ids}::uuid[])`;
  await trx
    .updateTable('jobs')
    .set({ status, ended_at: sql`clock_timestamp()` })
    .where('id', '=', these)
    .execute();
  await trx.deleteFrom('outbox').where('job_id', '=', these).execute();
  await thinEvents(trx, ids);
  await appendEvent(trx, ids, 'end', { status, ...data });
  await tell(trx, ids, { status, ...data });
}

/** Each job is told once, and each batch that has ended with them. */
async function tell(
  trx: Kysely<Tables>,
  ids: readonly string[],
  data: Record<string, unknown>,
): Promise<void> {
  const rows = await trx
    .selectFrom('jobs')
    .innerJoin('problems', 'problems.id', 'jobs.problem_id')
    .leftJoin('portal_requests', 'portal_requests.job_id', 'jobs.id')
    .select([
      'jobs.id as jobId',
      'jobs.batch_id as batchId',
      'jobs.problem_id as problemId',
      'problems.school_id as schoolId',
      'portal_requests.id as requestId',
    ])
    .where('jobs.id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('jobs.created_at')
    .orderBy('jobs.id')
    .execute();
  const ended = new Map<string, Happened>();
  const answered: Happened[] = [];
  const batches = new Set<string>();
  for (const { jobId, problemId, schoolId, batchId, requestId } of rows) {
    const schools = [schoolId];
    ended.set(jobId, { schools, data: { jobId, problemId, schoolId, batchId, ...data } });
    if (requestId) answered.push({ schools, data: { requestId, schoolId, ...data } });
    if (batchId) batches.add(batchId);
  }
  await announce(trx, 'job.ended', [...ended.values()]);
  if (answered.length > 0) await announce(trx, 'portal.ended', answered);
  // In one order, or two that end jobs of the same batches would wait for each other.
  for (const batchId of [...batches].toSorted()) await endBatchIfDone(trx, batchId);
}

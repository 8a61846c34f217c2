import { type Kysely, sql } from 'kysely';
import type { Tables } from './database.ts';
import { endBatchIfDone } from './end-batch.ts';
import { appendEvent, thinEvents } from './events.ts';
import { announce } from './outgoing-events.ts';

/**
 * The one place where a job ends: status, time, last event, and those who are told of it; its
 * message is no longer needed.
 */
export async function endJob(
  trx: Kysely<Tables>,
  id: string,
  status: 'completed' | 'stopped' | 'cancelled' | 'failed',
  data: Record<string, unknown>,
): Promise<void> {
  await trx
    .updateTable('jobs')
    .set({ status, ended_at: sql`clock_timestamp()` })
    .where('id', '=', id)
    .execute();
  await trx.deleteFrom('outbox').where('job_id', '=', id).execute();
  await thinEvents(trx, id);
  await appendEvent(trx, id, 'end', { status, ...data });
  await tell(trx, id, { status, ...data });
}

async function tell(
  trx: Kysely<Tables>,
  jobId: string,
  data: Record<string, unknown>,
): Promise<void> {
  const job = await trx
    .selectFrom('jobs')
    .innerJoin('problems', 'problems.id', 'jobs.problem_id')
    .leftJoin('portal_requests', 'portal_requests.job_id', 'jobs.id')
    .select([
      'jobs.batch_id as batchId',
      'jobs.problem_id as problemId',
      'problems.school_id as schoolId',
      'portal_requests.id as requestId',
    ])
    .where('jobs.id', '=', jobId)
    .execute();
  const [first] = job;
  if (!first) return;
  const { batchId, problemId, schoolId } = first;
  await announce(trx, 'job.ended', [schoolId], { jobId, problemId, schoolId, batchId, ...data });
  for (const { requestId } of job) {
    if (requestId)
      await announce(trx, 'portal.ended', [schoolId], { requestId, schoolId, ...data });
  }
  if (batchId) await endBatchIfDone(trx, batchId);
}

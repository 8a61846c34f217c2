import { type Kysely, sql } from 'kysely';
import type { Database, Tables } from './database.ts';
import type { JobEvent, JobEventType } from './job.ts';

/**
 * Appends an event. The number comes from the job's row, whose lock the transaction then
 * holds, so events become visible in the order of their numbers and a reader that asks for
 * "after n" misses none.
 */
export async function appendEvent(
  trx: Kysely<Tables>,
  jobId: string,
  type: JobEventType,
  data: unknown,
): Promise<number> {
  const { event_seq } = await trx
    .updateTable('jobs')
    .set({ event_seq: sql`event_seq + 1` })
    .where('id', '=', jobId)
    .returning('event_seq')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('job_events')
    .values({ job_id: jobId, seq: event_seq, type, data: JSON.stringify(data) })
    .execute();
  return event_seq;
}

/** Events of several jobs at once, each after the number it was read up to. */
export async function readEvents(
  db: Database,
  after: ReadonlyMap<string, number>,
  limit = 1000,
): Promise<JobEvent[]> {
  if (after.size === 0) return [];
  const { rows } = await sql<JobEvent>`
    select e.job_id as "jobId", e.seq, e.type, e.data
    from unnest(${[...after.keys()]}::uuid[], ${[...after.values()]}::integer[]) as w(job_id, seq)
    join job_events e on e.job_id = w.job_id and e.seq > w.seq
    order by e.job_id, e.seq
    limit ${limit}`.execute(db);
  return rows;
}

/** Once a job has ended, only its changes of status and its better plans are worth keeping. */
export async function dropProgressEvents(trx: Kysely<Tables>, jobId: string): Promise<void> {
  await trx
    .deleteFrom('job_events')
    .where('job_id', '=', jobId)
    .where('type', '=', 'progress')
    .execute();
}

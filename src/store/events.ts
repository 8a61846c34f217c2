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

/** Of the better plans that were told long before the end, so many are kept, evenly spread. */
const KEPT_BEST = 60;
/** The newest events stay as they are: listeners may not have read them yet. */
const NEWEST = 100;
/** Of these, so many may be such as only say that the search goes on. */
const NEWEST_PROGRESS = 20;

/**
 * Once a job has ended, only its changes of status and the course of its better plans are worth
 * keeping. A minute of search tells up to 240 of them, of some 2 KB each: kept whole, they would
 * be most of the database.
 */
export async function thinEvents(trx: Kysely<Tables>, jobId: string): Promise<void> {
  await sql`
    delete from job_events where job_id = ${jobId}::uuid and type = 'progress'
      and seq <= (select event_seq from jobs where id = ${jobId}::uuid)
        - ${NEWEST_PROGRESS}::integer`.execute(trx);
  await sql`
    delete from job_events e using (
      select seq, row_number() over (order by seq) as place, count(*) over () as n
      from job_events j
      where job_id = ${jobId}::uuid and type = 'best'
        and seq <= (select event_seq from jobs where id = ${jobId}::uuid) - ${NEWEST}::integer) old
    where e.job_id = ${jobId}::uuid and e.seq = old.seq
      and old.place % ceil(old.n / ${KEPT_BEST}::numeric) <> 0`.execute(trx);
}

import { type Kysely, sql } from 'kysely';
import type { Database, Tables } from './database.ts';
import type { JobEvent, JobEventType } from './job.ts';

/**
 * Appends an event to each of these jobs. The number comes from the job's row, whose lock the
 * transaction then holds, so events become visible in the order of their numbers and a reader that
 * asks for "after n" misses none.
 */
export async function appendEvent(
  trx: Kysely<Tables>,
  jobIds: readonly string[],
  type: JobEventType,
  data: unknown,
): Promise<void> {
  await sql`
    with numbered as (
      update jobs set event_seq = event_seq + 1 where id = any (${jobIds}::uuid[])
      returning id, event_seq)
    insert into job_events (job_id, seq, type, data)
    select id, event_seq, ${type}, ${JSON.stringify(data)}::json from numbered`.execute(trx);
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
export async function thinEvents(trx: Kysely<Tables>, jobIds: readonly string[]): Promise<void> {
  await sql`
    delete from job_events e using jobs j
    where j.id = any (${jobIds}::uuid[]) and e.job_id = j.id and e.type = 'progress'
      and e.seq <= j.event_seq - ${NEWEST_PROGRESS}::integer`.execute(trx);
  await sql`
    delete from job_events e using (
      select b.job_id, b.seq, row_number() over (partition by b.job_id order by b.seq) as place,
        count(*) over (partition by b.job_id) as n
      from job_events b join jobs j on j.id = b.job_id
      where j.id = any (${jobIds}::uuid[]) and b.type = 'best'
        and b.seq <= j.event_seq - ${NEWEST}::integer) old
    where e.job_id = old.job_id and e.seq = old.seq
      and old.place % ceil(old.n / ${KEPT_BEST}::numeric) <> 0`.execute(trx);
}

import { sql } from 'kysely';
import type { Database } from './database.ts';

/** A message to the queue: "job, in its n-th generation, is to be worked on". */
export interface OutboxMessage {
  jobId: string;
  generation: number;
}

/**
 * Hands waiting messages to `send` and forgets those that it took. A crash between the two
 * sends a message twice, which does no harm: the queue knows it by its id, and a worker checks
 * the job's row. Several dispatchers may run; each takes what the others have not.
 */
export async function drainOutbox(
  db: Database,
  send: (messages: OutboxMessage[]) => Promise<void>,
  limit = 100,
): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('outbox')
      .select(['id', 'job_id', 'generation'])
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    if (rows.length === 0) return 0;
    await send(rows.map((row) => ({ jobId: row.job_id, generation: row.generation })));
    await trx
      .deleteFrom('outbox')
      .where(
        'id',
        'in',
        rows.map((row) => row.id),
      )
      .execute();
    return rows.length;
  });
}

/**
 * Jobs that are not ended and of which nobody has heard for a while. The queue usually still
 * holds their message; where it was lost (a Redis without a disk), it is to be sent again.
 */
export async function takeSilentJobs(
  db: Database,
  silentSeconds: number,
  limit = 500,
): Promise<OutboxMessage[]> {
  const { rows } = await sql<OutboxMessage>`
    update jobs set heartbeat_at = clock_timestamp()
    where id in (
      select id from jobs
      where status in ('queued', 'running')
        and heartbeat_at < clock_timestamp() - make_interval(secs => ${silentSeconds})
      order by heartbeat_at
      limit ${limit}
      for update skip locked)
    returning id as "jobId", generation`.execute(db);
  return rows;
}

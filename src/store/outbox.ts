import { type Kysely, sql } from 'kysely';
import type { Database, Tables } from './database.ts';

/** A message to the queue: "job, in its n-th generation, is to be worked on". */
export interface OutboxMessage {
  jobId: string;
  generation: number;
  /** 0 somebody waits for it, 1 it may run at night. */
  priority: number;
}

/**
 * Jobs that lie ready at the queue beyond those in work: enough that no worker waits, and few
 * enough that the order is decided here, where all schools can be seen.
 */
const LEAST_READY = 4;
/** A night job that has waited this long counts as one that somebody waits for. */
const PATIENCE_MINUTES = 30;
/** Longer than any pause before a retry: what is due later was put in before a clock was set back. */
const LONGEST_PAUSE_MINUTES = 2;
/** One release at a time, or two would both fill the same gap. */
const RELEASE_LOCK = 5_021_866;

/**
 * Releases jobs to the queue in fair order, and forgets the messages that `send` took. A crash
 * between the two sends a message twice, which does no harm: the queue knows it by its id, and
 * a worker checks the job's row.
 *
 * The order: first what somebody waits for. Among those, what was begun and put back, which has had
 * its turn; then the school (or the batch) goes first that has the fewest jobs in service; so a
 * district's thousand jobs and a school's single one take turns. This is decided in the store and not in the queue, so it holds for each backend
 * and for any number of processes, and survives the queue.
 */
export async function drainOutbox(
  db: Database,
  send: (messages: OutboxMessage[]) => Promise<void>,
  limit = 100,
): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${RELEASE_LOCK})`.execute(trx);
    const room = Math.min(limit, await roomAtQueue(trx));
    if (room <= 0) return 0;
    const { rows } = await sql<OutboxMessage>`
      with in_service as (
        select flow, count(*) as n from jobs
        where released and status in ('queued', 'running') group by flow
      ), due as (
        select o.id, o.job_id, o.generation, o.flow, o.priority, j.started_at is not null as begun,
          case when o.created_at < clock_timestamp() - make_interval(mins => ${PATIENCE_MINUTES})
            then 0 else o.priority end as class
        from outbox o join jobs j on j.id = o.job_id
        where o.not_before not between clock_timestamp()
          and clock_timestamp() + make_interval(mins => ${LONGEST_PAUSE_MINUTES})
      ), turns as (
        select due.*, coalesce(s.n, 0)
          + row_number() over (
            partition by due.flow order by due.class, due.begun desc, due.id) as turn
        from due left join in_service s using (flow)
      )
      select job_id as "jobId", generation, priority from turns
      order by class, begun desc, turn, id limit ${room}`.execute(trx);
    if (rows.length === 0) return 0;
    // Marked first: whoever claims a message that was just sent waits until this is settled.
    const ids = rows.map((row) => row.jobId);
    const generations = rows.map((row) => row.generation);
    await sql`
      update jobs set released = true, heartbeat_at = clock_timestamp()
      from unnest(${ids}::uuid[], ${generations}::integer[]) as sent(job_id, generation)
      where jobs.id = sent.job_id and jobs.generation = sent.generation`.execute(trx);
    await send(rows);
    await sql`
      delete from outbox o
      using unnest(${ids}::uuid[], ${generations}::integer[]) as sent(job_id, generation)
      where o.job_id = sent.job_id and o.generation = sent.generation`.execute(trx);
    return rows.length;
  });
}

async function roomAtQueue(trx: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ ready: number; active: number }>`
    select count(*) filter (where status = 'queued')::integer as ready,
      count(*) filter (where status = 'running')::integer as active
    from jobs where released and status in ('queued', 'running')`.execute(trx);
  const { ready = 0, active = 0 } = rows[0] ?? {};
  return Math.max(LEAST_READY, active) - ready;
}

/**
 * Jobs at the queue or in work of which nobody has heard for a while, or since a clock was set back.
 * The queue usually still holds their message; where it was lost (a Redis without a disk), it is to
 * be sent again.
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
      where released and status in ('queued', 'running')
        and heartbeat_at not between clock_timestamp() - make_interval(secs => ${silentSeconds})
          and clock_timestamp() + make_interval(secs => ${silentSeconds})
      order by heartbeat_at
      limit ${limit}
      for update skip locked)
    returning id as "jobId", generation, priority`.execute(db);
  return rows;
}

/** Gives a message back of whose job nothing was begun, to be sent again to somebody else. */
export async function returnMessage(
  db: Database,
  jobId: string,
  generation: number,
): Promise<void> {
  await sql`
    with job as (
      update jobs set generation = generation + 1, released = false
      where id = ${jobId}::uuid and generation = ${generation} and status = 'queued' and released
      returning id, generation, priority, flow
    )
    insert into outbox (job_id, generation, priority, flow)
    select id, generation, priority, flow from job`.execute(db);
}

/**
 * Takes every job back from the queue, to be sent again as another generation: for the start of a
 * process that is the only one on its database, so that whoever worked on them is gone. Without
 * this, jobs in work wait until their locks run out. They keep their status, so that the next claim
 * counts as one after a crash; whoever should live after all is fenced off by that claim.
 */
export async function requeueOrphans(db: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with orphans as (
      update jobs set generation = generation + 1, released = false, worker = null
      where released and status in ('queued', 'running')
      returning id, generation, priority, flow
    ), sent as (
      insert into outbox (job_id, generation, priority, flow)
      select id, generation, priority, flow from orphans returning 1
    )
    select count(*)::integer as n from sent`.execute(db);
  return rows[0]?.n ?? 0;
}

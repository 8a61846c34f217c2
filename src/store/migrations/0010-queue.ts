import { type Kysely, type Migration, sql } from 'kysely';

/** Fair turns, priorities, deduplication, retries, batches, and the name of an installation. */
export const queueMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table installation (
        is_only boolean primary key default true check (is_only),
        -- tells installations apart that share a Redis
        id uuid not null default gen_random_uuid()
      )`.execute(db);
    await sql`insert into installation default values`.execute(db);
    await sql`
      create table batches (
        id uuid primary key,
        name text not null,
        options json not null,
        job_count integer not null,
        created_at timestamptz not null default clock_timestamp(),
        -- set once, when the last job has ended
        ended_at timestamptz
      )`.execute(db);
    await sql`create index batches_newest on batches (created_at desc, id desc)`.execute(db);
    await sql`
      alter table jobs
        add column batch_id uuid references batches on delete cascade,
        -- 0 somebody waits for it, 1 it may run at night
        add column priority smallint not null default 0,
        -- whose turn it takes: the school, or the batch
        add column flow text not null default '',
        -- of equal requests that have not ended there is one
        add column dedup_key text,
        -- faults of the machine so far
        add column retries integer not null default 0,
        -- its message was handed to the queue
        add column released boolean not null default false`.execute(db);
    await sql`
      create unique index jobs_dedup on jobs (dedup_key)
      where status in ('queued', 'running')`.execute(db);
    await sql`
      create index jobs_in_service on jobs (flow)
      where released and status in ('queued', 'running')`.execute(db);
    await sql`create index jobs_batch on jobs (batch_id)`.execute(db);
    await sql`
      alter table outbox
        add column priority smallint not null default 0,
        add column flow text not null default '',
        add column not_before timestamptz not null default clock_timestamp()`.execute(db);
  },
};

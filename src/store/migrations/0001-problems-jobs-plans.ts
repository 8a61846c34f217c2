import { type Kysely, type Migration, sql } from 'kysely';

/** Problems, jobs with their events and checkpoints, plans, and what goes to the queue. */
export const problemsJobsPlans: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table problems (
        id uuid primary key,
        school_id text not null,
        school_name text not null,
        -- of the content: the same problem sent twice is one row
        hash text not null unique,
        counts json not null,
        -- JSON, gzipped
        body bytea not null,
        created_at timestamptz not null default clock_timestamp()
      )`.execute(db);
    await sql`
      create table jobs (
        id uuid primary key,
        problem_id uuid not null references problems,
        status text not null default 'queued' check (
          status in ('queued', 'running', 'completed', 'stopped', 'cancelled', 'failed')),
        options json not null,
        -- grows when the job is put back: messages of older generations are ignored
        generation integer not null default 0,
        -- grows with each claim: the fence of every write
        attempt integer not null default 0,
        -- claims that found the job still running, so its worker had died
        crashes integer not null default 0,
        stop_requested boolean not null default false,
        event_seq integer not null default 0,
        progress json,
        elapsed_ms integer not null default 0,
        steps bigint not null default 0,
        error json,
        worker text,
        created_at timestamptz not null default clock_timestamp(),
        started_at timestamptz,
        ended_at timestamptz,
        heartbeat_at timestamptz not null default clock_timestamp()
      )`.execute(db);
    await sql`create index jobs_newest on jobs (created_at desc, id desc)`.execute(db);
    await sql`create index jobs_problem on jobs (problem_id)`.execute(db);
    await sql`
      create index jobs_live on jobs (heartbeat_at)
      where status in ('queued', 'running')`.execute(db);
    await sql`
      create table job_events (
        job_id uuid not null references jobs on delete cascade,
        seq integer not null,
        type text not null,
        data json not null,
        created_at timestamptz not null default clock_timestamp(),
        primary key (job_id, seq)
      )`.execute(db);
    await sql`
      create table plans (
        id uuid primary key,
        problem_id uuid not null references problems,
        -- one plan for each job, whatever crashes
        job_id uuid unique references jobs,
        hard double precision not null,
        medium double precision not null,
        soft double precision not null,
        score json not null,
        publishable boolean not null,
        body bytea not null,
        created_at timestamptz not null default clock_timestamp()
      )`.execute(db);
    await sql`create index plans_problem on plans (problem_id, created_at desc)`.execute(db);
    await sql`
      create table checkpoints (
        job_id uuid primary key references jobs on delete cascade,
        attempt integer not null,
        hard double precision not null,
        medium double precision not null,
        soft double precision not null,
        body bytea not null,
        updated_at timestamptz not null default clock_timestamp()
      )`.execute(db);
    await sql`
      create table outbox (
        id bigint primary key generated always as identity,
        job_id uuid not null references jobs on delete cascade,
        generation integer not null,
        created_at timestamptz not null default clock_timestamp(),
        unique (job_id, generation)
      )`.execute(db);
    // The bodies are compressed already; Postgres need not try again.
    for (const table of ['problems', 'plans', 'checkpoints']) {
      await sql`alter table ${sql.table(table)} alter column body set storage external`.execute(db);
    }
  },
};

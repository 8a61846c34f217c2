import { type Kysely, type Migration, sql } from 'kysely';

/** Webhooks with their delivery log, requests of portals, and links for families. */
export const webhooksMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table webhooks (
        id uuid primary key,
        url text not null,
        -- needed in clear to sign with
        secret text not null,
        events text[] not null,
        -- null: of every school
        school_ids text[],
        is_active boolean not null default true,
        created_at timestamptz not null default clock_timestamp()
      )`.execute(db);
    await sql`
      create table webhook_deliveries (
        id uuid primary key default gen_random_uuid(),
        webhook_id uuid not null references webhooks on delete cascade,
        -- of the event: a receiver that gets it twice knows it by this
        event_id uuid not null,
        event_type text not null,
        payload json not null,
        status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
        attempts integer not null default 0,
        next_at timestamptz not null default clock_timestamp(),
        response_status integer,
        error text,
        created_at timestamptz not null default clock_timestamp(),
        delivered_at timestamptz
      )`.execute(db);
    await sql`
      create index webhook_deliveries_due on webhook_deliveries (next_at)
      where status = 'pending'`.execute(db);
    await sql`
      create index webhook_deliveries_newest
      on webhook_deliveries (webhook_id, created_at desc, id desc)`.execute(db);
    await sql`
      create table portal_requests (
        id uuid primary key,
        school_id text not null,
        job_id uuid not null references jobs on delete cascade,
        created_at timestamptz not null default clock_timestamp()
      )`.execute(db);
    await sql`create index portal_requests_job on portal_requests (job_id)`.execute(db);
    await sql`
      create table portal_links (
        id uuid primary key,
        -- SHA-256 of the token; the token itself is nowhere
        hash text not null unique,
        school_id text not null,
        -- null: any class, pupil or person of the school
        subject_kind text check (subject_kind in ('class', 'pupil', 'staff')),
        subject_id text,
        expires_at timestamptz,
        revoked_at timestamptz,
        created_at timestamptz not null default clock_timestamp()
      )`.execute(db);
    await sql`create index portal_links_newest on portal_links (school_id, created_at desc)`.execute(
      db,
    );
  },
};

import { type Kysely, type Migration, sql } from 'kysely';

/** Schools, people, keys, who may do what, what was published, and who did what. */
export const schoolsAndRights: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [...schools, ...identities, ...rights, ...record]) {
      await sql.raw(statement).execute(db);
    }
    for (const table of ['problems', 'plans', 'publications', 'audit_log']) {
      await sql`create trigger immutable before update on ${sql.table(table)}
        for each row execute function refuse_update()`.execute(db);
    }
  },
};

const schools = [
  `create table schools (
    -- as the school's problems have it
    id text primary key,
    name text not null,
    created_at timestamptz not null default clock_timestamp()
  )`,
  `insert into schools (id, name)
    select distinct on (school_id) school_id, school_name from problems
    order by school_id, created_at desc`,
  // The same content sent twice is one row, but one for each school that sends it.
  'alter table problems drop constraint problems_hash_key',
  'alter table problems add constraint problems_school_hash unique (school_id, hash)',
  'alter table problems add foreign key (school_id) references schools',
  'create index problems_newest on problems (school_id, created_at desc, id desc)',
  `create function refuse_update() returns trigger language plpgsql as
    $$ begin raise exception '% rows are immutable', tg_table_name; end $$`,
];

/** Of better-auth, with its field names in our spelling; see src/auth/identities.ts. */
const identities = [
  `create table users (
    id uuid primary key,
    username text not null unique,
    display_username text,
    name text not null,
    email text not null unique,
    email_verified boolean not null default false,
    image text,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp()
  )`,
  `create table sessions (
    id uuid primary key,
    user_id uuid not null references users on delete cascade,
    token text not null unique,
    expires_at timestamptz not null,
    ip_address text,
    user_agent text,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp()
  )`,
  'create index sessions_user on sessions (user_id)',
  `create table accounts (
    id uuid primary key,
    user_id uuid not null references users on delete cascade,
    account_id text not null,
    provider_id text not null,
    password text,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp()
  )`,
  'create index accounts_user on accounts (user_id)',
  `create table verifications (
    id uuid primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp()
  )`,
  'create index verifications_identifier on verifications (identifier)',
];

const rights = [
  `create table memberships (
    user_id uuid not null references users on delete cascade,
    role text not null check (role in ('admin', 'coordinator', 'viewer', 'portal')),
    -- null: every school
    school_id text references schools on delete cascade,
    created_at timestamptz not null default clock_timestamp()
  )`,
  `create unique index memberships_once on memberships (user_id, role, coalesce(school_id, ''))`,
  `create table one_time_links (
    -- SHA-256 of the token; the token itself is nowhere
    hash text primary key,
    user_id uuid not null references users on delete cascade,
    expires_at timestamptz not null,
    created_at timestamptz not null default clock_timestamp()
  )`,
  `create table api_keys (
    id uuid primary key,
    name text not null,
    -- the first characters, to tell keys apart
    prefix text not null,
    hash text not null unique,
    verbs text[] not null,
    every_school boolean not null,
    made_by uuid references users on delete cascade,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    created_at timestamptz not null default clock_timestamp()
  )`,
  `create table api_key_schools (
    key_id uuid not null references api_keys on delete cascade,
    school_id text not null references schools on delete cascade,
    primary key (key_id, school_id)
  )`,
  // Of rate-limiter-flexible: failed logins.
  `create table login_throttle (
    key varchar(255) primary key,
    points integer not null default 0,
    expire bigint
  )`,
  'create table settings (name text primary key, value text not null)',
];

const record = [
  `create table publications (
    id uuid primary key,
    school_id text not null references schools,
    plan_id uuid not null references plans,
    published_by text not null,
    note text not null,
    created_at timestamptz not null default clock_timestamp()
  )`,
  'create index publications_newest on publications (school_id, created_at desc, id desc)',
  'create index publications_plan on publications (plan_id)',
  // Outlives users and schools, so it refers to nothing.
  `create table audit_log (
    id bigint primary key generated always as identity,
    actor_kind text not null,
    actor_id text,
    actor_name text,
    action text not null,
    school_ids text[],
    target text,
    status integer not null,
    created_at timestamptz not null default clock_timestamp()
  )`,
  'create index audit_log_schools on audit_log using gin (school_ids)',
  `create table idempotency_keys (
    actor text not null,
    key text not null,
    request_hash text not null,
    -- null while the request is being worked on
    status integer,
    headers json,
    body bytea,
    created_at timestamptz not null default clock_timestamp(),
    primary key (actor, key)
  )`,
  'create index idempotency_keys_age on idempotency_keys (created_at)',
];

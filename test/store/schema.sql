-- Made by: UPDATE_DOCS=1 npx vitest run test/store/schema.test.ts
-- The queue keeps its own tables in a schema of its own.

create table accounts (
  id uuid not null,
  user_id uuid not null,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone not null default clock_timestamp(),
  updated_at timestamp with time zone not null default clock_timestamp(),
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX accounts_user ON public.accounts USING btree (user_id);

create table afterbell_migration (
  name character varying(255) not null,
  "timestamp" character varying(255) not null,
  constraint afterbell_migration_pkey PRIMARY KEY (name)
);

create table afterbell_migration_lock (
  id character varying(255) not null,
  is_locked integer not null default 0,
  constraint afterbell_migration_lock_pkey PRIMARY KEY (id)
);

create table api_key_schools (
  key_id uuid not null,
  school_id text not null,
  constraint api_key_schools_key_id_fkey FOREIGN KEY (key_id) REFERENCES api_keys(id) ON DELETE CASCADE,
  constraint api_key_schools_pkey PRIMARY KEY (key_id, school_id),
  constraint api_key_schools_school_id_fkey FOREIGN KEY (school_id) REFERENCES schools(id) ON DELETE CASCADE
);

create table api_keys (
  id uuid not null,
  name text not null,
  prefix text not null,
  hash text not null,
  verbs text[] not null,
  every_school boolean not null,
  made_by uuid,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  last_used_at timestamp with time zone,
  created_at timestamp with time zone not null default clock_timestamp(),
  made_by_key uuid,
  constraint api_keys_hash_key UNIQUE (hash),
  constraint api_keys_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id) ON DELETE CASCADE,
  constraint api_keys_made_by_key_fkey FOREIGN KEY (made_by_key) REFERENCES api_keys(id) ON DELETE CASCADE,
  constraint api_keys_pkey PRIMARY KEY (id)
);
CREATE INDEX api_keys_made_by_key ON public.api_keys USING btree (made_by_key) WHERE (made_by_key IS NOT NULL);

create table audit_log (
  id bigint not null generated always as identity,
  actor_kind text not null,
  actor_id text,
  actor_name text,
  action text not null,
  school_ids text[],
  target text,
  status integer not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint audit_log_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_log_schools ON public.audit_log USING gin (school_ids);
CREATE TRIGGER immutable BEFORE UPDATE ON public.audit_log FOR EACH ROW EXECUTE FUNCTION refuse_update();

create table batches (
  id uuid not null,
  name text not null,
  options json not null,
  job_count integer not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  ended_at timestamp with time zone,
  constraint batches_pkey PRIMARY KEY (id)
);
CREATE INDEX batches_newest ON public.batches USING btree (created_at DESC, id DESC);

create table checkpoints (
  job_id uuid not null,
  attempt integer not null,
  hard double precision not null,
  medium double precision not null,
  soft double precision not null,
  body bytea not null storage external,
  updated_at timestamp with time zone not null default clock_timestamp(),
  constraint checkpoints_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs(id) ON DELETE CASCADE,
  constraint checkpoints_pkey PRIMARY KEY (job_id)
);

create table current_problems (
  school_id text not null,
  problem_id uuid not null,
  constraint current_problems_pkey PRIMARY KEY (school_id),
  constraint current_problems_problem_id_fkey FOREIGN KEY (problem_id) REFERENCES problems(id) ON DELETE CASCADE,
  constraint current_problems_problem_id_key UNIQUE (problem_id),
  constraint current_problems_school_id_fkey FOREIGN KEY (school_id) REFERENCES schools(id) ON DELETE CASCADE
);

create table idempotency_keys (
  actor text not null,
  key text not null,
  request_hash text not null,
  status integer,
  headers json,
  body bytea,
  created_at timestamp with time zone not null default clock_timestamp(),
  school_ids text[],
  constraint idempotency_keys_pkey PRIMARY KEY (actor, key)
);
CREATE INDEX idempotency_keys_age ON public.idempotency_keys USING btree (created_at);

create table installation (
  is_only boolean not null default true,
  id uuid not null default gen_random_uuid(),
  constraint installation_is_only_check CHECK (is_only),
  constraint installation_pkey PRIMARY KEY (is_only)
);

create table job_events (
  job_id uuid not null,
  seq integer not null,
  type text not null,
  data json not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint job_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs(id) ON DELETE CASCADE,
  constraint job_events_pkey PRIMARY KEY (job_id, seq)
);

create table jobs (
  id uuid not null,
  problem_id uuid not null,
  status text not null default 'queued'::text,
  options json not null,
  generation integer not null default 0,
  attempt integer not null default 0,
  crashes integer not null default 0,
  stop_requested boolean not null default false,
  event_seq integer not null default 0,
  progress json,
  elapsed_ms integer not null default 0,
  steps bigint not null default 0,
  error json,
  worker text,
  created_at timestamp with time zone not null default clock_timestamp(),
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  heartbeat_at timestamp with time zone not null default clock_timestamp(),
  batch_id uuid,
  priority smallint not null default 0,
  flow text not null default ''::text,
  dedup_key text,
  retries integer not null default 0,
  released boolean not null default false,
  constraint jobs_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES batches(id) ON DELETE CASCADE,
  constraint jobs_pkey PRIMARY KEY (id),
  constraint jobs_problem_id_fkey FOREIGN KEY (problem_id) REFERENCES problems(id),
  constraint jobs_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'running'::text, 'completed'::text, 'stopped'::text, 'cancelled'::text, 'failed'::text])))
);
CREATE INDEX jobs_batch ON public.jobs USING btree (batch_id);
CREATE UNIQUE INDEX jobs_dedup ON public.jobs USING btree (dedup_key) WHERE (status = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX jobs_in_service ON public.jobs USING btree (flow) WHERE (released AND (status = ANY (ARRAY['queued'::text, 'running'::text])));
CREATE INDEX jobs_live ON public.jobs USING btree (heartbeat_at) WHERE (status = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX jobs_newest ON public.jobs USING btree (created_at DESC, id DESC);
CREATE INDEX jobs_problem ON public.jobs USING btree (problem_id);

create table login_throttle (
  key character varying(255) not null,
  points integer not null default 0,
  expire bigint,
  constraint login_throttle_pkey PRIMARY KEY (key)
);

create table memberships (
  user_id uuid not null,
  role text not null,
  school_id text,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint memberships_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'coordinator'::text, 'viewer'::text, 'portal'::text]))),
  constraint memberships_school_id_fkey FOREIGN KEY (school_id) REFERENCES schools(id) ON DELETE CASCADE,
  constraint memberships_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX memberships_once ON public.memberships USING btree (user_id, role, COALESCE(school_id, ''::text));

create table one_time_links (
  hash text not null,
  user_id uuid not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint one_time_links_pkey PRIMARY KEY (hash),
  constraint one_time_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

create table outbox (
  id bigint not null generated always as identity,
  job_id uuid not null,
  generation integer not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  priority smallint not null default 0,
  flow text not null default ''::text,
  not_before timestamp with time zone not null default clock_timestamp(),
  constraint outbox_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs(id) ON DELETE CASCADE,
  constraint outbox_job_id_generation_key UNIQUE (job_id, generation),
  constraint outbox_pkey PRIMARY KEY (id)
);

create table plans (
  id uuid not null,
  problem_id uuid not null,
  job_id uuid,
  hard double precision not null,
  medium double precision not null,
  soft double precision not null,
  score json not null,
  publishable boolean not null,
  body bytea not null storage external,
  created_at timestamp with time zone not null default clock_timestamp(),
  is_copy boolean not null default false,
  constraint plans_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs(id),
  constraint plans_job_id_key UNIQUE (job_id),
  constraint plans_pkey PRIMARY KEY (id),
  constraint plans_problem_id_fkey FOREIGN KEY (problem_id) REFERENCES problems(id)
);
CREATE INDEX plans_problem ON public.plans USING btree (problem_id, created_at DESC);
CREATE TRIGGER immutable BEFORE UPDATE ON public.plans FOR EACH ROW EXECUTE FUNCTION refuse_update();

create table portal_links (
  id uuid not null,
  hash text not null,
  school_id text not null,
  subject_kind text,
  subject_id text,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint portal_links_hash_key UNIQUE (hash),
  constraint portal_links_pkey PRIMARY KEY (id),
  constraint portal_links_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['class'::text, 'pupil'::text, 'staff'::text])))
);
CREATE INDEX portal_links_newest ON public.portal_links USING btree (school_id, created_at DESC);

create table portal_requests (
  id uuid not null,
  school_id text not null,
  job_id uuid not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint portal_requests_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs(id) ON DELETE CASCADE,
  constraint portal_requests_pkey PRIMARY KEY (id)
);
CREATE INDEX portal_requests_job ON public.portal_requests USING btree (job_id);

create table problems (
  id uuid not null,
  school_id text not null,
  school_name text not null,
  hash text not null,
  counts json not null,
  body bytea not null storage external,
  created_at timestamp with time zone not null default clock_timestamp(),
  stored_by text,
  constraint problems_pkey PRIMARY KEY (id),
  constraint problems_school_hash UNIQUE (school_id, hash),
  constraint problems_school_id_fkey FOREIGN KEY (school_id) REFERENCES schools(id)
);
CREATE INDEX problems_newest ON public.problems USING btree (school_id, created_at DESC, id DESC);
CREATE TRIGGER immutable BEFORE UPDATE ON public.problems FOR EACH ROW EXECUTE FUNCTION refuse_update();

create table publications (
  id uuid not null,
  school_id text not null,
  plan_id uuid not null,
  published_by text not null,
  note text not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  valid_from date not null,
  begins_at timestamp with time zone not null,
  constraint publications_pkey PRIMARY KEY (id),
  constraint publications_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id),
  constraint publications_school_id_fkey FOREIGN KEY (school_id) REFERENCES schools(id)
);
CREATE INDEX publications_newest ON public.publications USING btree (school_id, created_at DESC, id DESC);
CREATE INDEX publications_plan ON public.publications USING btree (plan_id);
CREATE INDEX publications_valid ON public.publications USING btree (school_id, valid_from DESC, created_at DESC, id DESC);
CREATE TRIGGER immutable BEFORE UPDATE ON public.publications FOR EACH ROW EXECUTE FUNCTION refuse_update();

create unlogged table rate_limits (
  key character varying(255) not null,
  points integer not null default 0,
  expire bigint,
  constraint rate_limits_pkey PRIMARY KEY (key)
);

create table replaced_problems (
  problem_id uuid not null,
  replaced_at timestamp with time zone not null default clock_timestamp(),
  constraint replaced_problems_pkey PRIMARY KEY (problem_id),
  constraint replaced_problems_problem_id_fkey FOREIGN KEY (problem_id) REFERENCES problems(id) ON DELETE CASCADE
);

create table schools (
  id text not null,
  name text not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint schools_pkey PRIMARY KEY (id)
);

create table sessions (
  id uuid not null,
  user_id uuid not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null default clock_timestamp(),
  updated_at timestamp with time zone not null default clock_timestamp(),
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_key UNIQUE (token),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX sessions_user ON public.sessions USING btree (user_id);

create table settings (
  name text not null,
  value text not null,
  constraint settings_pkey PRIMARY KEY (name)
);

create table users (
  id uuid not null,
  username text not null,
  display_username text,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  created_at timestamp with time zone not null default clock_timestamp(),
  updated_at timestamp with time zone not null default clock_timestamp(),
  constraint users_email_key UNIQUE (email),
  constraint users_pkey PRIMARY KEY (id),
  constraint users_username_key UNIQUE (username)
);

create table verifications (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default clock_timestamp(),
  updated_at timestamp with time zone not null default clock_timestamp(),
  constraint verifications_pkey PRIMARY KEY (id)
);
CREATE INDEX verifications_identifier ON public.verifications USING btree (identifier);

create table webhook_deliveries (
  id uuid not null default gen_random_uuid(),
  webhook_id uuid not null,
  event_id uuid not null,
  event_type text not null,
  payload json not null,
  status text not null default 'pending'::text,
  attempts integer not null default 0,
  next_at timestamp with time zone not null default clock_timestamp(),
  response_status integer,
  error text,
  created_at timestamp with time zone not null default clock_timestamp(),
  delivered_at timestamp with time zone,
  constraint webhook_deliveries_pkey PRIMARY KEY (id),
  constraint webhook_deliveries_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text]))),
  constraint webhook_deliveries_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhooks(id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_due ON public.webhook_deliveries USING btree (next_at) WHERE (status = 'pending'::text);
CREATE INDEX webhook_deliveries_newest ON public.webhook_deliveries USING btree (webhook_id, created_at DESC, id DESC);

create table webhooks (
  id uuid not null,
  url text not null,
  secret text not null,
  events text[] not null,
  school_ids text[],
  is_active boolean not null default true,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint webhooks_pkey PRIMARY KEY (id)
);

CREATE OR REPLACE FUNCTION public.refuse_update()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin raise exception '% rows are immutable', tg_table_name; end $function$

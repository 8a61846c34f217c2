import type { Socket } from 'node:net';
import { type ColumnType, type Generated, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Score } from '../domain/problem.ts';
import type { Json, Now } from './columns.ts';
import type { JobError, JobOptions, JobProgress, JobStatus } from './job.ts';
import type { RightsTables } from './rights-tables.ts';
import type { ServiceTables } from './service-tables.ts';

/** The tables as `migrations/` makes them. */
export interface Tables extends RightsTables, ServiceTables {
  problems: ProblemsTable;
  current_problems: { school_id: string; problem_id: string };
  replaced_problems: { problem_id: string; replaced_at: Generated<Date> };
  jobs: JobsTable;
  job_events: JobEventsTable;
  plans: PlansTable;
  checkpoints: CheckpointsTable;
  outbox: OutboxTable;
}

export interface ProblemsTable {
  id: string;
  school_id: string;
  school_name: string;
  hash: string;
  counts: Json<Record<string, number>>;
  body: Buffer;
  created_at: Now;
  stored_by: string | null;
}

export interface JobsTable {
  id: string;
  problem_id: string;
  status: Generated<JobStatus>;
  options: Json<JobOptions>;
  generation: Generated<number>;
  attempt: Generated<number>;
  crashes: Generated<number>;
  stop_requested: Generated<boolean>;
  event_seq: Generated<number>;
  progress: Json<JobProgress | null> | null;
  elapsed_ms: Generated<number>;
  steps: Generated<number>;
  error: Json<JobError | null> | null;
  worker: string | null;
  created_at: Now;
  started_at: ColumnType<Date | null, never, Date | null>;
  ended_at: ColumnType<Date | null, never, Date | null>;
  heartbeat_at: ColumnType<Date, never, Date>;
  batch_id: string | null;
  priority: Generated<number>;
  flow: Generated<string>;
  dedup_key: string | null;
  retries: Generated<number>;
  released: Generated<boolean>;
}

export interface JobEventsTable {
  job_id: string;
  seq: number;
  type: string;
  data: Json<unknown>;
  created_at: Now;
}

export interface PlansTable {
  id: string;
  problem_id: string;
  job_id: string | null;
  hard: number;
  medium: number;
  soft: number;
  score: Json<Score>;
  publishable: boolean;
  body: Buffer;
  created_at: Now;
  is_copy: Generated<boolean>;
}

export interface CheckpointsTable {
  job_id: string;
  attempt: number;
  hard: number;
  medium: number;
  soft: number;
  body: Buffer;
  updated_at: ColumnType<Date, never, Date>;
}

export interface OutboxTable {
  id: Generated<number>;
  job_id: string;
  generation: number;
  created_at: Now;
  priority: Generated<number>;
  flow: Generated<string>;
  not_before: Generated<Date>;
}

export type Database = Kysely<Tables>;

/** 64-bit counts (steps) stay far below 2^53, so they are read as plain numbers. */
const INT8 = 20;

/**
 * A connection that breaks (a restart of the server) is replaced by the pool, and a query on it
 * is rejected. The event that it also sends would end the process where nobody listens: of an
 * idle connection the pool sends it, and of one in use, between two queries, the connection.
 */
export function surviveBreaks(pool: pg.Pool): void {
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
}

/** Longest silence of a query of the service, but for those that may well take long. */
export const PATIENCE_MS = 30_000;

/**
 * A connection that was cut without a word would hold its query until TCP gives up, after a quarter
 * of an hour: one that is silent for too long in the middle of a query is closed, with an error.
 */
function giveUpOnSilence(pool: pg.Pool, patienceMs: number): void {
  pool.on('connect', (client) => {
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    stream.setTimeout(patienceMs, () => {
      const silence = new Error(`the database said nothing for ${patienceMs / 1000} s`);
      stream.destroy(Object.assign(silence, { code: 'ETIMEDOUT' }));
    });
  });
}

/**
 * A process that was cut off without a word, or hangs, in the middle of a transaction would hold its
 * locks until TCP gives up, and a job, a school or the turn to send would be stuck as long: Postgres
 * ends a transaction in which nothing was asked for so long.
 */
export function endsIdle(
  idleMs: number,
): Pick<pg.PoolConfig, 'idle_in_transaction_session_timeout'> {
  return { idle_in_transaction_session_timeout: idleMs };
}

/** Dates as ISO writes them, whatever the server does: `pg` reads no others, nor may another server. */
export const ISO_DATES = '-c DateStyle=ISO';

/** @param patienceMs how long a query may be silent; default: for ever */
export function openDatabase(url: string, maxConnections = 10, patienceMs?: number): Database {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
  };
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 10_000,
    options: ISO_DATES,
    ...endsIdle(patienceMs ?? PATIENCE_MS),
    types,
  });
  surviveBreaks(pool);
  if (patienceMs !== undefined) giveUpOnSilence(pool, patienceMs);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  pools.set(db, pool);
  return db;
}

/** Runs work in a transaction of its own, or in the one that `db` is. */
export async function inTransaction<T>(
  db: Database,
  work: (trx: Database) => Promise<T>,
): Promise<T> {
  return db.isTransaction ? await work(db) : await db.transaction().execute(work);
}

/** Of two transactions that wait for each other Postgres ends one; or what it refers to has gone. */
const CROSSED = /^(40P01|23503)$/;
const TRIES = 3;

/**
 * Runs work in a transaction of its own, and from its beginning again where others came in its way:
 * nothing is left of the first try, and the second finds what they have done.
 */
export async function inTransactionOfOwn<T>(
  db: Database,
  work: (trx: Database) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (tries === TRIES || !CROSSED.test(String((error as { code?: unknown }).code))) throw error;
    }
  }
}

const pools = new WeakMap<Database, pg.Pool>();

/** The connections of an open database, for libraries that speak to `pg` themselves. */
export function poolOf(db: Database): pg.Pool {
  const pool = pools.get(db);
  if (!pool) throw new Error('this database was not opened by openDatabase');
  return pool;
}

import { type Kysely, type Migration, sql } from 'kysely';

/**
 * Requests of the running minute, by sender, of rate-limiter-flexible. Unlogged: it is written with
 * every request and worth nothing after a crash.
 */
export const rateLimits: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create unlogged table rate_limits (
        key varchar(255) primary key,
        points integer not null default 0,
        expire bigint
      )`.execute(db);
  },
};

import { type Kysely, type Migration, sql } from 'kysely';

/** The schools that a kept answer is about; null of those of before, of which it is not known. */
export const keptAnswers: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table idempotency_keys add column school_ids text[]`.execute(db);
  },
};

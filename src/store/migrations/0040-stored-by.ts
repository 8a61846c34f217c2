import { type Kysely, type Migration, sql } from 'kysely';

/** Who stored a version of a school's data; null for those of before, and those of no person. */
export const storedBy: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table problems add column stored_by text`.execute(db);
  },
};

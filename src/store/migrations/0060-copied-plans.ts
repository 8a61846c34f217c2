import { type Kysely, type Migration, sql } from 'kysely';

/** Plans without a run that nobody changed by hand; of those of before it is not known. */
export const copiedPlans: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table plans add column is_copy boolean not null default false`.execute(db);
  },
};

import { type Kysely, type Migration, sql } from 'kysely';

/**
 * Since when a version of a school's data is not the current one any more. How long it is kept is
 * counted from then: one that was in use for a year shall not be gone within the hour in which
 * somebody replaced it. Versions that were replaced before count from their making.
 */
export const replacedProblems: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table replaced_problems (
        problem_id uuid primary key references problems on delete cascade,
        replaced_at timestamptz not null default clock_timestamp()
      )`.execute(db);
  },
};

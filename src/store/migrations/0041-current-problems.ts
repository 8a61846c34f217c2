import { type Kysely, type Migration, sql } from 'kysely';

/**
 * Which version of its data each school sent last. Versions never change and are known by their
 * content, so one that is sent again is the row of the first time: without this, nobody could go
 * back to it.
 */
export const currentProblems: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table current_problems (
        school_id text primary key references schools on delete cascade,
        problem_id uuid not null unique references problems on delete cascade
      )`.execute(db);
    await sql`
      insert into current_problems (school_id, problem_id)
      select distinct on (school_id) school_id, id from problems
      order by school_id, created_at desc, id desc`.execute(db);
  },
};

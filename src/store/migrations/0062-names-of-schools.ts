import { type Kysely, type Migration, sql } from 'kysely';

/** A school whose name was left empty goes by its id, also where it was stored before. */
export const namesOfSchools: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`update schools set name = id where name = ''`.execute(db);
    await sql`alter table problems disable trigger immutable`.execute(db);
    await sql`update problems set school_name = school_id where school_name = ''`.execute(db);
    await sql`alter table problems enable trigger immutable`.execute(db);
  },
};

import { type Kysely, type Migration, sql } from 'kysely';

/** By which key a key was made, so that it ends with that one; not known of those of before. */
export const keysOfKeys: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      alter table api_keys add column made_by_key uuid references api_keys on delete cascade`.execute(
      db,
    );
    await sql`
      create index api_keys_made_by_key on api_keys (made_by_key)
      where made_by_key is not null`.execute(db);
  },
};

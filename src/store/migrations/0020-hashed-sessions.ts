import { type Kysely, type Migration, sql } from 'kysely';

/** Tokens of sessions as SHA-256 in hex; those who are signed in stay so. */
export const hashedSessions: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      update sessions set token = encode(sha256(convert_to(token, 'UTF8')), 'hex')`.execute(db);
  },
};

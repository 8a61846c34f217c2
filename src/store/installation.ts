import type { Database } from './database.ts';

/** The id that a database gets when it is made; it names what the installation keeps elsewhere. */
export async function installationId(db: Database): Promise<string> {
  const { id } = await db.selectFrom('installation').select('id').executeTakeFirstOrThrow();
  return id;
}

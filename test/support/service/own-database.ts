import { sql } from 'kysely';
import { startEmbeddedPostgres } from '../../../src/store/embedded-postgres.ts';
import { type Database, migrate, openDatabase } from '../../../src/store/index.ts';
import { databaseFolder } from './database-folder.ts';

/** A database of its own for a test file, with the schema as it is now. */
export async function ownDatabase(): Promise<{
  db: Database;
  url: string;
  close(): Promise<void>;
}> {
  const postgres = await startEmbeddedPostgres(await databaseFolder());
  const db = openDatabase(postgres.url);
  await migrate(db);
  return {
    db,
    url: postgres.url,
    async close() {
      await db.destroy();
      await postgres.stop();
    },
  };
}

/** Whether somebody waits for a lock that another has. */
export async function isWaitedFor(db: Database): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_locks where not granted limit 1`.execute(db);
  return rows.length > 0;
}

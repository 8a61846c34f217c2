import { sql } from 'kysely';
import { startEmbeddedPostgres } from '../../../src/store/embedded-postgres.ts';
import { type Database, migrate, openDatabase } from '../../../src/store/index.ts';
import { databaseFolder } from './database-folder.ts';
import { until } from './processes.ts';

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

/** Waits until something was found that another attempt at the job could go on from. */
export async function untilCheckpoint(url: string, jobId: string): Promise<void> {
  const db = openDatabase(url, 1);
  const find = db.selectFrom('checkpoints').select('soft').where('job_id', '=', jobId);
  await until(async () => ((await find.executeTakeFirst())?.soft ?? 1000) < 1000, 40_000);
  await db.destroy();
}

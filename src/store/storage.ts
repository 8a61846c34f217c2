import { sql } from 'kysely';
import type { Database } from './database.ts';

/** What the service keeps, and how much room it takes. */
export interface Storage {
  /** The whole database, in bytes. */
  bytes: number;
  /** The largest first. `rows` is what Postgres estimates. */
  tables: { name: string; rows: number; bytes: number }[];
}

export async function readStorage(db: Database): Promise<Storage> {
  const { rows: whole } = await sql<{ bytes: string }>`
    select pg_database_size(current_database()) as bytes`.execute(db);
  const { rows: tables } = await sql<{ name: string; rows: string; bytes: string }>`
    select relname as name, n_live_tup as rows, pg_total_relation_size(relid) as bytes
    from pg_stat_user_tables order by 3 desc, 1`.execute(db);
  return {
    bytes: Number(whole[0]?.bytes ?? 0),
    tables: tables.map((table) => ({
      name: table.name,
      rows: Number(table.rows),
      bytes: Number(table.bytes),
    })),
  };
}

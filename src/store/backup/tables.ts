import type { ClientBase } from 'pg';

/** A table of the record, with its columns in the database's order. */
export interface BackupTable {
  table: string;
  columns: string[];
}

/**
 * Every table of ours, those that others refer to first. What the queue keeps (a schema of its
 * own, or Redis) is no part of the record: it is filled again from it. Nor are unlogged tables,
 * which Postgres itself empties after a crash.
 */
export async function recordTables(client: ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query<{ table: string; columns: string[]; needs: string[] }>(`
    select c.relname as table,
      (select json_agg(a.attname order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '') as columns,
      (select coalesce(json_agg(distinct f.relname), '[]') from pg_constraint k
        join pg_class f on f.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid) as needs
    from pg_class c
    where c.relkind = 'r' and c.relpersistence = 'p' and c.relnamespace = 'public'::regnamespace
      and c.relname not like 'afterbell\\_migration%'
    order by c.relname`);
  const ordered: typeof rows = [];
  while (ordered.length < rows.length) {
    const next = rows.find(
      (row) =>
        !ordered.includes(row) &&
        row.needs.every((need) => ordered.some((done) => done.table === need)),
    );
    if (!next) throw new Error('tables refer to each other in a circle');
    ordered.push(next);
  }
  return ordered.map(({ table, columns }) => ({ table, columns }));
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function columnList(columns: readonly string[]): string {
  return columns.map(quoted).join(', ');
}

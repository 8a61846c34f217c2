import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ISO_DATES } from '../database.ts';
import { columnList, quoted, recordTables } from './tables.ts';

/**
 * A backup is one gzipped text:
 *
 *   {"format":"afterbell.backup/1", ...}        the head
 *   {"table":"problems","columns":[...]}        for each table, then its rows as COPY text,
 *   ...                                         a line a row,
 *   \.                                          and this line
 *   {"rows":{...},"sha256":"..."}               the end: counts, and the digest of all before
 *
 * All tables are read in one snapshot of the database, while the service goes on. The file is
 * whole or not there: it gets its name when it has been written and synced.
 */
export const BACKUP_FORMAT = 'afterbell.backup/1';

export interface BackupHead {
  format: typeof BACKUP_FORMAT;
  createdAt: string;
  /** Of the service that made it. */
  version: string;
  /** The newest migration that the schema has. */
  migration: string;
}

export interface BackupSummary {
  rows: Record<string, number>;
  createdAt: string;
}

export async function writeBackup(
  databaseUrl: string,
  file: string,
  version: string,
  signal?: AbortSignal,
): Promise<BackupSummary> {
  const client = new pg.Client({ connectionString: databaseUrl, options: ISO_DATES });
  await client.connect();
  const fresh = `${file}.new-${process.pid}`;
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client
      .query<{ name: string }>('select name from afterbell_migration order by name desc limit 1')
      .catch(() => {
        throw new Error(
          '这个数据库里没有 AfterBell 的数据。 There is no AfterBell in this database.',
        );
      });
    const head: BackupHead = {
      format: BACKUP_FORMAT,
      createdAt: new Date().toISOString(),
      version,
      migration: rows[0]?.name ?? '',
    };
    const counts: Record<string, number> = {};
    // Pupils' data are in it: nobody else may read it.
    const out = createWriteStream(fresh, { mode: 0o600, flags: 'wx' });
    await pipeline(Readable.from(content(client, head, counts)), createGzip(), out, { signal });
    const handle = await open(fresh, 'r+');
    await handle.sync();
    await handle.close();
    await rename(fresh, file);
    return { rows: counts, createdAt: head.createdAt };
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

async function* content(
  client: pg.Client,
  head: BackupHead,
  counts: Record<string, number>,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const say = (bytes: Buffer): Buffer => {
    hash.update(bytes);
    return bytes;
  };
  yield say(line(head));
  for (const { table, columns } of await recordTables(client)) {
    yield say(line({ table, columns }));
    const sql = `copy ${quoted(table)} (${columnList(columns)}) to stdout`;
    const stream = client.query(copyTo(sql));
    for await (const chunk of stream) yield say(chunk as Buffer);
    counts[table] = stream.rowCount ?? 0;
    yield say(Buffer.from('\\.\n'));
  }
  yield line({ rows: counts, sha256: hash.digest('hex') });
}

function line(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { ISO_DATES, openDatabase } from '../database.ts';
import { migrate, migrations } from '../migrations/index.ts';
import { columnList, quoted, recordTables } from './tables.ts';
import { BACKUP_FORMAT, type BackupHead, type BackupSummary } from './write.ts';

/**
 * Puts a backup into an empty database.
 *
 *   the file is read whole and checked ──> the schema as it was then ──> all rows, in one
 *   transaction ──> what was at the queue is put back ──> the schema as it is now
 *
 * A file that is cut short or changed, or a database that has anything in it, is refused before
 * anything is written.
 */
export async function readBackup(
  databaseUrl: string,
  file: string,
  signal?: AbortSignal,
): Promise<BackupSummary> {
  const { head, rows } = await check(file, signal);
  const db = openDatabase(databaseUrl, 2);
  try {
    await refuseUsed(databaseUrl);
    await migrate(db, head.migration);
    await load(databaseUrl, file, rows, signal);
    await migrate(db);
  } finally {
    await db.destroy();
  }
  return { rows, createdAt: head.createdAt };
}

interface Trailer {
  rows: Record<string, number>;
  sha256: string;
}

async function check(
  file: string,
  signal: AbortSignal | undefined,
): Promise<{ head: BackupHead; rows: Record<string, number> }> {
  const hash = createHash('sha256');
  let head: BackupHead | undefined;
  let last: Buffer | undefined;
  try {
    for await (const line of lines(file)) {
      if (signal?.aborted) break;
      head ??= JSON.parse(line.toString()) as BackupHead;
      if (last) hash.update(last);
      last = line;
    }
  } catch (error) {
    throw notWhole(file, (error as Error).message);
  }
  signal?.throwIfAborted();
  if (!head || head.format !== BACKUP_FORMAT) throw notWhole(file, `it is no ${BACKUP_FORMAT}`);
  if (!Object.hasOwn(migrations, head.migration)) {
    throw new Error(
      `“${file}”由更新的版本（${head.version}）备份，请先安装那个版本。 ` +
        `${file} was made by a newer version (${head.version}, schema ${head.migration}). ` +
        'Maybe install that version first.',
    );
  }
  const end = parseTrailer(last);
  if (!end || end.sha256 !== hash.digest('hex')) {
    throw notWhole(file, 'its digest does not fit');
  }
  return { head, rows: end.rows };
}

function notWhole(file: string, why: string): Error {
  return new Error(
    `“${file}”不是完整的备份：可能损坏、被截断，或不是备份文件。没有写入任何数据。 ` +
      `${file} is not a whole backup, and nothing was written: ${why}. ` +
      'Maybe it is damaged, was cut short, or is another file.',
  );
}

function parseTrailer(line: Buffer | undefined): Trailer | undefined {
  try {
    const value = JSON.parse(line?.toString() ?? '') as Trailer;
    return typeof value.sha256 === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

async function refuseUsed(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    for (const { table } of await recordTables(client)) {
      // A database that was only just made has these rows of its own.
      if (table === 'installation' || table === 'settings') continue;
      const { rowCount } = await client.query(`select 1 from ${quoted(table)} limit 1`);
      if (rowCount) {
        throw new Error(
          `数据库不是空的（“${table}”里有数据），备份只能恢复到空数据库。请用 DATA_DIR 换一个文件夹，或为 DATABASE_URL 新建一个数据库。 ` +
            `The database is not empty: there are rows in "${table}". A backup goes into an empty ` +
            'one. Maybe choose a new DATA_DIR, or make a new database for DATABASE_URL.',
        );
      }
    }
  });
}

async function load(
  databaseUrl: string,
  file: string,
  wanted: Record<string, number>,
  signal: AbortSignal | undefined,
): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await client.query('begin');
    const tables = (await recordTables(client)).map(({ table }) => quoted(table));
    await client.query(`truncate ${tables.join(', ')}`);
    const input = lines(file)[Symbol.asyncIterator]();
    await input.next();
    for (;;) {
      const { value, done } = await input.next();
      const head = done ? {} : JSON.parse(value.toString());
      if (head.table === undefined) break;
      const into = client.query(
        copyFrom(`copy ${quoted(head.table)} (${columnList(head.columns)}) from stdin`),
      );
      await pipeline(Readable.from(rowsOf(input)), into, { signal });
      if (into.rowCount !== wanted[head.table]) {
        throw new Error(`"${head.table}" got ${into.rowCount} rows of ${wanted[head.table]}`);
      }
    }
    await mendSequences(client);
    await putBackJobs(client);
    // A copy that runs beside its original on one Redis must not take its jobs.
    await client.query('update installation set id = gen_random_uuid()');
    await client.query('commit');
  });
}

async function* rowsOf(input: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  for (;;) {
    const { value, done } = await input.next();
    if (done || value.equals(END_OF_TABLE)) return;
    yield value;
  }
}
const END_OF_TABLE = Buffer.from('\\.\n');

async function mendSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(`
    select c.relname as table, a.attname as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attidentity <> '' and c.relnamespace = 'public'::regnamespace`);
  for (const { table, column } of rows) {
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2),
        (select coalesce(max(${quoted(column)}), 0) + 1 from ${quoted(table)}), false)`,
      [quoted(table), column],
    );
  }
}

/** The queue of then is gone: jobs that were at it or in work wait for their turn again. */
async function putBackJobs(client: pg.Client): Promise<void> {
  await client.query(`
    update jobs set status = 'queued', worker = null, released = false,
      generation = generation + 1
    where status = 'running' or (status = 'queued' and released)`);
  await client.query(`
    insert into outbox (job_id, generation, priority, flow)
    select id, generation, priority, flow from jobs where status = 'queued'
    on conflict do nothing`);
}

async function withClient(
  databaseUrl: string,
  act: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, options: ISO_DATES });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}

/** The lines of a gzipped file, each with its line feed. */
async function* lines(file: string): AsyncGenerator<Buffer> {
  const input = createReadStream(file);
  const text = createGunzip();
  input.on('error', (error) => text.destroy(error));
  let parts: Buffer[] = [];
  for await (const chunk of input.pipe(text) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, from)) {
      yield Buffer.concat([...parts, chunk.subarray(from, at + 1)]);
      parts = [];
      from = at + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}

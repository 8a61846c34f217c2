import { accessSync, constants } from 'node:fs';
import { resolve } from 'node:path';
import { version } from './cli/version.ts';
import { readConfig } from './config.ts';
import { databaseTrouble } from './database-trouble.ts';
import { diskFull } from './disk-full.ts';
import {
  hasDatabase,
  runningPostgresUrl,
  startEmbeddedPostgres,
} from './store/embedded-postgres.ts';
import { type BackupSummary, readBackup, writeBackup } from './store/index.ts';

/**
 * `npm run backup -- FILE` and `npm run restore -- FILE`: the record of the installation that the
 * environment names (DATABASE_URL, or else the Postgres in DATA_DIR, whether it runs or not).
 * A backup may be made while the service runs; a restore wants an empty database.
 */

// What Node says in English alone.
const inChinese: Readonly<Record<string, string>> = {
  AbortError: '已中断。 ',
  EACCES: '没有权限。 ',
  ENOENT: '没有这个文件夹。 ',
};

const [command, file, ...rest] = process.argv.slice(2);
if ((command !== 'backup' && command !== 'restore') || !file || rest.length > 0) {
  fail('用法 Use: npm run backup -- FILE, npm run restore -- FILE');
} else {
  const read = readConfig(process.env);
  if (!read.ok) fail(['配置有误 The configuration is not valid:', ...read.faults].join('\n  '));
  else await run(command, file, read.config.databaseUrl, read.config.dataDir);
}

async function run(
  what: 'backup' | 'restore',
  path: string,
  databaseUrl: string | undefined,
  dataDir: string,
): Promise<void> {
  try {
    const missing = whatIsMissing(what, path, databaseUrl, dataDir);
    if (missing !== undefined) return fail(missing);
    const live = databaseUrl ?? (what === 'backup' ? runningPostgresUrl(dataDir) : undefined);
    const signal = whenInterrupted();
    const own = live === undefined ? await startEmbeddedPostgres(dataDir) : undefined;
    try {
      const url = live ?? own?.url ?? '';
      const summary =
        what === 'backup'
          ? await writeBackup(url, path, version(), signal)
          : await readBackup(url, path, signal);
      tell(what, path, summary);
    } finally {
      await own?.stop();
    }
  } catch (error) {
    const failed = what === 'backup' ? '备份失败 The backup failed' : '恢复失败 The restore failed';
    const why = databaseUrl && databaseTrouble(error, databaseUrl);
    const { code, name, message } = error as NodeJS.ErrnoException;
    const full = diskFull(error);
    const said =
      inChinese[name] ?? inChinese[code ?? ''] ?? (full === undefined ? '' : '磁盘已满。 ');
    fail(why ? [failed, ...why].join('\n  ') : `${failed}: ${said}${full ?? message}`);
  }
}

/** Ends it in good order: neither half a file nor a Postgres of our own is left. */
function whenInterrupted(): AbortSignal {
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => interrupted.abort());
  }
  return interrupted.signal;
}

/** What there should be before a database is started, or made where there was none. */
function whatIsMissing(
  what: 'backup' | 'restore',
  path: string,
  databaseUrl: string | undefined,
  dataDir: string,
): string | undefined {
  if (what === 'restore') {
    try {
      accessSync(path, constants.R_OK);
    } catch {
      return `备份文件“${path}”不存在或读不了。 There is no backup ${path} that can be read.`;
    }
  } else if (databaseUrl === undefined && !hasDatabase(dataDir)) {
    const folder = resolve(dataDir);
    return [
      `“${folder}”里没有数据库，没有备份。请用 DATA_DIR 指明服务的数据文件夹，或用 DATABASE_URL 指明数据库。`,
      `There is no database in ${folder}: nothing was backed up. Name the folder of the service with DATA_DIR, or its database with DATABASE_URL.`,
    ].join('\n');
  }
}

function tell(what: string, path: string, { rows, createdAt }: BackupSummary): void {
  const count = Object.values(rows).reduce((sum, n) => sum + n, 0);
  const { problems = 0, plans = 0, jobs = 0 } = rows;
  const verb = what === 'backup' ? '已备份 Backed up to' : '已恢复 Restored from';
  process.stdout.write(
    `${verb} ${path} (${createdAt})\n` +
      `数据 problems ${problems} · 任务 jobs ${jobs} · 方案 plans ${plans} · 行 rows ${count}\n`,
  );
}

function fail(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

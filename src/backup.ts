import { version } from './cli/version.ts';
import { readConfig } from './config.ts';
import { runningPostgresUrl, startEmbeddedPostgres } from './store/embedded-postgres.ts';
import { type BackupSummary, readBackup, writeBackup } from './store/index.ts';

/**
 * `npm run backup -- FILE` and `npm run restore -- FILE`: the record of the installation that the
 * environment names (DATABASE_URL, or else the Postgres in DATA_DIR, whether it runs or not).
 * A backup may be made while the service runs; a restore wants an empty database.
 */
const [command, file, ...rest] = process.argv.slice(2);
if ((command !== 'backup' && command !== 'restore') || !file || rest.length > 0) {
  fail('Use: npm run backup -- FILE, or npm run restore -- FILE');
} else {
  const read = readConfig(process.env);
  if (!read.ok) fail(['The configuration is not valid:', ...read.faults].join('\n  '));
  else await run(command, file, read.config.databaseUrl, read.config.dataDir);
}

async function run(
  what: 'backup' | 'restore',
  path: string,
  databaseUrl: string | undefined,
  dataDir: string,
): Promise<void> {
  try {
    const live = databaseUrl ?? (what === 'backup' ? runningPostgresUrl(dataDir) : undefined);
    const own = live === undefined ? await startEmbeddedPostgres(dataDir) : undefined;
    try {
      const url = live ?? own?.url ?? '';
      const summary =
        what === 'backup' ? await writeBackup(url, path, version()) : await readBackup(url, path);
      tell(what, path, summary);
    } finally {
      await own?.stop();
    }
  } catch (error) {
    fail(`The ${what} failed: ${(error as Error).message}`);
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

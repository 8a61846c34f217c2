import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../../src/store/embedded-postgres.ts';
import { migrate, openDatabase } from '../../../src/store/index.ts';
import { tempFolder, until } from './processes.ts';

/**
 * A DATA_DIR for a test that is not about how one is made: a copy of an empty database with the
 * schema as it is, made once a run by whoever needs it first: making one takes 0.7 to 1.0 s and syncs
 * a thousand files, copying it 0.1 to 0.7 s.
 *
 * The folder of the run is made and removed by `template-folder.ts`. It waits for
 * no disk: what dies in tests are processes, and the system keeps what they have written.
 */
export async function databaseFolder(): Promise<string> {
  const folder = tempFolder();
  const run = process.env.AFTERBELL_TEST_TEMPLATE;
  // Windows has no `cp`, and runs the tests as well without.
  if (run === undefined || process.platform === 'win32') return folder;
  const template = join(run, 'template');
  if (!existsSync(template)) await makeTemplate(run, template);
  execFileSync('cp', ['-a', `${template}/.`, folder]);
  // It says where the template is.
  rmSync(join(folder, 'postgres.json'));
  return folder;
}

/** One makes it and the others wait; it gets its name when it is whole. */
async function makeTemplate(run: string, template: string): Promise<void> {
  try {
    mkdirSync(join(run, 'making'));
  } catch {
    await until(() => existsSync(template), 60_000);
    return;
  }
  const fresh = tempFolder();
  const postgres = await startEmbeddedPostgres(fresh);
  const db = openDatabase(postgres.url, 1);
  await migrate(db);
  await db.destroy();
  await postgres.stop();
  appendFileSync(join(postgres.dataFolder, 'postgresql.conf'), '\nfsync = off\n');
  const whole = join(run, 'whole');
  execFileSync('cp', ['-a', fresh, whole]);
  renameSync(whole, template);
}

import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { runningPostgresUrl, startEmbeddedPostgres } from '../../src/store/embedded-postgres.ts';
import * as store from '../../src/store/index.ts';
import { call, postJob, postSchool, untilStatus } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { untilCheckpoint } from '../support/service/own-database.ts';
import { cleanUp, startProcess, tempFolder, until } from '../support/service/processes.ts';

const script = fileURLToPath(new URL('../../dist/run/backup.js', import.meta.url));

afterAll(cleanUp);

async function run(command: string, file: string, dataDir: string) {
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: dataDir };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, command, file], {
      env,
    });
    return { code: 0, text: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, text: stderr };
  }
}

async function withDatabase(
  dataDir: string,
  act: (db: store.Database) => Promise<void>,
): Promise<void> {
  const postgres = await startEmbeddedPostgres(dataDir);
  const db = store.openDatabase(postgres.url, 1);
  await store.migrate(db);
  await act(db);
  await db.destroy();
  await postgres.stop();
}

describe('a backup of a running service', () => {
  test('restored elsewhere, has every row, and its unfinished jobs go on', async () => {
    const [from, to, files] = [await databaseFolder(), tempFolder(), tempFolder()];
    const file = join(files, 'backup.gz');
    const service = await startProcess({ DATA_DIR: from });
    const problemId = await postSchool(service.url, '反斜杠\\与\t制表\n换行 NUL');
    const done = await postJob(service.url, problemId, { steps: 3 });
    const { planId } = await untilStatus(service.url, done, 'completed');
    const plan = (await call(`${service.url}/v1/plans/${planId}`)).body;
    const problem = (await call(`${service.url}/v1/problems/${problemId}`)).body;
    const running = await postJob(service.url, problemId, { seconds: 60 });
    const waiting = await postJob(service.url, problemId, { steps: 2 });
    await untilStatus(service.url, running, 'running');
    await untilCheckpoint(runningPostgresUrl(from) ?? '', running);
    // Another server reads its dates as well.
    const source = store.openDatabase(runningPostgresUrl(from) ?? '', 1);
    await sql`alter role current_user set datestyle to 'SQL, DMY'`.execute(source);
    await source.destroy();
    expect(await run('backup', file, from)).toMatchObject({ code: 0 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    // One that is interrupted leaves nothing behind.
    const [url, cut] = [runningPostgresUrl(from) ?? '', join(files, 'cut.gz')];
    await expect(store.writeBackup(url, cut, '0', AbortSignal.abort())).rejects.toThrow('aborted');
    await expect(store.readBackup(url, file, AbortSignal.abort())).rejects.toThrow('aborted');
    expect(readdirSync(files)).toEqual(['backup.gz']);
    await service.kill();

    expect(await run('restore', file, to)).toMatchObject({ code: 0 });
    const again = await startProcess({ DATA_DIR: to });
    expect((await call(`${again.url}/v1/plans/${planId}`)).body).toEqual(plan);
    expect((await call(`${again.url}/v1/problems/${problemId}`)).body).toEqual(problem);
    // It lasts until it is stopped, so that no slow machine ends it before the backup.
    const path = `${again.url}/v1/jobs/${running}`;
    await until(async () => (await call(path)).body.attempt >= 2, 40_000);
    await call(`${path}/stop`, 'POST');
    const job = await untilStatus(again.url, running, 'stopped', 40_000);
    await untilStatus(again.url, waiting, 'completed', 40_000);
    const resumed = (await call(`${again.url}/v1/plans/${job.planId}`)).body;
    // From the checkpoint that was in the backup.
    expect(resumed.solver.startedFrom).toBeLessThan(1000);
    await postJob(again.url, problemId, { steps: 1 });
    await again.stop();

    // A database with anything in it is left alone.
    const refused = await run('restore', file, to);
    expect(refused.code).toBe(1);
    expect(refused.text).toMatch(/^恢复失败.*数据库不是空的.*not empty/);
  });

  test('that was cut short or changed is refused, and nothing is written', async () => {
    const [from, to, files] = [await databaseFolder(), await databaseFolder(), tempFolder()];
    const file = join(files, 'backup.gz');
    await (await startEmbeddedPostgres(files)).stop();
    expect((await run('backup', file, files)).text).toContain('no AfterBell');
    expect(await run('backup', file, from)).toMatchObject({ code: 0 });
    // One that runs over an existing file replaces it whole.
    expect(await run('backup', file, from)).toMatchObject({ code: 0 });
    const whole = readFileSync(file);
    const broken = join(files, 'broken.gz');
    const text = gunzipSync(whole).toString();
    const cases = [
      whole.subarray(0, whole.length - 20),
      gzipSync(text.split('\n').slice(0, -2).join('\n')),
      gzipSync(text.replace('"table":"jobs"', '"table":"plans"')),
      Buffer.from('not a backup'),
    ];
    for (const bytes of cases) {
      writeFileSync(broken, bytes);
      const said = expect.stringMatching(/不是完整的备份.*not a whole backup/);
      expect(await run('restore', broken, to)).toEqual({ code: 1, text: said });
    }
    const newer = JSON.parse(text.split('\n')[0] ?? '');
    copyFileSync(file, broken);
    writeFileSync(broken, gzipSync(text.replace(newer.migration, '9999-future')));
    expect((await run('restore', broken, to)).text).toMatch(/由更新的版本.*newer version/);
    await withDatabase(to, async (db) => expect(await store.hasProblems(db)).toBe(false));
  });
});

test('what is not there is told, and no database is made to look for it', async () => {
  const [nowhere, files] = [join(tempFolder(), 'data'), tempFolder()];
  const file = join(files, 'backup.gz');
  const saved = await run('backup', file, nowhere);
  expect(saved).toMatchObject({ code: 1, text: expect.stringContaining(nowhere) });
  const restored = await run('restore', file, nowhere);
  expect(restored).toMatchObject({ code: 1, text: expect.stringContaining(file) });
  expect([existsSync(nowhere), existsSync(file)]).toEqual([false, false]);
});

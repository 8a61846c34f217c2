import { spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { runningPostgresUrl, startEmbeddedPostgres } from '../../src/store/embedded-postgres.ts';
import { cleanUp, postgresPids, tempFolder, until } from '../support/service/processes.ts';

afterAll(cleanUp);

async function ask(url: string, sql: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return rows.map((row) => String(row[0]));
  } finally {
    await client.end();
  }
}

describe('the embedded Postgres', () => {
  test('keeps its data over restarts, syncs to disk, and only its user may read them', async () => {
    const folder = tempFolder();
    const first = await startEmbeddedPostgres(folder);
    expect(first.created).toBe(true);
    expect(await ask(first.url, 'show fsync')).toEqual(['on']);
    if (process.platform === 'linux') {
      // File by file it took half a minute on a busy disk before a crashed service was back.
      const how = await ask(first.url, 'show recovery_init_sync_method');
      expect(how).toEqual(['syncfs']);
    }
    expect(await ask(first.url, 'show listen_addresses')).toEqual(['127.0.0.1']);
    await ask(first.url, 'create table kept as select 42 as n');
    expect(statSync(first.dataFolder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'postgres.password')).mode & 0o777).toBe(0o600);
    await first.stop();
    expect(postgresPids(folder)).toEqual([]);

    const second = await startEmbeddedPostgres(folder);
    expect(second.created).toBe(false);
    expect(await ask(second.url, 'select n from kept')).toEqual(['42']);
    await second.stop();
  });

  test('comes back by itself, on the same port, when it is killed', async () => {
    const folder = tempFolder();
    const { url, stop } = await startEmbeddedPostgres(folder);
    await ask(url, 'create table kept as select 42 as n');
    for (let i = 0; i < 2; i++) {
      const [pid = 0] = postgresPids(folder);
      process.kill(pid, 'SIGKILL');
      await until(async () => {
        const found = await ask(url, 'select n from kept').catch(() => []);
        return found[0] === '42' && postgresPids(folder)[0] !== pid;
      });
    }
    await stop();
    expect(postgresPids(folder)).toEqual([]);
  });

  test('is tried again for as long as it cannot start, as on a full disk', async () => {
    const folder = tempFolder();
    const reasons: unknown[] = [];
    const postgres = await startEmbeddedPostgres(folder, (error) => reasons.push(error));
    const config = join(postgres.dataFolder, 'postgresql.conf');
    const whole = readFileSync(config, 'utf8');
    writeFileSync(config, `${whole}\nnonsense = 1\n`);
    for (const pid of postgresPids(folder)) process.kill(pid, 'SIGKILL');
    await until(() => reasons.length > 1);
    expect(String(reasons[0])).toContain('unrecognized configuration parameter "nonsense"');
    writeFileSync(config, whole);
    await until(async () => (await ask(postgres.url, 'select 1').catch(() => []))[0] === '1');
    await postgres.stop();
    expect(postgresPids(folder)).toEqual([]);
  });

  test('wants its password, and says which file has it', async () => {
    const folder = tempFolder();
    const postgres = await startEmbeddedPostgres(folder);
    const wrong = postgres.url.replace(/:[0-9a-f]+@/, ':wrong@');
    await expect(ask(wrong, 'select 1')).rejects.toThrow(/password/);
    await postgres.stop();
    const file = join(dirname(postgres.dataFolder), 'postgres.password');
    const lost = /^“\S+postgres\.password”丢失/;
    writeFileSync(file, 'wrong\n');
    await expect(startEmbeddedPostgres(folder)).rejects.toThrow(lost);
    rmSync(file);
    await expect(startEmbeddedPostgres(folder)).rejects.toThrow(lost);
    expect(existsSync(file)).toBe(false);
    expect(postgresPids(folder)).toEqual([]);
  });

  test('lets one service into a folder, and the next one when that has gone', async () => {
    const folder = tempFolder();
    const first = await startEmbeddedPostgres(folder);
    await expect(startEmbeddedPostgres(folder)).rejects.toThrow(
      new RegExp(`in use by another AfterBell service \\(process ${process.pid}\\)`),
    );
    expect(await ask(first.url, 'select 1')).toEqual(['1']);
    await first.stop();
    await (await startEmbeddedPostgres(folder)).stop();
  });

  test('starts over a postmaster.pid whose process is some other program', async () => {
    const folder = tempFolder();
    const first = await startEmbeddedPostgres(folder);
    const { dataFolder } = first;
    await first.stop();
    // As after a restart of a container, where process ids come again: ours is a living one.
    writeFileSync(join(dataFolder, 'postmaster.pid'), `${process.ppid}\n${dataFolder}\n0\n5432\n`);
    const second = await startEmbeddedPostgres(folder);
    expect(await ask(second.url, 'select 1')).toEqual(['1']);
    await second.stop();
  });

  test('of a folder that was copied is the one in the copy', () => {
    const cluster = (port: number) => {
      const folder = tempFolder();
      mkdirSync(join(folder, 'postgres'));
      // As of a server that runs.
      writeFileSync(join(folder, 'postgres', 'postmaster.pid'), `${process.pid}\n\n\n${port}\n`);
      writeFileSync(join(folder, 'postgres.password'), 'word\n');
      return folder;
    };
    const original = cluster(1111);
    const copy = cluster(2222);
    const pointer = { dataFolder: join(original, 'postgres'), user: null };
    writeFileSync(join(copy, 'postgres.json'), JSON.stringify(pointer));
    expect(runningPostgresUrl(copy)).toContain(':2222/');
  });

  test.runIf(process.getuid?.() === 0)(
    'as root below a closed folder keeps the cluster where its user can reach it',
    async () => {
      const folder = tempFolder();
      chmodSync(folder, 0o700);
      const first = await startEmbeddedPostgres(folder);
      const home = dirname(first.dataFolder);
      try {
        expect(first.dataFolder.startsWith(folder)).toBe(false);
        expect(statSync(first.dataFolder)).toMatchObject({ mode: 0o40700 });
        expect(statSync(first.dataFolder).uid).not.toBe(0);
        await ask(first.url, 'create table kept as select 42 as n');
        // A copy of DATA_DIR points to the same cluster, and must not open it too.
        const copy = tempFolder();
        copyFileSync(join(folder, 'postgres.json'), join(copy, 'postgres.json'));
        await expect(startEmbeddedPostgres(copy)).rejects.toThrow(/in use by another/);
        await first.stop();
        const second = await startEmbeddedPostgres(folder);
        expect(await ask(second.url, 'select n from kept')).toEqual(['42']);
        await second.stop();
      } finally {
        rmSync(home, { recursive: true, force: true });
      }
    },
  );

  test('makes the cluster again when a crash left half of one', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'postgres.new-99999', 'base'), { recursive: true });
    const postgres = await startEmbeddedPostgres(folder);
    expect(postgres.created).toBe(true);
    expect(existsSync(join(folder, 'postgres.new-99999'))).toBe(false);
    await postgres.stop();
  });

  test('makes the cluster again while the initdb of a start that was killed still writes', async () => {
    const folder = tempFolder();
    const base = join(folder, 'postgres.new-99999', 'base');
    mkdirSync(base, { recursive: true });
    for (let i = 0; i < 3000; i++) writeFileSync(join(base, `old${i}`), '');
    const writing = 'n=0; while [ $n -lt 200 ] && : > "$0/$n"; do n=$((n + 1)); sleep 0.005; done';
    const writer = spawn('sh', ['-c', writing, base], { stdio: 'ignore' });
    const ended = new Promise((resolve) => writer.once('exit', resolve));
    await until(() => existsSync(join(base, '1')));
    const postgres = await startEmbeddedPostgres(folder);
    expect(postgres.created).toBe(true);
    await ended;
    await postgres.stop();
  });
});

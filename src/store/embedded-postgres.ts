import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { makeFolders } from '../make-folders.ts';
import { prepareBinaries } from './embedded/binaries.ts';
import { type FolderLock, lockFolder } from './embedded/folder-lock.ts';
import { initialise, SUPERUSER, startPostmaster } from './embedded/postmaster.ts';
import { canReach, chooseSystemUser, isRoot, type SystemUser } from './embedded/system-user.ts';

/**
 * A real Postgres that the service starts itself, for those who have no server.
 *
 *   lock the folder -> choose the user -> make the binaries runnable -> create the cluster
 *   once -> stop an orphan of a killed service -> start -> (the service runs) -> stop -> unlock
 *
 * What lies in DATA_DIR:
 *   postgres/            the cluster, mode 700
 *   postgres.password    the password of its only account, mode 600
 *   postgres.json        where those two are, and which user runs Postgres
 *   postgres.log         what the server had to say
 *
 * When the service is root, Postgres runs as another user. If that user cannot go into
 * DATA_DIR (a clone in root's closed home folder), the cluster and its password lie below
 * STATE_FOLDER and `postgres.json` points to them; see docs/adr/0004-embedded-postgres-as-root.md.
 */
export interface EmbeddedPostgres {
  /** Connection string of the service's database. */
  url: string;
  port: number;
  /** The folder of the cluster. */
  dataFolder: string;
  /** True when this start made the cluster. */
  created: boolean;
  stop(): Promise<void>;
}

const STATE_FOLDER = '/var/lib/afterbell';
const DATABASE = 'afterbell';
/** Postgres's own code. */
const WRONG_PASSWORD = '28P01';
const LOG_LIMIT_BYTES = 5_000_000;

/** @param onTrouble called with the reason when a server that died does not start again */
export async function startEmbeddedPostgres(
  dataDir: string,
  onTrouble: (error: unknown) => void = () => {},
): Promise<EmbeddedPostgres> {
  const folder = resolve(dataDir);
  makeFolders(folder);
  const locks: FolderLock[] = [];
  const unlock = async () => {
    for (const lock of locks) await lock.release();
  };
  try {
    locks.push(await lockFolder(folder));
    const user = isRoot() ? chooseSystemUser(existingCluster(folder)) : undefined;
    const home = clusterHome(folder, user);
    // A copied DATA_DIR points to the cluster of its original: that one is locked too.
    if (home !== folder) locks.push(await lockFolder(home));
    const binaries = prepareBinaries(user ? STATE_FOLDER : join(folder, 'bin'), user);
    const dataFolder = join(home, 'postgres');
    const created = !existsSync(dataFolder);
    const password = created ? makePassword(home) : readPassword(home);
    if (created) await createCluster(binaries.initdb, home, password, user);
    writePointer(folder, dataFolder, user);
    const logFile = join(folder, 'postgres.log');
    keepShort(logFile);
    const { postgres } = binaries;
    const running = await startPostmaster({ postgres, dataFolder, logFile, user, onTrouble });
    try {
      const url = (database: string) =>
        `postgres://${SUPERUSER}:${password}@127.0.0.1:${running.port}/${database}`;
      await ensureDatabase(url('postgres')).catch((error) => {
        throw error.code === WRONG_PASSWORD ? passwordError(home) : error;
      });
      const stop = async () => {
        await running.stop();
        await unlock();
      };
      return { url: url(DATABASE), port: running.port, dataFolder, created, stop };
    } catch (error) {
      await running.stop();
      throw error;
    }
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Whether a service has ever had its database in this folder. */
export function hasDatabase(dataDir: string): boolean {
  return existingCluster(resolve(dataDir)) !== undefined;
}

/** The database of a service that runs on this folder just now; undefined when none does. */
export function runningPostgresUrl(dataDir: string): string | undefined {
  const cluster = existingCluster(resolve(dataDir));
  if (!cluster) return undefined;
  let port: number;
  try {
    // Line 1 is the process id, line 4 the port.
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(lines[0]), 0);
    port = Number(lines[3]);
  } catch {
    return undefined;
  }
  const password = readPassword(resolve(cluster, '..'));
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${DATABASE}`;
}

function writePointer(folder: string, dataFolder: string, user: SystemUser | undefined): void {
  const pointer = { dataFolder, user: user?.name ?? null };
  writeAtomically(join(folder, 'postgres.json'), `${JSON.stringify(pointer, null, 2)}\n`);
}

/**
 * The cluster of an earlier start: the one in the folder, else where the pointer file says. A folder
 * that was copied or moved whole points to where its original lies.
 */
function existingCluster(folder: string): string | undefined {
  const inside = join(folder, 'postgres');
  if (existsSync(inside)) return inside;
  try {
    const { dataFolder } = JSON.parse(readFileSync(join(folder, 'postgres.json'), 'utf8'));
    if (typeof dataFolder === 'string' && existsSync(dataFolder)) return dataFolder;
  } catch {
    // No pointer yet, or one that does not parse.
  }
  return undefined;
}

/** The folder in which `postgres/` lies or will lie. */
function clusterHome(folder: string, user: SystemUser | undefined): string {
  const existing = existingCluster(folder);
  if (existing) {
    if (user && !canReach(user, [existing])) {
      throw new Error(
        `运行 Postgres 的用户 ${user.name} 进不了“${existing}”里的数据库，可能上级文件夹的权限改过，或复制时没有保留所有者（应使用 cp -a）。 ` +
          `The user ${user.name}, who runs Postgres, cannot reach the database in ${existing}. ` +
          'Maybe the modes of a folder above it were changed, or it was copied without its owner (cp -a keeps it).',
      );
    }
    return resolve(existing, '..');
  }
  if (!user || canReach(user, [folder])) return folder;
  // A new name each time, known only to the pointer file: a new DATA_DIR is a new database,
  // also where one of the same path was deleted before.
  makeFolders(STATE_FOLDER, 0o755);
  const home = mkdtempSync(join(STATE_FOLDER, 'data-'));
  chmodSync(home, 0o711);
  writeFileSync(join(home, 'belongs-to.txt'), `${folder}\n`, { mode: 0o600 });
  if (!canReach(user, [home])) {
    throw new Error(
      `运行 Postgres 的用户 ${user.name} 进不了“${folder}”和“${home}”。请用 DATA_DIR 换一个人人可进的文件夹，或设 DATABASE_URL。 ` +
        `The user ${user.name}, who runs Postgres, can reach neither ${folder} nor ${home}. ` +
        'Maybe choose a DATA_DIR that every user may enter, or set DATABASE_URL.',
    );
  }
  return home;
}

/** Made beside its place and renamed when whole: a crash in the middle leaves no half cluster. */
async function createCluster(
  initdb: string,
  home: string,
  password: string,
  user: SystemUser | undefined,
): Promise<void> {
  for (const name of readdirSync(home)) {
    if (name.startsWith('postgres.new-')) {
      // The initdb of a start that was killed may still be writing there, until it finds it gone.
      await rm(join(home, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    }
  }
  const fresh = join(home, `postgres.new-${process.pid}`);
  const freshPassword = `${fresh}.password`;
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(freshPassword, `${password}\n`, { mode: 0o600 });
  if (user) {
    chownSync(fresh, user.uid, user.gid);
    chownSync(freshPassword, user.uid, user.gid);
  }
  try {
    await initialise(initdb, fresh, freshPassword, user);
    chmodSync(fresh, 0o700);
    renameSync(fresh, join(home, 'postgres'));
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(freshPassword, { force: true });
  }
}

const passwordFile = (home: string) => join(home, 'postgres.password');

/** Of a cluster that is still to be made. */
function makePassword(home: string): string {
  const path = passwordFile(home);
  if (!existsSync(path)) writeAtomically(path, `${randomBytes(24).toString('hex')}\n`);
  return readPassword(home);
}

/** A new one would not fit the cluster that is there. */
function readPassword(home: string): string {
  const path = passwordFile(home);
  if (!existsSync(path)) throw passwordError(home);
  return readFileSync(path, 'utf8').trim();
}

function passwordError(home: string): Error {
  const path = passwordFile(home);
  return new Error(
    `“${path}”丢失，或里面不是这个数据库的密码。请从原来的数据文件夹或它的副本中找回这个文件；找不回时，把备份恢复到新的 DATA_DIR。 ` +
      `${path} is missing, or has not the password of this database. Maybe take it from where the ` +
      'folder was copied from; where it is lost, restore a backup into a new DATA_DIR.',
  );
}

function writeAtomically(path: string, text: string): void {
  const fresh = `${path}.new-${process.pid}`;
  writeFileSync(fresh, text, { mode: 0o600, flush: true });
  renameSync(fresh, path);
}

function keepShort(logFile: string): void {
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) truncateSync(logFile);
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

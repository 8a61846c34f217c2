import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SystemUser } from './system-user.ts';

/**
 * One Postgres server process on one data folder.
 *
 *   absent ── start ──> starting ── "ready" in postmaster.pid ──> ready ── stop ──> absent
 *                          │  ^                                     │
 *                          │  └──────── dies (killed, no memory) ───┘ on the same port
 *                          └── exits ──> error with the tail of its log
 *
 * It runs in a session of its own, so that Ctrl-C in the terminal reaches only the service,
 * which stops Postgres last, after the workers have put their jobs back.
 */

export const SUPERUSER = 'afterbell';

export async function initialise(
  initdb: string,
  dataFolder: string,
  passwordFile: string,
  user: SystemUser | undefined,
): Promise<void> {
  // The built-in C.UTF-8 locale sorts the same on every machine, whatever locales it has.
  const args = [
    `--pgdata=${dataFolder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(process.platform === 'linux' ? ['--sync-method=syncfs'] : []),
  ];
  await promisify(execFile)(initdb, args, { ...as(user), cwd: '/', env: environment() });
}

export interface Running {
  port: number;
  /** Fast shutdown: open connections are closed, everything is written. */
  stop(): Promise<void>;
}

export interface StartOptions {
  postgres: string;
  dataFolder: string;
  logFile: string;
  user: SystemUser | undefined;
  /** Called with each start in vain of a server that had died. */
  onTrouble(error: unknown): void;
}

export async function startPostmaster(options: StartOptions): Promise<Running> {
  await stopOrphan(options.dataFolder);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      return await launch(options, port);
    } catch (error) {
      if (attempt === 3) throw error;
      // Either another program took the port between the question and the use of it, or the
      // process id in postmaster.pid now belongs to some other program, as after a restart of
      // a container. The folder lock and stopOrphan rule out a Postgres of ours.
      const pid = readPid(options.dataFolder);
      if (pid !== undefined && isAlive(pid) && !servesFolder(pid, options.dataFolder)) {
        rmSync(join(options.dataFolder, 'postmaster.pid'), { force: true });
      }
    }
  }
}

/** A server that dies is started again: the service then goes on where its connections broke. */
async function launch(options: StartOptions, port: number): Promise<Running> {
  let isStopping = false;
  let stopNow = () => {};
  const stopping = new Promise<void>((resolve) => {
    stopNow = resolve;
  });
  let current = await launchOnce(options, port);
  let restarting: Promise<void> | undefined;
  // A service that ends without stopping it (process.exit) at least tells it to go.
  const tell = () => void current.kill('SIGINT');
  process.once('exit', tell);
  const watch = () => current.once('exit', () => (restarting = isStopping ? undefined : restart()));
  const restart = async () => {
    // Its processes may need a moment to notice that their parent is gone. On a full disk it cannot
    // start before there is room again, which is for somebody to make: it is tried until then.
    for (let pauseMs = RESTART_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      await Promise.race([sleep(pauseMs), stopping]);
      if (isStopping) return;
      try {
        current = await launchOnce(options, port);
        watch();
        return;
      } catch (error) {
        options.onTrouble(error);
      }
    }
  };
  watch();
  return {
    port,
    async stop() {
      isStopping = true;
      stopNow();
      await restarting;
      process.removeListener('exit', tell);
      await end(current);
    },
  };
}

const RESTART_MS = 250;
const LONGEST_PAUSE_MS = 5000;

async function launchOnce(options: StartOptions, port: number): Promise<ChildProcess> {
  const log = openSync(options.logFile, 'a', 0o600);
  const child = spawn(
    options.postgres,
    [
      '-D',
      options.dataFolder,
      '-p',
      String(port),
      ...setting('listen_addresses', '127.0.0.1'),
      ...setting('unix_socket_directories', ''),
      ...setting('max_connections', '100'),
      ...setting('lc_messages', 'C'),
      // After a crash Postgres syncs every file of the cluster before it recovers, one by one: 2 s
      // here, and half a minute on a busy disk. Linux can sync the whole file system at once.
      ...(process.platform === 'linux' ? setting('recovery_init_sync_method', 'syncfs') : []),
    ],
    {
      ...as(options.user),
      cwd: '/',
      env: environment(),
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  let failure: string | undefined;
  child.once('error', (error) => {
    failure = error.message;
  });
  child.once('exit', (code, signal) => {
    failure ??= `it ended with ${signal ?? `code ${code}`}`;
  });
  const deadline = performance.now() + 60_000;
  while (!isReady(options.dataFolder, child.pid)) {
    if (failure === undefined && performance.now() > deadline) {
      failure = 'it was not ready within 60 s';
      await end(child);
    }
    if (failure !== undefined) {
      throw new Error(
        `自带的 Postgres 没有启动成功，日志在“${options.logFile}”。 ` +
          `The embedded Postgres did not start: ${failure}. Its log ${options.logFile} ends:\n` +
          logTail(options.logFile),
      );
    }
    await sleep(15);
  }
  child.unref();
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.ref();
  child.kill('SIGINT');
  const impatient = setTimeout(() => child.kill('SIGQUIT'), 6000);
  await exited;
  clearTimeout(impatient);
}

/**
 * A Postgres that outlived its service (SIGKILL) is stopped by its own process id; starting a
 * fresh one costs less than a tenth of a second and its parent is then known.
 */
async function stopOrphan(dataFolder: string): Promise<void> {
  const pid = readPid(dataFolder);
  if (pid === undefined || !servesFolder(pid, dataFolder)) return;
  process.kill(pid, 'SIGINT');
  const started = performance.now();
  let quit = false;
  while (servesFolder(pid, dataFolder)) {
    const waited = performance.now() - started;
    if (waited > 6000 && !quit) {
      quit = true;
      process.kill(pid, 'SIGQUIT');
    }
    if (waited > 15_000) {
      throw new Error(
        `“${dataFolder}”上的旧 Postgres（进程 ${pid}）停不下来。 ` +
          `An older Postgres (process ${pid}) on ${dataFolder} does not stop.`,
      );
    }
    await sleep(20);
  }
}

/** Whether that process is a Postgres on that folder, which is its working directory. */
function servesFolder(pid: number, dataFolder: string): boolean {
  try {
    if (process.platform === 'linux') {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataFolder);
    }
    if (process.platform === 'win32') return isAlive(pid);
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .toString()
      .includes(dataFolder);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function pidFile(dataFolder: string): string[] {
  try {
    return readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function readPid(dataFolder: string): number | undefined {
  const pid = Number(pidFile(dataFolder)[0]);
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}

/** Line 8 of postmaster.pid is the server's own word on its state; pg_ctl reads it too. */
function isReady(dataFolder: string, pid: number | undefined): boolean {
  const lines = pidFile(dataFolder);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function as(user: SystemUser | undefined): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

/** Without the caller's PG* variables, which would change what the server does. */
function environment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(entries), LC_ALL: 'C' };
}

function setting(name: string, value: string): string[] {
  return ['-c', `${name}=${value}`];
}

function logTail(path: string): string {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
  } catch {
    return '(no log)';
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

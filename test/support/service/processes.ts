import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Real processes for tests, each ended by its own id, each with folders of its own. */

const script = fileURLToPath(new URL('./tiny-service.mjs', import.meta.url));

export interface ServiceProcess {
  url: string;
  pid: number;
  /** Path of the first admin's one-time link, if sign-in is on and nobody has a password. */
  firstLink: string | null;
  /** The folder of its own Postgres, if it has one. */
  postgres: string | null;
  errors(): string;
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

/**
 * Starts the service with the tiny solver (`role` all, api or worker) and waits until ready.
 * Without `AUTH` in `env`, sign-in is off: tests of rights ask for it.
 */
export async function startProcess(
  env: Record<string, string>,
  role: 'all' | 'api' | 'worker' = 'all',
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [script, role], {
    env: { ...cleanEnv(), PORT: '0', LOG_LEVEL: 'warn', AUTH: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text);
    });
    void ended.then((code) => reject(new Error(`ended with ${code} at start: ${errors}`)));
  });
  const { url, firstLink, postgres } = JSON.parse(line);
  return {
    url: url ?? '',
    pid: child.pid ?? 0,
    firstLink,
    postgres,
    errors: () => errors,
    async stop() {
      child.kill('SIGTERM');
      return await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afterbell-test-'));
  // When the tests run as root, Postgres is another user, who should find everything here.
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}
const folders: string[] = [];

/** Ends what a killed service left: its Postgres, by the process id it wrote down itself. */
export async function cleanUp(): Promise<void> {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) {
    for (const pid of postgresPids(folder)) {
      process.kill(pid, 'SIGQUIT');
      await until(() => !isAlive(pid), 5000);
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

export function postgresPids(folder: string): number[] {
  try {
    const { dataFolder } = JSON.parse(readFileSync(join(folder, 'postgres.json'), 'utf8'));
    const text = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8');
    const pid = Number(text.split('\n')[0]);
    return isAlive(pid) ? [pid] : [];
  } catch {
    return [];
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export async function until(
  isTrue: () => boolean | Promise<boolean>,
  milliseconds = 15_000,
): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`not so within ${milliseconds} ms`);
    await sleep(50);
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Why tests on Redis are skipped here; undefined where they run. With CI set they must. */
export function whyNoRedis(): string | undefined {
  const given = process.env.TEST_REDIS_URL;
  if (given !== undefined || hasRedisServer()) return undefined;
  const reason = 'there is no redis-server program, and TEST_REDIS_URL is not set';
  if (process.env.CI) throw new Error(`tests on Redis cannot run: ${reason}`);
  process.stdout.write(`skipped on Redis: ${reason}\n`);
  return reason;
}

function hasRedisServer(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A Redis of our own, or that of TEST_REDIS_URL, which others use as well and nobody stops. */
export async function startRedis(): Promise<{ url: string; stop(): Promise<void> }> {
  if (!hasRedisServer()) return { url: process.env.TEST_REDIS_URL ?? '', stop: async () => {} };
  const port = await freePort();
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: ['ignore', 'pipe', 'ignore'], cwd: tmpdir() },
  );
  running.add(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      if (String(chunk).includes('Ready to accept connections')) resolve();
    });
    void ended.then(() => reject(new Error('redis-server ended at start')));
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      running.delete(child);
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Without what would make a test depend on the caller's shell. */
function cleanEnv(): NodeJS.ProcessEnv {
  const names = [
    'PORT',
    'HOST',
    'DATA_DIR',
    'DATABASE_URL',
    'REDIS_URL',
    'THREADS',
    'DEMO',
    'AUTH',
    'ADMIN_KEY',
  ];
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.includes(name)));
}

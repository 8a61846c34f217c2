import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../../src/store/embedded-postgres.ts';

/** Real processes for the suites: each killed by its own id, each with folders of its own. */

/** From dist/bench/service to the top of the checkout. */
const root = fileURLToPath(new URL('../../../', import.meta.url));
const testService = join(root, 'test/support/service/tiny-service.mjs');

export interface Running {
  pid: number;
  url: string;
  errors(): string;
  ended: Promise<number | null>;
  kill(signal?: NodeJS.Signals): Promise<number | null>;
}

const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

export type Solver = 'tiny' | 'real';

/** A process of the service; with the tiny solver it needs no time of the processor. */
export async function startService(
  role: 'all' | 'api' | 'worker',
  env: Record<string, string>,
  solver: Solver = 'tiny',
): Promise<Running> {
  const running = launch([testService, role], {
    PORT: '0',
    AUTH: 'off',
    RATE_LIMIT: '0',
    DEMO: 'off',
    LOG_LEVEL: 'error',
    ...(solver === 'real' ? { REAL_SOLVER: '1' } : {}),
    ...env,
  });
  const line = await running.firstLine;
  return { ...running, url: JSON.parse(line).url ?? '' };
}

/** `npm start` itself, until it says where it is. */
export async function startMain(env: Record<string, string>): Promise<Running> {
  const running = launch([join(root, 'dist/run/main.js')], {
    PORT: '0',
    AUTH: 'off',
    RATE_LIMIT: '0',
    DEMO: 'off',
    LOG_LEVEL: 'error',
    ...env,
  });
  let url: string | undefined;
  while (url === undefined) {
    url = /http:\/\/127\.0\.0\.1:\d+/.exec(running.output())?.[0];
    if (url === undefined) await sleep(5);
    if (running.hasEnded()) throw new Error(`it ended at start: ${running.errors()}`);
  }
  return { ...running, url };
}

function launch(args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, args, {
    // Sign-in has suites of its own; these are about what comes after it.
    env: { PATH: process.env.PATH ?? '', AUTH: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let errors = '';
  let output = '';
  child.stderr?.on('data', (chunk) => {
    errors = (errors + chunk).slice(-20_000);
  });
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      children.delete(child);
      resolve(code);
    }),
  );
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      if (output.includes('\n')) resolve(output.split('\n', 1)[0] ?? '');
    });
    void ended.then((code) => reject(new Error(`ended with ${code} at start: ${errors}`)));
  });
  firstLine.catch(() => {});
  return {
    pid: child.pid ?? 0,
    firstLine,
    ended,
    errors: () => errors,
    output: () => output,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    kill(signal: NodeJS.Signals = 'SIGKILL') {
      child.kill(signal);
      return ended;
    },
  };
}

const folders: string[] = [];
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afterbell-bench-'));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

/** Ends what is left, the Postgres of killed services included, and removes the folders. */
export async function cleanUp(): Promise<void> {
  for (const child of children) child.kill('SIGKILL');
  for (const stop of [...running]) await stop();
  for (const folder of folders.splice(0)) {
    const pid = postmasterOf(folder);
    if (pid !== undefined) {
      tryKill(pid, 'SIGQUIT');
      for (let i = 0; i < 100 && tryKill(pid, 0); i++) await sleep(50);
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The process id of the Postgres on a data folder, by its own word. */
export function postmasterOf(dataDir: string): number | undefined {
  try {
    const { dataFolder } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8'));
    const pid = Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return tryKill(pid, 0) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function tryKill(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Of Postgres servers of this process. */
const running = new Set<() => Promise<void>>();

/** A Postgres that comes back by itself, on the same port, when it is killed. */
export async function startPostgres(): Promise<{
  url: string;
  kill(): Promise<void>;
  stop(): Promise<void>;
}> {
  const folder = tempFolder();
  const postgres = await startEmbeddedPostgres(folder);
  const stop = async () => {
    running.delete(stop);
    await postgres.stop();
  };
  running.add(stop);
  return {
    url: postgres.url,
    stop,
    async kill() {
      const pid = postmasterOf(folder);
      if (pid !== undefined) tryKill(pid, 'SIGKILL');
    },
  };
}

/** Redis with its log of appends; `kill` ends it in the middle and starts it again. */
export async function startRedis(): Promise<{
  url: string;
  kill(): Promise<void>;
  stop(): Promise<void>;
}> {
  const port = await freePort();
  const dir = tempFolder();
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir];
  const options = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'everysec'];
  const start = async () => {
    const child = spawn('redis-server', [...args, ...options], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.add(child);
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => reject(new Error('redis-server ended at start')));
      child.stdout?.on('data', (chunk) => {
        if (String(chunk).includes('Ready to accept connections')) resolve();
      });
    });
    return child;
  };
  let child = await start();
  const end = async (signal: NodeJS.Signals) => {
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await ended;
    children.delete(child);
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    async kill() {
      await end('SIGKILL');
      child = await start();
    },
    stop: () => end('SIGTERM'),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Repeatable numbers in [0, 1). */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

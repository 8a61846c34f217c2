import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { databaseFolder } from '../service/database-folder.ts';
import { until } from '../service/processes.ts';

const main = fileURLToPath(new URL('../../../dist/run/main.js', import.meta.url));

export interface LiveService {
  url: string;
  /** The first admin's one-time link, where sign-in is on. */
  firstLink: string | undefined;
  stop(): Promise<void>;
}

/** The service as `npm start` runs it, with the real solver, on a folder of its own. */
export async function startLiveService(env: Record<string, string> = {}): Promise<LiveService> {
  const child: ChildProcess = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH ?? '',
      LOG_LEVEL: 'warn',
      PORT: '0',
      DATA_DIR: await databaseFolder(),
      THREADS: '1',
      // Whoever reaches the port is its admin; signing in has tests of its own.
      AUTH: 'off',
      ...env,
    },
  });
  let out = '';
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    out += chunk;
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = () => out.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
  await until(() => url() !== undefined, 100_000).catch(() => {
    child.kill('SIGKILL');
    throw new Error(`the service did not start:\n${out}`);
  });
  const wantsLink = env.AUTH === 'on';
  const link = () => out.match(/\S+\/login#link=\S+/)?.[0];
  if (wantsLink) await until(() => link() !== undefined, 30_000);
  return {
    url: url() as string,
    firstLink: link(),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

import { createHash } from 'node:crypto';
import { realpathSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Says that one process owns a data folder.
 *
 * The lock is a listening local socket and not a file with a process id: the kernel frees it
 * the moment its owner dies, also by SIGKILL, so there is no stale lock to guess about and no
 * confusion when a process id is used again (as in a restarted container). Linux has abstract
 * socket names and Windows named pipes, which leave nothing on disk; elsewhere a socket file
 * is removed when nobody answers on it.
 */
export interface FolderLock {
  release(): Promise<void>;
}

class FolderInUseError extends Error {
  readonly folder: string;
  /** Process id of the owner, when it told. */
  readonly owner: string | undefined;
  constructor(folder: string, owner: string | undefined) {
    super(
      `数据文件夹“${folder}”正被另一个 AfterBell 服务使用，请先停下它，或用 DATA_DIR 换一个文件夹。 ` +
        `The data folder ${folder} is in use by another AfterBell service` +
        `${owner ? ` (process ${owner})` : ''}. ` +
        'Maybe stop that one first, or give this one a folder of its own with DATA_DIR.',
    );
    this.folder = folder;
    this.owner = owner;
  }
}

export async function lockFolder(folder: string): Promise<FolderLock> {
  const name = lockName(folder);
  for (let attempt = 0; ; attempt++) {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(String(process.pid));
    });
    try {
      await listen(server, name);
      server.unref();
      return { release: () => new Promise((done) => server.close(() => done())) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      const answer = await askOwner(name);
      if (answer.alive || attempt > 2) throw new FolderInUseError(folder, answer.pid);
      if (isFile(name)) unlinkSync(name);
    }
  }
}

function lockName(folder: string): string {
  const key = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  if (process.platform === 'linux') return `\0afterbell-${key}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\afterbell-${key}`;
  return join(tmpdir(), `afterbell-${key}.sock`);
}

function isFile(name: string): boolean {
  return !name.startsWith('\0') && !name.startsWith('\\');
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path }, () => resolve());
  });
}

function askOwner(path: string): Promise<{ alive: boolean; pid?: string }> {
  return new Promise((resolve) => {
    let pid = '';
    const socket = connect({ path });
    socket.setTimeout(1000, () => {
      socket.destroy();
      resolve({ alive: true });
    });
    socket.on('data', (chunk) => {
      pid += chunk.toString();
    });
    socket.on('end', () => resolve({ alive: true, pid }));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ alive: error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT' }),
    );
  });
}

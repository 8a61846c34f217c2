import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the databases of a run take at once is far less. */
const ROOM_BYTES = 4e9;

/**
 * Before and after all tests: the folder of the run, where `databaseFolder` keeps what it copies.
 * On Linux it lies in memory, if there is much of it, with all other temporary files: a cluster has
 * 1,400 files, and copying them took ten times as long on a disk.
 */
export default function setup(): () => void {
  const inMemory = folderInMemory();
  const folder = inMemory ?? newFolder(tmpdir());
  if (inMemory !== undefined) process.env.TMPDIR = inMemory;
  process.env.AFTERBELL_TEST_TEMPLATE = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

function newFolder(parent: string): string {
  const folder = mkdtempSync(join(parent, 'afterbell-run-'));
  chmodSync(folder, 0o755);
  return folder;
}

function folderInMemory(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  let folder: string | undefined;
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    if (Math.min(bavail * bsize, freemem()) < ROOM_BYTES) return undefined;
    folder = newFolder('/dev/shm');
    // Postgres is run from there, which some systems forbid.
    const script = join(folder, 'can-run');
    writeFileSync(script, '#!/bin/sh\n', { mode: 0o755 });
    execFileSync(script);
    return folder;
  } catch {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}

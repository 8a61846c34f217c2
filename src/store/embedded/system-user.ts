import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/**
 * The unprivileged account under which Postgres runs when the service itself is root.
 * Postgres refuses to run as root; see docs/adr/0004-embedded-postgres-as-root.md.
 */
export interface SystemUser {
  uid: number;
  gid: number;
  name: string;
}

const OWN_USER = 'afterbell';
/** Accounts that exist for this purpose, best first. */
const KNOWN_USERS = [OWN_USER, 'postgres', '_postgres'];

/** True when Postgres needs another user than the one of this process. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The owner of an existing database wins, so that its files stay readable when accounts are
 * added to the machine later. Else an account made for databases, else a new one of our own,
 * and only where no account can be made, `nobody`.
 */
export function chooseSystemUser(existingData: string | undefined): SystemUser {
  const owner = existingData ? ownerOf(existingData) : undefined;
  if (owner) return owner;
  for (const name of KNOWN_USERS) {
    const user = lookUp(name);
    if (user) return user;
  }
  spawnSync(
    'useradd',
    ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', OWN_USER],
    { stdio: 'ignore' },
  );
  const user = lookUp(OWN_USER) ?? lookUp('nobody');
  if (!user) {
    throw new Error(
      `Postgres 不能以 root 运行，也没有可用的其他账号。请建一个（useradd --system ${OWN_USER}），或用普通用户启动服务，或设 DATABASE_URL。 ` +
        'Postgres cannot run as root, and no other account was found or could be made. ' +
        `Maybe add one (useradd --system ${OWN_USER}), start the service as an ordinary user, ` +
        'or set DATABASE_URL to a Postgres server.',
    );
  }
  return user;
}

/** Whether that user can go into every folder and read every file of `paths`. */
export function canReach(user: SystemUser, paths: string[]): boolean {
  // Asked of the kernel by a process of that user, and not worked out from modes, so that
  // ACLs, mounts and containers count too.
  const script = 'for p; do if [ -d "$p" ]; then [ -x "$p" ]; else [ -r "$p" ]; fi || exit 1; done';
  const result = spawnSync('/bin/sh', ['-c', script, 'sh', ...paths], {
    uid: user.uid,
    gid: user.gid,
    cwd: '/',
    stdio: 'ignore',
  });
  return result.status === 0;
}

function ownerOf(folder: string): SystemUser | undefined {
  try {
    const { uid, gid } = statSync(folder);
    return uid === 0 ? undefined : { uid, gid, name: String(uid) };
  } catch {
    return undefined;
  }
}

function lookUp(name: string): SystemUser | undefined {
  try {
    const ask = (flag: string) =>
      Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    const [uid, gid] = [ask('-u'), ask('-g')];
    return uid > 0 && gid >= 0 ? { uid, gid, name } : undefined;
  } catch {
    return undefined;
  }
}

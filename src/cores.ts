import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { posix } from 'node:path';

const groups = '/sys/fs/cgroup';

/**
 * Processors that this process may keep busy at a time: those of the machine, or fewer where a
 * container or a service has a quota of processor time, which Node 20 does not look at.
 */
export function usableCores(): number {
  return Math.min(availableParallelism(), coresOfQuota(readQuietly));
}

/**
 * Whole cores that the quotas of Linux control groups leave, at least 1; Infinity without a quota.
 * Of version 2 the group of this process and those above it count, of version 1 its own, which in
 * a container is the root.
 */
export function coresOfQuota(read: (path: string) => string | undefined): number {
  let cores = Number.POSITIVE_INFINITY;
  const limit = (quota: number, period: number) => {
    if (quota > 0 && period > 0) cores = Math.min(cores, Math.max(1, Math.floor(quota / period)));
  };
  for (const line of (read('/proc/self/cgroup') ?? '').split('\n')) {
    const [, controllers = '', path = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === '' && path.startsWith('/'))
      for (let group = path; ; group = posix.join(group, '..')) {
        const [quota, period] = (read(posix.join(groups, group, 'cpu.max')) ?? '').split(' ');
        limit(Number(quota), Number(period));
        if (group === '/') break;
      }
    if (controllers.split(',').includes('cpu'))
      for (const group of [path, '/']) {
        const folder = posix.join(groups, 'cpu', group);
        limit(
          Number(read(posix.join(folder, 'cpu.cfs_quota_us'))),
          Number(read(posix.join(folder, 'cpu.cfs_period_us'))),
        );
      }
  }
  return cores;
}

function readQuietly(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}

import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { coresOfQuota, usableCores } from '../../src/cores.ts';

const of = (files: Record<string, string>) => coresOfQuota((path) => files[path]);

describe('cores that a quota of processor time leaves', () => {
  it.each([
    ['200000 100000', 2],
    ['350000 100000', 3],
    ['20000 100000', 1],
    ['max 100000', Number.POSITIVE_INFINITY],
    ['', Number.POSITIVE_INFINITY],
  ])('of a container: "%s" are %d', (max, cores) => {
    expect(of({ '/proc/self/cgroup': '0::/', '/sys/fs/cgroup/cpu.max': max })).toBe(cores);
  });

  it('of a service, where the tightest of the groups above it counts', () => {
    const files = {
      '/proc/self/cgroup': '0::/system.slice/afterbell.service\n',
      '/sys/fs/cgroup/system.slice/afterbell.service/cpu.max': 'max 100000\n',
      '/sys/fs/cgroup/system.slice/cpu.max': '400000 100000\n',
    };
    expect(of(files)).toBe(4);
  });

  it('of a container under version 1, whose group is the root there', () => {
    const files = {
      '/proc/self/cgroup': '12:pids:/docker/4f2a\n4:cpu,cpuacct:/docker/4f2a\n0::/docker/4f2a',
      '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '250000',
      '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000',
    };
    expect(of(files)).toBe(2);
    expect(of({ ...files, '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1' })).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it('is no limit where there are no control groups', () => {
    expect(of({})).toBe(Number.POSITIVE_INFINITY);
    expect(usableCores()).toBeGreaterThanOrEqual(1);
    expect(usableCores()).toBeLessThanOrEqual(availableParallelism());
  });
});

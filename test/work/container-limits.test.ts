import { expect, test } from '@jest/globals';
import { containerLimits, grantedCores } from '../../src/work/container-limits.ts';

const NONE = Number.POSITIVE_INFINITY;

test.each([
  ['max 100000\n', NONE],
  ['', NONE],
  ['-1 100000', NONE],
  ['200000 100000', 2],
  ['150000 100000', 2],
  ['50000 100000', 1],
])('a container limited to %j has %d cores', (limit, cores) => {
  expect(grantedCores(limit)).toBe(cores);
});

test.each<[string, Record<string, string>, object]>([
  ['no control groups', {}, { cores: NONE, memory: NONE }],
  [
    'a container that sees its own group as the root',
    {
      '/proc/self/cgroup': '0::/\n',
      '/sys/fs/cgroup/cpu.max': '400000 100000\n',
      '/sys/fs/cgroup/memory.max': '4294967296\n',
    },
    { cores: 4, memory: 4294967296 },
  ],
  [
    'a service with a quota of its own',
    {
      '/proc/self/cgroup': '0::/system.slice/yugong-worker.service\n',
      '/sys/fs/cgroup/system.slice/yugong-worker.service/cpu.max': '200000 100000',
      '/sys/fs/cgroup/system.slice/yugong-worker.service/memory.max': 'max',
    },
    { cores: 2, memory: NONE },
  ],
  [
    'a group around it that allows less',
    {
      '/proc/self/cgroup': '0::/kubepods/pod1/worker',
      '/sys/fs/cgroup/kubepods/pod1/worker/cpu.max': 'max 100000',
      '/sys/fs/cgroup/kubepods/pod1/cpu.max': '150000 100000',
      '/sys/fs/cgroup/kubepods/memory.max': '2000000000',
      '/sys/fs/cgroup/kubepods/pod1/memory.max': '3000000000',
    },
    { cores: 2, memory: 2e9 },
  ],
  [
    'the first version',
    {
      '/proc/self/cgroup': '5:memory:/docker/1\n4:cpu,cpuacct:/docker/1\n1:name=systemd:/docker/1',
      '/sys/fs/cgroup/cpu,cpuacct/docker/1/cpu.cfs_quota_us': '300000\n',
      '/sys/fs/cgroup/cpu,cpuacct/docker/1/cpu.cfs_period_us': '100000\n',
      '/sys/fs/cgroup/memory/docker/1/memory.limit_in_bytes': '1000000000\n',
    },
    { cores: 3, memory: 1e9 },
  ],
  [
    'the first version in a container that sees its own group as the root',
    {
      '/proc/self/cgroup': '4:cpu,cpuacct:/docker/1\n0::/',
      '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us': '-1\n',
      '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us': '100000\n',
    },
    { cores: NONE, memory: NONE },
  ],
])('%s', (_, files, expected) => {
  expect(containerLimits((path) => files[path] ?? null)).toEqual(expected);
});
